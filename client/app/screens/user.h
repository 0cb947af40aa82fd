// One user: the form, what somebody else changed meanwhile, a new initial password, and where the user is signed in.
// And the making of a new one.
#pragma once

#include <optional>

#include "client/app/model/model.h"
#include "client/app/screens/user_form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client::user_screen {

/// What is asked before it is done.
enum class Question : std::uint8_t { none, disable, enable, reset_password, remove_factor, end_all };

struct State {
  PageState page;
  UserFormState form;
  /// Whose values stand in the form, and of which revision they were made.
  std::optional<Uuid> shown;
  std::int64_t revision = 0;
  UserProfile filled;
  /// What was sent of the form; nothing: another change was.
  std::optional<UserProfile> sent;
  unsigned answers_seen = 0;
  Question question = Question::none;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::user_screen

namespace mingchou::client::new_user_screen {

struct State {
  PageState page;
  UserFormState form;
  unsigned answers_seen = 0;
};

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions);

}  // namespace mingchou::client::new_user_screen
