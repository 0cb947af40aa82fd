// One task of a plan's version with all that the plan says of it. In a draft its keeper changes or removes it here.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::plan_row_screen {

struct State {
  PageState page;
  plans::RowId of;
  unsigned removals_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::plan_row_screen
