// The transparency log: what was signed last, whether this device finds the entries under it, and the entries from the
// newest down; a sheet shows one as it stands.
#pragma once

#include <cstdint>
#include <optional>

#include "client/app/model/model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::log_screen {

struct State {
  PageState page;
  SheetState sheet;
  /// The entry in the sheet.
  std::optional<std::uint64_t> shown;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::log_screen
