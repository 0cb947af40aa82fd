// What a user is apart from secrets: login name, name of the person, role, department, and which inspector of the
// register that person is. Checked alike wherever it comes from (API, import, command line); whether department and
// inspector exist is for whoever holds the database. Runs everywhere.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/access/role.h"
#include "shared/base/error.h"
#include "shared/base/uuid.h"
#include "shared/registry/entities.h"

namespace mingchou::access {

struct UserTag;
using UserId = Id<UserTag>;
struct SessionTag;
using SessionId = Id<SessionTag>;

inline constexpr std::size_t login_bytes_min = 2;
inline constexpr std::size_t login_bytes_max = 32;
inline constexpr std::size_t person_name_characters_max = 40;

struct Profile {
  /// In the form that tidy_login() gives.
  std::string login;
  /// Of the person, as clean_text() leaves it.
  std::string name;
  Role role = Role::inspector;
  std::optional<DepartmentId> department_id;
  /// Of an account in the role of inspectors: whose checks are its own. At most one account names an inspector.
  std::optional<InspectorId> inspector_id = {};
  bool operator==(const Profile&) const = default;
};

/// How login names are kept and compared: full-width letters made plain, lower case, no spaces around. Then 2 to 32 of
/// a–z, 0–9, '.', '_' and '-', beginning with a letter or digit; nothing for anything else.
std::optional<std::string> tidy_login(std::string_view typed);

/// The same profile, tidied. Errors: account.bad_login {min, max}, account.bad_name {max},
/// account.department_needed {role}, account.inspector_role for an inspector of another role.
Result<Profile> check_profile(Profile profile);

}  // namespace mingchou::access
