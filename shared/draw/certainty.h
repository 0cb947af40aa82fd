// Whether a department can be matched whichever targets are drawn, known before anything is.
//
// Once the last value of a draw exists nothing of it can be mended, so a draw that could leave targets without a team
// is better not begun. Spec section 5 has team amendments for it, with a public value of their own; by this they are
// never needed.
#pragma once

#include <cstdint>

#include "shared/draw/eligibility.h"

namespace mingchou::draw {

/// The most targets, up to `count`, of which any selection surely has a complete matching. `candidates` is made over
/// all targets that can be drawn.
///
/// By Hall's theorem a selection has one if every j of its targets find room for j · slots_per_target: each inspector
/// takes min(cap, j) of them, less what recusals cost. These cost no more than the recusals of the j targets with the
/// most, and of one inspector no more than the own recusals beyond the targets that the cap leaves out anyhow. So the
/// answer may be too careful, and is never too bold.
std::uint64_t surely_matched(const Eligibility& candidates, std::uint64_t slots_per_target, std::uint64_t count);

}  // namespace mingchou::draw
