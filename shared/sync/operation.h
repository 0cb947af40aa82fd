// An operation: one change that a person made on a tablet, as it is kept, chained and sent. Tablet and server lean on
// the same form, so nothing here knows either. Runs everywhere.
//
// Canonical bytes: the RFC 8785 (JCS) text of one object with exactly these members, written by canonical_bytes():
//
//   at            integer, UTC milliseconds by the tablet's clock
//   base_rev      integer, revision of the entity that the change was made on; 0 if it was new
//   clock_offset  integer, the server's clock minus the tablet's in milliseconds; absent if never measured
//   dev_seq       integer, 1, 2, 3 … without a gap within (device, epoch)
//   device        text, UUID
//   entity        text, what kind of thing is changed, such as "note"
//   entity_id     text, UUID
//   epoch         integer, 1 and up: the server opens a new one for a tablet that was restored or cloned
//   form          text, "mingchou.operation.1"
//   kind          text, what is done to it, such as "add"
//   op_id         text, UUIDv7
//   patch         object, what the change says; its own canonical text is what is stored
//   prev_hash     text, 64 hexadecimal digits: the hash of the operation before it in (device, epoch), or zeros
//   user          text, who did it; "" where the tablet has no accounts yet
//
// hash = SHA-256 of these bytes. JCS and not length-prefixed fields, because the same text is then the line of a push
// and of an export file, which anybody can check with any JSON library. `state` is outside: it changes, and says what
// became of the operation, not what it is.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/base/uuid.h"
#include "shared/crypto/hash.h"

namespace mingchou::sync {

namespace limits {
/// So that an operation with its hash fits a JSON line of 64 KiB.
inline constexpr std::size_t patch_bytes_max = 56 * 1024;
inline constexpr std::size_t word_bytes_max = 64;  // entity, kind
inline constexpr std::size_t user_bytes_max = 256;
}  // namespace limits

/// What became of an operation. Every operation is in exactly one of these (invariant I5), and none ever goes.
enum class State {
  saved,        // on this tablet's disk
  sent,         // given to the network, not answered yet
  accepted,     // the server has applied it
  safe,         // on the server's disk, with all that belongs to it
  rejected,     // the server refused it; stays to be read
  conflict,     // the server holds another value; both stay
  quarantined,  // the server keeps it aside for a supervisor
};
inline constexpr std::array all_states{State::saved,    State::sent,     State::accepted,   State::safe,
                                       State::rejected, State::conflict, State::quarantined};

std::string_view text_of(State state);
std::optional<State> state_from(std::string_view text);
/// Whether an operation may go from one state to another. A repeated answer (the same state) may always come.
bool may_follow(State from, State to);

struct OperationTag;
using OperationId = Id<OperationTag>;
struct DeviceTag;
using DeviceId = Id<DeviceTag>;

struct Operation {
  OperationId id;
  DeviceId device;
  std::int64_t epoch = 1;
  std::int64_t dev_seq = 0;
  std::string user;
  std::string entity;
  Uuid entity_id;
  std::string kind;
  std::int64_t base_rev = 0;
  /// Canonical JSON of an object.
  std::string patch = "{}";
  Instant at;
  std::optional<std::int64_t> clock_offset_ms;
  crypto::Digest prev_hash{};
  crypto::Digest hash{};
  State state = State::saved;

  bool operator==(const Operation&) const = default;
};

/// See above. Errors: sync.bad_operation {field} for what no operation may hold.
Result<std::string> canonical_bytes(const Operation& operation);
/// What `hash` has to be.
Result<crypto::Digest> hash_of(const Operation& operation);

}  // namespace mingchou::sync
