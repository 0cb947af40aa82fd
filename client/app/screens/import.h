// One import, from the file to the register: its columns, its rows with what is wrong with them, the writing, and what
// became of it.
#pragma once

#include <cstdint>
#include <optional>

#include "client/app/model/model.h"
#include "client/app/screens/import_columns.h"
#include "client/app/screens/import_rows.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::import_screen {

enum class Part : std::uint8_t { rows, columns };
/// What is asked before it is done.
enum class Question : std::uint8_t { none, apply, undo, remove };

struct State {
  PageState page;
  /// Whose page this is, and as of when its columns stand in the draft.
  std::optional<Uuid> shown;
  ImportState state_seen = ImportState::unknown;
  Part part = Part::rows;
  ImportColumnsState columns;
  ImportRowsState rows;
  Question question = Question::none;
  unsigned refused_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::import_screen
