// Where a day begins: is everything on this tablet for working without network, what was noted last, and the ways to
// the rest.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::home_screen {

struct State {
  PageState page;
  /// Beyond the first ones too.
  bool shows_all_duties = false;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::home_screen
