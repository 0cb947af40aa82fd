// Selections that are made by the thousand, for counting.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>
#include <vector>

#include "shared/draw/selection.h"
#include "tests/shared/draw_matching_cases.h"
#include "tests/shared/draw_support.h"

namespace mingchou::draw::test {

/// One stratum for all.
inline Plan selection_plan(Quota quota, std::optional<std::uint64_t> substitutes) {
  Plan plan;
  plan.strata.push_back({"all", {}, quota, substitutes});
  return plan;
}

inline std::vector<Candidate> selection_candidates(std::uint32_t count) {
  std::vector<Candidate> candidates;
  candidates.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) candidates.push_back({"t" + std::to_string(i), {}, 0});
  return candidates;
}

inline Keys selection_keys(std::uint64_t seed) {
  Keys keys;
  keys.draw = numbered_key(2 * seed);
  keys.quota = numbered_key(2 * seed + 1);
  return keys;
}

inline std::vector<std::uint32_t> positions_of(const std::vector<std::string>& ids,
                                               const std::vector<Candidate>& candidates) {
  std::vector<std::uint32_t> positions;
  positions.reserve(ids.size());
  for (const std::string& id : ids)
    positions.push_back(
        static_cast<std::uint32_t>(std::ranges::find(candidates, id, &Candidate::id) - candidates.begin()));
  return positions;
}

/// Three of six targets, `per_outcome` times as often as there are subsets.
inline Counted count_subsets(std::uint64_t per_outcome) {
  const Plan plan = selection_plan(CountQuota{3}, {});
  const auto candidates = selection_candidates(6);
  std::map<std::vector<std::uint32_t>, std::uint64_t> counts;
  for (std::uint64_t seed = 0; seed < per_outcome * 20; ++seed) {
    auto subset = positions_of(select_targets(plan, selection_keys(seed), candidates).order, candidates);
    std::ranges::sort(subset);
    ++counts[subset];
  }
  return {chi_square(counts, 20, static_cast<double>(per_outcome * 20)), 20};
}

/// Draws so many that some tickets begin with the same four bytes, and compares with an order made here.
inline bool is_ordered_by_whole_tickets(std::uint32_t count) {
  const Plan plan = selection_plan(CountQuota{count}, {});
  const auto candidates = selection_candidates(count);
  const Keys keys = selection_keys(3);
  const TicketMaker maker(plan.suite, keys.draw);
  std::vector<std::pair<Digest, std::string>> expected;
  expected.reserve(candidates.size());
  for (const Candidate& candidate : candidates)
    expected.emplace_back(maker.ticket(candidate.id, candidate.salt), candidate.id);
  std::ranges::sort(expected);
  const Selection selection = select_targets(plan, keys, candidates);
  return std::ranges::equal(selection.order, expected, {}, {}, &std::pair<Digest, std::string>::second);
}

/// Of numbers below n by the third that they lie in.
inline double thirds_chi_square(std::uint64_t n) {
  constexpr std::uint64_t trials = 6000;
  Stream stream(Suite::sha256, numbered_key(n), "MINGCHOU-TEST");
  std::map<std::vector<std::uint32_t>, std::uint64_t> counts;
  for (std::uint64_t i = 0; i < trials; ++i) ++counts[{static_cast<std::uint32_t>(stream.below(n) / ((n + 2) / 3))}];
  return chi_square(counts, 3, trials);
}

}  // namespace mingchou::draw::test
