#include "client/app/screens/unsaved.h"

namespace mingchou::client {
namespace {

bool is_unsaved(const new_record_screen::State& state) { return state.is_begun && state.form.draft != state.filled; }

bool is_unsaved(const new_department_screen::State& state) {
  DepartmentFields blank;
  blank.order = state.suggested_order;
  return state.form.fields != blank;
}

bool is_unsaved(const new_user_screen::State& state) {
  return !state.form.login.empty() || state.form.profile != UserProfile{};
}

bool is_unsaved(const PersonEditing& editing) {
  const EndingForm& ending = editing.ending;
  return (editing.is_open && editing.is_changed) || (ending.sheet.open && !ending.reason.empty());
}
bool is_unsaved(const PartForm& part) { return part.sheet.open && part.texts != part.filled; }
bool is_unsaved(const NewPerson& state) { return state.is_begun && state.is_changed; }

template <class State>
bool is_unsaved(const EntryStates<State>& states) {
  return states.any([](const State& state) { return client::is_unsaved(state); });
}

}  // namespace

bool is_unsaved(const record_edit_screen::State& state) { return state.shown && state.form.draft != state.filled; }
bool is_unsaved(const department_screen::State& state) { return state.shown && state.form.fields != state.filled; }
bool is_unsaved(const user_screen::State& state) { return state.shown && state.form.profile != state.filled; }
bool is_unsaved(const inspector_screen::State& state) { return is_unsaved(state.editing) || is_unsaved(state.part); }
bool is_unsaved(const expert_screen::State& state) { return is_unsaved(state.editing) || is_unsaved(state.part); }
bool is_unsaved(const item_issue_screen::State& state) {
  return !state.approved_by.empty() || !state.document_number.empty() || !state.reason.empty();
}

bool has_unsaved(const ScreenStates& states) {
  const auto any = [](const auto&... forms) { return (is_unsaved(forms) || ...); };
  return any(states.record_edit, states.new_record, states.department, states.new_department, states.user,
             states.new_user, states.inspector, states.expert, states.new_inspector, states.new_expert,
             states.item_form, states.item_issue, states.plan_row_form, states.task_form);
}

}  // namespace mingchou::client
