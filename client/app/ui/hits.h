// What lies under a pointer, as drawn last: everything that can be pressed, dragged or written in says so while it is
// drawn, and the gesture recogniser (client/app/input/gesture.h) asks. A finger is not Dear ImGui's mouse: it must be
// known what is under it before anything is pressed.
#pragma once

#include <string_view>

#include "client/app/ui/ui.h"

namespace mingchou::client {

struct HitOptions {
  gesture::Target target = gesture::Target::pressable;
  /// A long press does something other than a press; see take_context().
  bool has_context_action = false;
  gesture::DragAxis drag_axis = gesture::DragAxis::any;
};

/// The number by which the recogniser knows a node or scroll area. Never 0.
gesture::TargetId target_id(std::string_view id);

/// Call while drawing, within the clip rectangle and scroll area that hold the widget. pressable() does it by itself.
void publish_hit(Ui& ui, std::string_view id, const Rect& rect, const HitOptions& options = {});

/// A place where nothing is to be pressed, though something below it could be: the ground of a layer, a viewport.
void publish_cover(Ui& ui, const Rect& rect);

/// True once when the user asked for what else can be done with that node: long press, right button, menu key.
bool take_context(Ui& ui, std::string_view id);

}  // namespace mingchou::client
