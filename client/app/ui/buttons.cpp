#include "client/app/ui/buttons.h"

#include <algorithm>
#include <cmath>

#include "client/app/ui/press.h"
#include "client/app/ui/tooltip.h"

namespace mingchou::client {
namespace {

constexpr float icon_gap_px = 8;
constexpr float button_width_px_min = 96;

struct Look {
  std::optional<Color> ground;
  std::optional<Color> edge;
  Color ink;
};

Look look_of(const Theme& theme, const ButtonOptions& options, const Press& press) {
  if (!options.enabled) return {theme.skeleton, std::nullopt, theme.text_secondary};
  const auto by_state = [&press](Color rest, Color hovered, Color held) {
    return press.held ? held : press.hovered ? hovered : rest;
  };
  switch (options.kind) {
    case ButtonKind::primary:
      return {by_state(theme.accent, theme.accent_hover, theme.accent_pressed), std::nullopt, theme.on_accent};
    case ButtonKind::danger:
      return {by_state(theme.danger, theme.danger_hover, theme.danger_pressed), std::nullopt, theme.on_danger};
    case ButtonKind::secondary:
      return {by_state(theme.surface, theme.surface_hover, theme.surface_pressed), theme.line_strong, theme.link};
    case ButtonKind::text:
      return {pressed_ground(theme, press), std::nullopt, theme.link};
  }
  return {std::nullopt, std::nullopt, theme.text};
}

/// In the middle. Where there is no room for it the icon goes first, then the words break into two smaller lines.
void draw_label(Ui& ui, const Rect& rect, std::string_view label, std::optional<Icon> icon, Color ink) {
  const float room = rect.width - 2 * space_px::one;
  const float words = std::ceil(text_width(ui, label, type_px::body));
  const float with_icon = words + icon_px::small + icon_gap_px;
  if (icon && with_icon <= room) {
    const float x = std::round(rect.x + (rect.width - with_icon) / 2);
    draw_icon(ui, *icon, {x + icon_px::small / 2, rect.y + rect.height / 2}, icon_px::small, ink);
    const float words_x = x + icon_px::small + icon_gap_px;
    return draw_text(ui, {words_x, rect.y, words + 1, rect.height}, label, type_px::body, ink);
  }
  const Rect inside{rect.x + space_px::one, rect.y, room, rect.height};
  if (words <= room) return draw_text(ui, inside, label, type_px::body, ink, Align::center);
  const auto lines = wrap(label, room, measure(ui, type_px::small));
  const float line_px = std::round(type_px::small * 1.3f);
  float y = rect.y + (rect.height - line_px * static_cast<float>(std::min<std::size_t>(lines.size(), 2))) / 2;
  for (std::size_t i = 0; i < lines.size() && i < 2; ++i) {
    // A third line would lie outside: the second one is cut, and the tests of layout tell.
    const std::string line = i == 1 && lines.size() > 2 ? lines[1] + lines[2] : lines[i];
    draw_text(ui, {inside.x, y, room, line_px}, line, type_px::small, ink, Align::center);
    y += line_px;
  }
}

float padding(const ButtonOptions& options) {
  return options.kind == ButtonKind::text ? space_px::two : space_px::three;
}

}  // namespace

float button_width(const Ui& ui, std::string_view label, const ButtonOptions& options) {
  const float icon = options.icon ? icon_px::small + icon_gap_px : 0;
  const float wanted = std::ceil(text_width(ui, label, type_px::body)) + icon + 2 * padding(options);
  return options.kind == ButtonKind::text ? wanted : std::max(button_width_px_min, wanted);
}

bool button(Ui& ui, const std::string& id, std::string_view label, const Rect& rect, const ButtonOptions& options) {
  const Press press = options.enabled ? pressable(ui, id, rect) : Press{};
  const Look look = look_of(*ui.theme, options, press);
  if (look.ground) fill(rect, *look.ground, corners_px::control);
  if (look.edge) outline(rect, *look.edge, corners_px::control);
  draw_label(ui, rect, label, options.icon, look.ink);
  draw_focus_ring(ui, id, rect.inset(-4), corners_px::control + 4);
  ui.semantics.add({.role = Role::button,
                    .id = id,
                    .name = std::string(options.name.empty() ? label : options.name),
                    .rect = rect,
                    .focusable = options.enabled,
                    .disabled = !options.enabled});
  return press.activated;
}

bool icon_button(Ui& ui, const std::string& id, Icon icon, std::string_view name, Point centre,
                 const IconButtonOptions& options) {
  const Theme& theme = *ui.theme;
  const Rect rect{std::round(centre.x - control_px / 2), std::round(centre.y - control_px / 2), control_px, control_px};
  const Press press = options.enabled ? pressable(ui, id, rect) : Press{};
  const Rect ground = rect.inset(2);
  if (options.active) fill(ground, theme.info_tint.ground, ground.height / 2);
  if (const auto pressed = pressed_ground(theme, press); pressed && !options.active)
    fill(ground, *pressed, ground.height / 2);
  const Color ink = options.active ? theme.info_tint.ink : options.enabled ? theme.text : theme.line_strong;
  draw_icon(ui, icon, {rect.x + control_px / 2, rect.y + control_px / 2}, icon_px::normal, ink);
  draw_focus_ring(ui, id, rect, control_px / 2);
  ui.semantics.add({.role = Role::button,
                    .id = id,
                    .name = std::string(name),
                    .rect = rect,
                    .focusable = options.enabled,
                    .disabled = !options.enabled,
                    .expanded = options.expanded,
                    .popup = options.popup});
  if (press.hovered || (ui.focus_visible && ui.focused_id == id)) offer_tooltip(ui, name, rect);
  return press.activated;
}

Rect ButtonRow::next(float width) {
  const Rect rect{right_ - width, row_.y, width, row_.height};
  right_ -= width + space_px::one_and_half;
  return rect;
}

}  // namespace mingchou::client
