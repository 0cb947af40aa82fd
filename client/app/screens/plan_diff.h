// What differs between a version of a plan and the one before, or another one of the same plan, chosen by the user.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::plan_diff_screen {

struct State {
  PageState page;
  ChoiceSheet other;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::plan_diff_screen
