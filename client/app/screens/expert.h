// The page of an expert: what the person knows, the qualifications, and how the entry came about.
#pragma once

#include "client/app/screens/person_editing.h"
#include "client/app/screens/person_parts.h"

namespace mingchou::client::expert_screen {

struct State {
  PageState page;
  PersonEditing editing;
  PartForm part;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::expert_screen
