// Parts of the page of a plan's version: its tasks, what was done, the other versions. Inside screens/plan_version
// only.
#pragma once

#include "client/app/screens/plan_version.h"
#include "client/app/ui/layout.h"

namespace mingchou::client::plan_version_screen {

/// `viewport`: only rows in it, and some around it, are drawn.
void draw_tasks(Ui& ui, Column& column, const Rect& viewport, State& state, const Model& model,
                const PlanVersion& version, Actions& actions);
void draw_history(Ui& ui, Column& column, const Model& model, const PlanVersion& version);
void draw_versions(Ui& ui, Column& column, const Model& model, const PlanVersion& version, Actions& actions);

}  // namespace mingchou::client::plan_version_screen
