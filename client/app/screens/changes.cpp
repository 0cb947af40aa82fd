#include "client/app/screens/changes.h"

#include <algorithm>
#include <cmath>

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

SideBySide beside(const ChangedField& field, std::string_view before_name, std::string_view after_name) {
  return {.id = field.id,
          .field = field.field,
          .before_name = before_name,
          .before = field.before,
          .after_name = after_name,
          .after = field.after};
}

void draw_things(Ui& ui, Column& column, const std::string& id, Text heading_words, Tone tone, Icon icon,
                 const std::vector<WholeThing>& all) {
  if (all.empty()) return;
  section_heading(ui, id, ui.say(heading_words), column.next(section_heading_px));
  const auto options_of = [&](const WholeThing& thing) {
    return RowOptions{.title = thing.title,
                      .detail = thing.detail,
                      .icon = icon,
                      .icon_tone = tone,
                      .separator = &thing != &all.back(),
                      .detail_fit = Fit::whole};
  };
  float height = 0;
  for (const WholeThing& thing : all) height += row_height(ui, column.width(), options_of(thing));
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const WholeThing& thing : all) {
    const RowOptions options = options_of(thing);
    static_row(ui, id + "." + thing.id, column.next(row_height(ui, column.width(), options)), options);
  }
  column.space(space_px::two);
}

void draw_changed(Ui& ui, Column& column, const ChangedThing& thing) {
  const auto both = [&](const ChangedField& field) {
    return beside(field, ui.say(Text::diff_before), ui.say(Text::diff_after));
  };
  const float inside = column.width() - 2 * space_px::two;
  const float title_px = paragraph_height(ui, inside, thing.title, type_px::body);
  float height = 2 * space_px::two + title_px;
  for (const ChangedField& field : thing.fields)
    height += space_px::one_and_half + side_by_side_height(ui, inside, both(field));
  const Rect at = column.next(height);
  card(ui, at);
  Column within({at.x + space_px::two, at.y + space_px::two, inside, 0});
  const Rect title_at = within.next(title_px);
  draw_paragraph(ui, title_at, thing.title, type_px::body, ui.theme->text);
  ui.semantics.add(
      {.role = Role::heading, .id = "diff." + thing.id, .name = thing.title, .rect = title_at, .level = 3});
  for (const ChangedField& field : thing.fields) {
    within.space(space_px::one_and_half);
    side_by_side(ui, within.next(side_by_side_height(ui, inside, both(field))), both(field));
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

void draw_changes(Ui& ui, Column& column, const Changes& changes) {
  std::string summary(changes.nothing);
  const auto count = [](std::size_t number) { return grouped(static_cast<long long>(number)); };
  if (!changes.added.empty() || !changes.removed.empty() || !changes.changed.empty())
    summary = text(Text::diff_summary, ui.language,
                   {{"added", count(changes.added.size())},
                    {"removed", count(changes.removed.size())},
                    {"changed", count(changes.changed.size())}});
  const Rect line = column.next(paragraph_height(ui, column.width(), summary, type_px::body));
  draw_paragraph(ui, line, summary, type_px::body, ui.theme->text);
  ui.semantics.add({.role = Role::status, .id = "diff.summary", .name = summary, .rect = line});
  column.space(space_px::one_and_half);
  if (!changes.changed.empty()) {
    section_heading(ui, "diff.changed", ui.say(changes.changed_heading), column.next(section_heading_px));
    for (const ChangedThing& thing : changes.changed) draw_changed(ui, column, thing);
  }
  draw_things(ui, column, "diff.added", changes.added_heading, Tone::success, Icon::add, changes.added);
  draw_things(ui, column, "diff.removed", changes.removed_heading, Tone::warning, Icon::remove, changes.removed);
}

void draw_conflicting(Ui& ui, Column& column, const std::vector<ChangedField>& fields) {
  for (const ChangedField& field : fields) {
    const SideBySide both = beside(field, ui.say(Text::conflict_theirs_name), ui.say(Text::conflict_mine_name));
    side_by_side(ui, column.next(side_by_side_height(ui, column.width(), both)), both);
    column.space(space_px::one_and_half);
  }
}

}  // namespace mingchou::client
