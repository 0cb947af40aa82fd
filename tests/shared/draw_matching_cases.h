// Matching problems so small that every solution can be counted.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "shared/draw/eligibility.h"

namespace mingchou::draw::test {

struct MatchCase {
  std::string name;
  std::size_t targets = 0;
  std::uint64_t slots_per_target = 1;
  std::vector<std::uint64_t> caps;               // of each inspector
  std::vector<std::set<std::uint32_t>> recused;  // targets of each inspector

  Eligibility eligibility() const;
  /// All assignments of inspectors to slots with loads ≤ min(cap, level).
  std::vector<std::vector<std::uint32_t>> matchings(std::uint64_t level) const;
  /// The least level with a matching, by trying.
  std::optional<std::uint64_t> counted_level() const;
};

/// A fixed list; a 3-cycle that no swap can turn is among them.
std::vector<MatchCase> counted_cases();

struct Counted {
  double chi_square;
  double outcomes;
};
/// Draws `per_outcome` times as often as there are matchings, each from a stream of its own.
Counted count_matchings(const MatchCase& one, std::uint64_t per_outcome);

}  // namespace mingchou::draw::test
