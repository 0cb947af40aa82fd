#include "client/app/ui/feedback.h"

#include <algorithm>
#include <cmath>

#include "client/app/ui/buttons.h"

namespace mingchou::client {
namespace {

constexpr float pill_icon_px = 16;
constexpr float pill_padding_px = 10;
constexpr float banner_padding_px = 12;
constexpr float bar_px = 8;
constexpr float moving_bar_part = 0.3f;
constexpr double moving_bar_ms = 1400;

/// What stands at the end of a banner.
float banner_end(const Ui& ui, const Banner& what) {
  float width = 0;
  if (!what.action.empty()) width += button_width(ui, what.action, {.kind = ButtonKind::text});
  if (what.closable) width += control_px;
  return width;
}

/// The action stands below the words where both do not fit side by side.
bool stacked(const Ui& ui, float width, const Banner& what) {
  return !what.action.empty() && width - banner_end(ui, what) - 56 < 240;
}

Rect banner_words(const Ui& ui, const Rect& rect, const Banner& what) {
  const float x = rect.x + space_px::two + icon_px::normal + space_px::one_and_half;
  const float end = stacked(ui, rect.width, what) ? (what.closable ? control_px : 0) : banner_end(ui, what);
  return {x, rect.y, rect.right() - space_px::two - end - x, rect.height};
}

}  // namespace

float pill_width(const Ui& ui, std::string_view word, std::optional<Icon> icon) {
  return std::ceil(text_width(ui, word, type_px::small)) + 2 * pill_padding_px + (icon ? pill_icon_px + 4 : 0);
}

void pill(Ui& ui, std::string_view word, Tone tone, std::optional<Icon> icon, Point at) {
  const Pair tint = tint_of(*ui.theme, tone);
  const Rect rect{at.x, at.y, pill_width(ui, word, icon), pill_px};
  fill(rect, tint.ground, pill_px / 2);
  float x = rect.x + pill_padding_px;
  if (icon) {
    draw_icon(ui, *icon, {x + pill_icon_px / 2, rect.y + pill_px / 2}, pill_icon_px, tint.ink);
    x += pill_icon_px + 4;
  }
  draw_text(ui, {x, rect.y, rect.right() - pill_padding_px - x + 1, pill_px}, word, type_px::small, tint.ink);
}

float badge_width(const Ui& ui, std::string_view word) {
  return std::ceil(text_width(ui, word, type_px::small)) + 2 * space_px::one_and_half;
}

void badge(Ui& ui, std::string_view word, Point at, float height_px) {
  const Rect rect{at.x, at.y, badge_width(ui, word), height_px};
  fill(rect, ui.theme->info_tint.ground, height_px / 2);
  draw_text(ui, rect, word, type_px::small, ui.theme->info_tint.ink, Align::center);
}

void mark(Ui& ui, std::string_view character, Point centre, float radius_px) {
  disc(centre, radius_px, ui.theme->info_tint.ground);
  draw_text(ui, {centre.x - radius_px, centre.y - radius_px, 2 * radius_px, 2 * radius_px}, character, type_px::body,
            ui.theme->info_tint.ink, Align::center);
}

Icon icon_of(Tone tone) {
  switch (tone) {
    case Tone::neutral:
    case Tone::info:
      return Icon::info;
    case Tone::success:
      return Icon::success;
    case Tone::warning:
      return Icon::warning;
    case Tone::danger:
      return Icon::failure;
  }
  return Icon::info;
}

float banner_height(const Ui& ui, float width, const Banner& what) {
  const float words = paragraph_height(ui, banner_words(ui, {0, 0, width, 0}, what).width, what.text, type_px::body);
  if (stacked(ui, width, what)) return words + control_px + 2 * banner_padding_px;
  return std::max(words + 2 * banner_padding_px, control_px + space_px::one);
}

BannerAnswer banner(Ui& ui, const Rect& rect, const Banner& what) {
  const Pair tint = tint_of(*ui.theme, what.tone);
  fill(rect, tint.ground, corners_px::card);
  const bool below = stacked(ui, rect.width, what);
  const Rect words = banner_words(ui, rect, what);
  const float height = paragraph_height(ui, words.width, what.text, type_px::body);
  const float y = below ? rect.y + banner_padding_px : rect.y + (rect.height - height) / 2;
  draw_icon(ui, what.icon.value_or(icon_of(what.tone)),
            {rect.x + space_px::two + icon_px::normal / 2, y + line_height(type_px::body) / 2}, icon_px::normal,
            tint.ink);
  draw_paragraph(ui, {words.x, y, words.width, height}, what.text, type_px::body, tint.ink);
  const Role role = what.tone == Tone::danger || what.tone == Tone::warning ? Role::alert : Role::status;
  ui.semantics.add({.role = role, .id = what.id, .name = std::string(what.text), .rect = rect});
  BannerAnswer answer = BannerAnswer::none;
  float end = rect.right() - space_px::half;
  if (what.closable) {
    const float centre_y = below ? y + line_height(type_px::body) / 2 : rect.y + rect.height / 2;
    if (icon_button(ui, what.id + ".close", Icon::close, what.close_name, {end - control_px / 2, centre_y}))
      answer = BannerAnswer::closed;
    end -= control_px;
  }
  if (!what.action.empty()) {
    const float width = button_width(ui, what.action, {.kind = ButtonKind::text});
    const Rect at = below
                        ? Rect{words.x - space_px::two, rect.bottom() - control_px - space_px::half, width, control_px}
                        : Rect{end - width, rect.y + (rect.height - control_px) / 2, width, control_px};
    if (button(ui, what.id + ".action", what.action, at, {.kind = ButtonKind::text})) answer = BannerAnswer::action;
  }
  return answer;
}

void progress_bar(Ui& ui, const std::string& id, const Rect& rect, std::optional<float> part) {
  (void)id;
  fill(rect, ui.theme->skeleton, rect.height / 2);
  Rect done = rect;
  if (part) {
    done.width = rect.width * std::clamp(*part, 0.0f, 1.0f);
  } else {
    const double at = ui.reduced_motion ? 0.5 : std::fmod(ui.now_ms, moving_bar_ms) / moving_bar_ms;
    done.width = rect.width * moving_bar_part;
    done.x += (rect.width - done.width) * static_cast<float>(0.5 - 0.5 * std::cos(at * 2 * 3.14159265));
    ui.animating |= !ui.reduced_motion;
  }
  if (done.width >= rect.height) fill(done, ui.theme->link, rect.height / 2);
}

float progress_height(const Ui& ui, float width, const Progress& what) {
  const float button = what.cancel.empty() ? 0 : button_width(ui, what.cancel, {.kind = ButtonKind::text});
  const float title = paragraph_height(ui, width - button, what.title, type_px::body);
  const float detail = what.detail.empty() ? 0 : paragraph_height(ui, width, what.detail, type_px::small);
  return std::max(title, what.cancel.empty() ? 0 : control_px) + space_px::one + bar_px +
         (detail > 0 ? space_px::half + detail : 0);
}

bool progress(Ui& ui, const Rect& rect, const Progress& what) {
  const float width = what.cancel.empty() ? 0 : button_width(ui, what.cancel, {.kind = ButtonKind::text});
  const float title = paragraph_height(ui, rect.width - width, what.title, type_px::body);
  const float row = std::max(title, what.cancel.empty() ? 0 : control_px);
  draw_paragraph(ui, {rect.x, rect.y + (row - title) / 2, rect.width - width, title}, what.title, type_px::body,
                 ui.theme->text);
  bool cancelled = false;
  Node node{.role = Role::progressbar,
            .id = what.id,
            .name = std::string(what.title),
            .rect = {rect.x, rect.y, rect.width - width, rect.height},
            .description = std::string(what.detail)};
  if (what.part) node.value = static_cast<int>(std::lround(std::clamp(*what.part, 0.0f, 1.0f) * 100));
  ui.semantics.add(std::move(node));
  if (!what.cancel.empty())
    cancelled = button(ui, what.id + ".cancel", what.cancel,
                       {rect.right() - width + space_px::two, rect.y + (row - control_px) / 2, width, control_px},
                       {.kind = ButtonKind::text});
  float y = rect.y + row + space_px::one;
  progress_bar(ui, what.id, {rect.x, y, rect.width, bar_px}, what.part);
  y += bar_px + space_px::half;
  if (!what.detail.empty())
    draw_paragraph(ui, {rect.x, y, rect.width, 0}, what.detail, type_px::small, ui.theme->text_secondary);
  return cancelled;
}

void skeleton(Ui& ui, const Rect& rect, float corner_px) { fill(rect, ui.theme->skeleton, corner_px); }

}  // namespace mingchou::client
