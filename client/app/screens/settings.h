// Language, theme and text size of this device; the app's version, its updates, and whose work it contains.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::settings_screen {

struct State {
  PageState page;
  SheetState licences;
  bool asks_to_roll_back = false;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::settings_screen
