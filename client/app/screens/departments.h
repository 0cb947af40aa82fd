// The departments of the county with the sizes of their registers: a table on wide screens, cards on narrow ones.
#pragma once

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/ui/scroll.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::departments_screen {

struct State {
  ScrollState scroll;
  ExportSheetState exports;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::departments_screen
