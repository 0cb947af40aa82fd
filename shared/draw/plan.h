// The plan of a draw: everything that decides it but the entropy, fixed and signed before (spec section 2).
//
// A plan has one text, its canonical JSON, and one hash. What parses fulfils every rule of section 2; whoever holds a
// Plan may lean on that. Runs everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/entropy.h"
#include "shared/draw/roster.h"
#include "shared/json/json.h"

namespace mingchou::draw {

/// The plan stands whole in a leaf of the log, which has at most 65,535 bytes.
inline constexpr std::size_t plan_bytes_max = 65'000;
/// Bytes of a name of a stratum, source, department or task.
inline constexpr std::size_t name_bytes_max = 200;
inline constexpr std::size_t strata_max = 1000;
/// Departments of a team.
inline constexpr std::size_t team_slots_max = 64;
/// Values in one list of a condition.
inline constexpr std::size_t where_entries_max = 1000;
inline constexpr std::uint64_t ratio_denominator_max = 1'000'000;

enum class Mode : std::uint8_t { open, sealed };

/// What a target must be to belong to a stratum; every list that is there must match. Lists are not empty.
struct Where {
  std::optional<std::vector<std::string>> region;    // prefixes
  std::optional<std::vector<std::string>> industry;  // prefixes
  std::optional<std::vector<std::string>> tags;      // one of them shared
  std::optional<std::vector<std::string>> type;
  std::optional<std::vector<std::string>> risk;
};

enum class Rounding : std::uint8_t { up, fair };

struct CountQuota {
  std::uint64_t count = 0;
};
struct RatioQuota {
  std::uint64_t num = 0;  // ≤ den
  std::uint64_t den = 1;  // 1 … ratio_denominator_max
  Rounding round = Rounding::up;
  std::optional<std::uint64_t> min;
};
using Quota = std::variant<CountQuota, RatioQuota>;

struct Stratum {
  std::string name;
  Where where;
  Quota quota;
  std::optional<std::uint64_t> substitutes;
};

/// How many inspectors a department sends to each target, and what they must have.
struct TeamSlot {
  std::string dept;
  std::uint64_t count = 1;  // ≥ 1
  std::vector<std::string> certs;
  std::vector<std::string> skills;
};

struct Team {
  std::uint64_t max_load = 1;  // ≥ 1; targets of one inspector
  std::vector<TeamSlot> slots;
};

struct RosterSeal {
  std::uint64_t count = 0;
  Digest root{};
};

struct Plan {
  std::string draw;  // a UUID
  std::string task;
  std::uint64_t round = 1;
  /// The draw that was void, from the second round on; a plan of this form may leave it to the log.
  std::optional<std::string> replaces;
  Suite suite = Suite::sha256;
  Mode mode = Mode::open;
  std::string window_from, window_to;  // civil dates, the first not after the last
  RosterSeal targets, inspectors;
  std::vector<Stratum> strata;
  Team team;
  std::vector<Source> entropy;
  std::uint64_t deadline_s = 0;  // seconds from the plan's leaf to the result's
};

/// Errors of form: json.field_… {field}. Errors of rules: draw.plan_version {value}, draw.draw_id {value},
/// draw.replaces_round, draw.suite_unknown {value}, draw.mode_unknown {value}, draw.window_date {field},
/// draw.window_reversed, draw.hash_form {field}, draw.stratum_repeated {name}, draw.where_empty {field},
/// draw.quota_form {name}, draw.ratio_above_one {name}, draw.rounding_unknown {name, value},
/// draw.algorithm_unknown {value}, draw.department_repeated {name}, and those of check_sources().
Result<Plan> read_plan(json::Value value);

/// The same from its text. Errors also: those of json::parse(); draw.plan_too_large {max} beyond plan_bytes_max;
/// draw.plan_not_canonical unless the text is what plan_json() writes.
Result<Plan> parse_plan(std::string_view text);

/// Canonical JSON: the bytes that are hashed, logged and signed.
std::string plan_json(const Plan& plan);

/// H(10 || JCS(plan)).
Digest plan_hash(const Plan& plan);

/// A later round of a task: same task, next round, names the void draw, keeps its target root. Errors:
/// draw.round_task, draw.round_number {round}, draw.round_replaces {draw}, draw.round_root.
Result<> check_next_round(const Plan& void_plan, const Plan& next);

/// The first stratum that the target matches; nothing if it is excluded or matches none.
std::optional<std::size_t> stratum_of(const Plan& plan, const Target& target);

}  // namespace mingchou::draw
