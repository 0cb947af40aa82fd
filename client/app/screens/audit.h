// The audit trail: who did what, when, to what; newest first and without end. An entry opens with what was before and
// after, and leads on to all that the same person did, or that happened to the same thing.
#pragma once

#include <optional>

#include "client/app/model/model.h"
#include "client/app/screens/audit_days.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"
#include "client/app/ui/virtual_list.h"

namespace mingchou::client::audit_screen {

enum class Menu : std::uint8_t { none, role, action, entity, period, department };

struct State {
  VirtualListState list;
  Menu menu = Menu::none;
  Rect menu_anchor;
  SheetState entry;
  DaysForm days;
  ExportSheetState exports;
  std::int64_t entry_sequence = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::audit_screen
