// Users as they stand in the database. Everything that changes one writes its audit entry in the same transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/audit/trail.h"
#include "shared/access/profile.h"
#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/store/database.h"

namespace mingchou::server::accounts {

using access::Profile;
using access::UserId;

struct User {
  UserId id;
  Profile profile;
  bool is_active = true;
  bool is_demo = false;
  bool must_change_password = false;
  /// Of an initial password.
  std::optional<Instant> password_expires_at;
  Instant password_set_at;
  std::optional<Instant> last_sign_in_at;
  bool has_second_factor = false;
  std::int64_t revision = 1;
  Instant created_at, changed_at;
};

/// What the API shows of a user and the audit trail keeps: never a hash or a secret.
std::string to_json(const User& user);
/// Only what a change is about, without the times that every sign-in moves.
std::string state_for_trail(const User& user);

Result<std::optional<User>> find_user(Database& database, const UserId& id);
/// `login` as tidy_login() gives it.
Result<std::optional<User>> find_user(Database& database, std::string_view login);
/// Apart from User, so that it is copied nowhere by accident.
Result<std::string> password_hash_of(Database& database, const UserId& id);

inline constexpr int users_page_default = 50;
inline constexpr int users_page_max = 200;
struct UserPage {
  std::vector<User> users;
  /// The login name after which the next page begins.
  std::optional<std::string> next_cursor;
};
/// By login name. `within`: only users of that department.
Result<UserPage> list_users(Database& database, const std::optional<DepartmentId>& within, std::string_view after_login,
                            int limit);

struct NewPassword {
  std::string hash;
  /// Chosen by somebody else: must be changed at the first sign-in, and is void after a while.
  bool is_initial = true;
};

/// Errors: account.login_taken, account.unknown_department, account.unknown_inspector for one who is not of the user's
/// department, account.inspector_taken {login}, those of the store. The user's revision is 1.
Result<> insert_user(Database& database, User user, const NewPassword& password, const audit::Actor& actor,
                     Instant now);

/// Changes profile (but for the login name, which stays) and status of the user of that id, if it still has revision
/// `expected`. The user's sessions end when role, department or status change. Errors: account.unknown_user,
/// account.changed_meanwhile, account.last_administrator, account.unknown_department, account.unknown_inspector,
/// account.inspector_taken {login}.
Result<User> update_user(Database& database, const UserId& id, std::int64_t expected, const Profile& profile,
                         bool is_active, const audit::Actor& actor, Instant now);

/// Into the audit trail: something about the user changed of which no content is recorded, a secret, say.
Result<> record_change(Database& database, std::string_view action, const User& user, const audit::Actor& actor,
                       Instant now);

/// Sets the password and ends all of the user's sessions. `action` names the event ("user.password_change").
Result<> set_password(Database& database, const User& user, const NewPassword& password, std::string_view action,
                      const audit::Actor& actor, Instant now);

/// Replaces the hash of the same password: no event.
Result<> upgrade_hash(Database& database, const UserId& id, std::string_view old_hash, std::string_view new_hash);

}  // namespace mingchou::server::accounts
