// All item lists: each department's and the joint one, with the version in force, a draft in work, publication and what
// is due. Where a department has none yet, its keeper makes it here.
#pragma once

#include <optional>

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::item_lists_screen {

struct State {
  PageState page;
  ChoiceSheet department_sheet;
  /// Only of this department; nothing for all.
  std::optional<Uuid> department_id;
  bool only_due = false;
  /// Whose list is about to be made.
  std::optional<items::Owner> making;
  ExportSheetState exports;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::item_lists_screen
