// Language, theme and text size in the tablet's database. The shell keeps a copy for its loading page; what stands
// here decides.
#pragma once

#include "client/app/data/local_store.h"
#include "client/app/preferences.h"

namespace mingchou::client {

/// What is not there, or has a name that this program does not know, stays as in `otherwise`.
Result<Preferences> load_preferences(LocalStore& store, const Preferences& otherwise);
Result<> save_preferences(LocalStore& store, const Preferences& preferences);

}  // namespace mingchou::client
