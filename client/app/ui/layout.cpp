#include "client/app/ui/layout.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace mingchou::client {

Rect Flow::next(float width_px) {
  const float width = std::min(width_px, at_.width);
  if (x_ > at_.x && x_ + width > at_.right()) {
    x_ = at_.x;
    y_ += item_height_ + gap_;
  }
  const Rect rect{x_, y_, width, item_height_};
  x_ += width + gap_;
  return rect;
}

Page begin_page(Ui& ui, PageState& state, Node node, PageWidth width) {
  Page page{.column = {}, .id = node.id, .viewport = node.rect};
  const ScrolledContent content = begin_scroll_area(ui, state.scroll, std::move(node), state.content_px);
  page.column = Column(content_column(ui, content.rect, width_px_max(width)));
  page.column.space(space_px::three);
  return page;
}

void end_page(Ui& ui, PageState& state, const Page& page) {
  end_scroll_area(ui, state.scroll, page.id, page.viewport);
  const float height = page.column.used() + space_px::three;
  // The next frame can scroll it by what this one found.
  if (height != state.content_px) ui.animating = true;
  state.content_px = height;
}

ScrollState& own_scroll(Ui& ui, const std::string& id) {
  const auto before = ui.own_scrolls.find(id);
  auto state = before == ui.own_scrolls.end() ? std::make_shared<ScrollState>() : before->second;
  return *ui.own_scrolls_being_drawn.insert_or_assign(id, std::move(state)).first->second;
}

Rect content_column(const Ui&, const Rect& rect, float column_px_max) {
  const float margin = size_class(rect.width) == SizeClass::phone ? space_px::two : space_px::four;
  const float width = std::max(0.0f, std::min(column_px_max, rect.width - 2 * margin));
  return {std::round(rect.x + (rect.width - width) / 2), rect.y, width, rect.height};
}

}  // namespace mingchou::client
