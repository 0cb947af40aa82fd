// A draw as it is held: witnesses take their seats, the plan is fixed and logged, they consent, reveal, public values
// are read, and the result follows (draw specification, section 2, "Order of events"). Plain values; runs everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/time.h"
#include "shared/draw/plan.h"
#include "shared/log/note.h"
#include "shared/tasks/entities.h"

namespace mingchou::ceremony {

struct DrawTag;
using DrawId = Id<DrawTag>;
struct SeatTag;
using SeatId = Id<SeatTag>;

using crypto::Digest;
using crypto::Suite;

enum class Stage {
  inviting,    // the rosters are frozen; witnesses bring their keys and commitments
  consenting,  // the plan is fixed and logged; witnesses recompute and sign it
  revealing,   // all have signed; secrets and public values become known
  settling,    // every value is known: only the result is missing, and nothing is voided before the deadline
  drawn,
  voided
};
inline constexpr int stage_count = 6;
std::string_view text_of(Stage stage);
std::optional<Stage> stage_from(std::string_view text);

/// What a witness's device made: nobody else knows the private key or the secret.
struct Joined {
  log::VerifierKey key;
  Digest commit{};
};

/// 见证席位: a person who watches over the draw on their own device.
struct Seat {
  SeatId id;
  std::string name;  // as a source of entropy
  std::optional<Joined> joined = {};
  /// Signed notes (shared/draw/statement.h); "" until they are given.
  std::string consent = {};
  std::string reveal = {};
  std::string strike = {};  // by another witness
  Bytes secret = {};        // with `reveal`

  bool is_known() const { return !reveal.empty() || !strike.empty(); }
};

/// One of the people who type a public value.
struct Typed {
  std::string by;  // login name
  std::string value;
  Instant at;
};

struct PublicValue {
  std::string name;
  /// Of a value thrown in the room `at` is 0 until the plan is fixed, and in_room_delay_s after it then.
  draw::PublicSource source;
  /// Thrown by people who are there: it is read before the reveals, so that nobody throws it who knows all the rest.
  bool is_in_room = false;
  std::vector<Typed> typed = {};  // the newest of each person
  std::string value = {};         // once two people typed the same
};

struct Draw {
  DrawId id;
  tasks::TaskId task_id;
  std::uint64_t round = 1;
  std::optional<DrawId> replaces = {};  // the void draw of the round before
  Suite suite = Suite::sha256;
  std::uint64_t deadline_s = 0;
  draw::RosterSeal targets = {}, inspectors = {};
  std::vector<Seat> seats = {};  // in the order of the plan's sources, before the public values
  std::vector<PublicValue> values = {};
  std::optional<draw::Plan> plan = {};
  std::uint64_t plan_at_s = 0;  // of the plan's leaf
  bool has_result = false;
  std::string void_reason = {};

  Stage stage() const;
  /// Every secret and every public value: what the result follows from.
  bool has_all_values() const;
};

inline constexpr std::size_t seats_max = 20;
inline constexpr std::size_t values_max = 5;
inline constexpr std::uint64_t deadline_min_s = 600, deadline_max_s = 30 * 86'400;
/// A plan is logged before a value can be known.
inline constexpr std::uint64_t in_room_delay_s = 30;
/// An invitation, from when it was made: as long as the longest deadline and as long again for gathering.
inline constexpr std::uint64_t invitation_days_max = 60;
/// And from the result on, for looking at it: the witness's device gets every row of the rosters.
inline constexpr std::uint64_t invitation_days_after_result = 14;
/// Of a name, an issue, a value before it is looked at.
inline constexpr std::size_t typed_characters_max = 100;

}  // namespace mingchou::ceremony
