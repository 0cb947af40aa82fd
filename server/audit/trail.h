// The audit trail: an append-only chain of who did what, with the state before and after.
//
// A row's hash is SHA-256 over the canonical JSON (RFC 8785) of an object with all its fields: "form"
// ("mingchou.audit.1"), "sequence", "at", "actor_id", "actor_login", "actor_role", "action", "entity", "entity_id",
// "department_id", "request", "address", "before", "after", "previous_hash"; ids and hashes as text, states as JSON
// values, what is absent left out. "previous_hash" is the hash of the row before, 64 zeros for the first.
//
// append() runs inside the transaction of the change that it records, on the writer's thread: a change without its
// entry, or an entry without its change, can't be. Whoever makes `before` and `after` leaves secrets out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/access/profile.h"
#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/crypto/hash.h"
#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou::server::audit {

/// Who acts. Login names hold no parentheses, so that the three without a user can't be mistaken for one.
struct Actor {
  std::optional<access::UserId> id;
  std::string login;
  std::string role;
  /// Id of the request in the log, and its peer.
  std::string request;
  std::string address;
};
inline constexpr std::string_view program_login = "(program)";
inline constexpr std::string_view command_line_login = "(command line)";
inline constexpr std::string_view nobody_login = "(nobody)";

struct Event {
  std::string_view action;
  std::string_view entity;
  std::optional<Uuid> entity_id;
  std::optional<DepartmentId> department_id;
  /// JSON objects; "" for none. Kept in their canonical form.
  std::string before;
  std::string after;
};

/// Of a state: what is longer can't be recorded, so the change is refused.
inline constexpr std::size_t state_bytes_max = 64 * 1024;

/// Errors: those of the store; server.internal for a state that is no JSON object or too long.
Result<> append(Database& database, const Actor& actor, const Event& event, Instant now);

/// A row as it stands.
struct Entry {
  std::int64_t sequence = 0;
  Instant at;
  std::optional<Uuid> actor_id;
  std::string actor_login, actor_role, action, entity;
  std::optional<Uuid> entity_id, department_id;
  std::string request, address, before, after;
  crypto::Digest previous_hash{};
  crypto::Digest hash{};
};

/// What `hash` must be. Error: that of a state that is no JSON.
Result<crypto::Digest> hash_of(const Entry& entry);

struct ChainReport {
  std::int64_t entries = 0;
  /// Of the last row: noted elsewhere, it proves later that nothing was cut off.
  crypto::Digest head{};
  /// The first row that is not what it was, or after which one is missing.
  std::optional<std::int64_t> broken_sequence;
};

/// Reads the whole trail.
Result<ChainReport> check_chain(Database& database);

}  // namespace mingchou::server::audit
