#include "shared/draw/matching.h"

#include "shared/draw/level.h"

namespace mingchou::draw {

Result<DepartmentMatch> match_department(const Eligibility& eligibility, std::uint64_t slots_per_target,
                                         Stream& stream) {
  const std::uint64_t targets = eligibility.target_count();
  if (targets > 0 && slots_per_target > match_slots_max / targets)
    return fail(Error("draw.too_many_slots").with("max", static_cast<long long>(match_slots_max)));
  DepartmentMatch match;
  match.level = least_level(eligibility, slots_per_target);
  if (!match.level) return match;
  Assignment assignment(eligibility, slots_per_target, *match.level);
  start_matching(assignment, stream);
  mix_matching(assignment, stream);
  match.inspectors.reserve(assignment.slot_count());
  for (const Position position : assignment.holders()) match.inspectors.push_back(eligibility.inspector(position));
  return match;
}

Result<TeamMatch> match_team(const Plan& plan, const Keys& keys, std::span<const std::string> targets,
                             std::span<const Inspector> inspectors) {
  Stream stream(plan.suite, keys.match, match_stream_label);
  TeamMatch match;
  match.teams.resize(targets.size());
  for (const TeamSlot& slot : plan.team.slots) {
    const Eligibility eligibility(plan.team, slot, inspectors, targets);
    const DepartmentMatch department = MC_TRY(match_department(eligibility, slot.count, stream));
    match.levels.push_back(department.level);
    if (!department.level) {
      match.teams.clear();
      return match;
    }
    for (std::size_t i = 0; i < department.inspectors.size(); ++i)
      match.teams[i / slot.count].push_back(inspectors[department.inspectors[i]].id);
  }
  return match;
}

}  // namespace mingchou::draw
