// What is said when a department can't be matched: right in every number, and no remedy that does not help.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/base/random.h"
#include "shared/draw/level.h"
#include "shared/draw/shortfall.h"
#include "shared/messages/messages.h"
#include "tests/shared/draw_support.h"

using namespace mingchou;
using namespace mingchou::draw::test;

namespace {

/// One department "B" that sends `count` people with certificate X.
draw::Plan team_plan(std::uint64_t count, std::uint64_t max_load) {
  draw::Plan plan;
  plan.team.max_load = max_load;
  plan.team.slots.push_back({"B", count, {"X"}, {}});
  return plan;
}

draw::Inspector person(std::string id, std::uint64_t capacity, std::vector<std::string> recused = {}) {
  return {std::move(id), "B", {"X"}, {}, std::move(recused), capacity};
}

std::vector<std::string> target_ids(std::size_t count) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < count; ++i) ids.push_back("t" + std::to_string(100 + i));
  return ids;
}

bool is_complete(const draw::Plan& plan, std::span<const std::string> targets,
                 std::span<const draw::Inspector> inspectors) {
  const draw::TeamSlot& slot = plan.team.slots[0];
  return draw::least_level(draw::Eligibility(plan.team, slot, inspectors, targets), slot.count).has_value();
}

/// No target less, no person less, no place less would do.
void check_exact(const draw::Plan& plan, const std::vector<std::string>& targets,
                 const std::vector<draw::Inspector>& inspectors, const draw::Shortfall& shortfall) {
  CHECK(shortfall.places < shortfall.needed);
  CHECK(shortfall.is_minimal);
  CHECK_FALSE(is_complete(plan, shortfall.targets, inspectors));
  for (std::size_t i = 0; i < shortfall.targets.size(); ++i) {
    auto fewer = shortfall.targets;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    CHECK(is_complete(plan, fewer, inspectors));
  }
  const auto with_capacity = [&](std::uint64_t by) {
    draw::Plan raised = plan;
    raised.team.max_load += by;
    auto people = inspectors;
    for (draw::Inspector& one : people) one.capacity = std::min(*one.capacity, plan.team.max_load) + by;
    return is_complete(raised, targets, people);
  };
  if (shortfall.more_capacity) {
    CHECK(with_capacity(*shortfall.more_capacity));
    CHECK_FALSE(with_capacity(*shortfall.more_capacity - 1));
  } else {
    CHECK_FALSE(with_capacity(targets.size()));
  }
  const auto with_people = [&](std::uint64_t more) {
    auto people = inspectors;
    for (std::uint64_t i = 0; i < more; ++i)
      people.push_back(person("z" + std::to_string(100 + i), plan.team.max_load));
    return is_complete(plan, targets, people);
  };
  CHECK(with_people(shortfall.more_people));
  CHECK_FALSE(with_people(shortfall.more_people - 1));
}

/// The least number of targets whose absence helps, by trying every set.
std::uint64_t least_postponed(const draw::Plan& plan, const std::vector<std::string>& targets,
                              const std::vector<draw::Inspector>& inspectors) {
  std::uint64_t most_kept = 0;
  for (std::uint32_t set = 0; set < 1u << targets.size(); ++set) {
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < targets.size(); ++i)
      if ((set >> i & 1) != 0) kept.push_back(targets[i]);
    if (kept.size() > most_kept && is_complete(plan, kept, inspectors)) most_kept = kept.size();
  }
  return targets.size() - most_kept;
}

}  // namespace

