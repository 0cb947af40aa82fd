#include <algorithm>
#include <cmath>

#include "client/app/ui/keyboard.h"
#include "client/app/ui/overlay.h"
#include "client/app/ui/press.h"

namespace mingchou::client {
namespace {

constexpr float item_px_min = 52;
constexpr float padding_px = 8;
constexpr float gap_px = 4;
constexpr float width_px_min = 200;

float icon_width(const MenuItem& item) {
  return item.icon || item.checked ? icon_px::small + space_px::one_and_half : 0;
}

float item_width(const Ui& ui, const MenuItem& item) {
  return std::ceil(text_width(ui, item.label, type_px::body)) + icon_width(item) + 2 * space_px::two;
}

float item_height(const Ui& ui, float width, const MenuItem& item) {
  const float words = paragraph_height(ui, width - icon_width(item) - 2 * space_px::two + 1, item.label, type_px::body);
  return std::max(item_px_min, words + space_px::two);
}

/// Below its button if there is room, else above; never outside the surface: then it scrolls.
Rect place(const Ui& ui, const Rect& anchor, float width, float wanted_height) {
  const float left = space_px::one + ui.insets.left;
  const float height =
      std::min(wanted_height, ui.surface.height - ui.insets.top - ui.insets.bottom - 2 * space_px::one);
  const float x_max = std::max(left, ui.surface.width - ui.insets.right - space_px::one - width);
  const bool at_right_half = anchor.x + anchor.width / 2 > ui.surface.width / 2;
  const float x = std::clamp(at_right_half ? anchor.right() - width : anchor.x, left, x_max);
  const float below = anchor.bottom() + gap_px;
  const bool fits_below = below + height <= ui.surface.height - ui.insets.bottom - space_px::one;
  const float y = fits_below ? below : std::max(space_px::one + ui.insets.top, anchor.y - gap_px - height);
  return {std::round(x), std::round(y), width, height};
}

void draw_item(Ui& ui, const Rect& rect, const MenuItem& item) {
  const Color ink = item.danger ? ui.theme->danger_text : ui.theme->text;
  float x = rect.x + space_px::two;
  const auto icon = item.checked ? (*item.checked ? std::optional(Icon::check) : std::nullopt) : item.icon;
  if (icon) draw_icon(ui, *icon, {x + icon_px::small / 2, rect.y + rect.height / 2}, icon_px::small, ink);
  x += icon_width(item);
  const float width = rect.right() - space_px::two - x + 1;
  const float words = paragraph_height(ui, width, item.label, type_px::body);
  draw_paragraph(ui, {x, rect.y + (rect.height - words) / 2, width, words}, item.label, type_px::body, ink);
}

/// Up and down go from item to item, around the ends; Home and End go there.
void step_by_keys(Ui& ui, const std::string& id, int count) {
  for (int i = 0; i < count; ++i) {
    if (ui.focused_id != id + "." + std::to_string(i)) continue;
    int to = i;
    while (take_key(ui, "ArrowDown")) to = (to + 1) % count;
    while (take_key(ui, "ArrowUp")) to = (to + count - 1) % count;
    if (take_key(ui, "Home")) to = 0;
    if (take_key(ui, "End")) to = count - 1;
    if (to != i) request_focus(ui, id + "." + std::to_string(to));
    return;
  }
}

/// Draws the items from `y` on; which one was chosen.
std::optional<int> draw_items(Ui& ui, const std::string& id, const Rect& rect, std::span<const MenuItem> items) {
  std::optional<int> chosen;
  float y = rect.y;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Rect at{rect.x, y, rect.width, item_height(ui, rect.width, items[i])};
    y += at.height;
    const std::string item_id = id + "." + std::to_string(i);
    const Press press = pressable(ui, item_id, at);
    if (const auto ground = pressed_ground(*ui.theme, press)) fill({at.x + 1, at.y, at.width - 2, at.height}, *ground);
    draw_item(ui, at, items[i]);
    draw_focus_ring(ui, item_id, at, corners_px::control);
    ui.semantics.add({.role = items[i].checked ? Role::menuitemradio : Role::menuitem,
                      .id = item_id,
                      .name = std::string(items[i].label),
                      .rect = at,
                      .focusable = true,
                      .off_tab_order = true,
                      .checked = items[i].checked});
    if (press.activated) chosen = static_cast<int>(i);
  }
  return chosen;
}

}  // namespace

std::optional<int> menu(Ui& ui, bool& open, const std::string& id, std::string_view name, const Rect& anchor,
                        std::span<const MenuItem> items) {
  if (!open) return std::nullopt;
  float width = width_px_min;
  for (const MenuItem& item : items) width = std::max(width, item_width(ui, item));
  width = std::min(width, ui.surface.width - ui.insets.left - ui.insets.right - 2 * space_px::one);
  float content = 0;
  for (const MenuItem& item : items) content += item_height(ui, width, item);
  const Rect rect = place(ui, anchor, width, content + 2 * padding_px);
  const auto checked = std::ranges::find(items, std::optional(true), &MenuItem::checked);
  const auto first = checked == items.end() ? 0 : checked - items.begin();
  begin_layer(ui, id, ui.surface, true, id + "." + std::to_string(first));
  fill(rect, ui.theme->raised, corners_px::card);
  outline(rect, ui.theme->line_strong, corners_px::card);
  const Rect inside{rect.x, rect.y + padding_px, rect.width, rect.height - 2 * padding_px};
  Node node{.role = Role::menu, .id = id, .name = std::string(name), .rect = rect, .modal = true};
  std::optional<int> chosen;
  if (content > inside.height) {
    node.rect = inside;
    ScrollState& scroll = own_scroll(ui, id);
    const Rect at = begin_scroll_area(ui, scroll, std::move(node), static_cast<double>(content)).rect;
    chosen = draw_items(ui, id, at, items);
    end_scroll_area(ui, scroll, id, inside);
  } else {
    ui.semantics.open(std::move(node));
    chosen = draw_items(ui, id, inside, items);
    ui.semantics.close();
  }
  step_by_keys(ui, id, static_cast<int>(items.size()));
  if (chosen || take_escape(ui, id) || pressable(ui, id + ".scrim", ui.surface).activated) open = false;
  end_layer(ui);
  return chosen;
}

}  // namespace mingchou::client
