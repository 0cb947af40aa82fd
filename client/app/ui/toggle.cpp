#include <algorithm>
#include <cmath>

#include "client/app/ui/choices.h"
#include "client/app/ui/keyboard.h"
#include "client/app/ui/motion.h"
#include "client/app/ui/press.h"

namespace mingchou::client {
namespace {

constexpr float track_width_px = 52;
constexpr float track_height_px = 32;
constexpr float mark_gap_px = 16;
constexpr float padding_px = 12;
constexpr float height_px_min = 56;

float mark_width(ToggleKind kind) { return kind == ToggleKind::on_off ? track_width_px : icon_px::normal; }

float trailing_width(const Ui& ui, const ToggleOptions& options) {
  if (options.trailing.empty()) return 0;
  return std::ceil(text_width(ui, options.trailing, type_px::small)) + space_px::two;
}

float words_width(const Ui& ui, float width, const ToggleOptions& options) {
  return width - mark_width(options.kind) - mark_gap_px - trailing_width(ui, options);
}

void draw_switch(Ui& ui, const std::string& id, Point centre, bool on, bool enabled) {
  const Theme& theme = *ui.theme;
  const float at = moved(ui, id + ".knob", on ? 1 : 0);
  const Rect track{centre.x - track_width_px / 2, centre.y - track_height_px / 2, track_width_px, track_height_px};
  const Color on_color = enabled ? theme.accent : theme.line_strong;
  fill(track, mixed(theme.surface, on_color, at), track_height_px / 2);
  outline(track, mixed(theme.line_strong, on_color, at), track_height_px / 2, 2);
  const float travel = track_width_px - track_height_px;
  const Point knob{track.x + track_height_px / 2 + travel * at, centre.y};
  disc(knob, 8 + 3 * at, mixed(theme.line_strong, theme.on_accent, at));
  // Not by colour and place alone: a check mark says "on".
  if (at > 0.5f) draw_icon(ui, Icon::check, knob, 14, on_color);
}

Icon box_icon(const ToggleOptions& options) {
  if (options.kind == ToggleKind::radio) return options.on ? Icon::radio_on : Icon::radio_off;
  return options.on ? Icon::checkbox_on : Icon::checkbox_off;
}

Role role_of(ToggleKind kind) {
  switch (kind) {
    case ToggleKind::on_off:
      return Role::switch_;
    case ToggleKind::checkbox:
      return Role::checkbox;
    case ToggleKind::radio:
      return Role::radio;
  }
  return Role::checkbox;
}

void draw_words(Ui& ui, Rect at, const ToggleOptions& options) {
  const float label = paragraph_height(ui, at.width, options.label, type_px::body);
  const float detail = options.detail.empty() ? 0 : paragraph_height(ui, at.width, options.detail, type_px::small);
  const float top = at.y + (at.height - label - detail) / 2;
  draw_paragraph(ui, {at.x, top, at.width, label}, options.label, type_px::body,
                 options.enabled ? ui.theme->text : ui.theme->text_secondary);
  if (detail > 0)
    draw_paragraph(ui, {at.x, top + label, at.width, detail}, options.detail, type_px::small, ui.theme->text_secondary);
}

/// As in every group of radio buttons: arrows choose the next one, around the ends.
int step_by_keys(Ui& ui, const std::string& id, int stop) {
  if (ui.focused_id != id + "." + std::to_string(stop)) return 0;
  if (take_key(ui, "ArrowRight") || take_key(ui, "ArrowDown")) return 1;
  return take_key(ui, "ArrowLeft") || take_key(ui, "ArrowUp") ? -1 : 0;
}

}  // namespace

float toggle_height(const Ui& ui, float width, const ToggleOptions& options) {
  const float words = words_width(ui, width, options);
  const float detail = options.detail.empty() ? 0 : paragraph_height(ui, words, options.detail, type_px::small);
  return std::max(height_px_min, paragraph_height(ui, words, options.label, type_px::body) + detail + 2 * padding_px);
}

bool toggle_row(Ui& ui, const std::string& id, const Rect& rect, const ToggleOptions& options) {
  const Theme& theme = *ui.theme;
  const Press press = options.enabled ? pressable(ui, id, rect) : Press{};
  if (const auto ground = pressed_ground(theme, press))
    fill({rect.x - space_px::one, rect.y, rect.width + 2 * space_px::one, rect.height}, *ground, corners_px::control);
  const bool leads = options.kind != ToggleKind::on_off;
  const float width = mark_width(options.kind), middle = rect.y + rect.height / 2;
  const float mark_x = leads ? rect.x : rect.right() - width;
  if (leads)
    draw_icon(ui, box_icon(options), {mark_x + width / 2, middle}, icon_px::normal,
              options.on ? theme.link : theme.text_secondary);
  else
    draw_switch(ui, id, {mark_x + width / 2, middle}, options.on, options.enabled);
  const float words_x = leads ? rect.x + width + mark_gap_px : rect.x;
  draw_words(ui, {words_x, rect.y, words_width(ui, rect.width, options), rect.height}, options);
  if (!options.trailing.empty())
    draw_text(ui, {rect.x, rect.y, leads ? rect.width : mark_x - mark_gap_px - rect.x, rect.height}, options.trailing,
              type_px::small, theme.text_secondary, Align::end);
  draw_focus_ring(ui, id, {rect.x - space_px::one, rect.y, rect.width + 2 * space_px::one, rect.height},
                  corners_px::control);
  std::string description(options.detail);
  if (!options.trailing.empty()) description += (description.empty() ? "" : " ") + std::string(options.trailing);
  ui.semantics.add({.role = role_of(options.kind),
                    .id = id,
                    .name = std::string(options.label),
                    .rect = rect,
                    .focusable = options.enabled,
                    .off_tab_order = options.off_tab_order,
                    .disabled = !options.enabled,
                    .checked = options.on,
                    .description = std::move(description),
                    .position = options.position,
                    .set_size = options.set_size});
  return press.activated;
}

float radio_rows_height(const Ui& ui, float width, std::span<const std::string_view> labels) {
  float height = 0;
  for (const std::string_view label : labels)
    height += toggle_height(ui, width, {.kind = ToggleKind::radio, .label = label});
  return height;
}

std::optional<int> radio_rows(Ui& ui, const std::string& id, std::string_view name, const Rect& rect,
                              std::span<const std::string_view> labels, std::optional<int> chosen) {
  const int count = static_cast<int>(labels.size());
  const int stop = chosen.value_or(0);
  std::optional<int> now;
  ui.semantics.open({.role = Role::radiogroup, .id = id, .name = std::string(name), .rect = rect});
  Rect at = rect;
  for (int i = 0; i < count; ++i) {
    const ToggleOptions row{.kind = ToggleKind::radio,
                            .label = labels[static_cast<std::size_t>(i)],
                            .on = chosen == i,
                            .position = i + 1,
                            .set_size = count,
                            .off_tab_order = i != stop};
    at.height = toggle_height(ui, rect.width, row);
    if (toggle_row(ui, id + "." + std::to_string(i), at, row)) now = i;
    at.y += at.height;
  }
  ui.semantics.close();
  if (const int step = step_by_keys(ui, id, stop); step != 0) {
    now = (stop + step + count) % count;
    request_focus(ui, id + "." + std::to_string(*now));
  }
  return now != chosen ? now : std::nullopt;
}

}  // namespace mingchou::client