TEST_CASE("too few places are told with their number, and what would help") {
  const draw::Plan plan = team_plan(2, 3);
  const auto targets = target_ids(7);
  std::vector<draw::Inspector> inspectors;
  for (const char* id : {"a", "b", "c"}) inspectors.push_back(person(id, 3));
  inspectors.push_back(person("d", 2));
  inspectors.push_back(person("e", 1));
  inspectors.push_back({"f", "B", {}, {}, {}, {}});
  inspectors.push_back({"g", "A", {"X"}, {}, {}, {}});
  const auto shortfalls = draw::explain_shortfalls(plan, targets, inspectors);
  REQUIRE(shortfalls.size() == 1);
  const draw::Shortfall& shortfall = shortfalls[0];
  CHECK(shortfall.targets.size() == 7);
  CHECK(shortfall.needed == 14);
  CHECK(shortfall.places == 12);
  CHECK(shortfall.inspectors.size() == 5);
  CHECK(shortfall.people == 6);
  CHECK(shortfall.lacking_certs == 1);
  CHECK(shortfall.more_capacity == 1);
  CHECK(shortfall.more_people == 1);
  CHECK(shortfall.fewer_targets == 1);
  CHECK(shortfall.is_fewest);
  const auto sentences = draw::shortfall_sentences(shortfall);
  REQUIRE(sentences.size() == 5);
  CHECK(render(sentences[0], Language::english) ==
        "7 targets need 14 places of department \"B\" with X; 5 eligible inspectors have 12: 2 short.");
  for (const Error& sentence : sentences)
    for (const Language language : {Language::chinese, Language::english})
      CHECK_FALSE(render(sentence, language).contains('{'));
}

TEST_CASE("recusals are told apart from places, and never waived") {
  const draw::Plan plan = team_plan(1, 9);
  const auto targets = target_ids(5);
  const std::vector<draw::Inspector> inspectors = {person("a", 9, {"t102"}), person("b", 9, {"t102"})};
  const auto shortfalls = draw::explain_shortfalls(plan, targets, inspectors);
  REQUIRE(shortfalls.size() == 1);
  CHECK(shortfalls[0].targets == std::vector<std::string>{"t102"});
  CHECK(shortfalls[0].places == 0);
  CHECK(shortfalls[0].recused_from_all == 2);
  CHECK_FALSE(shortfalls[0].more_capacity);
  CHECK(shortfalls[0].more_people == 1);
  CHECK(shortfalls[0].fewer_targets == 1);
  CHECK(draw::shortfall_sentences(shortfalls[0])[2].code == "draw.remedy_no_capacity");
  CHECK(draw::explain_shortfalls(plan, std::vector<std::string>{"t100"}, inspectors).empty());
}

TEST_CASE("hundreds of shortfalls are minimal, and their remedies the least that help") {
  SeededRandom random(11);
  std::size_t explained = 0, not_fewest = 0;
  for (int i = 0; i < 1500; ++i) {
    const draw::Plan plan = team_plan(1 + random.below(2), 1 + random.below(3));
    const auto targets = target_ids(1 + random.below(6));
    std::vector<draw::Inspector> inspectors;
    for (std::uint64_t k = 0; k < random.below(6); ++k) {
      std::vector<std::string> recused;
      for (const std::string& target : targets)
        if (random.below(3) == 0) recused.push_back(target);
      inspectors.push_back(person("i" + std::to_string(k), 1 + random.below(4), std::move(recused)));
    }
    const auto shortfalls = draw::explain_shortfalls(plan, targets, inspectors);
    REQUIRE(shortfalls.empty() == is_complete(plan, targets, inspectors));
    if (shortfalls.empty()) continue;
    ++explained;
    check_exact(plan, targets, inspectors, shortfalls[0]);
    const std::uint64_t least = least_postponed(plan, targets, inspectors);
    if (shortfalls[0].is_fewest) CHECK(shortfalls[0].fewer_targets == least);
    CHECK(shortfalls[0].fewer_targets >= least);
    not_fewest += shortfalls[0].fewer_targets > least ? 1 : 0;
  }
  CHECK(explained > 500);
  CHECK(not_fewest < explained / 20);
}

TEST_CASE("a large shortfall is explained in time") {
  const draw::Plan plan = team_plan(2, 5);
  const auto targets = target_ids(3000);
  std::vector<draw::Inspector> inspectors;
  for (std::size_t i = 0; i < 1000; ++i)
    inspectors.push_back(person("i" + std::to_string(10'000 + i), 5, {targets[i % 200]}));
  const auto shortfalls = draw::explain_shortfalls(plan, targets, inspectors);
  REQUIRE(shortfalls.size() == 1);
  CHECK(shortfalls[0].is_minimal);
  CHECK(shortfalls[0].needed - shortfalls[0].places <= 2);
  CHECK(shortfalls[0].fewer_targets == 500);
  CHECK(shortfalls[0].more_people == 200);
}
