// Selection: every subset, order and rounding as likely as it must be, counted over thousands of draws.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "shared/draw/selection.h"
#include "tests/shared/draw_selection_cases.h"
#include "tests/shared/draw_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;

TEST_CASE("every subset of six targets is as likely as any other") {
  const Counted counted = count_subsets(200);
  CHECK(counted.outcomes == 20);
  CHECK(counted.chi_square < chi_square_limit(counted.outcomes - 1));
}

TEST_CASE("every batch order of four targets is as likely as any other") {
  const draw::Plan plan = selection_plan(draw::RatioQuota{1, 1, draw::Rounding::up, {}}, {});
  const auto candidates = selection_candidates(4);
  std::map<std::vector<std::uint32_t>, std::uint64_t> counts;
  for (std::uint64_t seed = 0; seed < 200 * 24; ++seed)
    ++counts[positions_of(draw::select_targets(plan, selection_keys(seed), candidates).order, candidates)];
  CHECK(chi_square(counts, 24, 200 * 24) < chi_square_limit(23));
}

TEST_CASE("a place in the roster, the beginning of an id and its length give no advantage") {
  const draw::Plan plan = selection_plan(draw::CountQuota{12}, {});
  auto candidates = selection_candidates(0);
  for (std::uint32_t i = 0; i < 48; ++i) {
    const std::string number = std::to_string(100 + i);
    candidates.push_back({(i < 24 ? "9141" : "z") + std::string(i % 30, 'x') + number, {}, 0});
  }
  constexpr double trials = 6000, share = 12.0 / 48;
  std::vector<double> counts(candidates.size());
  for (std::uint64_t seed = 0; seed < trials; ++seed)
    for (const std::uint32_t at :
         positions_of(draw::select_targets(plan, selection_keys(seed), candidates).order, candidates))
      ++counts[at];
  double sum = 0;
  for (const double count : counts) sum += (count - trials * share) * (count - trials * share);
  const double n = static_cast<double>(counts.size());
  // Counts of a fixed number of picks are less free than independent ones, by (n − 1) / n.
  CHECK(sum / (trials * share * (1 - share)) * (n - 1) / n < chi_square_limit(n - 1));
}

TEST_CASE("the substitutes are those that come next") {
  const auto candidates = selection_candidates(9);
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto all = draw::select_targets(selection_plan(draw::CountQuota{9}, {}), selection_keys(seed), candidates);
    const auto some = draw::select_targets(selection_plan(draw::CountQuota{4}, 3), selection_keys(seed), candidates);
    const std::vector<std::string>& order = all.order;
    CHECK(some.order == std::vector(order.begin(), order.begin() + 4));
    CHECK(some.strata[0].substitutes == std::vector(order.begin() + 4, order.begin() + 7));
    const auto rest = draw::select_targets(selection_plan(draw::CountQuota{4}, 30), selection_keys(seed), candidates);
    CHECK(rest.strata[0].substitutes == std::vector(order.begin() + 4, order.end()));
  }
}

TEST_CASE("one target's exclusion moves nobody else") {
  const auto candidates = selection_candidates(9);
  const draw::Plan plan = selection_plan(draw::CountQuota{9}, {});
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    auto order = draw::select_targets(plan, selection_keys(seed), candidates).order;
    auto fewer = candidates;
    fewer.erase(fewer.begin() + 3);
    std::erase(order, candidates[3].id);
    CHECK(draw::select_targets(plan, selection_keys(seed), fewer).order == order);
  }
}

TEST_CASE("quotas round as the plan says") {
  const auto quota = [](std::uint64_t n, draw::RatioQuota ratio, std::uint64_t seed = 1) {
    return draw::quota_of(ratio, n, draw::Suite::sha256, numbered_key(seed), 0);
  };
  using draw::Rounding;
  CHECK(quota(4, {1, 10, Rounding::up, {}}) == 1);
  CHECK(quota(10, {1, 10, Rounding::up, {}}) == 1);
  CHECK(quota(11, {1, 10, Rounding::up, {}}) == 2);
  CHECK(quota(0, {1, 10, Rounding::up, 3}) == 0);
  CHECK(quota(2, {0, 10, Rounding::up, 3}) == 2);
  CHECK(quota(9, {0, 10, Rounding::fair, 3}) == 3);
  CHECK(quota(9, {1, 1, Rounding::fair, {}}) == 9);
  CHECK(quota(10'000'000, {999'999, 1'000'000, Rounding::up, {}}) == 9'999'990);
  CHECK(draw::quota_of(draw::CountQuota{7}, 5, draw::Suite::sm3, {}, 0) == 5);
  // 7 · 3 / 10 leaves 1 of 10: one more in a tenth of all draws.
  std::map<std::vector<std::uint32_t>, std::uint64_t> counts;
  for (std::uint64_t seed = 0; seed < 5000; ++seed)
    ++counts[{static_cast<std::uint32_t>(quota(7, {3, 10, Rounding::fair, {}}, seed))}];
  REQUIRE(counts.size() == 2);
  const double extra = static_cast<double>(counts[{3}]);
  CHECK((extra - 500) * (extra - 500) / (5000 * 0.1 * 0.9) < chi_square_limit(1));
}

TEST_CASE("all 32 bytes of a ticket decide, among as many targets as share the first four") {
  CHECK(is_ordered_by_whole_tickets(is_long_run() ? 1'000'000 : 300'000));
}

TEST_CASE("numbers below n come out evenly, also where words must be skipped") {
  // 2^62 + 1: nearly a quarter of all words are skipped, and the lower numbers would come a third more often.
  constexpr std::uint64_t n = (std::uint64_t{1} << 62) + 1;
  CHECK(thirds_chi_square(n) < chi_square_limit(2));
  CHECK(thirds_chi_square(3 * (std::uint64_t{1} << 61) + 1) < chi_square_limit(2));
  CHECK(thirds_chi_square((std::uint64_t{1} << 63) - 1) < chi_square_limit(2));
  CHECK(thirds_chi_square(3) < chi_square_limit(2));
}
