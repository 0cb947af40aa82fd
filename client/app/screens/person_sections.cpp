#include "client/app/screens/person_sections.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "client/app/screens/people_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float two_columns_from_px = 900;

}  // namespace

bool begin_person_section(Ui& ui, Column& column, const std::string& id, Text title, std::optional<Text> add) {
  const std::string_view words = add ? ui.say(*add) : std::string_view();
  return section_heading(ui, id, ui.say(title), column.next(section_heading_px), words);
}

void section_words(Ui& ui, Column& column, const std::string& id, Text words) {
  const float width = column.width() - 2 * space_px::two;
  const float height = paragraph_height(ui, width, ui.say(words), type_px::body);
  const Rect ground = column.next(height + 2 * space_px::two);
  card(ui, ground);
  paragraph(ui, id, ground.inset(space_px::two), ui.say(words), type_px::body, ui.theme->text_secondary);
  column.space(space_px::one);
}

template <class Entry>
bool draw_list_end(Ui& ui, Column& column, const std::string& id, const PagedList<Entry>& list) {
  if (list.error) {
    const std::string words = render(*list.error, ui.language);
    const Banner what{.id = id + ".failed", .tone = Tone::warning, .text = words, .action = ui.say(Text::retry)};
    const bool is_pressed =
        banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action;
    column.space(space_px::one);
    return is_pressed;
  }
  if (list.is_loading) {
    const Rect line = column.next(line_height(type_px::small));
    draw_text(ui, line, ui.say(Text::person_loading), type_px::small, ui.theme->text_secondary);
    ui.semantics.add(
        {.role = Role::status, .id = id + ".loading", .name = std::string(ui.say(Text::person_loading)), .rect = line});
    column.space(space_px::one);
    return false;
  }
  if (!list.has_more) return false;
  const auto label = ui.say(Text::read_more);
  const ButtonOptions plain{.kind = ButtonKind::text, .icon = Icon::chevron_down};
  const Rect row = column.next(control_px);
  column.space(space_px::one);
  return button(ui, id + ".more", label,
                {row.x, row.y, std::min(row.width, button_width(ui, label, plain)), control_px}, plain);
}
template bool draw_list_end(Ui&, Column&, const std::string&, const PagedList<PersonHistoryEntry>&);
template bool draw_list_end(Ui&, Column&, const std::string&, const PagedList<RecusalEntry>&);
template bool draw_list_end(Ui&, Column&, const std::string&, const PagedList<TrainingEntry>&);

// --- history

namespace {

std::string who_words(const Ui& ui, const Model& model, const PersonHistoryEntry& entry) {
  return text(Text::history_who, ui.language,
              {{"moment", moment_text(entry.recorded_at, model.today, ui.language)},
               {"who", entry.recorded_by},
               {"reason", entry.reason}});
}

struct Line {
  std::string key, value;
};

std::vector<Line> lines_of(const Ui& ui, const Model& model, const PersonHistoryEntry& entry) {
  std::vector<Line> lines;
  lines.reserve(entry.changes.size());
  for (const FieldChange& change : entry.changes)
    lines.push_back({person_field_words(ui, change.field), person_change_words(ui, model, change)});
  if (!lines.empty()) return lines;
  const Text what = entry.is_end ? Text::history_end : entry.revision == 1 ? Text::history_first : Text::value_unknown;
  return {{std::string(ui.say(what)), {}}};
}

void draw_entry(Ui& ui, Column& column, const Model& model, const PersonHistoryEntry& entry) {
  const std::string id = "person.history." + std::to_string(entry.revision);
  const std::string who = who_words(ui, model, entry);
  const float width = column.width() - 2 * space_px::two;
  std::string words;
  for (const Line& line : lines_of(ui, model, entry)) {
    if (!words.empty()) words += '\n';
    words += line.key;
    if (!line.value.empty()) words += std::string(ui.say(Text::sentence_gap)) + line.value;
  }
  const float words_px = paragraph_height(ui, width, words, type_px::body);
  const float who_px = paragraph_height(ui, width, who, type_px::small);
  const Rect ground = column.next(words_px + space_px::half + who_px + 2 * space_px::one_and_half);
  card(ui, ground);
  const Rect inside{ground.x + space_px::two, ground.y + space_px::one_and_half, width, words_px};
  paragraph(ui, id, inside, words, type_px::body, ui.theme->text);
  paragraph(ui, id + ".who", {inside.x, inside.bottom() + space_px::half, width, who_px}, who, type_px::small,
            ui.theme->text_secondary);
  column.space(space_px::one);
}

}  // namespace

bool draw_person_history(Ui& ui, Column& column, const Model& model, const PagedList<PersonHistoryEntry>& history) {
  begin_person_section(ui, column, "person.history", Text::section_person_history, {});
  for (const PersonHistoryEntry& entry : history.entries) draw_entry(ui, column, model, entry);
  return draw_list_end(ui, column, "person.history", history);
}

// --- the page

bool draw_person_unread(Ui& ui, const Rect& rect, const std::optional<Error>& error) {
  if (!error) {
    notice(ui, rect, {.id = "person.loading", .icon = Icon::user, .title = ui.say(Text::person_loading)});
    return false;
  }
  const std::string advice = render(*error, ui.language);
  return notice(ui, rect,
                {.id = "person.failed",
                 .role = Role::alert,
                 .tone = Tone::warning,
                 .title = ui.say(Text::person_failed),
                 .advice = advice,
                 .action = ui.say(Text::retry)});
}

PersonColumns begin_person_columns(const Column& column) {
  const bool beside = column.width() >= two_columns_from_px;
  const float gap = space_px::three;
  const float left = beside ? std::round((column.width() - gap) * 0.5f) : column.width();
  PersonColumns columns{.first = Column({column.x(), column.y(), left, 0}), .second = {}, .are_beside = beside};
  if (beside) columns.second = Column({column.x() + left + gap, column.y(), column.width() - left - gap, 0});
  return columns;
}

void begin_second(PersonColumns& columns) {
  if (!columns.are_beside) columns.second = columns.first;
}

void end_person_columns(Column& column, const PersonColumns& columns) {
  column.space(std::max(columns.first.y(), columns.second.y()) - column.y());
}

}  // namespace mingchou::client
