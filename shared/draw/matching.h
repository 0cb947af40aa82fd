// mc-match-1: inspectors for the drawn targets, as evenly spread as can be and random otherwise (spec section 5).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/assignment.h"
#include "shared/draw/eligibility.h"
#include "shared/draw/plan.h"
#include "shared/draw/seed.h"

namespace mingchou::draw {

/// Slots of one department over all targets: some fifty times what a province needs, and in memory at once.
inline constexpr std::uint64_t match_slots_max = 10'000'000;

/// Step 2: each slot in turn takes the next with room from a random place on; a chain of moves makes room where there
/// is none. The level has a matching.
void start_matching(Assignment& assignment, Stream& stream);

/// Step 3: 20 proposals a slot, each as likely as its reverse; what breaks a rule changes nothing.
void mix_matching(Assignment& assignment, Stream& stream);

/// One department matched: the level, and the inspector of each slot as an index among all inspectors; nothing if
/// there is no complete matching.
struct DepartmentMatch {
  std::optional<std::uint64_t> level;
  std::vector<std::uint32_t> inspectors;
};
/// Reads on from `stream`, which a draw's departments share. Error: draw.too_many_slots {max}.
Result<DepartmentMatch> match_department(const Eligibility& eligibility, std::uint64_t slots_per_target,
                                         Stream& stream);

struct TeamMatch {
  /// Of each department in plan order, up to the first without a matching, whose level is nothing.
  std::vector<std::optional<std::uint64_t>> levels;
  /// Ids of the inspectors of each target in draw order, by department in plan order; empty if a department has no
  /// matching.
  std::vector<std::vector<std::string>> teams;

  bool is_complete() const { return levels.empty() || levels.back().has_value(); }
};
/// `targets` in draw order, `inspectors` in id order. Error: draw.too_many_slots {max}.
Result<TeamMatch> match_team(const Plan& plan, const Keys& keys, std::span<const std::string> targets,
                             std::span<const Inspector> inspectors);

}  // namespace mingchou::draw
