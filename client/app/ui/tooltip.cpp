#include "client/app/ui/tooltip.h"

#include <algorithm>
#include <cmath>

namespace mingchou::client {
namespace {

constexpr float height_px = 36;
constexpr float gap_px = 6;

}  // namespace

void offer_tooltip(Ui& ui, std::string_view words, const Rect& anchor) {
  ui.tooltip = Tooltip{std::string(words), anchor};
}

void draw_tooltip(Ui& ui) {
  if (!ui.tooltip) return;
  const auto [words, anchor] = *ui.tooltip;
  const float width = std::ceil(text_width(ui, words, type_px::small)) + 2 * space_px::one_and_half;
  const float room_right = ui.surface.width - width - space_px::half;
  const float x = std::clamp(std::round(anchor.x + (anchor.width - width) / 2), space_px::half,
                             std::max(space_px::half, room_right));
  const bool below = anchor.bottom() + gap_px + height_px <= ui.surface.height;
  const Rect rect{x, below ? anchor.bottom() + gap_px : anchor.y - gap_px - height_px, width, height_px};
  // The inverse of the page: told from everything below it without a shadow.
  fill(rect, ui.theme->text, corners_px::control);
  draw_text(ui, rect, words, type_px::small, ui.theme->surface, Align::center, Fit::may_elide);
}

}  // namespace mingchou::client
