// Adding an item to a draft, or changing one. What was typed stays until it is saved or given up on purpose; where
// somebody else changed the item meanwhile, both stand side by side and the user chooses.
#pragma once

#include "client/app/model/model.h"
#include "client/app/screens/edit_form.h"
#include "client/app/screens/item_fields.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::item_form_screen {

/// A version and an item of it, nil for a new one.
struct Key {
  items::VersionId version;
  items::ItemId item;
  bool operator==(const Key&) const = default;
};
struct State : EditForm<Key, ItemFields> {
  ItemSheets sheets;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::item_form_screen
