// What differs between a version and another one of its list, chosen by the user; and the issuing of a draft, which is
// decided with that before one's eyes.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::item_diff_screen {

struct State {
  PageState page;
  ChoiceSheet other;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::item_diff_screen

namespace mingchou::client::item_issue_screen {

struct State {
  PageState page;
  /// For which version this was typed.
  items::VersionId of;
  std::string effective_from, approved_on, approved_by, document_number, reason;
  bool shows_missing = false;
  unsigned answers_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::item_issue_screen
