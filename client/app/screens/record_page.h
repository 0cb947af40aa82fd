// The part of a target's page that the server tells: how it is supervised, its visits, and what became of its entry;
// and the ways to change it. Below what the register on this device has; nobody is signed in: nothing of it.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct RecordPageState {
  SheetState end_sheet;
  std::string end_reason;
  bool shows_missing = false;
  unsigned ends_seen = 0;
};

/// The buttons to change it, at the head of the page.
void draw_record_deeds(Ui& ui, Column& column, RecordPageState& state, const Model& model, Actions& actions);
void draw_record(Ui& ui, Column& column, const Model& model, Actions& actions);
/// Sheets: after everything that they cover.
void draw_record_layers(Ui& ui, RecordPageState& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
