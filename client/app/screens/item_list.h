// One item list: what is due of it, its versions, and the yearly reviews. From here a draft is begun, and that the list
// was looked through and stays is recorded.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::item_list_screen {

struct State {
  PageState page;
  SheetState review;
  std::string note;
  bool shows_missing = false;
  unsigned reviews_seen = 0, drafts_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::item_list_screen
