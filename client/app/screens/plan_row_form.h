// Adding a task to a draft of a plan, or changing one. What was typed stays until it is saved or given up on purpose;
// where somebody else changed the task meanwhile, both stand side by side and the user chooses.
#pragma once

#include "client/app/model/model.h"
#include "client/app/screens/edit_form.h"
#include "client/app/screens/plan_row_fields.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::plan_row_form_screen {

/// A version and a row of it, nil for a new one.
struct Key {
  plans::VersionId version;
  plans::RowId row;
  bool operator==(const Key&) const = default;
};
struct State : EditForm<Key, PlanRowFields> {
  PlanRowSheets sheets;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::plan_row_form_screen
