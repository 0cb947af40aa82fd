// How the checks of a task are spread over departments and people, and when a department tells its own of a sealed one.
#pragma once

#include <string>
#include <vector>

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct CheckLoadState {
  SheetState sheet;
  std::string day;
  bool shows_missing = false;
  unsigned disclosures_seen = 0;
  /// Departments whose people are all shown.
  std::vector<Uuid> unfolded;
};

void draw_check_load(Ui& ui, Column& column, CheckLoadState& state, const Model& model, const tasks::Task& task,
                     Actions& actions);
/// After everything that it covers.
void draw_disclosure(Ui& ui, CheckLoadState& state, const Model& model, const tasks::Task& task, Actions& actions);

}  // namespace mingchou::client
