// Making an inspection task, from a plan's row or as a special inspection, or changing one. What it would draw is
// counted while it is typed. What was typed stays until it is saved or given up on purpose.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/edit_form.h"
#include "client/app/screens/task_fields.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::task_form_screen {

/// The task, nil for a new one, and the row that a new one is made from.
struct Key {
  tasks::TaskId task;
  std::optional<tasks::PlanRowKey> row;
  bool operator==(const Key&) const = default;
};
struct State : EditForm<Key, TaskFields> {
  TaskSheets sheets;
  /// What was counted last, or is to be: as DraftCounts::of.
  std::string counted;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::task_form_screen
