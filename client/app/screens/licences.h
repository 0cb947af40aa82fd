// Licences that have expired or expire within 30 days: each leads to its target. Where the duties of the home lead.
#pragma once

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/ui/ui.h"
#include "client/app/ui/virtual_list.h"

namespace mingchou::client::licences_screen {

struct State {
  /// One for each tab.
  VirtualListState expired, soon;
  ExportSheetState exports;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::licences_screen
