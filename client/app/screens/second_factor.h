// The second factor of one's own account (TOTP): set up in two steps, with recovery codes at the end, or removed.
// Secret and codes are shown once and stand nowhere but on the screen.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::second_factor_screen {

struct State {
  PageState page;
  PasswordState password;
  std::string code;
  bool shows_missing = false;
  unsigned answers_seen = 0;

  void forget();
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::second_factor_screen
