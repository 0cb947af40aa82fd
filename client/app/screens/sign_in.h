// Signing in: name and password, then a code of the second factor where the account asks for one. What was typed stays
// when something goes wrong, but for a wrong password.
#pragma once

#include <string>

#include "client/app/model/model.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::sign_in_screen {

struct State {
  PageState page;
  std::string login;
  PasswordState password;
  std::string code;
  /// Something was sent that could not be: fields that are empty say so.
  bool shows_missing = false;
  /// What was last seen of the Model, to notice its answers.
  unsigned answers_seen = 0;
  bool code_was_needed = false;
  /// By the time of frames: nothing can be sent before.
  double locked_until_ms = 0;

  /// The screen is left: the login stays for the next time, what is secret goes.
  void forget();
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::sign_in_screen
