// A message that comes for a while at the lower edge: "saved", with a button to undo. It stays while the mouse or the
// keyboard is on it, and longer where the device asks for less motion. Never the only place of something important.
#pragma once

#include <string>
#include <string_view>

#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Takes the place of the one before. `action` is the word of its button; empty for none.
void show_toast(Ui& ui, std::string id, std::string text, std::string action = {});
/// True once when the button of the toast of that id was pressed.
bool take_toast_action(Ui& ui, std::string_view id);
/// By the app, above the screen; `bottom_px` is where the navigation begins.
void draw_toast(Ui& ui, float bottom_px);

}  // namespace mingchou::client
