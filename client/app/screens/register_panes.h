// The register and the page of one of its targets: side by side where there is room, else one at a time.
#pragma once

#include "client/app/screens/target.h"
#include "client/app/screens/targets.h"

namespace mingchou::client {

/// From this width on both stand side by side.
inline constexpr float two_panes_px_min = 880;

void draw_register_panes(Ui& ui, const Rect& rect, targets_screen::State& list, target_screen::State& page,
                         const Model& model, Actions& actions);

}  // namespace mingchou::client
