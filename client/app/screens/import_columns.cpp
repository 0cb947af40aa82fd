#include "client/app/screens/import_columns.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/screens/account_words.h"
#include "client/app/screens/import_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr std::size_t samples_max = 3;
constexpr std::size_t row_cells_shown_max = 6;

/// What stands in the column below the header, each once.
std::string samples_of(const Ui& ui, const OpenedImport& open, const ImportMapping& mapping, std::size_t column) {
  std::vector<std::string_view> found;
  for (const ImportRow& row : open.first_rows) {
    const bool is_below = row.row > mapping.header_row && column < row.cells.size() && !row.cells[column].empty();
    if (!is_below || std::ranges::contains(found, row.cells[column])) continue;
    found.push_back(row.cells[column]);
    if (found.size() == samples_max) break;
  }
  std::string words;
  for (const std::string_view sample : found)
    words += (words.empty() ? "" : std::string(ui.say(Text::list_comma))) + std::string(sample);
  if (words.empty()) return std::string(ui.say(Text::import_no_samples));
  return text(Text::import_samples, ui.language, {{"samples", words}});
}

/// A row of the sheet in a few words: "row 3: name, code, …".
std::string row_words(const Ui& ui, const ImportRow& row) {
  std::string cells;
  std::size_t count = 0;
  for (const std::string& cell : row.cells) {
    if (cell.empty() || count == row_cells_shown_max) continue;
    cells += (cells.empty() ? "" : std::string(ui.say(Text::list_comma))) + cell;
    ++count;
  }
  return text(Text::import_row_of_sheet, ui.language, {{"row", grouped(row.row)}, {"cells", cells}});
}

std::string header_words(const Ui& ui, const OpenedImport& open, std::uint32_t row) {
  if (row == 0) return std::string(ui.say(Text::import_no_header));
  const auto found = std::ranges::find(open.first_rows, row, &ImportRow::row);
  if (found != open.first_rows.end()) return row_words(ui, *found);
  return text(Text::import_row_number, ui.language, {{"row", grouped(row)}});
}

// --- where the table begins

void draw_place(Ui& ui, Column& column, ImportColumnsState& state, const OpenedImport& open) {
  Form form(ui, column, "import.place");
  const Import& import = *open.import;
  if (import.sheets.size() > 1) {
    const auto at = std::min(state.draft.sheet, import.sheets.size() - 1);
    if (form.choice({.id = "import.sheet", .label = ui.say(Text::import_sheet)}, import.sheets[at].name,
                    state.sheet_choice.sheet.open))
      state.sheet_choice.sheet.open = true;
  }
  const std::string header = header_words(ui, open, state.draft.header_row);
  if (form.choice(
          {.id = "import.header", .label = ui.say(Text::import_header), .help = ui.say(Text::import_header_help)},
          header, state.header_choice.sheet.open))
    state.header_choice.sheet.open = true;
}

// --- columns

void draw_columns(Ui& ui, Column& column, ImportColumnsState& state, const OpenedImport& open) {
  section_heading(ui, "import.columns", ui.say(Text::import_columns), column.next(section_heading_px));
  if (!knows_names(state.draft)) {
    const Banner what{.id = "import.no_names", .tone = Tone::warning, .text = ui.say(Text::import_no_names)};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one_and_half);
  }
  const std::size_t count = state.draft.columns.size();
  const auto row_of = [&](std::size_t at, std::string_view title, std::string_view samples) {
    const std::string& field = state.draft.columns[at].field;
    return RowOptions{.title = title,
                      .detail = samples,
                      .icon = field.empty() ? Icon::remove : Icon::check,
                      .icon_tone = field.empty() ? Tone::neutral : Tone::success,
                      .trailing = field.empty() ? ui.say(Text::import_left_out) : field_words(open, field),
                      .chevron = true,
                      .separator = at + 1 < count};
  };
  float height = 0;
  for (std::size_t i = 0; i < count; ++i)
    height += row_height(ui, column.width(), row_of(i, column_words(ui, state.draft, i), "·"));
  if (count > 0) card(ui, {column.x(), column.y(), column.width(), height});
  for (std::size_t i = 0; i < count; ++i) {
    const std::string title = column_words(ui, state.draft, i), samples = samples_of(ui, open, state.draft, i);
    const RowOptions row = row_of(i, title, samples);
    if (list_row(ui, "import.column." + std::to_string(i), column.next(row_height(ui, column.width(), row)), row)) {
      state.column = i;
      state.field_choice.sheet.open = true;
    }
  }
  column.space(space_px::two);
}

