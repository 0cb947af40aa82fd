#include "client/app/screens/target_row.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "client/app/screens/marked_text.h"
#include "client/app/screens/register_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float narrow_px = 560;
constexpr float narrow_row_px = 96;
constexpr float wide_row_px = 80;
constexpr float mark_px = 20;
constexpr float note_icon_px = 18;
/// What a name needs beside a pill.
constexpr float name_px_min = 140;

std::string_view code_of(const TargetRow& row) {
  if (row.credit_code) return *row.credit_code;
  return row.registration_number ? std::string_view(*row.registration_number) : std::string_view();
}

bool is_active(const TargetRow& row) { return status_of(row.status) == TargetStatus::active; }

/// Code and place, or what there is of them.
std::string detail_of(const TargetRow& row) {
  std::string detail(code_of(row));
  if (!detail.empty()) detail += "  ";
  return detail + std::string(township_words(row.township_code));
}

/// Why it was found, if neither its name nor its code tells.
bool found_by_address(const TargetRow& row, const search::SearchQuery& words) {
  if (!row.address || words.words.empty()) return false;
  return find_words(row.name, words, true).empty() && find_words(code_of(row), words, false).empty() &&
         !find_words(*row.address, words, false).empty();
}

void draw_unread(Ui& ui, const Rect& rect, float x) {
  const float middle = rect.y + rect.height / 2;
  skeleton(ui, {x, middle - 22, std::min(240.0f, (rect.right() - x) * 0.6f), 18}, 9);
  skeleton(ui, {x, middle + 6, std::min(180.0f, (rect.right() - x) * 0.4f), 14}, 7);
}

/// Where the words end, and whether they have to tell the state.
struct Signs {
  float right = 0;
  bool state_in_words = false;
};

/// At the right end, from the edge inwards. `x`: where the words begin.
Signs draw_signs(Ui& ui, const Rect& rect, float x, float margin_px, const TargetRow& row, std::int64_t note_count) {
  float right = rect.right() - margin_px;
  const float middle = rect.y + rect.height / 2;
  if (note_count > 0) {
    const std::string count = grouped(note_count);
    const float width = std::ceil(text_width(ui, count, type_px::small));
    draw_text(ui, {right - width, middle - 12, width, 24}, count, type_px::small, ui.theme->text_secondary);
    draw_icon(ui, Icon::note, {right - width - 6 - note_icon_px / 2, middle}, note_icon_px, ui.theme->text_secondary);
    right -= width + 6 + note_icon_px + space_px::one_and_half;
  }
  if (is_active(row)) return {right};
  const auto words = status_words(ui, row.status);
  const Tone tone = status_tone(row.status);
  const float width = pill_width(ui, words, icon_of(tone));
  if (right - width - space_px::one_and_half - x < name_px_min) return {right, true};
  pill(ui, words, tone, icon_of(tone), {right - width, middle - pill_px / 2});
  return {right - width - space_px::one_and_half};
}

/// `state`: stands before the code; empty for none.
void draw_words(Ui& ui, const Rect& at, const TargetRow& row, const search::SearchQuery& words, int name_lines,
                std::string_view state) {
  const float line = std::round(type_px::body * 1.4f), small_line = std::round(type_px::small * 1.5f);
  const auto lines = std::min<std::size_t>(static_cast<std::size_t>(name_lines),
                                           wrap(row.name, at.width, measure(ui, type_px::body)).size());
  const float name = line * static_cast<float>(std::max<std::size_t>(1, lines));
  const float top = std::round(at.y + (at.height - name - small_line) / 2);
  draw_marked_lines(ui, {at.x, top, at.width, name}, row.name, find_words(row.name, words, true), type_px::body,
                    ui.theme->text, name_lines);
  const bool by_address = found_by_address(row, words);
  if (!state.empty()) {
    const std::string detail = std::string(state) + "  " + detail_of(row);
    draw_text(ui, {at.x, top + name, at.width, small_line}, detail, type_px::small, ui.theme->text_secondary,
              Align::start, Fit::may_elide);
    return;
  }
  const std::string detail = by_address ? *row.address : detail_of(row);
  // Codes are searched as one word each, addresses as a whole; the township behind the code is not searched.
  const auto marks = find_words(by_address ? std::string_view(*row.address) : code_of(row), words, false);
  draw_marked_lines(ui, {at.x, top + name, at.width, small_line}, detail, marks, type_px::small,
                    ui.theme->text_secondary, 1);
}

}  // namespace

float target_row_height(float width) { return width < narrow_px ? narrow_row_px : wide_row_px; }

RowWords target_row_words(const Ui& ui, const TargetId& id, const TargetRow* row, std::int64_t note_count) {
  RowWords words{.key = id.uuid.text(), .name = std::string(ui.say(Text::target_row_reading))};
  if (!row) return words;
  words.name = text(
      Text::target_row, ui.language,
      {{"name", row->name}, {"kind", kind_words(ui, row->kind)}, {"township", township_words(row->township_code)}});
  const auto comma = ui.language == Language::chinese ? std::string_view("，") : std::string_view(", ");
  if (!is_active(*row)) words.name += std::string(comma) + std::string(status_words(ui, row->status));
  if (note_count > 0)
    words.name += std::string(comma) + text(Text::target_row_notes, ui.language, {{"count", grouped(note_count)}});
  words.description = code_of(*row);
  return words;
}

void draw_target_row(Ui& ui, const RowLook& look, float margin_px, const TargetRow* row, std::int64_t note_count,
                     const search::SearchQuery& words, std::optional<bool> chosen) {
  const Theme& theme = *ui.theme;
  const Rect& rect = look.rect;
  const Color ground = look.selected  ? theme.info_tint.ground
                       : look.held    ? theme.surface_pressed
                       : look.hovered ? theme.surface_hover
                                      : theme.surface;
  fill(rect, ground);
  if (look.selected) fill({rect.x, rect.y, 4, rect.height}, theme.accent);
  const float x = rect.x + margin_px + 2 * mark_px + space_px::two;
  fill({x, rect.bottom() - 1, rect.right() - x, 1}, theme.line);
  const Point mark{rect.x + margin_px + mark_px, rect.y + rect.height / 2};
  disc(mark, mark_px, look.selected ? theme.surface : theme.neutral_tint.ground);
  if (!row) return draw_unread(ui, rect, x);
  const Icon icon = !chosen ? kind_icon(row->kind) : *chosen ? Icon::checkbox_on : Icon::checkbox_off;
  draw_icon(ui, icon, mark, icon_px::small + 2, chosen && *chosen ? theme.accent : theme.neutral_tint.ink);
  const Signs signs = draw_signs(ui, rect, x, margin_px, *row, note_count);
  draw_words(ui, {x, rect.y, signs.right - x, rect.height}, *row, words, rect.width < narrow_px ? 2 : 1,
             signs.state_in_words ? status_words(ui, row->status) : std::string_view());
}

}  // namespace mingchou::client
