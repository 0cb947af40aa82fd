// Who may what: one table of (role, action, scope). The server admits by it, the client shows by it what can be done.
// A pair that is not in the table is refused. Runs everywhere.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "shared/access/role.h"

namespace mingchou::access {

enum class Action {
  registers_read,
  registers_write,
  risk_read,          // risk classes of targets, beside registers_read
  departments_write,  // the departments themselves
  tags_write,         // `own`: may add tags, which are everybody's; `all`: may end them, too
  item_lists_read,
  item_lists_write,  // a department's list
  joint_list_write,  // the joint list
  plans_read,
  plans_propose,
  plans_write,
  plans_approve,
  draw_read,
  draw_hold,   // `own`: of the own department, or as co-holder of a joint one
  draw_audit,  // the audit bundle, which recomputes the whole draw
  checks_read,
  checks_write,
  checks_reassign,
  publication_read,   // results under review and published ones
  publication_write,  // review and publish
  users_read,
  users_write,
  audit_read,  // the audit trail
  log_read,    // the transparency log
};
inline constexpr std::size_t action_count = static_cast<std::size_t>(Action::log_read) + 1;

/// How far an action reaches. `none` refuses; the others are what the handler of the action must keep to.
enum class Scope {
  none,
  published,              // what is public anyway
  counts,                 // numbers, no rows
  without_personal_data,  // rows without names, telephones and addresses of persons
  after_window,           // once the draw has been held and its window has ended
  own,                    // the user's department; of checks: those assigned to the user
  all,
};

std::string_view text_of(Action action);
std::string_view text_of(Scope scope);

struct Grant {
  Role role;
  Action action;
  Scope scope;
};

/// The whole table, for tests and documentation.
std::span<const Grant> grants();

/// Of someone without a session: the public.
Scope scope_of_public(Action action);
Scope scope_of(Role role, Action action);

}  // namespace mingchou::access
