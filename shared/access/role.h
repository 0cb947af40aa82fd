// The roles that a user may have. A user has one role and acts for one department: who in fact does two kinds of work
// has two logins, and the audit trail always tells in which capacity something was done. Runs everywhere.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace mingchou::access {

enum class Role {
  system_administrator,
  joint_meeting_office,
  department_administrator,
  inspector,
  reviewer,
  auditor,
  county_viewer,
};

inline constexpr std::array all_roles = {Role::system_administrator,
                                         Role::joint_meeting_office,
                                         Role::department_administrator,
                                         Role::inspector,
                                         Role::reviewer,
                                         Role::auditor,
                                         Role::county_viewer};

/// As in the database and the API: "system_administrator".
std::string_view text_of(Role role);
std::optional<Role> role_from(std::string_view text);

/// Roles that are nothing without a department: theirs is the scope "own".
constexpr bool needs_department(Role role) {
  return role == Role::department_administrator || role == Role::inspector || role == Role::reviewer;
}

/// Roles that a department's administrator may give and take within the department. The others reach beyond it.
constexpr bool is_of_department(Role role) { return needs_department(role); }

}  // namespace mingchou::access
