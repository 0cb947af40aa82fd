// How often a department may visit one target in a year (年度检查频次上限): by 国办发〔2024〕54号 each inspecting body
// sets it. It warns whoever makes a task, and forbids nothing. The county's own cap, which may keep targets out of a
// draw, stands in the frame (frame.h). Pure; runs everywhere.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "shared/base/error.h"
#include "shared/tasks/frame.h"

namespace mingchou::tasks {

inline constexpr std::int64_t department_visits_max = 1000;

/// A department's cap of a year, and who is visited as often as it allows, or more often. A visit is a check whose
/// target did not leave its place, in the year of its task's first day; a joint visit is one.
struct DepartmentCap {
  std::int64_t visits_max = 0;
  std::set<TargetId> reached;
};
/// Of departments that have set one.
using DepartmentCaps = std::map<DepartmentId, DepartmentCap>;

/// For each department of the team, in its order, how many of the targets that can be drawn are at its cap. Code:
/// tasks.department_cap_reached {department, count, year, max}.
std::vector<Error> warn_of_visit_caps(const Task& task, const Frame& frame, const DepartmentCaps& caps);

}  // namespace mingchou::tasks
