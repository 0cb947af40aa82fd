// Language, theme and text size of this device.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/scroll.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::settings_screen {

struct State {
  ScrollState scroll;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::settings_screen
