// How often one target may be visited in a year: what the joint meeting's office has set, year by year, and setting it
// for this year and the next. A sheet over the target register.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct VisitCapsState {
  SheetState sheet;
  /// The year that is being set: this one, or the next.
  bool is_next_year = false;
  std::string visits, reason;
  bool shows_missing = false;
  unsigned saves_seen = 0;
};

void open_visit_caps(VisitCapsState& state, const Model& model, Actions& actions);
/// Draw it after everything that it covers.
void draw_visit_caps(Ui& ui, VisitCapsState& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
