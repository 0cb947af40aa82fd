// One item of a version with all its fields. In a draft it is changed or removed from here.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::item_screen {

struct State {
  PageState page;
  items::ItemId of;
  bool asks_removal = false;
  unsigned removals_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::item_screen
