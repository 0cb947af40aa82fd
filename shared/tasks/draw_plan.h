// A task as the plan of a draw: strata, team, window (shared/draw/plan.h). What only a draw has — its id, rosters'
// roots, sources of entropy, deadline — is added by whoever prepares it. Pure; runs everywhere.
#pragma once

#include "shared/draw/plan.h"
#include "shared/tasks/frame.h"

namespace mingchou::tasks {

/// The one stratum of a task without strata.
inline constexpr std::string_view whole_stratum = "全部";

/// Departments and tags stand in it by their names, industries by their divisions: whoever reads the plan needs no
/// register. The names are the frame's.
draw::Plan draw_plan_of(const Task& task, const Frame& frame);

}  // namespace mingchou::tasks
