// The users that nobody made by hand: the first administrator of a new database, and those of the demo county.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "server/accounts/password_hasher.h"
#include "server/accounts/users.h"

namespace mingchou::server::accounts {

struct InitialPassword {
  std::string login;
  std::string password;
};

/// Makes an administrator with a one-time password if there is none who could sign in here; nothing otherwise. A demo
/// administrator counts only where demo users may sign in. The caller holds the transaction.
Result<std::optional<InitialPassword>> ensure_administrator(Database& database, bool takes_demo_accounts,
                                                            PasswordHasher& hasher, Clock& clock, Random& random);

/// Gives a user a new one-time password whatever happened before: the user is active again, the second factor goes,
/// failures are forgiven, sessions end. For the command line. Error: account.unknown_login {login}.
Result<InitialPassword> reset_password(Database& database, std::string_view login, PasswordHasher& hasher, Clock& clock,
                                       Random& random);

/// Known to everybody; demo users sign in only on the machine itself.
inline constexpr std::string_view demo_password = "demo-county-2026";

struct DemoUser {
  std::string_view login;
  std::string_view name;
  access::Role role;
  /// Code of the department; "" for none.
  std::string_view department;
};
/// One of each role.
std::span<const DemoUser> demo_users();

/// Into the demo county's database, whose departments are there. The caller holds the transaction.
Result<> insert_demo_users(Database& database, PasswordHasher& hasher, Clock& clock, Random& random);

}  // namespace mingchou::server::accounts
