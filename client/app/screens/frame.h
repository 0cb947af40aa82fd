// What surrounds every screen: the header bar. (Navigation joins it with the second screen.)
#pragma once

#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Draws it and returns what is left for the screen.
Rect draw_frame(Ui& ui);

/// The column in which a screen puts its content: centred, of bounded width, with margins by size class.
Rect content_column(const Ui& ui, const Rect& rect);

}  // namespace mingchou::client
