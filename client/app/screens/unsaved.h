// Whether something stands in a form that is not saved: whoever closes the page then is asked first. Within the app
// nothing needs to be asked, as what was typed stays in its form while one is elsewhere.
#pragma once

#include "client/app/screens/screens.h"

namespace mingchou::client {

bool has_unsaved(const ScreenStates& states);

}  // namespace mingchou::client
