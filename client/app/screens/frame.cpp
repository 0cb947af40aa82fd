#include "client/app/screens/frame.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "client/app/screens/navigation.h"
#include "client/app/ui/tooltip.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float header_px = 64;
constexpr float padding_px = 10;
/// The drawings of icon buttons, not their targets, stand in line with the column.
constexpr float icon_overhang_px = (control_px - icon_px::normal) / 2;

float detail_line_px() { return std::round(type_px::small * 1.4f); }

/// Where title, detail and actions stand, and how high all of it is.
struct HeaderLayout {
  Rect column;
  /// Of the words.
  float x = 0;
  float width = 0;
  float actions_x = 0;
  float offline_x = 0;
  std::vector<std::string> details;
  float height = header_px;
};

HeaderLayout layout_of(const Ui& ui, const Rect& rect, const Header& header) {
  HeaderLayout at;
  at.column = content_column(ui, rect, width_px_max(header.width));
  at.x = at.column.x + (header.back ? control_px - icon_overhang_px + space_px::half : 0);
  const float actions = static_cast<float>(header.actions.size()) * control_px;
  at.actions_x = at.column.right() - (actions > 0 ? actions - icon_overhang_px : 0);
  float end = at.actions_x - (actions > 0 ? space_px::one : 0);
  if (ui.offline) {
    at.offline_x = end - pill_width(ui, ui.say(Text::offline_word), Icon::cloud_off);
    end = at.offline_x - space_px::one;
  }
  at.width = std::max(0.0f, end - at.x);
  if (!header.detail.empty()) at.details = wrap_phrases(header.detail, " · ", at.width, measure(ui, type_px::small));
  const float words = line_height(type_px::heading) + static_cast<float>(at.details.size()) * detail_line_px();
  at.height = std::max(header_px, words + (at.details.empty() ? 0 : 2 * padding_px - 4));
  return at;
}

void draw_titles(Ui& ui, float top, const HeaderLayout& at, const Header& header) {
  const float title_px = line_height(type_px::heading);
  const float details_px = static_cast<float>(at.details.size()) * detail_line_px();
  // A line of the heading has air below its letters: the detail moves up into it.
  const float pull = at.details.empty() ? 0 : 4;
  const float y = std::round(top + (at.height - title_px - details_px + pull) / 2);
  heading(ui, "header.title", header.title, {at.x, y, at.width, title_px}, type_px::heading, ui.theme->text, 1);
  if (at.details.empty()) return;
  const Rect detail{at.x, y + title_px - pull, at.width, details_px};
  float line_y = detail.y;
  for (const std::string& line : at.details) {
    draw_text(ui, {detail.x, line_y, detail.width, detail_line_px()}, line, type_px::small, ui.theme->text_secondary,
              Align::start, Fit::may_elide);
    line_y += detail_line_px();
  }
  ui.semantics.add({.role = Role::text, .id = "header.detail", .name = std::string(header.detail), .rect = detail});
}

}  // namespace

Rect draw_frame(Ui& ui, const Model& model, Actions& actions) {
  Rect rest{ui.insets.left, ui.insets.top, ui.surface.width - ui.insets.left - ui.insets.right,
            ui.surface.height - ui.insets.top};
  ui.offline = !model.online;
  // On the wall there is the draw and nothing else.
  if (model.route.screen == Screen::draw_stage) {
    rest.height -= ui.insets.bottom;
    ui.content_bottom_px = rest.bottom();
    return rest;
  }
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
  const HeaderLayout at = layout_of(ui, rect, header);
  HeaderOutcome outcome{.rest = {rect.x, rect.y + at.height, rect.width, std::max(0.0f, rect.height - at.height)}};
  const Rect bar{rect.x, rect.y, rect.width, at.height};
  // To the edges of the screen, under a notch too; its line is where the content slips away.
  const float top = bar.y <= ui.insets.top ? 0 : bar.y;
  fill({bar.x, top, bar.width, bar.bottom() - top}, ui.theme->bar);
  fill({bar.x, bar.bottom() - 1, bar.width, 1}, ui.theme->line);
  ui.semantics.open({.role = Role::banner, .id = "header", .name = {}, .rect = bar});
  const float middle = bar.y + std::min(at.height, header_px) / 2;
  if (header.back && icon_button(ui, "header.back", Icon::back, ui.say(Text::back),
                                 {at.column.x - icon_overhang_px + control_px / 2, middle}))
    actions.back = true;
  draw_titles(ui, bar.y, at, header);
  if (ui.offline) {
    const auto word = ui.say(Text::offline_word);
    const Rect pill_at{at.offline_x, middle - pill_px / 2, pill_width(ui, word, Icon::cloud_off), pill_px};
    pill(ui, word, Tone::neutral, Icon::cloud_off, {pill_at.x, pill_at.y});
    ui.semantics.add({.role = Role::status, .id = "header.offline", .name = std::string(word), .rect = pill_at});
  }
  float x = at.actions_x;
  for (std::size_t i = 0; i < header.actions.size(); ++i) {
    const HeaderAction& action = header.actions[i];
    const std::string id = "header." + std::string(action.id);
    IconButtonOptions options{.active = action.active, .popup = action.popup};
    if (action.popup != Popup::none) options.expanded = action.expanded;
    if (icon_button(ui, id, action.icon, action.name, {x + control_px / 2, middle}, options)) {
      outcome.pressed = i;
      outcome.pressed_at = {x, middle - control_px / 2, control_px, control_px};
    }
    x += control_px;
  }
  ui.semantics.close();
  return outcome;
}

}  // namespace mingchou::client
