// The targets that the provincial platform sent back, with its words, each a way to its page: a sheet over the target
// register. They are the server's: the register on this device has no receipts.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct RefusedTargetsState {
  SheetState sheet;
  /// What the address asked for last: closed once, the sheet stays closed.
  std::string asked;
};

void open_refused_targets(RefusedTargetsState& state, Actions& actions);
/// An address that asks for them opens the sheet.
void follow_address(RefusedTargetsState& state, const Model& model, Actions& actions);
/// Draw it after everything that it covers.
void draw_refused_targets(Ui& ui, RefusedTargetsState& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
