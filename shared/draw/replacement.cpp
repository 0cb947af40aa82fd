#include "shared/draw/replacement.h"

#include <algorithm>
#include <unordered_map>

#include "shared/draw/eligibility.h"
#include "shared/draw/encoding.h"

namespace mingchou::draw {
namespace {

/// The department's slot that the team's `slot`-th place belongs to; null if the team has no such place.
const TeamSlot* slot_at(const Team& team, std::uint64_t slot) {
  for (const TeamSlot& entry : team.slots) {
    if (slot < entry.count) return &entry;
    slot -= entry.count;
  }
  return nullptr;
}

std::unordered_map<std::string_view, std::uint64_t> loads_of(std::span<const TeamResult> teams) {
  std::unordered_map<std::string_view, std::uint64_t> loads;
  for (const TeamResult& team : teams)
    for (const std::string& inspector : team.inspectors) ++loads[inspector];
  return loads;
}

/// H(K_match || pad0("MINGCHOU-REPLACE-1" || u8(suite), 32) || LP(target) || u32(slot) || LP(inspector))
Digest ticket_of(const Plan& plan, const Keys& keys, std::string_view target, std::uint32_t slot,
                 std::string_view inspector) {
  Encoder encoder;
  encoder.raw(keys.match).label("MINGCHOU-REPLACE-1", static_cast<std::uint8_t>(plan.suite));
  return crypto::hash(plan.suite, encoder.counted(target).u32(slot).counted(inspector).view());
}

}  // namespace

Result<std::vector<std::string>> replacement_order(const Plan& plan, const Keys& keys,
                                                   std::span<const Inspector> inspectors,
                                                   std::span<const TeamResult> teams, std::string_view target,
                                                   std::uint32_t slot) {
  const auto team = std::ranges::find(teams, target, &TeamResult::target);
  if (team == teams.end()) return fail(Error("draw.replace_target").with("target", target));
  const TeamSlot* entry = slot_at(plan.team, slot);
  if (entry == nullptr) return fail(Error("draw.replace_slot").with("slot", slot));

  const std::vector<std::string> one_target = {std::string(target)};
  const Eligibility eligibility(plan.team, *entry, inspectors, one_target);
  auto loads = loads_of(teams);
  std::vector<std::pair<Digest, std::string>> candidates;
  for (std::size_t i = 0; i < eligibility.eligible_count(0); ++i) {
    const Position position = eligibility.eligible_at(0, i);
    const std::string& id = inspectors[eligibility.inspector(position)].id;
    if (loads[id] >= eligibility.cap(position) || std::ranges::contains(team->inspectors, id)) continue;
    candidates.emplace_back(ticket_of(plan, keys, target, slot, id), id);
  }
  std::ranges::sort(candidates);
  std::vector<std::string> order;
  order.reserve(candidates.size());
  for (auto& candidate : candidates) order.push_back(std::move(candidate.second));
  return order;
}

}  // namespace mingchou::draw
