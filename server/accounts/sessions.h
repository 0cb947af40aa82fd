// Sessions: made at sign-in, found by the token of the cookie at each request, ended by sign-out, by whoever may, by
// time, and by every change of what the user may do.
//
// The token is 32 random bytes as 64 hexadecimal digits. The database has its SHA-256 only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/accounts/users.h"
#include "shared/base/random.h"

namespace mingchou::server::accounts {

using access::SessionId;

inline constexpr std::size_t token_length = 64;
inline constexpr std::size_t agent_bytes_max = 256;

struct Session {
  SessionId id;
  UserId user_id;
  Instant created_at, last_seen_at, expires_at;
  std::string address;
  std::string agent;
};

struct NewSession {
  SessionId id;
  /// Goes to the browser and nowhere else.
  std::string token;
};

/// Also ends the user's oldest session beyond sessions_per_user_max and forgets sessions of long ago.
Result<NewSession> begin_session(Database& database, const UserId& user, std::string_view address,
                                 std::string_view agent, Clock& clock, Random& random);

struct Found {
  Session session;
  User user;
};
/// Nothing for a token of no form, an unknown one, and one whose session has ended in any way or whose user is
/// disabled.
Result<std::optional<Found>> find_session(Database& database, std::string_view token, Instant now);

/// Notes that the session was in use.
Result<> touch_session(Database& database, const SessionId& id, Instant now);

/// For what is written on behalf of a session: between the gate and the writer's thread it may have ended, with its
/// user's rights. Error: account.session_ended.
Result<> demand_open(Database& database, const Session& session, Instant now);

/// The user's open sessions, newest first.
Result<std::vector<Session>> list_sessions(Database& database, const UserId& user, Instant now);

/// Ends one of the user's sessions; false if the user has no such open one.
Result<bool> end_session(Database& database, const UserId& user, const SessionId& id, Instant now);
/// Ends all of the user's sessions but `kept`; how many.
Result<std::int64_t> end_sessions(Database& database, const UserId& user, const std::optional<SessionId>& kept,
                                  Instant now);

/// Whether the user has signed in from that address (by address_key()) within session_memory_ms.
Result<bool> is_known_address(Database& database, const UserId& user, std::string_view key, Instant now);

}  // namespace mingchou::server::accounts
