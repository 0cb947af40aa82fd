// Matching: right on every small case that can be counted, within its rules on larger ones.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "shared/base/random.h"
#include "shared/draw/level.h"
#include "shared/draw/matching.h"
#include "shared/draw/replacement.h"
#include "tests/shared/draw_matching_cases.h"
#include "tests/shared/draw_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;

namespace {

/// As many targets, inspectors, recusals and caps as may come, small enough to be counted.
MatchCase random_case(Random& random) {
  MatchCase one;
  one.targets = random.below(5);
  one.slots_per_target = 1 + random.below(2);
  const std::size_t inspectors = random.below(5);
  for (std::size_t i = 0; i < inspectors; ++i) {
    one.caps.push_back(1 + random.below(4));
    one.recused.emplace_back();
    for (std::uint32_t target = 0; target < one.targets; ++target)
      if (random.below(4) == 0) one.recused.back().insert(target);
  }
  return one;
}

/// Every rule that a matching must keep.
void check_valid(const MatchCase& one, const draw::DepartmentMatch& match) {
  REQUIRE(match.inspectors.size() == one.targets * one.slots_per_target);
  std::vector<std::uint64_t> loads(one.caps.size());
  for (std::size_t target = 0; target < one.targets; ++target) {
    std::set<std::uint32_t> team;
    for (std::size_t j = 0; j < one.slots_per_target; ++j) {
      const std::uint32_t inspector = match.inspectors[target * one.slots_per_target + j];
      CHECK(team.insert(inspector).second);
      CHECK_FALSE(one.recused[inspector].contains(static_cast<std::uint32_t>(target)));
      ++loads[inspector];
    }
  }
  for (std::size_t i = 0; i < loads.size(); ++i) CHECK(loads[i] <= std::min(one.caps[i], *match.level));
}

}  // namespace

TEST_CASE("the level is the least one, on thousands of small cases") {
  SeededRandom random(7);
  std::size_t impossible = 0, tight = 0;
  for (int i = 0; i < 4000; ++i) {
    const MatchCase one = random_case(random);
    const auto level = draw::least_level(one.eligibility(), one.slots_per_target);
    REQUIRE(level == one.counted_level());
    impossible += level ? 0 : 1;
    const std::uint64_t slots = one.targets * one.slots_per_target;
    tight += level && slots > 0 && *level > (slots + one.caps.size() - 1) / one.caps.size() ? 1 : 0;
  }
  CHECK(impossible > 500);
  CHECK(tight > 50);
}

TEST_CASE("matchings keep every rule, slack or exactly tight") {
  SeededRandom random(8);
  for (int i = 0; i < 60; ++i) {
    MatchCase one;
    one.targets = 1 + random.below(60);
    one.slots_per_target = 1 + random.below(3);
    const std::size_t inspectors = 3 + random.below(20);
    // Either more places than are needed or, with few recusals, exactly as many.
    const bool is_tight = random.below(2) == 0;
    const std::uint64_t each = one.targets * one.slots_per_target / inspectors + 1;
    for (std::size_t k = 0; k < inspectors; ++k) {
      one.caps.push_back(is_tight ? each : each + random.below(5));
      one.recused.emplace_back();
      if (random.below(3) == 0) one.recused.back().insert(static_cast<std::uint32_t>(random.below(one.targets)));
    }
    draw::Stream stream(draw::Suite::sha256, numbered_key(static_cast<std::uint64_t>(i)), draw::match_stream_label);
    const auto match = draw::match_department(one.eligibility(), one.slots_per_target, stream);
    REQUIRE(match);
    if (match->level) check_valid(one, *match);
  }
}

TEST_CASE("more places than fit into memory are refused, at the bound and beyond") {
  const auto match = [](std::size_t targets, std::uint64_t slots_per_target) {
    const MatchCase one{"", targets, slots_per_target, {1}, {{}}};
    draw::Stream stream(draw::Suite::sha256, {}, draw::match_stream_label);
    return draw::match_department(one.eligibility(), slots_per_target, stream);
  };
  CHECK_FALSE(match(1, draw::match_slots_max).value().level);
  CHECK(match(1, draw::match_slots_max + 1).error().code == "draw.too_many_slots");
  CHECK(match(3, draw::match_slots_max / 3 + 1).error().code == "draw.too_many_slots");
  CHECK(match(3, ~std::uint64_t{0}).error().code == "draw.too_many_slots");
  CHECK(match(0, ~std::uint64_t{0}).value().level == 0);
}

TEST_CASE("every levelled matching of the small cases is as likely as any other") {
  double sum = 0, degrees = 0;
  for (const MatchCase& one : counted_cases()) {
    CAPTURE(one.name);
    const auto [chi_square, outcomes] = count_matchings(one, 200);
    CHECK(chi_square < chi_square_limit(std::max(1.0, outcomes - 1)));
    sum += chi_square;
    degrees += outcomes - 1;
  }
  CHECK(sum < chi_square_limit(degrees));
}

TEST_CASE("a replacement is asked for in an order of its own, and only of those who may go") {
  const WholeDraw draw = read_draw(draw_vector("large-sm3-1"));
  const auto candidates = draw.candidates();
  const auto outcome = draw::run_draw({draw.plan, candidates, draw.inspectors, draw.values, {}});
  REQUIRE(outcome);
  const auto& teams = outcome->result.teams;
  const auto order = [&](std::string_view target, std::uint32_t slot) {
    return draw::replacement_order(draw.plan, outcome->keys, draw.inspectors, teams, target, slot);
  };
  std::set<std::vector<std::string>> orders;
  for (const draw::TeamResult& team : teams) {
    const auto first = order(team.target, 0), third = order(team.target, 2);
    REQUIRE(first);
    REQUIRE(third);
    orders.insert(*first);
    for (const std::string& id : *first) {
      const auto inspector = std::ranges::find(draw.inspectors, id, &draw::Inspector::id);
      CHECK(inspector->dept == "SAMR");
      CHECK(std::ranges::contains(inspector->certs, "law"));
      CHECK_FALSE(std::ranges::contains(inspector->recused, team.target));
      CHECK_FALSE(std::ranges::contains(team.inspectors, id));
    }
    for (const std::string& id : *third)
      CHECK(std::ranges::find(draw.inspectors, id, &draw::Inspector::id)->dept == "FIRE");
  }
  CHECK(orders.size() > teams.size() / 2);
  CHECK(order("nobody", 0).error().code == "draw.replace_target");
  CHECK(order(teams[0].target, 3).error().code == "draw.replace_slot");
}
