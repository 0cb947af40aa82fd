#include "client/app/screens/screens.h"

#include "client/app/screens/register_panes.h"
#include "client/app/screens/session_gate.h"
#include "client/app/screens/storage_gate.h"
#include "client/app/screens/unsaved.h"

namespace mingchou::client {
namespace {

/// What was typed into an entry's form stays until it is saved, whatever is opened meanwhile.
template <class State>
State& form_of(EntryStates<State>& states, const Model& model) {
  return states.of(model.route, [](const State& state) { return is_unsaved(state); });
}

/// Screens that show or write what stands on this device.
bool needs_storage(Screen screen) {
  return screen == Screen::home || screen == Screen::targets || screen == Screen::target || screen == Screen::checks ||
         screen == Screen::check;
}

/// What a screen that needs a session is for; nothing for what every user may.
struct SessionNeed {
  bool is_needed = false;
  std::optional<access::Action> action = {};
};
SessionNeed session_need(const Model& model) {
  switch (model.route.screen) {
    case Screen::account:
    case Screen::second_factor:
    case Screen::departments:
      return {true};
    case Screen::password:
      // The one thing that is open to who must do it.
      return {!(model.session.is_signed_in() && model.session.user)};
    case Screen::department:
    case Screen::new_department:
      return {true, access::Action::departments_write};
    case Screen::users:
    case Screen::user:
      return {true, access::Action::users_read};
    case Screen::new_user:
      return {true, access::Action::users_write};
    case Screen::record_edit:
    case Screen::new_record:
      return {true, access::Action::registers_write};
    case Screen::audit:
      return {true, access::Action::audit_read};
    case Screen::inspectors:
    case Screen::inspector:
    case Screen::experts:
    case Screen::expert:
    case Screen::licences:
      return {true, access::Action::registers_read};
    case Screen::imports:
    case Screen::import:
    case Screen::new_inspector:
    case Screen::new_expert:
      return {true, access::Action::registers_write};
    case Screen::item_lists:
    case Screen::item_gaps:
    case Screen::item_list:
    case Screen::item_version:
    case Screen::item_diff:
    case Screen::item_issue:
    case Screen::item:
    case Screen::item_form:
      return {true, access::Action::item_lists_read};
    case Screen::plans:
    case Screen::plan_version:
    case Screen::plan_diff:
    case Screen::plan_row:
    case Screen::plan_row_form:
      return {true, access::Action::plans_read};
    case Screen::tasks:
    case Screen::task:
    case Screen::task_form:
      return {true, access::Action::draw_read};
    case Screen::joint_visits:
      return {true, access::Action::checks_read};
    case Screen::draws:
    case Screen::draw:
    case Screen::draw_stage:
      return {true, access::Action::draw_read};
    case Screen::log:
      return {true, access::Action::log_read};
    case Screen::new_draw:
      return {true, access::Action::draw_hold};
    default:
      return {};
  }
}

}  // namespace

void ScreenStates::forget_secrets() {
  sign_in.forget();
  password.forget();
  second_factor.forget();
}

void ScreenStates::forget_user() {
  forget_secrets();
  department = {};
  new_department = {};
  departments.exports = {};
  licences.exports = {};
  users = {};
  record_edit = {};
  new_record = {};
  target.record = {};
  targets.bulk = {};
  targets.exports = {};
  targets.caps = {};
  user = {};
  new_user = {};
  audit = {};
  imports = {};
  import = {};
  inspectors = experts = {};
  inspector = {};
  expert = {};
  new_inspector = new_expert = {};
  item_lists = {};
  item_list = {};
  item_version = {};
  item_diff = {};
  item_issue = {};
  item = {};
  item_form = {};
  item_gaps = {};
  plans = {};
  plan_version = {};
  plan_diff = {};
  plan_row = {};
  plan_row_form = {};
  tasks = {};
  task = {};
  task_form = {};
  draws = {};
  new_draw = {};
  draw = {};
  draw_stage = {};
  log = {};
  checks = {};
  check = {};
  joint_visits = {};
}

Text title_of(const Route& route) {
  switch (route.screen) {
    case Screen::home:
      return Text::home_title;
    case Screen::targets:
      return Text::targets_title;
    case Screen::target:
      return Text::target_title;
    case Screen::record_edit:
      return Text::record_edit_title;
    case Screen::new_record:
      return Text::record_new_title;
    case Screen::departments:
    case Screen::department:
      return Text::departments_title;
    case Screen::new_department:
      return Text::department_new_title;
    case Screen::storage:
      return Text::storage_title;
    case Screen::settings:
      return Text::settings_title;
    case Screen::sign_in:
      return Text::sign_in_title;
    case Screen::account:
      return Text::account_title;
    case Screen::password:
      return Text::password_change_title;
    case Screen::second_factor:
      return Text::second_factor_title;
    case Screen::users:
      return Text::users_title;
    case Screen::user:
      return Text::user_title;
    case Screen::new_user:
      return Text::user_new_title;
    case Screen::audit:
      return Text::audit_title;
    case Screen::imports:
      return Text::imports_title;
    case Screen::import:
      return Text::import_title;
    case Screen::inspectors:
      return Text::inspectors_title;
    case Screen::inspector:
      return Text::inspector_title;
    case Screen::new_inspector:
      return Text::inspector_new_title;
    case Screen::experts:
      return Text::experts_title;
    case Screen::expert:
      return Text::expert_title;
    case Screen::new_expert:
      return Text::expert_new_title;
    case Screen::licences:
      return Text::due_licences_title;
    case Screen::item_lists:
    case Screen::item_list:
    case Screen::item_version:
      return Text::items_title;
    case Screen::item_gaps:
      return Text::gaps_title;
    case Screen::item_diff:
      return Text::diff_title;
    case Screen::item_issue:
      return Text::issue_title;
    case Screen::item:
      return Text::item_title;
    case Screen::item_form:
      return Text::item_edit_title;
    case Screen::plans:
    case Screen::plan_version:
      return Text::plans_title;
    case Screen::plan_diff:
      return Text::plan_diff_title;
    case Screen::plan_row:
      return Text::plan_row_title;
    case Screen::plan_row_form:
      return Text::plan_row_edit_title;
    case Screen::tasks:
      return Text::tasks_title;
    case Screen::task:
      return Text::task_title;
    case Screen::task_form:
      return Text::task_edit_title;
    case Screen::checks:
      return Text::checks_title;
    case Screen::check:
      return Text::check_title;
    case Screen::joint_visits:
      return Text::visits_title;
    case Screen::draws:
      return Text::draws_title;
    case Screen::new_draw:
      return Text::draw_setup_title;
    case Screen::draw:
    case Screen::draw_stage:
      return Text::draw_title;
    case Screen::log:
      return Text::log_title;
  }
  return Text::home_title;
}

void draw_screen(Ui& ui, const Rect& rect, ScreenStates& states, const Model& model, Actions& actions) {
  if (needs_storage(model.route.screen) && model.storage.phase != StoragePhase::ready)
    return draw_storage_gate(ui, rect, ui.say(title_of(model.route)), model.storage, actions);
  if (needs_storage(model.route.screen) && model.is_locked)
    return draw_locked_gate(ui, rect, ui.say(title_of(model.route)), model.session, actions);
  const SessionNeed need = session_need(model);
  if (need.is_needed && draw_session_gate(ui, rect, ui.say(title_of(model.route)), model, need.action, actions)) return;
  switch (model.route.screen) {
    case Screen::home:
      return home_screen::draw(ui, rect, states.home, model, actions);
    case Screen::targets:
    case Screen::target:
      return draw_register_panes(ui, rect, states.targets, states.target, model, actions);
    case Screen::record_edit:
      return record_edit_screen::draw(ui, rect, form_of(states.record_edit, model), model, actions);
    case Screen::new_record:
      return new_record_screen::draw(ui, rect, states.new_record, model, actions);
    case Screen::departments:
      return departments_screen::draw(ui, rect, states.departments, model, actions);
    case Screen::department:
      return department_screen::draw(ui, rect, form_of(states.department, model), model, actions);
    case Screen::new_department:
      return new_department_screen::draw(ui, rect, states.new_department, model, actions);
    case Screen::storage:
      return storage_screen::draw(ui, rect, states.storage, model, actions);
    case Screen::settings:
      return settings_screen::draw(ui, rect, states.settings, model, actions);
    case Screen::sign_in:
      return sign_in_screen::draw(ui, rect, states.sign_in, model, actions);
    case Screen::account:
      return account_screen::draw(ui, rect, states.account, model, actions);
    case Screen::password:
      return password_screen::draw(ui, rect, states.password, model, actions);
    case Screen::second_factor:
      return second_factor_screen::draw(ui, rect, states.second_factor, model, actions);
    case Screen::users:
      return users_screen::draw(ui, rect, states.users, model, actions);
    case Screen::user:
      return user_screen::draw(ui, rect, form_of(states.user, model), model, actions);
    case Screen::new_user:
      return new_user_screen::draw(ui, rect, states.new_user, model, actions);
    case Screen::audit:
      return audit_screen::draw(ui, rect, states.audit, model, actions);
    case Screen::imports:
      return imports_screen::draw(ui, rect, states.imports, model, actions);
    case Screen::import:
      return import_screen::draw(ui, rect, states.import, model, actions);
    case Screen::inspectors:
      return people_screen::draw_inspectors(ui, rect, states.inspectors, model, actions);
    case Screen::inspector:
      return inspector_screen::draw(ui, rect, form_of(states.inspector, model), model, actions);
    case Screen::new_inspector:
      return draw_new_person<Inspector>(ui, rect, states.new_inspector, model, actions);
    case Screen::experts:
      return people_screen::draw_experts(ui, rect, states.experts, model, actions);
    case Screen::expert:
      return expert_screen::draw(ui, rect, form_of(states.expert, model), model, actions);
    case Screen::new_expert:
      return draw_new_person<Expert>(ui, rect, states.new_expert, model, actions);
    case Screen::licences:
      return licences_screen::draw(ui, rect, states.licences, model, actions);
    case Screen::item_lists:
      return item_lists_screen::draw(ui, rect, states.item_lists, model, actions);
    case Screen::item_gaps:
      return item_gaps_screen::draw(ui, rect, states.item_gaps, model, actions);
    case Screen::item_list:
      return item_list_screen::draw(ui, rect, states.item_list.of(model.route), model, actions);
    case Screen::item_version:
      return item_version_screen::draw(ui, rect, states.item_version.of(model.route), model, actions);
    case Screen::item_diff:
      return item_diff_screen::draw(ui, rect, states.item_diff, model, actions);
    case Screen::item_issue:
      return item_issue_screen::draw(ui, rect, form_of(states.item_issue, model), model, actions);
    case Screen::item:
      return item_screen::draw(ui, rect, states.item.of(model.route), model, actions);
    case Screen::item_form:
      return item_form_screen::draw(ui, rect, form_of(states.item_form, model), model, actions);
    case Screen::plans:
      return plans_screen::draw(ui, rect, states.plans, model, actions);
    case Screen::plan_version:
      return plan_version_screen::draw(ui, rect, states.plan_version.of(model.route), model, actions);
    case Screen::plan_diff:
      return plan_diff_screen::draw(ui, rect, states.plan_diff, model, actions);
    case Screen::plan_row:
      return plan_row_screen::draw(ui, rect, states.plan_row.of(model.route), model, actions);
    case Screen::plan_row_form:
      return plan_row_form_screen::draw(ui, rect, form_of(states.plan_row_form, model), model, actions);
    case Screen::tasks:
      return tasks_screen::draw(ui, rect, states.tasks, model, actions);
    case Screen::task:
      return task_screen::draw(ui, rect, states.task.of(model.route), model, actions);
    case Screen::task_form:
      return task_form_screen::draw(ui, rect, form_of(states.task_form, model), model, actions);
    case Screen::checks:
      return checks_screen::draw(ui, rect, states.checks, model, actions);
    case Screen::check:
      return check_screen::draw(ui, rect, states.check.of(model.route), model, actions);
    case Screen::joint_visits:
      return joint_visits_screen::draw(ui, rect, states.joint_visits, model, actions);
    case Screen::draws:
      return draws_screen::draw(ui, rect, states.draws, model, actions);
    case Screen::new_draw:
      return draw_setup_screen::draw(ui, rect, states.new_draw.of(model.route), model, actions);
    case Screen::draw:
      return draw_page::draw(ui, rect, states.draw.of(model.route), model, actions);
    case Screen::draw_stage:
      return draw_stage_screen::draw(ui, rect, states.draw_stage, model, actions);
    case Screen::log:
      return log_screen::draw(ui, rect, states.log, model, actions);
  }
}

}  // namespace mingchou::client
