// What moves by itself: knobs of switches, sheets that come in. Short, and not at all where the device asks for
// less motion.
#pragma once

#include <string>

#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Where the thing of that name stands on its way to `target`. It starts at `from` when it is new on the screen.
float moved(Ui& ui, const std::string& id, float target, float from);
/// Starts where it is going: nothing moves because it appears.
inline float moved(Ui& ui, const std::string& id, float target) { return moved(ui, id, target, target); }

Color mixed(Color a, Color b, float part_of_b);

}  // namespace mingchou::client
