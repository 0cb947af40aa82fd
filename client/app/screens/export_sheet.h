// The sheet from which a register is taken out as a file: which register, in which form, as which kind of file; or
// another list, of which there is one form. Opened by the screens that show them.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/frame.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct ExportSheetState {
  SheetState sheet;
  ImportKind kind = ImportKind::targets;
  int form = 0;
  /// Another list, as ExportList names it; empty for a register.
  std::string list;
  ExportFormat format = ExportFormat::xlsx;
  /// What is given out.
  Text words = Text::export_words;
  /// It was asked for here: several screens have this sheet, and one of them tells that the file is there.
  bool is_asked = false;
  unsigned answers_seen = 0;
};

/// Shows it, for that register at first.
void open_export_sheet(ExportSheetState& state, const Model& model, ImportKind kind, Actions& actions);
/// Shows it for another list. `what`: what of it is given out.
void open_list_export(ExportSheetState& state, const Model& model, std::string list, Text what = Text::export_words);
/// Whether the user may take registers out.
bool may_export(const Model& model);
/// The button that leads to it, in the header of a screen.
HeaderAction export_action(const Ui& ui, const ExportSheetState& state);
/// Draw it after everything that it covers.
void draw_export_sheet(Ui& ui, ExportSheetState& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
