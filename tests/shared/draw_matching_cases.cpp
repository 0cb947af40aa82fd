#include "tests/shared/draw_matching_cases.h"

#include <algorithm>

#include "shared/draw/matching.h"
#include "tests/shared/draw_support.h"

namespace mingchou::draw::test {
namespace {

std::string target_id(std::size_t index) { return "t" + std::to_string(index); }

/// Tries every inspector for every slot.
class Enumeration {
 public:
  Enumeration(const MatchCase& one, std::uint64_t level)
      : one_(one), level_(level), loads_(one.caps.size()), so_far_(one.targets * one.slots_per_target) {}

  std::vector<std::vector<std::uint32_t>> all() {
    fill_from(0);
    return found_;
  }

 private:
  void fill_from(std::size_t slot) {
    if (slot == so_far_.size()) {
      found_.push_back(so_far_);
      return;
    }
    for (std::uint32_t i = 0; i < loads_.size(); ++i) {
      if (!fits(slot, i)) continue;
      so_far_[slot] = i;
      ++loads_[i];
      fill_from(slot + 1);
      --loads_[i];
    }
  }

  bool fits(std::size_t slot, std::uint32_t inspector) const {
    const std::size_t target = slot / one_.slots_per_target;
    if (loads_[inspector] == std::min(one_.caps[inspector], level_)) return false;
    if (one_.recused[inspector].contains(static_cast<std::uint32_t>(target))) return false;
    for (std::size_t other = target * one_.slots_per_target; other < slot; ++other)
      if (so_far_[other] == inspector) return false;
    return true;
  }

  const MatchCase& one_;
  std::uint64_t level_;
  std::vector<std::uint64_t> loads_;
  std::vector<std::uint32_t> so_far_;
  std::vector<std::vector<std::uint32_t>> found_;
};

}  // namespace

Eligibility MatchCase::eligibility() const {
  Team team;
  team.max_load = 1000;
  const TeamSlot slot{"D", slots_per_target, {}, {}};
  std::vector<std::string> ids;
  ids.reserve(targets);
  for (std::size_t i = 0; i < targets; ++i) ids.push_back(target_id(i));
  std::vector<Inspector> inspectors;
  for (std::size_t i = 0; i < caps.size(); ++i) {
    Inspector inspector{"i" + std::to_string(i), "D", {}, {}, {}, caps[i]};
    for (const std::uint32_t target : recused[i]) inspector.recused.push_back(target_id(target));
    inspectors.push_back(std::move(inspector));
  }
  return Eligibility(team, slot, inspectors, ids);
}

std::vector<std::vector<std::uint32_t>> MatchCase::matchings(std::uint64_t level) const {
  return Enumeration(*this, level).all();
}

std::optional<std::uint64_t> MatchCase::counted_level() const {
  for (std::uint64_t level = 0; level <= targets; ++level)
    if (!matchings(level).empty()) return level;
  return std::nullopt;
}

std::vector<MatchCase> counted_cases() {
  return {
      {"one place, two people", 1, 1, {1, 1}, {{}, {}}},
      {"a 3-cycle: nobody may keep their own", 3, 1, {1, 1, 1}, {{0}, {1}, {2}}},
      {"four derangements and their like", 4, 1, {1, 1, 1, 1}, {{0}, {1}, {2}, {3}}},
      {"two people for four targets", 4, 1, {2, 2}, {{}, {}}},
      {"room to spare", 3, 1, {2, 2}, {{}, {}}},
      {"pairs, all places taken", 3, 2, {2, 2, 2}, {{}, {}, {}}},
      {"pairs with recusals and unequal caps", 3, 2, {3, 1, 2, 2}, {{0}, {}, {1}, {}}},
  };
}

Counted count_matchings(const MatchCase& one, std::uint64_t per_outcome) {
  const Eligibility eligibility = one.eligibility();
  const auto outcomes = static_cast<double>(one.matchings(one.counted_level().value()).size());
  const auto trials = per_outcome * static_cast<std::uint64_t>(outcomes);
  std::map<std::vector<std::uint32_t>, std::uint64_t> counts;
  for (std::uint64_t trial = 0; trial < trials; ++trial) {
    Stream stream(Suite::sha256, numbered_key(trial), match_stream_label);
    const auto match = match_department(eligibility, one.slots_per_target, stream);
    if (match && match->level) ++counts[match->inspectors];
  }
  return {chi_square(counts, outcomes, static_cast<double>(trials)), outcomes};
}

}  // namespace mingchou::draw::test
