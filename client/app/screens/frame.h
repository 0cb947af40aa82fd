// What surrounds every screen: the header bar and the navigation.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Draws it and returns what is left for the screen.
Rect draw_frame(Ui& ui, const Model& model, Actions& actions);

/// The column in which a screen puts its content: centred, of bounded width, with margins by size class.
Rect content_column(const Ui& ui, const Rect& rect);

}  // namespace mingchou::client
