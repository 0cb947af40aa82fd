// A task as the plan of a draw: strata, team, window (shared/draw/plan.h). What only a draw has — its id, rosters'
// roots, sources of entropy, deadline — is added by whoever prepares it. Pure; runs everywhere.
#pragma once

#include <string>
#include <vector>

#include "shared/draw/plan.h"
#include "shared/draw/roster.h"
#include "shared/tasks/frame.h"

namespace mingchou::tasks {

/// The one stratum of a task without strata.
inline constexpr std::string_view whole_stratum = "全部";

/// Departments and tags stand in it by their names, industries by their divisions: whoever reads the plan needs no
/// register. The names are the frame's.
draw::Plan draw_plan_of(const Task& task, const Frame& frame);

/// What a plan's strata ask of that which is internal: risk classes and tags.
struct AskedInternals {
  bool risk = false;
  std::vector<std::string> tags;  // sorted, each once
  /// Whether rows frozen for `other` tell everything that is asked here.
  bool is_within(const AskedInternals& other) const;
};
AskedInternals internals_asked(const draw::Plan& plan);

/// The row as a draw freezes it. Rows are opened to the public where no stratum asks for what is internal, and to
/// whoever audits: none of them learns more of a target than the draw needed.
draw::Target frozen_row(draw::Target row, const AskedInternals& asked);

}  // namespace mingchou::tasks
