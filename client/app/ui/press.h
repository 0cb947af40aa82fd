// The one way by which anything drawn is pressed: mouse, touch, Enter or Space, screen reader. Every widget that
// does something goes through it, so that all behave alike and layers (overlay.h) keep what lies below out of reach.
#pragma once

#include <string>

#include "client/app/ui/ui.h"

namespace mingchou::client {

struct Press {
  bool hovered = false;    ///< the mouse is over it
  bool held = false;       ///< pressed down now
  bool activated = false;  ///< in this frame
  bool context = false;    ///< in this frame: by long press, right button or menu key
};

/// Draws nothing and adds no node: the widget does both. `id` is that of its node.
Press pressable(Ui& ui, const std::string& id, const Rect& rect, bool has_context_action = false);

/// No layer lies above what is being drawn now that would keep this place out of reach.
bool reachable(const Ui& ui, Point at);

/// The ground of a row or flat button in this state, of those that lie on surfaces; nothing at rest.
std::optional<Color> pressed_ground(const Theme& theme, const Press& press);

}  // namespace mingchou::client
