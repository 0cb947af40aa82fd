#include "client/app/screens/import_rows.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/screens/import_words.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float row_px = 84;
constexpr float padding_px = 12;
/// So many rows before the end the next page is asked for.
constexpr int rows_ahead = 30;
/// From here on there is room for a chip of each kind of rows.
constexpr float chips_from_px = 560;
constexpr float chips_from_height_px = 320;

// --- which rows

struct ShownChip {
  RowsShown shown;
  Text words;
  std::int64_t count;
};

std::array<ShownChip, 7> chips_of(const ImportCounts& counts) {
  return {{{RowsShown::problems, Text::rows_problems, counts.problems()},
           {RowsShown::error, Text::outcome_error, counts.error},
           {RowsShown::duplicate, Text::outcome_duplicate, counts.duplicate},
           {RowsShown::changed, Text::rows_changed, counts.changed},
           {RowsShown::warning, Text::outcome_warning, counts.warning},
           {RowsShown::good, Text::outcome_good, counts.good},
           {RowsShown::all, Text::rows_all, counts.rows()}}};
}

/// What is none need not be offered, except the two that are always there.
bool is_offered(const ShownChip& chip, RowsShown now) {
  return chip.count > 0 || chip.shown == now || chip.shown == RowsShown::problems || chip.shown == RowsShown::all;
}

void show(RowsShown shown, Actions& actions) {
  actions.imports.emplace_back(ShowRows{{.shown = shown, .code = {}, .field = {}}});
}

std::string id_of(RowsShown shown) { return "import.rows.shown." + std::to_string(static_cast<int>(shown)); }

std::string chip_words(const Ui& ui, const ShownChip& one) {
  return std::string(ui.say(one.words)) + " " + grouped(one.count);
}

/// Where there is no room for all of them: one, and the rest in its menu.
float draw_one_chip(Ui& ui, const Rect& at, ImportRowsState& state, const OpenedImport& open) {
  const RowsFilter& filter = open.rows.filter;
  std::string words(ui.say(Text::problem_kinds));
  for (const ShownChip& one : chips_of(open.import->counts))
    if (one.shown == filter.shown && filter.code.empty()) words = chip_words(ui, one);
  const ChipOptions options{.kind = ChipKind::open, .selected = true};
  Flow flow(at, control_px);
  state.menu_anchor = flow.next(chip_width(ui, words, options));
  if (chip(ui, "import.rows.shown", words, state.menu_anchor, options)) state.menu_open = true;
  return flow.used();
}

void draw_menu(Ui& ui, ImportRowsState& state, const OpenedImport& open, Actions& actions) {
  if (!state.menu_open) return;
  const RowsFilter& filter = open.rows.filter;
  std::vector<std::string> words;
  std::vector<RowsShown> values;
  for (const ShownChip& one : chips_of(open.import->counts)) {
    if (!is_offered(one, filter.shown)) continue;
    words.push_back(chip_words(ui, one));
    values.push_back(one.shown);
  }
  std::vector<MenuItem> items;
  items.reserve(words.size() + 1);
  for (std::size_t i = 0; i < words.size(); ++i)
    items.push_back({.label = words[i], .checked = values[i] == filter.shown && filter.code.empty()});
  const std::size_t kinds_at = items.size();
  if (!open.kinds.empty()) items.push_back({.label = ui.say(Text::problem_kinds), .checked = !filter.code.empty()});
  const std::string updates =
      text(Text::import_updates, ui.language, {{"count", grouped(open.import->counts.changed)}});
  if (open.import->counts.changed > 0) items.push_back({.label = updates, .checked = state.updates_existing});
  const auto chosen =
      menu(ui, state.menu_open, "import.rows.menu", ui.say(Text::import_rows), state.menu_anchor, items);
  if (!chosen) return;
  const auto at = static_cast<std::size_t>(*chosen);
  if (at < values.size())
    show(values[at], actions);
  else if (at == kinds_at && !open.kinds.empty())
    state.kinds.open = true;
  else
    state.updates_existing = !state.updates_existing;
}

