// Who takes the place of an inspector who can't go (spec section 5, "Replacing an inspector").
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/draw/plan.h"
#include "shared/draw/result.h"
#include "shared/draw/seed.h"

namespace mingchou::draw {

/// Candidates for one place in the order in which they are asked: eligible for the target by the department's slot,
/// not on its team, with fewer targets than they may have. `slot` counts a team's inspectors from 0 over all
/// departments; `teams` are those that stand now, after earlier replacements.
/// Errors: draw.replace_target {target} (not drawn), draw.replace_slot {slot}.
Result<std::vector<std::string>> replacement_order(const Plan& plan, const Keys& keys,
                                                   std::span<const Inspector> inspectors,
                                                   std::span<const TeamResult> teams, std::string_view target,
                                                   std::uint32_t slot);

}  // namespace mingchou::draw
