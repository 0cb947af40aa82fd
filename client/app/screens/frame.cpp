#include "client/app/screens/frame.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "client/app/ui/tooltip.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float bar_height_px = 64;
constexpr float navigation_height_px = 56;

constexpr std::array<std::pair<Screen, Text>, 5> places{{
    {Screen::home, Text::home_title},
    {Screen::targets, Text::targets_title},
    {Screen::departments, Text::departments_title},
    {Screen::storage, Text::storage_title},
    {Screen::settings, Text::settings_title},
}};

void draw_navigation(Ui& ui, const Rect& rect, const Model& model, Actions& actions) {
  ui.semantics.open(
      {.role = Role::navigation, .id = "navigation", .name = std::string(ui.say(Text::navigation)), .rect = rect});
  const float width = std::floor(rect.width / static_cast<float>(places.size()));
  float x = rect.x;
  for (const auto& [screen, title] : places) {
    const std::string id = "navigation." + path_of({screen, {}});
    if (button(ui, id, ui.say(title), {x, rect.y, width, rect.height})) actions.go = Route{screen, {}};
    x += width;
  }
  (void)model;
  ui.semantics.close();
}

}  // namespace

Rect draw_frame(Ui& ui, const Model& model, Actions& actions) {
  const Theme& theme = *ui.theme;
  const Rect bar{0, 0, ui.surface.width, bar_height_px};
  fill(bar, theme.bar);
  ui.semantics.open({.role = Role::banner, .id = "bar", .name = {}, .rect = bar});
  const Rect column = content_column(ui, bar);
  const auto name = ui.say(Text::product_name);
  const float name_width = std::ceil(text_width(ui, name, type_px::heading));
  const Rect name_rect{column.x, 0, name_width, bar_height_px};
  draw_text(ui, name_rect, name, type_px::heading, theme.text);
  ui.semantics.add({.role = Role::text, .id = "bar.product", .name = std::string(name), .rect = name_rect});
  const float rule_x = column.x + name_width + space_px::two;
  fill({rule_x, bar_height_px / 2 - 12, 1, 24}, theme.text_secondary);
  const Rect subject{rule_x + space_px::two, 1, column.right() - rule_x - space_px::two, bar_height_px};
  const auto subject_text = ui.say(Text::county_and_subject);
  draw_text(ui, subject, subject_text, type_px::body, theme.text_secondary);
  ui.semantics.add({.role = Role::text, .id = "bar.subject", .name = std::string(subject_text), .rect = subject});
  ui.semantics.close();
  const Rect navigation{0, ui.surface.height - navigation_height_px, ui.surface.width, navigation_height_px};
  draw_navigation(ui, navigation, model, actions);
  return {0, bar_height_px, ui.surface.width, std::max(0.0f, navigation.y - bar_height_px)};
}

void draw_frame_top(Ui& ui) {
  draw_toast(ui, ui.surface.height - navigation_height_px);
  draw_tooltip(ui);
}

}  // namespace mingchou::client
