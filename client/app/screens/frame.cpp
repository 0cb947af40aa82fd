#include "client/app/screens/frame.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/app/screens/navigation.h"
#include "client/app/ui/tooltip.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float header_px = 64;
constexpr float header_with_detail_px = 76;

float height_of(const Header& header) { return header.detail.empty() ? header_px : header_with_detail_px; }

void draw_titles(Ui& ui, const Rect& at, const Header& header) {
  const float title_px = line_height(type_px::heading);
  const float detail_px = header.detail.empty() ? 0 : std::round(type_px::small * 1.4f);
  const float y = std::round(at.y + (at.height - title_px - detail_px) / 2);
  heading(ui, "header.title", header.title, {at.x, y, at.width, title_px}, type_px::heading, ui.theme->text, 1);
  if (header.detail.empty()) return;
  const Rect detail{at.x, y + title_px - 4, at.width, detail_px};
  draw_text(ui, detail, header.detail, type_px::small, ui.theme->text_secondary, Align::start, Fit::may_elide);
  ui.semantics.add({.role = Role::text, .id = "header.detail", .name = std::string(header.detail), .rect = detail});
}

}  // namespace

Rect draw_frame(Ui& ui, const Model& model, Actions& actions) {
  Rect rest{ui.insets.left, ui.insets.top, ui.surface.width - ui.insets.left - ui.insets.right,
            ui.surface.height - ui.insets.top};
  const NavigationKind kind = navigation_kind(ui.surface);
  const Rect navigation = navigation_rect(ui, kind);
  draw_navigation(ui, navigation, kind, model, actions);
  if (kind == NavigationKind::bottom) {
    rest.height = navigation.y - rest.y;
  } else {
    rest.x = navigation.right();
    rest.width = ui.surface.width - ui.insets.right - rest.x;
    rest.height -= ui.insets.bottom;
  }
  ui.content_bottom_px = rest.bottom();
  return {rest.x, rest.y, std::max(0.0f, rest.width), std::max(0.0f, rest.height)};
}

void draw_frame_top(Ui& ui) {
  draw_toast(ui, ui.content_bottom_px);
  draw_tooltip(ui);
}

HeaderOutcome draw_header(Ui& ui, const Rect& rect, const Header& header, Actions& actions) {
  const float height = height_of(header);
  HeaderOutcome outcome{.rest = {rect.x, rect.y + height, rect.width, std::max(0.0f, rect.height - height)}};
  const Rect bar{rect.x, rect.y, rect.width, height};
  // To the edges of the screen, under a notch too; its line is where the content slips away.
  const float top = bar.y <= ui.insets.top ? 0 : bar.y;
  fill({bar.x, top, bar.width, bar.bottom() - top}, ui.theme->bar);
  fill({bar.x, bar.bottom() - 1, bar.width, 1}, ui.theme->line);
  ui.semantics.open({.role = Role::banner, .id = "header", .name = {}, .rect = bar});
  const Rect column = content_column(ui, bar);
  float x = column.x, end = column.right();
  const float middle = bar.y + height / 2;
  // The drawings, not their targets, stand in line with the column.
  constexpr float overhang_px = (control_px - icon_px::normal) / 2;
  if (header.back) {
    if (icon_button(ui, "header.back", Icon::back, ui.say(Text::back), {x - overhang_px + control_px / 2, middle}))
      actions.back = true;
    x += control_px - overhang_px + space_px::half;
  }
  end += header.actions.empty() ? 0 : overhang_px;
  for (std::size_t i = header.actions.size(); i-- > 0;) {
    const HeaderAction& action = header.actions[i];
    const Point centre{end - control_px / 2, middle};
    const std::string id = "header." + std::string(action.id);
    if (icon_button(ui, id, action.icon, action.name, centre, {.active = action.active})) {
      outcome.pressed = i;
      outcome.pressed_at = {end - control_px, middle - control_px / 2, control_px, control_px};
    }
    end -= control_px;
  }
  if (!header.actions.empty()) end -= space_px::one;
  draw_titles(ui, {x, bar.y, end - x, height}, header);
  ui.semantics.close();
  return outcome;
}

}  // namespace mingchou::client
