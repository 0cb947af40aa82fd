#include <algorithm>
#include <cmath>

#include "client/app/ui/buttons.h"
#include "client/app/ui/feedback.h"
#include "client/app/ui/layout.h"

namespace mingchou::client {
namespace {

constexpr float notice_width_px_max = 480;
constexpr float mark_radius_px = 36;

struct Lines {
  float title = 0;
  float advice = 0;
};

Lines heights(const Ui& ui, float width, const Notice& what) {
  return {paragraph_height(ui, width, what.title, type_px::subtitle),
          what.advice.empty() ? 0 : space_px::one + paragraph_height(ui, width, what.advice, type_px::body)};
}

/// Side by side if they fit, else one below the other.
NoticeAnswer draw_buttons(Ui& ui, const Rect& at, const Notice& what) {
  if (what.action.empty()) return NoticeAnswer::none;
  NoticeAnswer answer = NoticeAnswer::none;
  const float first = button_width(ui, what.action);
  const float second =
      what.second_action.empty() ? 0 : button_width(ui, what.second_action, {.kind = ButtonKind::secondary});
  const float gap = second > 0 ? space_px::one_and_half : 0;
  const bool beside = first + gap + second <= at.width;
  const float x = std::round(at.x + (at.width - (beside ? first + gap + second : first)) / 2);
  if (button(ui, what.id + ".action", what.action, {x, at.y, first, control_px})) answer = NoticeAnswer::action;
  if (second == 0) return answer;
  const Rect place =
      beside ? Rect{x + first + gap, at.y, second, control_px}
             : Rect{std::round(at.x + (at.width - second) / 2), at.y + control_px + gap, second, control_px};
  if (button(ui, what.id + ".second", what.second_action, place, {.kind = ButtonKind::secondary}))
    answer = NoticeAnswer::second_action;
  return answer;
}

/// Height of the buttons: in one row if they fit.
float buttons_height(const Ui& ui, float width, const Notice& what) {
  if (what.action.empty()) return 0;
  if (what.second_action.empty()) return space_px::three + control_px;
  const float both = button_width(ui, what.action) + space_px::one_and_half +
                     button_width(ui, what.second_action, {.kind = ButtonKind::secondary});
  return space_px::three + control_px + (both <= width ? 0 : space_px::one_and_half + control_px);
}

NoticeAnswer draw_content(Ui& ui, const Rect& at, const Lines& lines, const Notice& what) {
  const Theme& theme = *ui.theme;
  ui.semantics.open({.role = what.role,
                     .id = what.id,
                     .name = {},
                     .rect = {at.x, at.y, at.width, 2 * mark_radius_px + space_px::two + lines.title + lines.advice}});
  const Pair tint = tint_of(theme, what.tone);
  const Point centre{at.x + at.width / 2, at.y + mark_radius_px};
  disc(centre, mark_radius_px, tint.ground);
  draw_icon(ui, what.icon.value_or(icon_of(what.tone)), centre, icon_px::large - 6, tint.ink);
  float y = at.y + 2 * mark_radius_px + space_px::two;
  const Rect title{at.x, y, at.width, lines.title};
  draw_paragraph(ui, title, what.title, type_px::subtitle, theme.text, Align::center);
  ui.semantics.add({.role = Role::text, .id = what.id + ".title", .name = std::string(what.title), .rect = title});
  y += lines.title;
  if (!what.advice.empty()) {
    const Rect advice{at.x, y + space_px::one, at.width, lines.advice - space_px::one};
    draw_paragraph(ui, advice, what.advice, type_px::body, theme.text_secondary, Align::center);
    ui.semantics.add({.role = Role::text, .id = what.id + ".advice", .name = std::string(what.advice), .rect = advice});
    y += lines.advice;
  }
  ui.semantics.close();
  return draw_buttons(ui, {at.x, y + space_px::three, at.width, control_px}, what);
}

}  // namespace

NoticeAnswer answered_notice(Ui& ui, const Rect& rect, const Notice& what) {
  const float width = std::min(notice_width_px_max, rect.width - 2 * space_px::three);
  const float x = std::round(rect.x + (rect.width - width) / 2);
  const Lines lines = heights(ui, width, what);
  const float height =
      2 * mark_radius_px + space_px::two + lines.title + lines.advice + buttons_height(ui, width, what);
  if (height + 2 * space_px::two <= rect.height) {
    // A little above the middle looks like the middle.
    const float y = std::round(rect.y + std::max(space_px::two, (rect.height - height) * 0.4f));
    return draw_content(ui, {x, y, width, height}, lines, what);
  }
  const std::string id = what.id + ".page";
  ScrollState& scroll = own_scroll(ui, id);
  const ScrolledContent content =
      begin_scroll_area(ui, scroll, {.role = Role::region, .id = id, .name = std::string(what.title), .rect = rect},
                        static_cast<double>(height + 2 * space_px::two));
  const NoticeAnswer answer = draw_content(ui, {x, content.rect.y + space_px::two, width, height}, lines, what);
  end_scroll_area(ui, scroll, id, rect);
  return answer;
}

}  // namespace mingchou::client
