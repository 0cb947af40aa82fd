// The navigation between the app's places. At the lower edge of phones and upright tablets, where thumbs are; at the
// side of everything wider.
#pragma once

#include "client/app/screens/frame.h"

namespace mingchou::client {

/// Reaches to the edges of the surface; its content keeps out of the device's insets.
Rect navigation_rect(const Ui& ui, NavigationKind kind);
void draw_navigation(Ui& ui, const Rect& rect, NavigationKind kind, const Model& model, Actions& actions);

}  // namespace mingchou::client
