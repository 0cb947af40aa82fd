// Whether a draw looks as chance would make it.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "shared/base/random.h"
#include "shared/draw/conformity.h"

using namespace mingchou;
using namespace mingchou::draw;

namespace {

/// Targets of ten townships, one after the other, of two strata; nothing is drawn.
std::vector<ComparedTarget> county(std::size_t count) {
  std::vector<ComparedTarget> targets(count);
  for (std::size_t i = 0; i < count; ++i) {
    targets[i].stratum = i % 5 == 0 ? 1 : 0;
    targets[i].values = {static_cast<std::uint32_t>(i % 2), static_cast<std::uint32_t>(i % 10), 0, 0, 0};
  }
  return targets;
}

TraitLabels labels() {
  TraitLabels all;
  all[0] = {"enterprise", "self_employed"};
  for (int i = 0; i < 10; ++i) all[1].push_back("township " + std::to_string(i));
  all[2] = {"F"};
  all[3] = {"4"};
  all[4] = {"2020"};
  return all;
}

/// Draws so many of a stratum by chance.
void draw_some(std::vector<ComparedTarget>& targets, std::uint32_t stratum, std::size_t count, Random& random) {
  std::vector<std::size_t> members;
  for (std::size_t i = 0; i < targets.size(); ++i)
    if (targets[i].stratum == stratum) members.push_back(i);
  for (std::size_t i = 0; i < count; ++i) {
    std::swap(members[i], members[i + random.below(members.size() - i)]);
    targets[members[i]].is_drawn = true;
  }
}

const ValueComparison& value(const TraitComparison& of, std::string_view label) {
  return *std::ranges::find(of.values, label, &ValueComparison::label);
}

}  // namespace

TEST_CASE("conformity: what is expected of a value is its part of each stratum's quota") {
  auto targets = county(1000);
  SeededRandom random(1);
  draw_some(targets, 0, 80, random);
  draw_some(targets, 1, 100, random);
  const auto comparisons = compare(targets, labels(), {});
  REQUIRE(comparisons.size() == trait_count);
  const TraitComparison& townships = comparisons[1];
  CHECK(townships.trait == Trait::township);
  // Townships 0 and 5 are those of stratum 1, where every second is drawn; of the other eight every tenth.
  CHECK(value(townships, "township 5").expected == doctest::Approx(50));
  CHECK(value(townships, "township 3").expected == doctest::Approx(10));
  CHECK(value(townships, "township 3").eligible == 100);
  double drawn = 0, expected = 0;
  for (const ValueComparison& one : townships.values) {
    drawn += static_cast<double>(one.drawn);
    expected += one.expected;
  }
  CHECK(drawn == 180);
  CHECK(expected == doctest::Approx(180));
}

TEST_CASE("conformity: draws by chance are called unusual about as often as chance says") {
  int unusual = 0;
  constexpr int draws = 200;
  for (int i = 0; i < draws; ++i) {
    auto targets = county(500);
    SeededRandom random(static_cast<std::uint64_t>(i) + 100);
    draw_some(targets, 0, 40, random);
    draw_some(targets, 1, 20, random);
    unusual += compare(targets, labels(), random.array<32>())[1].is_unusual() ? 1 : 0;
  }
  // Two are expected; more than nine of two hundred come up once in ten thousand such tests.
  CHECK(unusual <= 9);
}

TEST_CASE("conformity: a draw that spares a township is unusual") {
  auto targets = county(1000);
  SeededRandom random(2);
  draw_some(targets, 0, 80, random);
  draw_some(targets, 1, 20, random);
  std::size_t moved = 0;
  for (ComparedTarget& target : targets)
    if (target.is_drawn && target.values[1] == 3) {
      target.is_drawn = false;
      ++moved;
    }
  for (ComparedTarget& target : targets)
    if (moved > 0 && target.stratum == 0 && !target.is_drawn && target.values[1] == 4) {
      target.is_drawn = true;
      --moved;
    }
  const auto comparisons = compare(targets, labels(), {});
  CHECK(comparisons[1].is_unusual());
  CHECK(value(comparisons[1], "township 3").drawn == 0);
  CHECK_FALSE(comparisons[0].is_unusual());
}

TEST_CASE("conformity: where all are drawn, or none, chance has no part and nothing is unusual") {
  auto all = county(100), none = county(100);
  for (ComparedTarget& target : all) target.is_drawn = true;
  for (const auto& targets : {all, none, std::vector<ComparedTarget>()})
    for (const TraitComparison& one : compare(targets, labels(), {})) {
      CHECK_FALSE(one.is_unusual());
      CHECK(one.as_far == one.simulated);
    }
}

TEST_CASE("conformity: the same result gives the same numbers, whoever computes them") {
  auto targets = county(300);
  SeededRandom random(3);
  draw_some(targets, 0, 30, random);
  crypto::Digest hash{};
  hash[7] = 9;
  const auto first = compare(targets, labels(), hash), second = compare(targets, labels(), hash);
  for (std::size_t i = 0; i < first.size(); ++i) CHECK(first[i].as_far == second[i].as_far);
  // Known from the first run: another platform must get it too.
  CHECK(first[1].simulated == simulations_max);
  for (const Trait trait :
       {Trait::kind, Trait::township, Trait::industry, Trait::name_length, Trait::registration_year})
    CHECK(trait_from(text_of(trait)) == trait);
  CHECK_FALSE(trait_from("colour"));
}
