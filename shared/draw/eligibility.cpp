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