float draw_chips(Ui& ui, const Rect& at, ImportRowsState& state, const OpenedImport& open, Actions& actions) {
  const RowsFilter& filter = open.rows.filter;
  Flow flow(at, control_px);
  for (const ShownChip& one : chips_of(open.import->counts)) {
    if (!is_offered(one, filter.shown)) continue;
    const std::string count = grouped(one.count), name = chip_words(ui, one);
    const auto words = ui.say(one.words);
    const ChipOptions options{
        .selected = one.shown == filter.shown && filter.code.empty(), .trailing = count, .name = name};
    if (chip(ui, id_of(one.shown), words, flow.next(chip_width(ui, words, options)), options)) show(one.shown, actions);
  }
  if (!open.kinds.empty()) {
    const auto words = ui.say(Text::problem_kinds);
    const ChipOptions options{.kind = ChipKind::open, .selected = !filter.code.empty()};
    if (chip(ui, "import.kinds", words, flow.next(chip_width(ui, words, options)), options)) state.kinds.open = true;
  }
  return flow.used();
}

// --- the list

/// The one that weighs most.
const ImportProblem* worst_of(const ImportRow& row) {
  const auto found = std::ranges::max_element(
      row.problems, [](const ImportProblem& a, const ImportProblem& b) { return a.severity < b.severity; });
  return found == row.problems.end() ? nullptr : &*found;
}

std::string problem_words(const Ui& ui, const ImportRow& row) {
  const ImportProblem* worst = worst_of(row);
  if (!worst) return row.mended.empty() ? std::string() : std::string(ui.say(Text::row_mended));
  std::string words = render(worst->error, ui.language);
  if (row.problems.size() > 1)
    words = text(Text::row_problems_more, ui.language,
                 {{"count", grouped(static_cast<long long>(row.problems.size()))}, {"first", words}});
  return words;
}

std::string title_words(const Ui& ui, const ImportMapping& mapping, const ImportRow& row) {
  std::string words = text(Text::import_row_number, ui.language, {{"row", grouped(row.row)}});
  if (const std::string subject = row_subject(mapping, row); !subject.empty()) words += " · " + subject;
  return words;
}

void draw_line(Ui& ui, const RowLook& look, float margin_px, const ImportMapping& mapping, const ImportRow& row) {
  const Theme& theme = *ui.theme;
  const Rect& rect = look.rect;
  fill(rect, look.held ? theme.surface_pressed : look.hovered ? theme.surface_hover : theme.surface);
  const Rect inside{rect.x + margin_px, rect.y + padding_px, rect.width - 2 * margin_px, rect.height - 2 * padding_px};
  const ImportSign sign = sign_of(row.outcome);
  const auto word = ui.say(sign.word);
  const float side = pill_width(ui, word, sign.icon);
  const float title_px = line_height(type_px::body);
  const Rect title{inside.x, inside.y, inside.width - side - space_px::one, title_px};
  draw_text(ui, title, title_words(ui, mapping, row), type_px::body, theme.text, Align::start, Fit::may_elide);
  pill(ui, word, sign.tone, sign.icon, {inside.right() - side, inside.y});
  const float detail_px = line_height(type_px::small);
  draw_text(ui, {inside.x, inside.bottom() - detail_px, inside.width, detail_px}, problem_words(ui, row),
            type_px::small, theme.text_secondary, Align::start, Fit::may_elide);
  fill({inside.x, rect.bottom() - 1, inside.width, 1}, theme.line);
}

