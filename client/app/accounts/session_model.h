// Who uses the app, as screens see it, and what they can ask for. Plain data: SessionKeeper fills it between frames.
//
// The session itself is the server's, and its token a cookie that no program in the page can read. What stands here
// is what the server last said. While it can't be asked, whoever was signed in last on this device stays: nobody is
// locked out of the tablet's own data.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/app/accounts/submission.h"
#include "shared/access/grants.h"
#include "shared/access/role.h"
#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/base/uuid.h"

namespace mingchou::client {

namespace account_limits {
inline constexpr std::size_t name_bytes_max = 512;
inline constexpr std::size_t sessions_max = 1000;
/// What the app asks for, in characters.
inline constexpr int login_characters_max = 64;
inline constexpr int code_characters_max = 32;
}  // namespace account_limits

/// A user as the server tells it. No secrets.
struct Account {
  Uuid id;
  std::string login;
  std::string name;
  /// Nothing: a role of a newer server.
  std::optional<access::Role> role;
  std::optional<Uuid> department_id;
  /// The inspector of the register whose account it is.
  std::optional<Uuid> inspector_id;
  bool is_active = true;
  bool must_change_password = false;
  bool has_second_factor = false;
  bool is_demo = false;
  std::optional<Instant> last_sign_in_at;
  Instant created_at, changed_at;
  std::int64_t revision = 0;
  bool operator==(const Account&) const = default;
};

enum class SessionPhase : std::uint8_t {
  unknown,     ///< the server has not said yet; `user` is whoever was signed in last, if anybody was
  signed_out,  ///< likewise
  signed_in,
};

/// One of the places where a user is signed in.
struct OpenSession {
  Uuid id;
  bool is_own = false;
  Instant created_at, last_seen_at;
  std::string address;
  /// What the browser called itself.
  std::string agent;
};

struct OpenSessions {
  bool is_loading = false;
  /// Null until they were read.
  std::optional<std::vector<OpenSession>> list;
  std::optional<Error> error;
  /// Being ended.
  std::optional<Uuid> ending;
};

/// Setting up the second factor. Secret and codes are shown once and go with the screen.
struct SecondFactorSetup {
  Submission submission;
  std::string secret;
  std::string address;
  std::vector<std::string> recovery_codes;
};

struct SessionModel {
  SessionPhase phase = SessionPhase::unknown;
  std::optional<Account> user;
  std::map<access::Action, access::Scope> grants;
  /// The last request that was sent got an answer.
  bool is_server_reached = true;
  /// Why the session is over, when it was not the user who ended it.
  std::optional<Error> ended;

  Submission sign_in;
  /// The password was right, and a code of the second factor is wanted.
  bool needs_code = false;
  Submission sign_out;
  Submission password;
  SecondFactorSetup second_factor;
  OpenSessions sessions;

  bool is_signed_in() const { return phase == SessionPhase::signed_in; }
  /// Signed in, with a password of one's own, and the role may do it.
  bool may(access::Action action) const {
    return is_signed_in() && user && !user->must_change_password && grants.contains(action);
  }
};

/// Whether the registers are shown to who uses the app: not to a role that has nothing to do with them. While the
/// server can't be asked they are.
inline bool uses_registers(const SessionModel& session) {
  return !session.is_signed_in() || !session.user || session.user->must_change_password ||
         session.may(access::Action::registers_read);
}

struct SignIn {
  std::string login;
  std::string password;
  std::string code;
};
/// Back to name and password.
struct StartOver {};
struct SignOut {};
struct ChangePassword {
  std::string password;
  std::string code;
  std::string new_password;
};
struct BeginSecondFactor {
  std::string password;
  std::string code;
};
struct ConfirmSecondFactor {
  std::string code;
};
struct RemoveSecondFactor {
  std::string password;
  std::string code;
};
struct ReadSessions {};
struct EndSession {
  Uuid id;
};
using SessionRequest = std::variant<SignIn, StartOver, SignOut, ChangePassword, BeginSecondFactor, ConfirmSecondFactor,
                                    RemoveSecondFactor, ReadSessions, EndSession>;

}  // namespace mingchou::client