void draw_buttons(Ui& ui, Column& column, ImportColumnsState& state, const OpenedImport& open, Actions& actions) {
  const auto words = form_error_words(ui, open.mapping.error);
  if (!words.empty()) {
    const Banner what{.id = "import.mapping.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one_and_half);
  }
  const bool is_sending = open.mapping.is_under_way;
  const ButtonOptions primary{.icon = Icon::refresh, .enabled = state.is_changed() && !is_sending};
  const ButtonOptions plain{.kind = ButtonKind::secondary};
  const ButtonOptions kept{.kind = ButtonKind::secondary, .icon = Icon::book};
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const auto save = ui.say(is_sending ? Text::sending : Text::import_check_again);
  const float width = std::max(button_width(ui, ui.say(Text::import_check_again), primary),
                               button_width(ui, ui.say(Text::sending), primary));
  if (button(ui, "import.mapping.save", save, flow.next(width), primary))
    actions.imports.emplace_back(SaveMapping{state.draft, {}});
  const auto reset = ui.say(Text::import_reset), templates = ui.say(Text::import_templates);
  if (state.is_changed() && button(ui, "import.mapping.reset", reset, flow.next(button_width(ui, reset, plain)), plain))
    state.draft = state.saved.value_or(ImportMapping{});
  if (button(ui, "import.templates", templates, flow.next(button_width(ui, templates, kept)), kept))
    state.templates.open = true;
  column.space(flow.used());
}

// --- sheets

/// Another table: its columns are found anew.
void send_place(const ImportColumnsState& state, std::size_t sheet, std::uint32_t header_row, Actions& actions) {
  if (sheet == state.draft.sheet && header_row == state.draft.header_row) return;
  SaveMapping request;
  request.mapping.sheet = sheet;
  request.mapping.header_row = header_row;
  request.mapping.defaults = state.draft.defaults;
  // Without a header there is nothing to find them by.
  if (sheet == state.draft.sheet && header_row == 0)
    request.mapping.columns.resize(std::max<std::size_t>(1, state.draft.columns.size()));
  actions.imports.emplace_back(std::move(request));
}

// What is chosen counts when the sheet closes: who goes through the choices by arrows is still looking, and each of
// them would have the file read again.

void draw_sheet_choice(Ui& ui, ImportColumnsState& state, const OpenedImport& open, Actions& actions) {
  std::vector<std::string_view> labels;
  for (const ImportSheet& sheet : open.import->sheets) labels.push_back(sheet.name);
  const int now = state.pending_sheet.value_or(static_cast<int>(state.draft.sheet));
  const auto step = choice_sheet(ui, state.sheet_choice, "import.sheets", ui.say(Text::import_sheet), labels, now);
  if (step) state.pending_sheet = step;
  if (state.sheet_choice.sheet.open || !state.pending_sheet) return;
  const auto chosen = static_cast<std::size_t>(*std::exchange(state.pending_sheet, std::nullopt));
  if (chosen != state.draft.sheet) send_place(state, chosen, 0, actions);
}

void draw_header_choice(Ui& ui, ImportColumnsState& state, const OpenedImport& open, Actions& actions) {
  std::vector<std::string> rows{std::string(ui.say(Text::import_no_header))};
  std::optional<int> now = state.draft.header_row == 0 ? std::optional(0) : std::nullopt;
  for (const ImportRow& row : open.first_rows) {
    if (row.row == state.draft.header_row) now = static_cast<int>(rows.size());
    rows.push_back(row_words(ui, row));
  }
  if (state.pending_header) now = state.pending_header;
  const std::vector<std::string_view> labels(rows.begin(), rows.end());
  const auto step = choice_sheet(ui, state.header_choice, "import.headers", ui.say(Text::import_header), labels, now);
  if (step) state.pending_header = step;
  if (state.header_choice.sheet.open || !state.pending_header) return;
  const auto chosen = static_cast<std::size_t>(*std::exchange(state.pending_header, std::nullopt));
  if (chosen > open.first_rows.size()) return;
  send_place(state, state.draft.sheet, chosen == 0 ? 0U : open.first_rows[chosen - 1].row, actions);
}

void draw_field_sheet(Ui& ui, ImportColumnsState& state, const OpenedImport& open) {
  if (state.column >= state.draft.columns.size()) return;
  ImportColumn& column = state.draft.columns[state.column];
  std::vector<std::string> words{std::string(ui.say(Text::import_left_out))};
  std::optional<int> now = column.field.empty() ? std::optional(0) : std::nullopt;
  for (const ImportField& field : open.fields) {
    if (field.key == column.field) now = static_cast<int>(words.size());
    const auto other = column_of(state.draft, field.key);
    const bool is_taken = other && *other != state.column;
    words.push_back(is_taken ? text(Text::import_field_taken, ui.language,
                                    {{"field", field.label}, {"column", column_words(ui, state.draft, *other)}})
                             : field.label);
  }
  const std::vector<std::string_view> labels(words.begin(), words.end());
  const std::string title = column_words(ui, state.draft, state.column);
  const auto chosen = choice_sheet(ui, state.field_choice, "import.fields", title, labels, now);
  if (!chosen) return;
  const std::string field = *chosen == 0 ? std::string() : open.fields[static_cast<std::size_t>(*chosen) - 1].key;
  // A field comes from one column: the one that had it gives it up.
  if (const auto other = column_of(state.draft, field)) state.draft.columns[*other].field.clear();
  column.field = field;
}

void draw_template_row(Ui& ui, Column& column, ImportColumnsState& state, const ImportTemplate& known,
                       Actions& actions) {
  const std::string id = "import.template." + known.id.text();
  const RowOptions row{.title = known.name, .icon = Icon::book, .separator = false, .title_lines_max = 2};
  const Rect whole = column.next(row_height(ui, column.width() - control_px, row));
  if (list_row(ui, id, {whole.x, whole.y, whole.width - control_px, whole.height}, row)) {
    state.draft = with_template(state.draft, known.mapping);
    state.templates.open = false;
  }
  const std::string remove = text(Text::import_template_remove, ui.language, {{"name", known.name}});
  if (icon_button(ui, id + ".remove", Icon::trash, remove,
                  {whole.right() - control_px / 2, whole.y + whole.height / 2}))
    actions.imports.emplace_back(RemoveTemplate{known.id});
}

void draw_template_form(Ui& ui, Column& column, ImportColumnsState& state, const OpenedImport& open, Actions& actions) {
  Form form(ui, column, "import.template");
  const std::string_view missing = state.is_template_name_missing ? ui.say(Text::import_template_name_missing) : "";
  form.text({.id = "import.template.name",
             .label = ui.say(Text::import_template_name),
             .enter = EnterKey::go,
             .characters_max = import_limits::template_name_characters_max,
             .help = ui.say(Text::import_template_help),
             .error = missing},
            state.template_name);
  form.error(form_error_words(ui, open.mapping.error));
  const FormAnswer answer = form.submit(
      {.label = ui.say(Text::import_template_save), .icon = Icon::save, .is_under_way = open.mapping.is_under_way});
  if (answer != FormAnswer::submitted) return;
  state.is_template_name_missing = state.template_name.empty();
  if (state.is_template_name_missing) return;
  state.is_template_sent = true;
  actions.imports.emplace_back(SaveMapping{state.draft, state.template_name});
}

void draw_templates(Ui& ui, ImportColumnsState& state, const OpenedImport& open, Actions& actions) {
  auto sheet =
      begin_sheet(ui, state.templates, {.id = "import.templates.sheet", .title = ui.say(Text::import_templates)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  const auto words = form_error_words(ui, open.remove_template.error);
  if (!words.empty()) {
    const Banner what{.id = "import.template.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one_and_half);
  }
  const auto hint = ui.say(open.templates.empty() ? Text::import_templates_none : Text::import_templates_hint);
  paragraph(ui, "import.templates.hint", column.next(paragraph_height(ui, column.width(), hint, type_px::small)), hint,
            type_px::small, ui.theme->text_secondary);
  column.space(space_px::one);
  for (const ImportTemplate& known : open.templates) draw_template_row(ui, column, state, known, actions);
  column.space(space_px::two);
  draw_template_form(ui, column, state, open, actions);
  end_sheet_content(ui, state.templates, *sheet);
  end_sheet(ui);
}

}  // namespace

bool knows_names(const ImportMapping& mapping) {
  return column_of(mapping, "name").has_value() || mapping.defaults.contains("name");
}

ImportMapping with_template(const ImportMapping& draft, const ImportMapping& known) {
  ImportMapping made = draft;
  made.defaults = known.defaults;
  for (ImportColumn& column : made.columns) column.field.clear();
  for (const ImportColumn& wanted : known.columns) {
    if (wanted.field.empty() || wanted.header.empty()) continue;
    const auto found = std::ranges::find(made.columns, wanted.header, &ImportColumn::header);
    if (found != made.columns.end()) found->field = wanted.field;
  }
  return made;
}

void draw_import_columns(Ui& ui, const Rect& rect, ImportColumnsState& state, const OpenedImport& open,
                         Actions& actions) {
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "import.page", .name = {}, .rect = rect});
  draw_place(ui, page.column, state, open);
  draw_columns(ui, page.column, state, open);
  draw_import_defaults(ui, page.column, state.defaults, state.draft, open);
  draw_buttons(ui, page.column, state, open, actions);
  end_page(ui, state.page, page);
}

void draw_import_columns_sheets(Ui& ui, ImportColumnsState& state, const OpenedImport& open, Actions& actions) {
  if (is_answered(state.mappings_seen, open.mapping) && std::exchange(state.is_template_sent, false) &&
      open.mapping.was_taken) {
    state.template_name.clear();
    state.templates.open = false;
  }
  draw_sheet_choice(ui, state, open, actions);
  draw_header_choice(ui, state, open, actions);
  draw_field_sheet(ui, state, open);
  draw_import_defaults_sheets(ui, state.defaults, state.draft, open);
  draw_templates(ui, state, open, actions);
}

}  // namespace mingchou::client
