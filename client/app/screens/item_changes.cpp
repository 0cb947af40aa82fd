#include "client/app/screens/item_changes.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "client/app/screens/item_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float beside_from_px = 560;
constexpr float padding_px = 12;
constexpr float gap_px = 8;

bool is_beside(float width) { return width >= beside_from_px; }
float cell_width(float width) { return is_beside(width) ? std::floor((width - gap_px) / 2) : width; }

float cell_height(const Ui& ui, float width, std::string_view value) {
  return line_height(type_px::small) + paragraph_height(ui, width - 2 * padding_px, value, type_px::body) +
         2 * padding_px;
}

void draw_cell(Ui& ui, const Rect& rect, std::string_view name, std::string_view value, const Pair& tint, Icon icon) {
  fill(rect, tint.ground, corners_px::control);
  const float line = line_height(type_px::small);
  draw_icon(ui, icon, {rect.x + padding_px + icon_px::small / 2, rect.y + padding_px + line / 2}, icon_px::small,
            tint.ink);
  const float x = rect.x + padding_px + icon_px::small + space_px::half;
  draw_text(ui, {x, rect.y + padding_px, rect.right() - padding_px - x, line}, name, type_px::small, tint.ink);
  draw_paragraph(ui, {rect.x + padding_px, rect.y + padding_px + line, rect.width - 2 * padding_px, 0}, value,
                 type_px::body, tint.ink);
}

void draw_items(Ui& ui, Column& column, const std::string& id, Text heading_words, Tone tone, Icon icon,
                const std::vector<items::Item>& all) {
  if (all.empty()) return;
  section_heading(ui, id, ui.say(heading_words), column.next(section_heading_px));
  std::vector<std::string> titles, details;
  for (const items::Item& item : all) {
    titles.push_back(item_name_words(item));
    details.push_back(item_detail_words(ui, item));
  }
  const auto options_at = [&](std::size_t i) {
    return RowOptions{.title = titles[i],
                      .detail = details[i],
                      .icon = icon,
                      .icon_tone = tone,
                      .separator = i + 1 < all.size(),
                      .detail_fit = Fit::whole};
  };
  float height = 0;
  for (std::size_t i = 0; i < all.size(); ++i) height += row_height(ui, column.width(), options_at(i));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < all.size(); ++i) {
    const RowOptions options = options_at(i);
    static_row(ui, id + "." + all[i].id.uuid.text(), column.next(row_height(ui, column.width(), options)), options);
  }
  column.space(space_px::two);
}

/// All fields of one item that changed, with the words that they point into.
struct ChangedFields {
  std::vector<std::string> words;
  std::vector<SideBySide> fields;
};

ChangedFields fields_of(const Ui& ui, const Model& model, const items::ItemChange& change) {
  ChangedFields all;
  all.words.reserve(change.fields.size() * 3);
  for (const items::FieldChange& field : change.fields) {
    all.words.push_back(items::field_words(field.name, ui.language));
    all.words.push_back(item_value_words(ui, model, field.name, field.before));
    all.words.push_back(item_value_words(ui, model, field.name, field.after));
  }
  for (std::size_t i = 0; i < change.fields.size(); ++i)
    all.fields.push_back({.id = "diff." + change.id.uuid.text() + "." + std::string(change.fields[i].name),
                          .field = all.words[3 * i],
                          .before_name = ui.say(Text::diff_before),
                          .before = all.words[3 * i + 1],
                          .after_name = ui.say(Text::diff_after),
                          .after = all.words[3 * i + 2]});
  return all;
}

void draw_changed_item(Ui& ui, Column& column, const Model& model, const items::ItemChange& change) {
  const ChangedFields all = fields_of(ui, model, change);
  const std::string title = change.code + " " + change.name;
  const float inside = column.width() - 2 * space_px::two;
  const float title_px = paragraph_height(ui, inside, title, type_px::body);
  float height = 2 * space_px::two + title_px;
  for (const SideBySide& field : all.fields) height += space_px::one_and_half + side_by_side_height(ui, inside, field);
  const Rect at = column.next(height);
  card(ui, at);
  Column within({at.x + space_px::two, at.y + space_px::two, inside, 0});
  const Rect title_at = within.next(title_px);
  draw_paragraph(ui, title_at, title, type_px::body, ui.theme->text);
  ui.semantics.add(
      {.role = Role::heading, .id = "diff." + change.id.uuid.text(), .name = title, .rect = title_at, .level = 3});
  for (const SideBySide& field : all.fields) {
    within.space(space_px::one_and_half);
    side_by_side(ui, within.next(side_by_side_height(ui, inside, field)), field);
  }
  column.space(space_px::one_and_half);
}

}  // namespace

float side_by_side_height(const Ui& ui, float width, const SideBySide& what) {
  const float cell = cell_width(width);
  const float before = cell_height(ui, cell, what.before), after = cell_height(ui, cell, what.after);
  return paragraph_height(ui, width, what.field, type_px::small) + space_px::half +
         (is_beside(width) ? std::max(before, after) : before + gap_px + after);
}

void side_by_side(Ui& ui, const Rect& rect, const SideBySide& what) {
  const float cell = cell_width(rect.width);
  const float field = draw_paragraph(ui, rect, what.field, type_px::small, ui.theme->text_secondary);
  const float y = rect.y + field + space_px::half;
  const float below = rect.bottom() - y;
  Rect before{rect.x, y, cell, below}, after{rect.right() - cell, y, cell, below};
  if (!is_beside(rect.width)) {
    before.height = cell_height(ui, cell, what.before);
    after = {rect.x, before.bottom() + gap_px, cell, cell_height(ui, cell, what.after)};
  }
  draw_cell(ui, before, what.before_name, what.before, ui.theme->neutral_tint, Icon::remove);
  draw_cell(ui, after, what.after_name, what.after, ui.theme->success_tint, Icon::add);
  ui.semantics.add({.role = Role::text,
                    .id = what.id,
                    .name = text(Text::diff_field, ui.language,
                                 {{"field", what.field},
                                  {"before_name", what.before_name},
                                  {"before", what.before},
                                  {"after_name", what.after_name},
                                  {"after", what.after}}),
                    .rect = rect});
}

void draw_changes(Ui& ui, Column& column, const Model& model, const items::Diff& diff) {
  std::string summary(ui.say(Text::diff_same));
  const auto count = [](std::size_t number) { return grouped(static_cast<long long>(number)); };
  if (!diff.added.empty() || !diff.removed.empty() || !diff.changed.empty())
    summary = text(Text::diff_summary, ui.language,
                   {{"added", count(diff.added.size())},
                    {"removed", count(diff.removed.size())},
                    {"changed", count(diff.changed.size())}});
  else if (diff.is_reordered)
    summary = ui.say(Text::diff_reordered);
  const Rect line = column.next(paragraph_height(ui, column.width(), summary, type_px::body));
  draw_paragraph(ui, line, summary, type_px::body, ui.theme->text);
  ui.semantics.add({.role = Role::status, .id = "diff.summary", .name = summary, .rect = line});
  column.space(space_px::one_and_half);
  if (!diff.changed.empty()) {
    section_heading(ui, "diff.changed", ui.say(Text::diff_changed), column.next(section_heading_px));
    for (const items::ItemChange& change : diff.changed) draw_changed_item(ui, column, model, change);
  }
  draw_items(ui, column, "diff.added", Text::diff_added, Tone::success, Icon::add, diff.added);
  draw_items(ui, column, "diff.removed", Text::diff_removed, Tone::warning, Icon::remove, diff.removed);
}

}  // namespace mingchou::client
