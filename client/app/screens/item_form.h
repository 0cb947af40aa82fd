// Adding an item to a draft, or changing one. What was typed stays until it is saved or given up on purpose; where
// somebody else changed the item meanwhile, both stand side by side and the user chooses.
#pragma once

#include <optional>

#include "client/app/model/model.h"
#include "client/app/screens/item_fields.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::item_form_screen {

struct State {
  PageState page;
  /// What the fields are of: a version and an item, nil for a new one.
  std::optional<items::VersionId> version;
  items::ItemId item;
  std::int64_t revision = 0;
  ItemFields fields, filled, sent;
  ItemSheets sheets;
  /// What the domain's rules found.
  std::optional<Error> error;
  unsigned answers_seen = 0;
  bool asks_leave = false;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::item_form_screen
