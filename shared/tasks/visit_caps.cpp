#include "shared/tasks/visit_caps.h"

#include <algorithm>

#include "shared/draw/selection.h"
#include "shared/tasks/draw_plan.h"

namespace mingchou::tasks {

std::vector<Error> warn_of_visit_caps(const Task& task, const Frame& frame, const DepartmentCaps& caps) {
  std::vector<Error> warnings;
  const draw::Plan plan = draw_plan_of(task, frame);
  for (const TeamPlace& place : task.team) {
    const auto cap = caps.find(place.department_id);
    if (cap == caps.end() || cap->second.reached.empty()) continue;
    const auto count = std::ranges::count_if(frame.targets, [&](const FramedTarget& target) {
      return target.row.excluded == draw::Exclusion::none && cap->second.reached.contains(target.id) &&
             draw::stratum_of(plan, target.row);
    });
    if (count == 0) continue;
    const auto name = frame.department_names.find(place.department_id);
    warnings.push_back(
        Error("tasks.department_cap_reached")
            .with("department", name == frame.department_names.end() ? place.department_id.uuid.text() : name->second)
            .with("count", static_cast<long long>(count))
            .with("year", static_cast<long long>(task.work.first_day.year()))
            .with("max", static_cast<long long>(cap->second.visits_max)));
  }
  return warnings;
}

}  // namespace mingchou::tasks
