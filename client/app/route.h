// Where the user is: a screen and, on some, the thing that it shows. Routes stand in the address behind '#', so that
// links to them open, the browser's back works, and the server need not know them:
//
//   #/                home            #/targets          the target register     #/targets/<uuid>   a target's page
//   #/departments     departments     #/departments/<uuid>, …/new  one of them
//   #/storage          this device's storage   #/settings         settings
//   #/targets/<uuid>/edit, …/new  its entry is changed, a new one is made
//   #/users           users           #/users/<uuid>, …/new  one of them          #/audit            the audit trail
//   #/imports         bringing files         #/imports/<uuid>    one of them
//   #/imports?register=targets, inspectors or experts: for that register
//   #/inspectors      inspectors      #/inspectors/<uuid>, …/new                  #/experts, …     experts
//   #/inspectors?certificates=expired, within-30-days or none: those of whom something is due
//   #/licences?due=expired or within-30-days: licences of targets that are due
//   #/targets?receipt=refused, and so for inspectors and experts: what the provincial platform sent back
//   #/item-lists      item lists of all departments, and below them their versions and items: items/item_route.h
//   #/plans           yearly plans, and below them their versions and rows: plans/plan_route.h
//   #/tasks           inspection tasks, and below them each one and its form: tasks/task_route.h
//   #/checks          one's own checks          #/checks/<uuid>    one of them
//   #/joint-visits    joint visits of all tasks    #/joint-visits/<uuid>   of that task
//   #/draws           draws, setting one up, holding one: draws/draw_route.h
//   #/log             the transparency log
//   #/sign-in         signing in      #/account          one's own account       #/account/password, …/second-factor
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mingchou::client {

enum class Screen : std::uint8_t {
  home,
  targets,
  target,
  record_edit,
  new_record,
  departments,
  department,
  new_department,
  storage,
  settings,
  sign_in,
  account,
  password,
  second_factor,
  users,
  user,
  new_user,
  audit,
  imports,
  import,
  // In this order: is_of_people() (client/app/people/people_keeper.h).
  inspectors,
  inspector,
  new_inspector,
  experts,
  expert,
  new_expert,
  licences,
  item_lists,
  item_gaps,
  item_list,
  item_version,
  item_diff,
  item_issue,
  item,
  item_form,
  plans,
  plan_version,
  plan_diff,
  plan_row,
  plan_row_form,
  tasks,
  task,
  task_form,
  draws,
  new_draw,
  draw,
  draw_stage,
  log,
  checks,
  check,
  joint_visits,
};

struct Route {
  Screen screen = Screen::home;
  /// Of the thing that a screen shows, where it shows one; of item lists and plans what stands behind their path; else
  /// empty.
  /// On Screen::inspectors and Screen::licences the word of the filter; on Screen::joint_visits the task, if only its
  /// own are shown.
  std::string id;
  bool operator==(const Route&) const = default;
};

/// Without '#': "/targets/0197…".
std::string path_of(const Route& route);
/// Paths that it does not know lead home.
Route route_from(std::string_view path);
/// The parts between slashes; of a path with more than seven the rest is not told.
std::vector<std::string_view> path_parts(std::string_view path);
/// Where the arrow at the top of a screen leads: the list of a thing, else home.
Route parent_of(const Route& route);

}  // namespace mingchou::client
