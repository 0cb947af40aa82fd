// A scrolling area: a viewport onto taller content, moved by wheel, touch, keys and its bar. Dear ImGui's own
// scrolling knows no touch and jumps; this one keeps its place in plain data.
#pragma once

#include <string_view>

#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Part of a screen's State. In double, because a float counts 5 million pixels in halves.
struct ScrollState {
  double offset_px = 0;  ///< what is shown
  double target_px = 0;  ///< where wheel and keys want it; the offset follows smoothly
  double offset_px_max = 0;
  double viewport_px = 0;
  double drag_start_px = -1;  ///< offset when the bar was gripped, negative if it is not
  bool bar_is_lit = false;    ///< gripped, or the mouse is over it

  /// Moves at once, as under a finger. False if it is already at the end of the content.
  bool move_by(double by_px);
  void jump_to(double to_px);
  void glide_by(double by_px);
  void glide_to(double to_px);
};

/// What keys do to the area that has the focus.
enum class ScrollKey { line_up, line_down, page_up, page_down, start, end };
void apply(ScrollKey key, ScrollState& state);

/// Innermost area of the last frame at this point, or nullptr.
ScrollArea* area_at(Ui& ui, Point point);

/// Innermost area of the last frame that the node is in, or is; or nullptr.
ScrollArea* area_of(Ui& ui, std::string_view node_id);

/// The areas that are being drawn move so that the rectangle comes into their viewports, by as little as it takes;
/// seen in the next frame.
void scroll_into_view(Ui& ui, Rect rect);

/// Does so once for each `occasion` of that id: for what appears where its reader may not look.
void reveal_once(Ui& ui, const std::string& id, std::int64_t occasion, const Rect& rect);

struct ScrolledContent {
  Rect rect;     ///< of the whole content, shifted; as wide as the viewport
  Rect visible;  ///< the viewport
};

/// Opens the area's node in the semantics tree (role list or main), clips, and says where to draw.
ScrolledContent begin_scroll_area(Ui& ui, ScrollState& state, Node node, double content_height_px);
/// Draws the bar and closes the node.
void end_scroll_area(Ui& ui, ScrollState& state, std::string_view id, const Rect& viewport);

}  // namespace mingchou::client