void draw_list(Ui& ui, const Rect& rect, ImportRowsState& state, const OpenedImport& open, Actions& actions) {
  const std::vector<ImportRow>& rows = open.rows.list;
  const ImportMapping& mapping = open.import->mapping;
  const float margin_px = content_column(ui, rect).x - rect.x;
  const auto row_at = [&](int row) -> const ImportRow& { return rows[static_cast<std::size_t>(row)]; };
  const auto tell = [&](int at) {
    const ImportRow& row = row_at(at);
    const auto comma = std::string(ui.say(Text::list_comma));
    std::string name = title_words(ui, mapping, row) + comma + std::string(ui.say(sign_of(row.outcome).word));
    return RowWords{.key = std::to_string(row.row), .name = std::move(name), .description = problem_words(ui, row)};
  };
  const VirtualListOptions options{.id = "import.rows",
                                   .name = ui.say(Text::import_rows),
                                   .rect = rect,
                                   .count = static_cast<int>(rows.size()),
                                   .row_height_px = row_px,
                                   .bottom_px = space_px::two,
                                   .row_role = Role::button};
  const VirtualListOutcome outcome = virtual_list(ui, options, state.list, tell, [&](const RowLook& look) {
    draw_line(ui, look, margin_px, mapping, row_at(look.row));
  });
  if (outcome.activated) open_import_row(state.row, row_at(*outcome.activated));
  if (outcome.end_visible + rows_ahead >= static_cast<int>(rows.size()) && !open.rows.next_cursor.empty() &&
      !open.rows.is_loading && !open.rows.error && rows.size() < import_limits::rows_kept_max)
    actions.imports.emplace_back(ReadMoreRows{});
}

void draw_nothing(Ui& ui, const Rect& rect, const OpenedImport& open, Actions& actions) {
  const ImportRowsModel& rows = open.rows;
  if (rows.error) {
    const std::string advice = render(*rows.error, ui.language);
    const Notice what{.id = "import.rows.failed",
                      .role = Role::alert,
                      .tone = Tone::warning,
                      .title = ui.say(Text::import_rows_failed),
                      .advice = advice,
                      .action = ui.say(Text::retry)};
    if (notice(ui, rect, what)) actions.imports.emplace_back(ShowRows{rows.filter});
    return;
  }
  const bool is_loading = rows.is_loading;
  const Notice what{.id = "import.rows.none",
                    .tone = is_loading ? Tone::info : Tone::success,
                    .icon = is_loading ? Icon::table : Icon::success,
                    .title = ui.say(is_loading                                 ? Text::sessions_loading
                                    : rows.filter.shown == RowsShown::problems ? Text::import_no_problems
                                                                               : Text::import_no_rows)};
  notice(ui, rect, what);
}

/// More rows than are kept, or a page that did not come.
void draw_end(Ui& ui, Column& column, const OpenedImport& open, Actions& actions) {
  const ImportRowsModel& rows = open.rows;
  if (rows.list.empty()) return;
  if (rows.error) {
    const std::string words = render(*rows.error, ui.language);
    const Banner what{
        .id = "import.rows.more.failed", .tone = Tone::warning, .text = words, .action = ui.say(Text::retry)};
    if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
      actions.imports.emplace_back(ShowRows{rows.filter});
    column.space(space_px::one);
  } else if (rows.list.size() >= import_limits::rows_kept_max && !rows.next_cursor.empty()) {
    const std::string words =
        text(Text::import_rows_cut, ui.language, {{"count", grouped(static_cast<long long>(rows.list.size()))}});
    const Banner what{.id = "import.rows.cut", .tone = Tone::info, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one);
  }
}

// --- kinds of problems

