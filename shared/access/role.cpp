#include "shared/access/role.h"

namespace mingchou::access {
namespace {

constexpr std::array<std::string_view, all_roles.size()> texts = {
    "system_administrator", "joint_meeting_office", "department_administrator", "inspector", "reviewer", "auditor",
    "county_viewer"};

}  // namespace

std::string_view text_of(Role role) { return texts[static_cast<std::size_t>(role)]; }

std::optional<Role> role_from(std::string_view text) {
  for (const Role role : all_roles)
    if (text_of(role) == text) return role;
  return std::nullopt;
}

}  // namespace mingchou::access
