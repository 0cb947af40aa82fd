// The fields of a user: name, role, department, whose account it is, and the login name of a new one. The same for
// making and changing.
#pragma once

#include <optional>
#include <string>

#include "client/app/model/model.h"
#include "client/app/screens/user_inspector.h"
#include "client/app/ui/form.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

struct UserFormState {
  std::string login;
  UserProfile profile;
  bool shows_missing = false;
  ChoiceSheet role_sheet, department_sheet;
  UserInspectorForm inspector;
};

/// Whether all that is needed stands in it; else it says what is missing.
bool is_complete(const UserFormState& state, bool is_new);
void draw_user_fields(Ui& ui, Form& form, UserFormState& state, const Model& model, bool is_new, Actions& actions);
/// The sheets to choose in: after everything that they cover.
void draw_user_sheets(Ui& ui, UserFormState& state, const Model& model, Actions& actions);

/// The initial password of a user who was made or got a new one: shown once, with a button to copy it.
void draw_initial_password(Ui& ui, Column& column, const UsersModel& users, Actions& actions);

}  // namespace mingchou::client
