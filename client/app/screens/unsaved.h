// Whether something stands in a form that is not saved: whoever closes the page then is asked first. Within the app
// nothing needs to be asked, as what was typed stays in its form while one is elsewhere. That is the forms that change
// or make a target, a person, a department, a user, an item, a row of a plan or a task, with the sheets of a person's
// parts and of the end. A reason or a note in another sheet, and a form of the own account, is not told of.
#pragma once

#include "client/app/screens/screens.h"

namespace mingchou::client {

bool is_unsaved(const record_edit_screen::State& state);
bool is_unsaved(const department_screen::State& state);
bool is_unsaved(const user_screen::State& state);
bool is_unsaved(const inspector_screen::State& state);
bool is_unsaved(const expert_screen::State& state);
bool is_unsaved(const item_issue_screen::State& state);
template <class Key, class Fields>
bool is_unsaved(const EditForm<Key, Fields>& form) {
  return form.of && form.is_changed();
}

bool has_unsaved(const ScreenStates& states);

}  // namespace mingchou::client
