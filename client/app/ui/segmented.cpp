#include <algorithm>
#include <cmath>

#include "client/app/ui/choices.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/motion.h"
#include "client/app/ui/press.h"

namespace mingchou::client {
namespace {

constexpr float icon_gap_px = 8;
constexpr float inset_px = 4;

float wanted_width(const Ui& ui, const Segment& segment) {
  const float icon = segment.icon ? icon_px::small + icon_gap_px : 0;
  return std::ceil(text_width(ui, segment.label, type_px::body)) + icon + 2 * space_px::two;
}

bool fits_one_row(const Ui& ui, float width, std::span<const Segment> segments) {
  const float each = (width - 2 * inset_px) / static_cast<float>(segments.size());
  return std::ranges::all_of(segments, [&](const Segment& segment) { return wanted_width(ui, segment) <= each; });
}

Rect place_of(const Rect& rect, std::size_t index, std::size_t count, bool one_row) {
  const Rect inside = rect.inset(inset_px);
  const auto i = static_cast<float>(index), n = static_cast<float>(count);
  if (one_row) {
    const float left = std::round(inside.x + inside.width * i / n),
                right = std::round(inside.x + inside.width * (i + 1) / n);
    return {left, inside.y, right - left, inside.height};
  }
  return {inside.x, inside.y + inside.height * i / n, inside.width, inside.height / n};
}

void draw_segment(Ui& ui, const Rect& place, const Segment& segment, bool chosen) {
  const Color ink = chosen ? ui.theme->on_accent : ui.theme->text;
  const float icon = segment.icon ? icon_px::small + icon_gap_px : 0;
  const float words = std::min(std::ceil(text_width(ui, segment.label, type_px::body)), place.width - icon);
  const float x = std::round(place.x + (place.width - words - icon) / 2);
  if (segment.icon)
    draw_icon(ui, *segment.icon, {x + icon_px::small / 2, place.y + place.height / 2}, icon_px::small, ink);
  draw_text(ui, {x + icon, place.y, words + 1, place.height}, segment.label, type_px::body, ink);
}

/// As in every group of radio buttons: arrows choose the next one.
int step_by_keys(Ui& ui, const std::string& id, int chosen) {
  if (ui.focused_id != id + "." + std::to_string(chosen)) return 0;
  if (take_key(ui, "ArrowRight") || take_key(ui, "ArrowDown")) return 1;
  return take_key(ui, "ArrowLeft") || take_key(ui, "ArrowUp") ? -1 : 0;
}

}  // namespace

float segmented_height(const Ui& ui, float width, std::span<const Segment> segments) {
  const float rows = fits_one_row(ui, width, segments) ? 1 : static_cast<float>(segments.size());
  return rows * control_px + 2 * inset_px;
}

std::optional<int> segmented(Ui& ui, const std::string& id, std::string_view name, const Rect& rect,
                             std::span<const Segment> segments, int chosen) {
  const Theme& theme = *ui.theme;
  const bool one_row = fits_one_row(ui, rect.width, segments);
  ui.semantics.open({.role = Role::radiogroup, .id = id, .name = std::string(name), .rect = rect});
  fill(rect, theme.surface, corners_px::control + inset_px);
  outline(rect, theme.line_strong, corners_px::control + inset_px);
  std::optional<int> now;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Rect place = place_of(rect, i, segments.size(), one_row);
    const Press press = pressable(ui, id + "." + std::to_string(i), place);
    if (const auto ground = pressed_ground(theme, press)) fill(place, *ground, corners_px::control);
    if (press.activated) now = static_cast<int>(i);
  }
  const int step = step_by_keys(ui, id, chosen);
  if (step != 0) {
    const int count = static_cast<int>(segments.size());
    now = (chosen + step + count) % count;
    request_focus(ui, id + "." + std::to_string(*now));
  }
  // The mark of the chosen one slides over those that are hovered.
  const float at = moved(ui, id + ".chosen", static_cast<float>(chosen));
  const Rect low = place_of(rect, static_cast<std::size_t>(std::floor(at)), segments.size(), one_row);
  const Rect high = place_of(rect, static_cast<std::size_t>(std::ceil(at)), segments.size(), one_row);
  const float part = at - std::floor(at);
  fill({low.x + (high.x - low.x) * part, low.y + (high.y - low.y) * part, low.width, low.height}, theme.accent,
       corners_px::control);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Rect place = place_of(rect, i, segments.size(), one_row);
    const std::string node_id = id + "." + std::to_string(i);
    const bool is_chosen = static_cast<int>(i) == chosen;
    // Where the mark passes, the ink follows it.
    draw_segment(ui, place, segments[i], std::fabs(at - static_cast<float>(i)) < 0.5f);
    draw_focus_ring(ui, node_id, place, corners_px::control);
    ui.semantics.add({.role = Role::radio,
                      .id = node_id,
                      .name = std::string(segments[i].label),
                      .rect = place,
                      .focusable = true,
                      .off_tab_order = !is_chosen,
                      .checked = is_chosen,
                      .position = static_cast<int>(i) + 1,
                      .set_size = static_cast<int>(segments.size())});
  }
  ui.semantics.close();
  return now && *now != chosen ? now : std::nullopt;
}

}  // namespace mingchou::client
