// One target: what the register says of it, and the notes written on it.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/scroll.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::target_screen {

struct State {
  ScrollState scroll;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::target_screen
