// The field in which a note is written or mended, with the count of its characters and its buttons.
#pragma once

#include "client/app/screens/target_notes.h"

namespace mingchou::client {

void draw_note_editor(Ui& ui, Column& column, TargetNotesState& state, const Model& model, Actions& actions);

}  // namespace mingchou::client
