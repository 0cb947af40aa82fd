// The yearly plans: of each year the version in force and the one on its way, and what is due. The office makes the
// plan of a year here.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::plans_screen {

struct State {
  PageState page;
  unsigned creations_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::plans_screen
