// What surrounds every screen: the header bar and the navigation.
#pragma once

#include "client/app/model/model.h"
#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Draws it and returns what is left for the screen.
Rect draw_frame(Ui& ui, const Model& model, Actions& actions);

/// What lies above the screen: messages, and the words of what the mouse is on. Drawn last.
void draw_frame_top(Ui& ui);

}  // namespace mingchou::client
