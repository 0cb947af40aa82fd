// That a department can be matched whichever targets are drawn is never said where it can't.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>

#include "shared/base/random.h"
#include "shared/draw/certainty.h"
#include "shared/draw/level.h"

using namespace mingchou;

namespace {

struct Department {
  draw::Team team;
  draw::TeamSlot slot{"B", 1, {}, {}};
  std::vector<std::string> targets;
  std::vector<draw::Inspector> people;

  void add_targets(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) targets.push_back("t" + std::to_string(100 + i));
  }
  void add_person(std::uint64_t capacity, std::vector<std::string> recused = {}) {
    people.push_back({"p" + std::to_string(100 + people.size()), "B", {}, {}, std::move(recused), capacity});
  }
  draw::Eligibility eligibility(const std::vector<std::string>& drawn) const { return {team, slot, people, drawn}; }
  std::uint64_t sure(std::uint64_t count) const {
    return draw::surely_matched(eligibility(targets), slot.count, count);
  }
  bool has_matching(unsigned selection) const {
    std::vector<std::string> drawn;
    for (std::size_t i = 0; i < targets.size(); ++i)
      if ((selection >> i & 1) != 0) drawn.push_back(targets[i]);
    return draw::least_level(eligibility(drawn), slot.count).has_value();
  }
};

Department department(std::uint64_t per_target, std::uint64_t max_load, std::size_t targets) {
  Department made;
  made.slot.count = per_target;
  made.team.max_load = max_load;
  made.add_targets(targets);
  return made;
}

}  // namespace

TEST_CASE("whatever is drawn of what is called sure has a complete matching") {
  SeededRandom random(1);
  std::size_t sure_somewhere = 0, careful = 0;
  for (int round = 0; round < 400; ++round) {
    Department one = department(1 + random.below(2), 1 + random.below(5), 1 + random.below(7));
    const std::size_t people = 1 + random.below(6);
    for (std::size_t i = 0; i < people; ++i) {
      std::vector<std::string> recused;
      for (const std::string& target : one.targets)
        if (random.below(5) == 0) recused.push_back(target);
      one.add_person(1 + random.below(6), std::move(recused));
    }
    const std::uint64_t sure = one.sure(one.targets.size());
    std::uint64_t possible = one.targets.size();
    for (unsigned selection = 1; selection < 1U << one.targets.size(); ++selection)
      if (!one.has_matching(selection))
        possible = std::min<std::uint64_t>(possible, static_cast<std::uint64_t>(std::popcount(selection)) - 1);
    REQUIRE(sure <= possible);
    sure_somewhere += sure > 0 ? 1 : 0;
    careful += sure < possible ? 1 : 0;
  }
  CHECK(sure_somewhere > 100);
  // It counts, and does not try: but it is right nearly always.
  CHECK(careful < 60);
}

TEST_CASE("without recusals it is sure as far as there are places") {
  Department one = department(2, 3, 10);
  for (int i = 0; i < 4; ++i) one.add_person(100);
  CHECK(one.sure(6) == 6);
  CHECK(one.sure(10) == 6);
  one.people.pop_back();
  one.people.pop_back();
  one.people.pop_back();
  CHECK(one.sure(10) == 0);
}

TEST_CASE("recusals that bear on no target that can be drawn cost nothing, and one that leaves too few costs all") {
  Department one = department(2, 5, 20);
  one.add_person(5, {"elsewhere"});
  one.add_person(5);
  CHECK(one.sure(5) == 5);
  one.people[1].recused = {"t103"};
  CHECK(one.sure(5) == 0);
  one.add_person(5);
  CHECK(one.sure(5) == 5);
}

TEST_CASE("where every place is taken a recusal is harmless if enough other targets are drawn") {
  Department one = department(1, 5, 40);
  for (int i = 0; i < 4; ++i) one.add_person(5, {"t10" + std::to_string(i), "t11" + std::to_string(i)});
  CHECK(one.sure(20) == 20);
}
