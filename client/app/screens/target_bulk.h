// Several targets at once: they are chosen in the list, a change is chosen in a sheet, previewed, carried out as it was
// seen, and can be taken back. The server decides what is changed; the list shows it at once.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

enum class BulkKind : std::uint8_t { add_tag, remove_tag, status, township, risk };

struct BulkState {
  bool is_choosing = false;
  bool more_open = false;
  Rect more_anchor;
  std::set<TargetId> chosen;
  SheetState sheet;
  BulkKind kind = BulkKind::add_tag;
  std::optional<TagId> tag;
  std::optional<TargetStatus> status;
  std::string township_code, risk_class, risk_source, risk_on, reason;
  bool shows_missing = false;
  /// What the preview was of; another choice makes it void.
  std::string previewed;
  unsigned outs_seen = 0, undos_seen = 0;
  ChoiceSheet value_sheet;
};

/// The bar below the list while targets are chosen: how many, all or none, and what to do. Its height.
float bulk_bar_height(const Ui& ui);
void draw_bulk_bar(Ui& ui, const Rect& rect, BulkState& state, const RegisterModel& model);
/// Chooses the target, or not any more; says so where no more can be chosen.
void choose_for_bulk(Ui& ui, BulkState& state, const TargetId& id);
/// Sheets: after everything that they cover.
void draw_bulk_layers(Ui& ui, BulkState& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
