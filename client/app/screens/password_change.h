// Changing one's own password: at the first sign-in, where nothing else is open before, or whenever one wants. The
// rules are told while one types; the server decides.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::password_screen {

struct State {
  PageState page;
  PasswordState present, chosen, again;
  std::string code;
  bool shows_missing = false;
  unsigned answers_seen = 0;

  void forget();
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

/// What is wrong with a new password, or empty; while it is being typed.
std::string new_password_fault(const Ui& ui, std::string_view typed, std::string_view login);

}  // namespace mingchou::client::password_screen
