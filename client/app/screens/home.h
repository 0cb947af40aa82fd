// Where a day begins: the state of this tablet, the latest notes, and the ways to the rest.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/scroll.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::home_screen {

struct State {
  ScrollState scroll;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::home_screen
