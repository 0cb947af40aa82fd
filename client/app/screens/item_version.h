// One version of a list: what it is, where it was published, and its items. A draft is worked on here: items are added,
// opened, put in order; it is compared, issued or discarded. An issued one is withdrawn, and its publications recorded.
#pragma once

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/screens/version_sheets.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::item_version_screen {

struct State {
  PageState page;
  items::VersionId of;
  std::string query;
  bool is_ordering = false;
  bool asks_discard = false;
  VersionSheets sheets;
  unsigned discards_seen = 0, removals_seen = 0, drafts_seen = 0;
  ExportSheetState exports;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::item_version_screen
