#include <algorithm>
#include <cmath>

#include "client/app/ui/choices.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/press.h"

namespace mingchou::client {
namespace {

constexpr float underline_px = 3;

}  // namespace

std::optional<int> tabs(Ui& ui, const std::string& id, std::string_view name, const Rect& rect,
                        std::span<const std::string_view> labels, int chosen) {
  const Theme& theme = *ui.theme;
  ui.semantics.open({.role = Role::tablist, .id = id, .name = std::string(name), .rect = rect});
  fill({rect.x, rect.bottom() - 1, rect.width, 1}, theme.line);
  std::optional<int> now;
  float x = rect.x;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const float words = std::ceil(text_width(ui, labels[i], type_px::body));
    const float wanted = std::max(touch_target_px_min, words + 2 * space_px::two);
    const Rect place{x, rect.y, std::min(wanted, rect.width / static_cast<float>(labels.size())), rect.height};
    x += place.width;
    const std::string node_id = id + "." + std::to_string(i);
    const bool is_chosen = static_cast<int>(i) == chosen;
    const Press press = pressable(ui, node_id, place);
    if (const auto ground = pressed_ground(theme, press)) fill(place, *ground, corners_px::control);
    draw_text(ui, place, labels[i], type_px::body, is_chosen ? theme.link : theme.text_secondary, Align::center);
    if (is_chosen)
      fill({place.x + space_px::one, place.bottom() - underline_px, place.width - space_px::two, underline_px},
           theme.link, underline_px / 2);
    draw_focus_ring(ui, node_id, place, corners_px::control);
    ui.semantics.add({.role = Role::tab,
                      .id = node_id,
                      .name = std::string(labels[i]),
                      .rect = place,
                      .focusable = true,
                      .off_tab_order = !is_chosen,
                      .selected = is_chosen,
                      .position = static_cast<int>(i) + 1,
                      .set_size = static_cast<int>(labels.size())});
    if (press.activated && !is_chosen) now = static_cast<int>(i);
  }
  ui.semantics.close();
  if (ui.focused_id == id + "." + std::to_string(chosen)) {
    const int step = (take_key(ui, "ArrowRight") ? 1 : 0) - (take_key(ui, "ArrowLeft") ? 1 : 0);
    const int count = static_cast<int>(labels.size());
    if (step != 0) now = (chosen + step + count) % count;
    if (step != 0) request_focus(ui, id + "." + std::to_string(*now));
  }
  return now;
}

}  // namespace mingchou::client
