// The page of an inspector: what the next draw will make of the person, certificates, leaves, recusals, courses, and
// how all of it came about. Whoever may write changes it here.
#pragma once

#include "client/app/screens/inspector_links.h"
#include "client/app/screens/person_editing.h"
#include "client/app/screens/person_parts.h"

namespace mingchou::client::inspector_screen {

struct State {
  PageState page;
  PersonEditing editing;
  PartForm part;
  LinkForms links;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::inspector_screen
