// The history of draws, newest first, narrowed by stage.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::draws_screen {

struct State {
  PageState page;
  bool menu_open = false;
  Rect menu_anchor;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::draws_screen
