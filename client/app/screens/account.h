// One's own account: who one is here, password and second factor, where one is signed in, and signing out.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::account_screen {

struct State {
  PageState page;
  bool asks_to_sign_out = false;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::account_screen
