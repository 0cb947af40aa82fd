// How this device keeps what was written: space, health, self-test, ownership.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/scroll.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::storage_screen {

struct State {
  ScrollState scroll;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::storage_screen
