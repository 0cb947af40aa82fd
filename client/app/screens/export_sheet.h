// The sheet from which a register is taken out as a file: which register, in which form, as which kind of file. Opened
// by the screens that show registers.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct ExportSheetState {
  SheetState sheet;
  ImportKind kind = ImportKind::targets;
  int form = 0;
  ExportFormat format = ExportFormat::xlsx;
  /// It was asked for here: several screens have this sheet, and one of them tells that the file is there.
  bool is_asked = false;
  unsigned answers_seen = 0;
};

/// Shows it, for that register at first.
void open_export_sheet(ExportSheetState& state, const Model& model, ImportKind kind, Actions& actions);
/// Whether the user may take registers out.
bool may_export(const Model& model);
/// Draw it after everything that it covers.
void draw_export_sheet(Ui& ui, ExportSheetState& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
