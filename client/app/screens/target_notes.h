// The notes of a target's page: the field in which one is written, and the list of those that were.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct TargetNotesState {
  /// As it stands in the field, and which text of the Model it began with.
  std::string text;
  std::uint64_t text_revision = 0;
  std::optional<NoteId> announced;
  /// More than the newest few are shown.
  bool unfolded = false;

  /// The note whose menu is open, and where.
  std::optional<NoteId> menu_of;
  Rect menu_anchor;
  /// The note that is about to be withdrawn, and why.
  std::optional<NoteId> withdrawing;
  SheetState withdraw_sheet;
  std::optional<int> reason;
};

void draw_target_notes(Ui& ui, Column& column, TargetNotesState& state, const Model& model, Actions& actions);
/// Its menu and sheet: after everything that they cover.
void draw_target_notes_layers(Ui& ui, TargetNotesState& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
