#include "client/app/ui/rows.h"

#include <algorithm>
#include <cmath>

#include "client/app/ui/buttons.h"
#include "client/app/ui/press.h"

namespace mingchou::client {
namespace {

constexpr float mark_radius_px = 20;
constexpr float padding_px = 12;
constexpr float trailing_gap_px = 12;
/// Where the trailing words would leave less to the others, they stand below them.
constexpr float words_px_min = 112;

float title_line_px() { return std::round(type_px::body * 1.4f); }
float detail_line_px() { return std::round(type_px::small * 1.5f); }

float leading_width(const RowOptions& options) { return options.icon ? 2 * mark_radius_px + space_px::two : 0; }

/// Where the parts of a row stand.
struct RowParts {
  Rect words;
  bool trailing_is_below = false;
};

RowParts parts_of(const Ui& ui, const Rect& rect, const RowOptions& options) {
  const float x = rect.x + space_px::two + leading_width(options);
  const float end = rect.right() - space_px::two - (options.chevron ? icon_px::small + space_px::half : 0);
  const auto until = [&](float right) { return Rect{x, rect.y, std::max(0.0f, right - x), rect.height}; };
  if (options.trailing.empty()) return {.words = until(end)};
  const float trailing = std::ceil(text_width(ui, options.trailing, type_px::small)) + trailing_gap_px;
  if (end - trailing - x < words_px_min) return {.words = until(end), .trailing_is_below = true};
  return {.words = until(end - trailing)};
}

int title_lines(const Ui& ui, float width, const RowOptions& options) {
  const auto lines = wrap(options.title, width, measure(ui, type_px::body)).size();
  return std::clamp(static_cast<int>(lines), 1, options.title_lines_max);
}

/// Details that must be whole break into as many lines as they need.
int detail_lines(const Ui& ui, float width, const RowOptions& options) {
  if (options.detail.empty()) return 0;
  if (options.detail_fit == Fit::may_elide) return 1;
  return static_cast<int>(wrap(options.detail, width, measure(ui, type_px::small)).size());
}

std::string spoken(const RowOptions& options) {
  if (!options.name.empty()) return std::string(options.name);
  std::string name(options.title);
  for (const std::string_view part : {options.detail, options.trailing})
    if (!part.empty()) name += "，" + std::string(part);
  return name;
}

/// Six characters: few names are longer, so that the values of all cards on a page begin at the same line.
constexpr float key_px_min = 6 * type_px::small;

float key_width(const Ui& ui, float width, std::span<const KeyValue> values) {
  float words = key_px_min;
  for (const KeyValue& value : values) words = std::max(words, std::ceil(text_width(ui, value.key, type_px::small)));
  const bool icons = std::ranges::any_of(values, [](const KeyValue& value) { return value.icon.has_value(); });
  const float key = words + (icons ? icon_px::small + space_px::one : 0);
  const bool side_by_side = width >= 420 && key <= width * 0.45f;
  return side_by_side ? key + space_px::three : 0;
}

constexpr float value_gap_px = 10;

/// Where names stand above their values they break into as many lines as they need.
float name_height(const Ui& ui, float width, const KeyValue& value) {
  return paragraph_height(ui, width - (value.icon ? icon_px::small + space_px::one : 0), value.key, type_px::small);
}

float value_height(const Ui& ui, float width, float key, const KeyValue& value) {
  const float words = paragraph_height(ui, width - key, value.value, type_px::body);
  return key > 0 ? words : words + name_height(ui, width, value);
}

}  // namespace

void heading(Ui& ui, const std::string& id, std::string_view text, const Rect& rect, float size_px, Color color,
             int level) {
  draw_text(ui, rect, text, size_px, color, Align::start, Fit::may_elide);
  ui.semantics.add({.role = Role::heading, .id = id, .name = std::string(text), .rect = rect, .level = level});
}

void card(Ui& ui, const Rect& rect) {
  fill(rect, ui.theme->surface, corners_px::card);
  outline(rect, ui.theme->line, corners_px::card);
}

bool section_heading(Ui& ui, const std::string& id, std::string_view text, const Rect& rect, std::string_view action) {
  const float width = action.empty() ? 0 : button_width(ui, action, {.kind = ButtonKind::text});
  heading(ui, id, text, {rect.x, rect.y, rect.width - width, rect.height}, type_px::subtitle, ui.theme->text, 2);
  if (action.empty()) return false;
  // Its words, not its edge, end where the column ends.
  const Rect at{rect.right() - width + space_px::two, rect.y, width, rect.height};
  return button(ui, id + ".action", action, at, {.kind = ButtonKind::text});
}

float row_height(const Ui& ui, float width, const RowOptions& options) {
  const RowParts parts = parts_of(ui, {0, 0, width, 0}, options);
  const int details = detail_lines(ui, parts.words.width, options) + (parts.trailing_is_below ? 1 : 0);
  return std::max(row_px_min, static_cast<float>(title_lines(ui, parts.words.width, options)) * title_line_px() +
                                  static_cast<float>(details) * detail_line_px() + 2 * padding_px);
}

void draw_row(Ui& ui, const Rect& rect, const RowOptions& options) {
  const Theme& theme = *ui.theme;
  const float middle = rect.y + rect.height / 2;
  if (options.icon) {
    const Pair tint = tint_of(theme, options.icon_tone);
    const Point centre{rect.x + space_px::two + mark_radius_px, middle};
    disc(centre, mark_radius_px, tint.ground);
    draw_icon(ui, *options.icon, centre, icon_px::small + 2, tint.ink);
  }
  const auto [words, trailing_is_below] = parts_of(ui, rect, options);
  const float title = static_cast<float>(title_lines(ui, words.width, options)) * title_line_px();
  std::vector<std::string> lines;
  if (!options.detail.empty() && options.detail_fit == Fit::may_elide) lines.emplace_back(options.detail);
  if (!options.detail.empty() && options.detail_fit != Fit::may_elide)
    lines = wrap(options.detail, words.width, measure(ui, type_px::small));
  if (trailing_is_below) lines.emplace_back(options.trailing);
  float y = std::round(middle - (title + static_cast<float>(lines.size()) * detail_line_px()) / 2);
  draw_lines(ui, {words.x, y, words.width, title}, options.title, type_px::body, theme.text, options.title_lines_max);
  y += title;
  for (const std::string& line : lines) {
    draw_text(ui, {words.x, y, words.width, detail_line_px()}, line, type_px::small, theme.text_secondary, Align::start,
              options.detail_fit);
    y += detail_line_px();
  }
  float end = rect.right() - space_px::two;
  if (options.chevron) {
    draw_icon(ui, Icon::chevron_right, {end - icon_px::small / 2, middle}, icon_px::small, theme.text_secondary);
    end -= icon_px::small + space_px::half;
  }
  if (!options.trailing.empty() && !trailing_is_below)
    draw_text(ui, {words.right(), rect.y, end - words.right(), rect.height}, options.trailing, type_px::small,
              theme.text_secondary, Align::end);
  if (options.separator) fill({words.x, rect.bottom() - 1, rect.right() - words.x, 1}, theme.line);
}

bool list_row(Ui& ui, const std::string& id, const Rect& rect, const RowOptions& options) {
  const Press press = pressable(ui, id, rect);
  if (options.selected) fill(rect, ui.theme->info_tint.ground);
  if (const auto ground = pressed_ground(*ui.theme, press); ground && !options.selected)
    fill(rect.inset(1), *ground, 0);
  draw_row(ui, rect, options);
  draw_focus_ring(ui, id, rect, corners_px::control);
  ui.semantics.add({.role = options.role,
                    .id = id,
                    .name = spoken(options),
                    .rect = rect,
                    .focusable = true,
                    .current = options.selected,
                    .position = options.position,
                    .set_size = options.set_size});
  return press.activated;
}

void static_row(Ui& ui, const std::string& id, const Rect& rect, const RowOptions& options) {
  draw_row(ui, rect, options);
  const Role role = options.role == Role::button ? Role::text : options.role;
  ui.semantics.add({.role = role,
                    .id = id,
                    .name = spoken(options),
                    .rect = rect,
                    .position = options.position,
                    .set_size = options.set_size});
}

float key_values_height(const Ui& ui, float width, std::span<const KeyValue> values) {
  const float key = key_width(ui, width, values);
  float height = 0;
  for (const KeyValue& value : values) height += value_height(ui, width, key, value) + value_gap_px;
  return values.empty() ? 0 : height - value_gap_px;
}

void key_values(Ui& ui, const std::string& id, const Rect& rect, std::span<const KeyValue> values) {
  const float key = key_width(ui, rect.width, values);
  float y = rect.y;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const KeyValue& value = values[i];
    const float height = value_height(ui, rect.width, key, value);
    float key_x = rect.x;
    // The names sit on the line of the first line of the value.
    const float first = key > 0 ? line_height(type_px::body) : line_height(type_px::small);
    if (value.icon) {
      const Color ink = value.tone == Tone::neutral ? ui.theme->text_secondary : tint_of(*ui.theme, value.tone).ink;
      draw_icon(ui, *value.icon, {key_x + icon_px::small / 2, y + first / 2}, icon_px::small, ink);
      key_x += icon_px::small + space_px::one;
    }
    float value_y = y;
    if (key > 0)
      draw_text(ui, {key_x, y, rect.x + key - key_x, first}, value.key, type_px::small, ui.theme->text_secondary);
    else
      value_y +=
          draw_paragraph(ui, {key_x, y, rect.right() - key_x, 0}, value.key, type_px::small, ui.theme->text_secondary);
    draw_paragraph(ui, {rect.x + key, value_y, rect.width - key, 0}, value.value, type_px::body, ui.theme->text);
    ui.semantics.add({.role = Role::text,
                      .id = id + "." + std::to_string(i),
                      .name = std::string(value.key) + "：" + std::string(value.value),
                      .rect = {rect.x, y, rect.width, height}});
    y += height + value_gap_px;
  }
}

float paragraph(Ui& ui, const std::string& id, const Rect& rect, std::string_view text, float size_px, Color color) {
  const float height = draw_paragraph(ui, rect, text, size_px, color);
  ui.semantics.add(
      {.role = Role::text, .id = id, .name = std::string(text), .rect = {rect.x, rect.y, rect.width, height}});
  return height;
}

}  // namespace mingchou::client
