// How evenly a department's load can be spread: the least bound under which everybody is placed (spec section 5,
// step 1). What is found here is a number; the assignment itself is made from the draw's stream.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/draw/eligibility.h"

namespace mingchou::draw {

/// Whether every target gets its inspectors with load ≤ min(cap, level) and nobody twice on one target.
bool has_matching(const Eligibility& eligibility, std::uint64_t slots_per_target, std::uint64_t level);

/// Targets that can't all be had within the caps: those from which the search for one more place found no room. Their
/// needs exceed what is open to them; ascending indexes, none if there is a complete matching.
std::vector<std::size_t> overfull_targets(const Eligibility& eligibility, std::uint64_t slots_per_target);

/// The least level that has a matching: 0 without targets, nothing if none has.
std::optional<std::uint64_t> least_level(const Eligibility& eligibility, std::uint64_t slots_per_target);

}  // namespace mingchou::draw
