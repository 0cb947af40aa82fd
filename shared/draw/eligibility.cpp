#include "shared/draw/eligibility.h"

#include <algorithm>
#include <ranges>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "shared/draw/faults.h"

namespace mingchou::draw {
namespace {

bool has_all(const std::vector<std::string>& owned, const std::vector<std::string>& needed) {
  return std::ranges::all_of(needed, [&](const std::string& one) { return std::ranges::contains(owned, one); });
}

}  // namespace

Eligibility::Eligibility(const Team& team, const TeamSlot& slot, std::span<const Inspector> inspectors,
                         std::span<const std::string> targets)
    : recused_ends_(targets.size()) {
  std::unordered_map<std::string_view, std::size_t> index_of;
  for (std::size_t i = 0; i < targets.size(); ++i) index_of.emplace(targets[i], i);

  std::vector<std::pair<std::size_t, Position>> pairs;
  for (std::uint32_t i = 0; i < inspectors.size(); ++i) {
    const Inspector& inspector = inspectors[i];
    if (inspector.dept != slot.dept || !has_all(inspector.certs, slot.certs) || !has_all(inspector.skills, slot.skills))
      continue;
    const auto position = static_cast<Position>(base_.size());
    base_.push_back(i);
    const bool is_own_cap_known = inspector.capacity && !is_planted(Fault::level_ignores_capacity);
    caps_.push_back(is_own_cap_known ? std::min(*inspector.capacity, team.max_load) : team.max_load);
    if (is_planted(Fault::recusal_ignored)) continue;
    for (const std::string& id : inspector.recused)
      if (const auto found = index_of.find(id); found != index_of.end()) pairs.emplace_back(found->second, position);
  }

  std::ranges::sort(pairs);
  recused_.reserve(pairs.size());
  for (const auto& [target, position] : pairs) {
    recused_.push_back(position);
    ++recused_ends_[target];
  }
  for (std::size_t i = 1; i < recused_ends_.size(); ++i) recused_ends_[i] += recused_ends_[i - 1];
}

Eligibility Eligibility::for_targets(std::span<const std::size_t> targets) const {
  Eligibility some = *this;
  some.recused_.clear();
  some.recused_ends_.clear();
  for (const std::size_t target : targets) {
    some.recused_.insert(some.recused_.end(), recused(target).begin(), recused(target).end());
    some.recused_ends_.push_back(some.recused_.size());
  }
  return some;
}

Eligibility Eligibility::with_caps_raised(std::uint64_t by) const {
  Eligibility raised = *this;
  for (std::uint64_t& cap : raised.caps_) cap += by;
  return raised;
}

Eligibility Eligibility::with_more_people(std::size_t people, std::uint64_t cap) const {
  Eligibility more = *this;
  more.base_.insert(more.base_.end(), people, ~std::uint32_t{0});
  more.caps_.insert(more.caps_.end(), people, cap);
  return more;
}

bool Eligibility::is_eligible(std::size_t target, Position position) const {
  return !std::ranges::binary_search(recused(target), position);
}

Position Eligibility::eligible_at(std::size_t target, std::size_t index) const {
  // The j-th recused position has position − j eligible ones before it, a number that never falls.
  const std::span<const Position> out = recused(target);
  const auto before = std::ranges::partition_point(std::views::iota(std::size_t{0}, out.size()),
                                                   [&](std::size_t j) { return out[j] - j <= index; });
  return static_cast<Position>(index + *before);
}

}  // namespace mingchou::draw
