// Placing things: a column that grows downwards, a flow that breaks lines, and the page: a scrolling column whose
// height is known only when it has been drawn.
#pragma once

#include <cstdint>
#include <string>

#include "client/app/ui/scroll.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {

/// Of a column: of running text and forms, or of tables and cards.
enum class PageWidth : std::uint8_t { text, content };
constexpr float width_px_max(PageWidth width) {
  return width == PageWidth::text ? text_width_px_max : content_width_px_max;
}

/// Hands out rectangles from the top down.
class Column {
 public:
  Column() = default;
  explicit Column(const Rect& at) : at_(at), y_(at.y) {}
  Rect next(float height_px) {
    const Rect rect{at_.x, y_, at_.width, height_px};
    y_ += height_px;
    return rect;
  }
  void space(float height_px) { y_ += height_px; }
  float x() const { return at_.x; }
  float y() const { return y_; }
  float width() const { return at_.width; }
  /// Height that was handed out.
  float used() const { return y_ - at_.y; }

 private:
  Rect at_;
  float y_ = 0;
};

/// Hands out rectangles from left to right, then in the next line: for chips.
class Flow {
 public:
  Flow(const Rect& at, float item_height_px, float gap_px = space_px::one)
      : at_(at), item_height_(item_height_px), gap_(gap_px), x_(at.x), y_(at.y) {}
  /// Never wider than the flow itself.
  Rect next(float width_px);
  /// Height of all lines so far.
  float used() const { return y_ + item_height_ - at_.y; }

 private:
  Rect at_;
  float item_height_;
  float gap_;
  float x_;
  float y_;
};

/// Part of a screen's State.
struct PageState {
  ScrollState scroll;
  /// As drawn last; until the first drawing nothing scrolls.
  float content_px = 0;
};

/// Opens a scroll area of the node's rectangle. `columns` says how the content lies in it.
struct Page {
  Column column;
  std::string id;
  Rect viewport;
};
Page begin_page(Ui& ui, PageState& state, Node node, PageWidth width = PageWidth::content);
void end_page(Ui& ui, PageState& state, const Page& page);

/// The place of a scroll area that a widget keeps for itself while it is on the screen.
ScrollState& own_scroll(Ui& ui, const std::string& id);

/// The column in which a screen puts its content: centred, of bounded width, with margins by size class.
Rect content_column(const Ui& ui, const Rect& rect, float width_px_max = content_width_px_max);

}  // namespace mingchou::client