void draw_kind(Ui& ui, Column& column, ImportRowsState& state, const OpenedImport& open, std::size_t at,
               Actions& actions) {
  const ProblemKind& kind = open.kinds[at];
  const std::string id = "import.kind." + std::to_string(at);
  const ImportSign sign = sign_of(kind.example.severity);
  std::string title =
      text(Text::problem_kind_rows, ui.language, {{"severity", ui.say(sign.word)}, {"count", grouped(kind.rows)}});
  if (!kind.example.field.empty()) title = std::string(field_words(open, kind.example.field)) + " · " + title;
  heading(ui, id, title, column.next(line_height(type_px::body) + space_px::half), type_px::body, ui.theme->text, 3);
  const std::string words = render(kind.example.error, ui.language);
  paragraph(ui, id + ".words", column.next(paragraph_height(ui, column.width(), words, type_px::small)), words,
            type_px::small, ui.theme->text_secondary);
  column.space(space_px::one);
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const ButtonOptions plain{.kind = ButtonKind::secondary};
  const auto show = ui.say(Text::problem_kind_show);
  if (button(ui, id + ".show", show, flow.next(button_width(ui, show, plain)), plain)) {
    actions.imports.emplace_back(
        ShowRows{{.shown = RowsShown::problems, .code = kind.example.error.code, .field = kind.example.field}});
    state.kinds.open = false;
  }
  const bool can_mend = kind.suggestions > 0 && column_of(open.import->mapping, kind.example.field).has_value();
  if (can_mend && open.import->state == ImportState::ready) {
    const std::string take = text(Text::problem_kind_take, ui.language, {{"count", grouped(kind.suggestions)}});
    const ButtonOptions options{
        .kind = ButtonKind::secondary, .icon = Icon::check, .enabled = !open.suggestions.is_under_way};
    if (button(ui, id + ".take", take, flow.next(button_width(ui, take, options)), options))
      actions.imports.emplace_back(TakeSuggestions{kind.example.error.code, kind.example.field});
  }
  column.space(flow.used() + space_px::three);
}

void draw_kinds(Ui& ui, ImportRowsState& state, const OpenedImport& open, Actions& actions) {
  auto sheet = begin_sheet(ui, state.kinds, {.id = "import.kinds.sheet", .title = ui.say(Text::problem_kinds)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  if (const auto words = form_error_words(ui, open.suggestions.error); !words.empty()) {
    const Banner what{.id = "import.kinds.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::two);
  }
  for (std::size_t i = 0; i < open.kinds.size(); ++i) draw_kind(ui, column, state, open, i, actions);
  if (open.kinds.empty()) {
    const auto words = ui.say(Text::import_no_problems);
    paragraph(ui, "import.kinds.none", column.next(paragraph_height(ui, column.width(), words, type_px::body)), words,
              type_px::body, ui.theme->text_secondary);
  }
  end_sheet_content(ui, state.kinds, *sheet);
  end_sheet(ui);
}

void notice_changes(Ui& ui, ImportRowsState& state, const OpenedImport& open) {
  if (state.version_seen != open.rows.version) {
    state.version_seen = open.rows.version;
    state.list.to_start();
  }
  if (is_taken(state.suggestions_seen, open.suggestions))
    show_toast(ui, "import.suggested", std::string(ui.say(Text::suggestions_taken)));
}

}  // namespace

void draw_import_rows(Ui& ui, const Rect& rect, ImportRowsState& state, const OpenedImport& open, Actions& actions) {
  notice_changes(ui, state, open);
  const Rect at = content_column(ui, rect);
  Column column({at.x, rect.y, at.width, 0});
  ui.semantics.open({.role = Role::main, .id = "import.page", .name = {}, .rect = rect});
  const Rect chips{at.x, column.y(), at.width, 0};
  const bool is_narrow = at.width < chips_from_px || rect.height < chips_from_height_px;
  column.space((is_narrow ? draw_one_chip(ui, chips, state, open) : draw_chips(ui, chips, state, open, actions)) +
               space_px::one);
  draw_end(ui, column, open, actions);
  const Rect below{rect.x, column.y(), rect.width, std::max(0.0f, rect.bottom() - column.y())};
  if (open.rows.list.empty())
    draw_nothing(ui, below, open, actions);
  else
    draw_list(ui, below, state, open, actions);
  ui.semantics.close();
}

void draw_import_rows_sheets(Ui& ui, ImportRowsState& state, const OpenedImport& open, Actions& actions) {
  draw_menu(ui, state, open, actions);
  draw_kinds(ui, state, open, actions);
  draw_import_row(ui, state.row, open, actions);
}

}  // namespace mingchou::client
