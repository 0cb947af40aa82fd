// Choosing the inspection items of a task: first a list, then its items as they hold on the task's first day. Part of
// the form of a task.
#pragma once

#include <optional>

#include "client/app/model/model.h"
#include "client/app/screens/plan_row_fields.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

void draw_plan_item_sheet(Ui& ui, plans::Row& row, const std::optional<CivilDate>& first_day, PlanRowSheets& sheets,
                          const Model& model, Actions& actions);

}  // namespace mingchou::client
