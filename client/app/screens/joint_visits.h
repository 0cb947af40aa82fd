// Joint visits (联合上门): what is proposed for targets that several tasks would visit, with one tap to agree and a
// reason to decline, and what was decided. Where the tasks have no common days, one of the days that lie nearest is
// chosen; where one of them is sealed, it is asked first. Of all tasks, or of the one that the route names.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/department_caps.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::joint_visits_screen {

struct State {
  PageState page;
  SheetState decline;
  /// What the sheet is about.
  std::optional<JointVisit> declined;
  std::string reason;
  bool shows_missing = false;
  /// What was answered before the sheet was opened is of another visit.
  unsigned answers_before = 0;
  /// What is agreed on once it is understood that it tells others of a sealed draw.
  std::optional<JointVisit> asked;
  /// What was sent last, for the words that tell that it was taken.
  bool was_agreed = false;
  unsigned decisions_seen = 0;
  /// What was answered before somebody came here is not told.
  bool is_entered = false;
  DepartmentCapsState caps;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::joint_visits_screen
