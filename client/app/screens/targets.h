// The target register on this tablet: search as you type, filters, sorting, a list of rows.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/scroll.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::targets_screen {

struct State {
  ScrollState scroll;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::targets_screen
