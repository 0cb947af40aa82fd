// How often each department may visit one target in a year, and setting it: a department's administrator for the own
// department, the joint meeting's office for any. A sheet over the joint visits.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct DepartmentCapsState {
  SheetState sheet;
  /// The year that is shown: this one, or the next.
  bool is_next_year = false;
  /// Whose cap is being set; nothing while all are shown.
  std::optional<DepartmentVisitCap> edited;
  std::string visits, reason;
  bool shows_missing = false;
  unsigned saves_seen = 0;
  /// What was answered before the form was opened is of another department.
  unsigned answers_before = 0;
};

void open_department_caps(DepartmentCapsState& state, const Model& model, Actions& actions);
/// Draw it after everything that it covers.
void draw_department_caps(Ui& ui, DepartmentCapsState& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
