// An inspection task: what it is, what it would draw, what comes next, and its draws.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/check_load.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::task_screen {

struct State {
  PageState page;
  /// Nil before the screen was drawn.
  tasks::TaskId of;
  SheetState cancel;
  std::string reason;
  bool shows_missing = false;
  CheckLoadState load;
  unsigned readies_seen = 0, reopenings_seen = 0, cancels_seen = 0, remedies_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::task_screen
