// The target register on this device: search as you type, filters, sorting, a list of rows.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/export_sheet.h"
#include "client/app/screens/refused_targets.h"
#include "client/app/screens/register_words.h"
#include "client/app/screens/target_bulk.h"
#include "client/app/screens/target_filters.h"
#include "client/app/screens/visit_caps.h"
#include "client/app/ui/ui.h"
#include "client/app/ui/virtual_list.h"

namespace mingchou::client::targets_screen {

struct State {
  VirtualListState list;
  /// As it stands in the search field.
  std::string query;
  /// Chosen by the user; nothing: by relevance or by name, whichever fits.
  std::optional<SortChoice> sort;
  TargetFiltersState filters;
  BulkState bulk;
  ExportSheetState exports;
  VisitCapsState caps;
  RefusedTargetsState refused;
  /// In place of the list while there is none.
  PageState missing;
  bool sort_open = false;
  bool more_open = false;

  /// What was last seen of the Model, to notice changes.
  std::uint64_t list_version = 0;
  TargetView view_seen;
  search::SearchQuery words;
  std::optional<DownloadStatus::Phase> phase_seen;
  bool updating = false;
  bool update_failure_seen = false;
  /// Where the open menu's button stands.
  Rect menu_anchor;
};

/// Alone on the screen, or beside the page of a target.
enum class Place : std::uint8_t { alone, beside };

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions, Place place = Place::alone);
/// Sheets and menus: after everything that they cover.
void draw_layers(Ui& ui, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::targets_screen
