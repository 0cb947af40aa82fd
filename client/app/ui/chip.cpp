#include <cmath>

#include "client/app/ui/choices.h"
#include "client/app/ui/press.h"

namespace mingchou::client {
namespace {

constexpr float icon_gap_px = 6;
constexpr float trailing_gap_px = 8;
/// Lower than its target: chips stand close, and a target of full height lies around each.
constexpr float drawn_height_px = 40;

std::optional<Icon> leading(const ChipOptions& options) {
  if (options.kind == ChipKind::select && options.selected) return Icon::check;
  return options.icon;
}

std::optional<Icon> trailing(const ChipOptions& options) {
  if (options.kind == ChipKind::remove) return Icon::close;
  if (options.kind == ChipKind::open) return Icon::chevron_down;
  return std::nullopt;
}

Node node_of(const std::string& id, std::string_view label, const Rect& rect, const ChipOptions& options) {
  Node node{.role = options.kind == ChipKind::select ? Role::checkbox : Role::button,
            .id = id,
            .name = std::string(options.name.empty() ? label : options.name),
            .rect = rect,
            .focusable = true};
  if (options.kind == ChipKind::select) node.checked = options.selected;
  if (options.kind == ChipKind::open) node.expanded = false;
  if (!options.trailing.empty()) node.description = options.trailing;
  return node;
}

}  // namespace

float chip_width(const Ui& ui, std::string_view label, const ChipOptions& options) {
  float width = std::ceil(text_width(ui, label, type_px::small)) + 2 * space_px::two;
  if (leading(options)) width += icon_px::small + icon_gap_px;
  if (trailing(options)) width += icon_px::small + icon_gap_px;
  if (!options.trailing.empty()) width += std::ceil(text_width(ui, options.trailing, type_px::small)) + trailing_gap_px;
  return width;
}

bool chip(Ui& ui, const std::string& id, std::string_view label, const Rect& rect, const ChipOptions& options) {
  const Theme& theme = *ui.theme;
  const Press press = pressable(ui, id, rect);
  const Rect drawn{rect.x, rect.y + (rect.height - drawn_height_px) / 2, rect.width, drawn_height_px};
  const float corner = drawn_height_px / 2;
  const bool lit = options.selected || options.kind == ChipKind::remove;
  fill(drawn, lit ? theme.info_tint.ground : pressed_ground(theme, press).value_or(theme.surface), corner);
  outline(drawn, lit && !press.hovered ? theme.info_tint.ground : theme.line_strong, corner);
  const Color ink = lit ? theme.info_tint.ink : theme.text;
  const float middle = drawn.y + drawn.height / 2;
  float x = drawn.x + space_px::two;
  float end = drawn.right() - space_px::two;
  if (const auto icon = leading(options)) {
    draw_icon(ui, *icon, {x + icon_px::small / 2, middle}, icon_px::small, ink);
    x += icon_px::small + icon_gap_px;
  }
  if (const auto icon = trailing(options)) {
    draw_icon(ui, *icon, {end - icon_px::small / 2, middle}, icon_px::small, ink);
    end -= icon_px::small + icon_gap_px;
  }
  if (!options.trailing.empty()) {
    const float width = std::ceil(text_width(ui, options.trailing, type_px::small));
    draw_text(ui, {end - width, drawn.y, width, drawn.height}, options.trailing, type_px::small,
              lit ? ink : theme.text_secondary);
    end -= width + trailing_gap_px;
  }
  draw_text(ui, {x, drawn.y, end - x, drawn.height}, label, type_px::small, ink, Align::start, Fit::may_elide);
  draw_focus_ring(ui, id, drawn.inset(-4), corner + 4);
  ui.semantics.add(node_of(id, label, rect, options));
  return press.activated;
}

}  // namespace mingchou::client
