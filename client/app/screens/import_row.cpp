#include "client/app/screens/import_row.h"

#include <algorithm>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/screens/import_words.h"
#include "client/app/ui/form.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

/// Cells that one request takes, as the server has it.
constexpr std::size_t mends_max = 64;

std::string cell_of(const ImportRow& row, std::uint32_t column) {
  return column < row.cells.size() ? row.cells[column] : std::string();
}

std::map<std::uint32_t, std::string> changes_of(const ImportRowState& state) {
  std::map<std::uint32_t, std::string> changes;
  for (const auto& [column, value] : state.typed)
    if (value != cell_of(state.row, column) && changes.size() < mends_max) changes.emplace(column, value);
  return changes;
}

/// Those of a field that has a column stand at it.
bool stands_at_column(const ImportMapping& mapping, const ImportProblem& problem) {
  return column_of(mapping, problem.field).has_value();
}

void draw_problems_of_row(Ui& ui, Column& column, const ImportMapping& mapping, const ImportRow& row) {
  for (std::size_t i = 0; i < row.problems.size(); ++i) {
    const ImportProblem& problem = row.problems[i];
    if (stands_at_column(mapping, problem)) continue;
    const std::string words = render(problem.error, ui.language);
    const ImportSign sign = sign_of(problem.severity);
    const Banner what{
        .id = "import.row.problem." + std::to_string(i), .tone = sign.tone, .icon = sign.icon, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one_and_half);
  }
}

/// What the file says otherwise than the register does.
void draw_changes(Ui& ui, Column& column, const OpenedImport& open, const ImportRow& row) {
  if (row.changes.empty()) return;
  section_heading(ui, "import.row.changes", ui.say(Text::row_changes), column.next(section_heading_px));
  std::vector<std::string> words;
  words.reserve(row.changes.size());
  for (const RowChange& change : row.changes) {
    const auto shown = [&](const std::string& value) {
      return value.empty() ? std::string(ui.say(Text::audit_nothing)) : value;
    };
    words.push_back(
        text(Text::audit_change, ui.language, {{"before", shown(change.before)}, {"after", shown(change.after)}}));
  }
  std::vector<KeyValue> values;
  values.reserve(words.size());
  for (std::size_t i = 0; i < words.size(); ++i)
    values.push_back({.key = field_words(open, row.changes[i].field), .value = words[i]});
  key_values(ui, "import.row.change", column.next(key_values_height(ui, column.width(), values)), values);
  column.space(space_px::two);
}

/// Columns that are imported: those with problems first.
std::vector<std::uint32_t> columns_of(const ImportMapping& mapping, const ImportRow& row) {
  std::vector<std::uint32_t> columns;
  for (std::uint32_t i = 0; i < mapping.columns.size(); ++i)
    if (!mapping.columns[i].field.empty()) columns.push_back(i);
  std::ranges::stable_partition(columns, [&](std::uint32_t column) {
    return std::ranges::contains(row.problems, mapping.columns[column].field, &ImportProblem::field);
  });
  return columns;
}

std::string label_of(const Ui& ui, const OpenedImport& open, std::uint32_t column) {
  std::string header = column_words(ui, open.import->mapping, column);
  const std::string_view field = field_words(open, open.import->mapping.columns[column].field);
  if (header == field) return header;
  return text(Text::import_cell_label, ui.language, {{"column", header}, {"field", field}});
}

void draw_cell(Ui& ui, Form& form, Column& at, ImportRowState& state, const OpenedImport& open, std::uint32_t column,
               bool can_change) {
  const std::string& field = open.import->mapping.columns[column].field;
  std::string errors, warnings, suggestion;
  for (const ImportProblem& problem : state.row.problems) {
    if (problem.field != field) continue;
    std::string& words = problem.severity == Severity::error ? errors : warnings;
    words += (words.empty() ? "" : "\n") + render(problem.error, ui.language);
    if (!problem.suggestion.empty()) suggestion = problem.suggestion;
  }
  const std::string label = label_of(ui, open, column);
  std::string& value = state.typed.try_emplace(column, cell_of(state.row, column)).first->second;
  const std::string id = "import.cell." + std::to_string(column);
  form.text({.id = id,
             .label = label,
             .enter = EnterKey::go,
             .characters_max = import_limits::cell_characters_max,
             .help = warnings,
             .error = errors,
             .subject = state.subject},
            value);
  if (suggestion.empty() || suggestion == value || !can_change) return;
  const std::string take = text(Text::suggestion_take, ui.language, {{"value", suggestion}});
  const ButtonOptions options{.kind = ButtonKind::secondary, .icon = Icon::check};
  const Rect row = at.next(control_px);
  if (button(ui, id + ".take", take, {row.x, row.y, std::min(row.width, button_width(ui, take, options)), control_px},
             options))
    value = suggestion;
  at.space(space_px::two);
}

void send(ImportRowState& state, Actions& actions) {
  state.sent = changes_of(state);
  if (!state.sent.empty()) actions.imports.emplace_back(MendRow{state.row.row, state.sent});
}

/// The row as the server has it now; what is typed elsewhere in it stays.
void notice_answer(Ui& ui, ImportRowState& state, const OpenedImport& open) {
  if (!is_taken(state.answers_seen, open.mend) || !state.sheet.open) return;
  const auto found = std::ranges::find(open.rows.list, state.row.row, &ImportRow::row);
  if (found == open.rows.list.end()) return;
  // What was typed while it was sent is not saved yet, and stays.
  for (const auto& [column, value] : std::exchange(state.sent, {}))
    if (state.typed[column] == value) state.typed.erase(column);
  std::erase_if(state.typed, [&](const auto& one) { return one.second == cell_of(state.row, one.first); });
  state.row = *found;
  const bool is_good = found->outcome == Outcome::good || found->outcome == Outcome::warning;
  state.sheet.open = !is_good || !changes_of(state).empty();
  if (is_good) show_toast(ui, "import.mended", text(Text::row_is_good, ui.language, {{"row", grouped(found->row)}}));
}

}  // namespace

void open_import_row(ImportRowState& state, const ImportRow& row) {
  state.row = row;
  state.typed.clear();
  state.sent.clear();
  ++state.subject;
  state.sheet.open = true;
}

void draw_import_row(Ui& ui, ImportRowState& state, const OpenedImport& open, Actions& actions) {
  notice_answer(ui, state, open);
  const bool can_change = open.import->state == ImportState::ready;
  const std::string title = text(Text::import_row_number, ui.language, {{"row", grouped(state.row.row)}});
  auto sheet = begin_sheet(ui, state.sheet, {.id = "import.row", .title = title, .has_footer = can_change});
  if (!sheet) return;
  Column& column = sheet->page.column;
  if (const auto words = form_error_words(ui, open.mend.error); !words.empty()) {
    const Banner what{.id = "import.row.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::two);
  }
  draw_problems_of_row(ui, column, open.import->mapping, state.row);
  draw_changes(ui, column, open, state.row);
  {
    Form form(ui, column, "import.row.form");
    for (const std::uint32_t one : columns_of(open.import->mapping, state.row))
      draw_cell(ui, form, column, state, open, one, can_change);
  }
  end_sheet_content(ui, state.sheet, *sheet);
  if (can_change) {
    const bool is_sending = open.mend.is_under_way;
    const ButtonOptions options{.icon = Icon::check, .enabled = !is_sending && !changes_of(state).empty()};
    if (button(ui, "import.row.save", ui.say(is_sending ? Text::sending : Text::row_save), sheet->footer, options))
      send(state, actions);
  }
  end_sheet(ui);
}

}  // namespace mingchou::client
