// Making a department, and the page on which one is changed or ended: for the joint meeting's office and who sets the
// system up.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct DepartmentFormState {
  DepartmentFields fields;
  std::string reason;
  bool shows_missing = false;
  ChoiceSheet kind_sheet;
};

namespace department_screen {

struct State {
  PageState page;
  DepartmentFormState form;
  /// Whose values were put into the form, and of which revision they were made.
  std::optional<Uuid> shown;
  std::int64_t revision = 0;
  DepartmentFields filled, sent;
  unsigned answers_seen = 0;
  /// Asked whether it shall end.
  bool is_ending = false;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace department_screen

namespace new_department_screen {

struct State {
  PageState page;
  DepartmentFormState form;
  /// Empty before the first; the user's own order differs from it.
  std::string suggested_order;
  unsigned answers_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace new_department_screen
}  // namespace mingchou::client
