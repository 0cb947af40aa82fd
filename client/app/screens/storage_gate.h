// What stands in place of a screen while the data on this device can't be used: another tab has them, they are being
// opened, something is damaged. Says what happened, what it means, and offers the one thing to do.
#pragma once

#include <string_view>

#include "client/app/model/model.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// `title` is that of the screen in whose place it stands.
void draw_storage_gate(Ui& ui, const Rect& rect, std::string_view title, const StorageModel& storage, Actions& actions);

/// The same without header and main part: for a screen that has its own.
void draw_storage_notice(Ui& ui, const Rect& rect, const StorageModel& storage, Actions& actions);

}  // namespace mingchou::client
