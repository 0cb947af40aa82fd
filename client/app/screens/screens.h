// Which screen a route shows, and what each screen keeps between frames (scroll places, open sheets): it stays while
// the user is elsewhere.
#pragma once

#include "client/app/screens/account.h"
#include "client/app/screens/audit.h"
#include "client/app/screens/check.h"
#include "client/app/screens/checks.h"
#include "client/app/screens/department.h"
#include "client/app/screens/departments.h"
#include "client/app/screens/draw.h"
#include "client/app/screens/draw_setup.h"
#include "client/app/screens/draw_stage.h"
#include "client/app/screens/draws.h"
#include "client/app/screens/entry_states.h"
#include "client/app/screens/expert.h"
#include "client/app/screens/home.h"
#include "client/app/screens/import.h"
#include "client/app/screens/imports.h"
#include "client/app/screens/inspector.h"
#include "client/app/screens/item.h"
#include "client/app/screens/item_diff.h"
#include "client/app/screens/item_form.h"
#include "client/app/screens/item_gaps.h"
#include "client/app/screens/item_list.h"
#include "client/app/screens/item_lists.h"
#include "client/app/screens/item_version.h"
#include "client/app/screens/joint_visits.h"
#include "client/app/screens/licences.h"
#include "client/app/screens/log.h"
#include "client/app/screens/password_change.h"
#include "client/app/screens/people.h"
#include "client/app/screens/plan_diff.h"
#include "client/app/screens/plan_row.h"
#include "client/app/screens/plan_row_form.h"
#include "client/app/screens/plan_version.h"
#include "client/app/screens/plans.h"
#include "client/app/screens/record_edit.h"
#include "client/app/screens/second_factor.h"
#include "client/app/screens/settings.h"
#include "client/app/screens/sign_in.h"
#include "client/app/screens/storage.h"
#include "client/app/screens/target.h"
#include "client/app/screens/targets.h"
#include "client/app/screens/task.h"
#include "client/app/screens/task_form.h"
#include "client/app/screens/tasks.h"
#include "client/app/screens/user.h"
#include "client/app/screens/users.h"

namespace mingchou::client {

struct ScreenStates {
  home_screen::State home;
  targets_screen::State targets;
  target_screen::State target;
  EntryStates<record_edit_screen::State> record_edit;
  new_record_screen::State new_record;
  departments_screen::State departments;
  EntryStates<department_screen::State> department;
  new_department_screen::State new_department;
  storage_screen::State storage;
  settings_screen::State settings;
  sign_in_screen::State sign_in;
  account_screen::State account;
  password_screen::State password;
  second_factor_screen::State second_factor;
  users_screen::State users;
  EntryStates<user_screen::State> user;
  new_user_screen::State new_user;
  audit_screen::State audit;
  imports_screen::State imports;
  import_screen::State import;
  people_screen::State inspectors, experts;
  EntryStates<inspector_screen::State> inspector;
  EntryStates<expert_screen::State> expert;
  NewPerson new_inspector, new_expert;
  licences_screen::State licences;
  item_lists_screen::State item_lists;
  EntryStates<item_list_screen::State> item_list;
  EntryStates<item_version_screen::State> item_version;
  item_diff_screen::State item_diff;
  EntryStates<item_issue_screen::State> item_issue;
  EntryStates<item_screen::State> item;
  EntryStates<item_form_screen::State> item_form;
  item_gaps_screen::State item_gaps;
  plans_screen::State plans;
  EntryStates<plan_version_screen::State> plan_version;
  plan_diff_screen::State plan_diff;
  EntryStates<plan_row_screen::State> plan_row;
  EntryStates<plan_row_form_screen::State> plan_row_form;
  tasks_screen::State tasks;
  EntryStates<task_screen::State> task;
  EntryStates<task_form_screen::State> task_form;
  draws_screen::State draws;
  EntryStates<draw_setup_screen::State> new_draw;
  EntryStates<draw_page::State> draw;
  draw_stage_screen::State draw_stage;
  log_screen::State log;
  checks_screen::State checks;
  EntryStates<check_screen::State> check;
  joint_visits_screen::State joint_visits;

  /// A screen is left: passwords and codes that were typed go.
  void forget_secrets();
  /// Somebody else is signed in: nothing of what the one before looked at stays.
  void forget_user();
};

/// What the window is called while the route is on the screen.
Text title_of(const Route& route);

void draw_screen(Ui& ui, const Rect& rect, ScreenStates& states, const Model& model, Actions& actions);

}  // namespace mingchou::client
