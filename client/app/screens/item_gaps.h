// Where supervision has a hole (监管真空): items in force that nobody can carry out, and targets that no item concerns.
#pragma once

#include <optional>

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/ui/ui.h"
#include "client/app/ui/virtual_list.h"

namespace mingchou::client::item_gaps_screen {

struct State {
  int tab = 0;
  VirtualListState items, targets;
  ExportSheetState exports;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::item_gaps_screen
