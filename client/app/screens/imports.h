// Bringing a file into a register, and the imports that there were: who brought what, and what became of it.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::imports_screen {

struct State {
  PageState page;
  ImportKind kind = ImportKind::targets;
  /// What the address asked for last: the user's own choice goes on from there.
  std::string asked;
  ExportSheetState exports;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::imports_screen
