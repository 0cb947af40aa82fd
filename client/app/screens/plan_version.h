// One version of a yearly plan: its state and what comes next, its tasks, what was done so far, where it was published,
// and the other versions of the plan. Each role finds the steps that it may make.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/screens/plan_steps.h"
#include "client/app/screens/plan_tasks.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::plan_version_screen {

struct State {
  PageState page;
  plans::VersionId of;
  std::string query;
  TaskLines tasks;
  PlanSteps steps;
  unsigned restorations_seen = 0;
  ExportSheetState exports;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::plan_version_screen
