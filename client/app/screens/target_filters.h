// The sheet in which a list of targets is filtered, with how many targets each value would leave, and the chips of what
// is filtered by.
#pragma once

#include <array>

#include "client/app/model/register_model.h"
#include "client/app/ui/overlay.h"

namespace mingchou::client {

struct TargetFiltersState {
  SheetState sheet;
  /// Which of the long facets are unfolded.
  std::array<bool, facet_count> unfolded{};
};

/// How many values are chosen.
std::size_t chosen_count(const TargetView& view);

/// Draws the sheet while it is open. True if `view` has changed.
bool draw_target_filters(Ui& ui, TargetFiltersState& state, const RegisterModel& model, TargetView& view);

/// One chip for each chosen value, and one for all. Height of the rows that they need in that width, 0 without any.
float filter_chips_height(const Ui& ui, float width, const RegisterModel& model, const TargetView& view);
/// True if `view` has changed.
bool draw_filter_chips(Ui& ui, const Rect& rect, const RegisterModel& model, TargetView& view);

}  // namespace mingchou::client
