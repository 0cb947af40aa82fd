// The users of the county, or of a department, as whoever keeps them sees them; and what can be asked for. Plain data:
// UsersKeeper fills it between frames.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "client/app/model/loaded.h"

namespace mingchou::client {

namespace user_limits {
inline constexpr int page_size = 200;
/// A county has some hundreds; more than this is no county's answer.
inline constexpr std::size_t users_max = 20'000;
inline constexpr int name_characters_max = 40;
/// Of the inspectors whose account one may be; whoever is not among them is found by name.
inline constexpr int inspectors_found_max = 20;
}  // namespace user_limits

/// What can be changed of a user.
struct UserProfile {
  std::string name;
  std::optional<access::Role> role;
  std::optional<Uuid> department_id;
  std::optional<Uuid> inspector_id;
  bool is_active = true;
  bool operator==(const UserProfile&) const = default;
};
UserProfile profile_of(const Account& user);

/// Somebody of the register whose account one may be.
struct InspectorChoice {
  Uuid id;
  std::string name;
  /// Of the certificate that lasts longest; "" for none.
  std::string certificate;
  bool operator==(const InspectorChoice&) const = default;
};
/// The value: null until the first answer.
struct InspectorSearch : Loaded<std::vector<InspectorChoice>> {
  bool has_more = false;
};

/// One user whose page is open.
struct UserModel {
  Uuid id;
  bool is_loading = false;
  std::optional<Account> user;
  std::optional<Error> error;
  /// Whose account it is, for who keeps users.
  Loaded<InspectorChoice> inspector;

  Submission save;
  Submission reset_password;
  Submission remove_factor;
  Submission end_all;
  OpenSessions sessions;
};

struct UsersModel {
  bool is_loading = false;
  /// Null until all pages were read; by login name.
  std::optional<std::vector<Account>> list;
  std::optional<Error> error;

  UserModel open;
  Submission create;
  InspectorSearch inspectors;
  /// Of a user who was made or got a new password: shown once, goes with the screen.
  std::optional<Account> password_of;
  std::string initial_password;
};

struct ReadUsers {};
struct OpenUser {
  Uuid id;
};
struct CreateUser {
  std::string login;
  UserProfile profile;
};
/// Of the user that is open.
struct SaveUser {
  UserProfile profile;
  /// The revision that it was made from.
  std::int64_t revision = 0;
};
/// By a part of the name or a number; empty: whoever comes first.
struct FindInspectors {
  Uuid department_id;
  std::string text;
};
/// Once more, of the user that is open.
struct ReadUserInspector {};
struct ResetUserPassword {};
struct RemoveUserFactor {};
struct ReadUserSessions {};
struct EndUserSession {
  Uuid session;
};
struct EndUserSessions {};
using UsersRequest =
    std::variant<ReadUsers, OpenUser, CreateUser, SaveUser, FindInspectors, ReadUserInspector, ResetUserPassword,
                 RemoveUserFactor, ReadUserSessions, EndUserSession, EndUserSessions>;

}  // namespace mingchou::client
