// The rows of an import as they were checked: how many of each kind, the list with what is wrong with each row, and the
// kinds of problems, of which one can show the rows or take the suggestions all at once.
#pragma once

#include "client/app/model/model.h"
#include "client/app/screens/import_row.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"
#include "client/app/ui/virtual_list.h"

namespace mingchou::client {

struct ImportRowsState {
  VirtualListState list;
  unsigned version_seen = 0;
  unsigned suggestions_seen = 0;
  /// Entries that are in the register already shall be changed to what the file says.
  bool updates_existing = false;
  SheetState kinds;
  bool menu_open = false;
  Rect menu_anchor;
  ImportRowState row;
};

void draw_import_rows(Ui& ui, const Rect& rect, ImportRowsState& state, const OpenedImport& open, Actions& actions);
/// Draw it after everything that it covers.
void draw_import_rows_sheets(Ui& ui, ImportRowsState& state, const OpenedImport& open, Actions& actions);

}  // namespace mingchou::client
