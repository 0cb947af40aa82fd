// All inspection tasks that the user sees, newest first: narrowed by state, found by name, number or department.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::tasks_screen {

struct State {
  PageState page;
  std::optional<tasks::State> shown;
  std::string query;
  ExportSheetState exports;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::tasks_screen
