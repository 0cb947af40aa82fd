// The filters above the lists of people, and who matches them.
#pragma once

#include "client/app/screens/people.h"

namespace mingchou::client::people_screen {

/// Draws the chips from the top left of `at`, returns their height; 0 where there is nothing to choose.
float draw_filters(Ui& ui, const Rect& at, State& state, const Model& model, bool is_of_inspectors);
/// The menu of the chip that was pressed, or the one that lists the filters: after everything that it covers.
void draw_filter_menu(Ui& ui, State& state, const Model& model, bool is_of_inspectors);

}  // namespace mingchou::client::people_screen
