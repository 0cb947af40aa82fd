// What must hold of every screen in every state, size, language and size of letters. Each rule returns what breaks
// it, in words that name the place.
#pragma once

#include <string>
#include <vector>

#include "tests/client/harness.h"
#include "tests/client/raster.h"

namespace mingchou::client {

using Faults = std::vector<std::string>;

/// Nodes lie within the screen; what scrolls, within its viewport from side to side.
Faults outside_the_screen(const Harness& harness);
/// What can be operated is large enough for a finger, has a name, and does not lie over something else that can.
Faults poor_targets(const Harness& harness);
/// Each id once; one main part and one heading of level 1, unless a dialog stands before them.
Faults poor_structure(const Harness& harness);
/// Text that had to be whole was cut.
Faults cut_text(const Harness& harness, const std::vector<DrawnText>& texts);
/// Lines of text lie over each other.
Faults overlapping_text(const Harness& harness, const std::vector<DrawnText>& texts);
/// Text with less than 7:1 to what it was drawn on, measured in the pixels.
Faults poor_contrast(const Harness& harness, const std::vector<DrawnText>& texts, const Picture& picture);

/// WCAG 2.2's contrast ratio.
double contrast(Color a, Color b);

}  // namespace mingchou::client
