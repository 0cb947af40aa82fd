#include "client/app/screens/import.h"

#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "client/app/screens/account_words.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/import_words.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::import_screen {
namespace {

/// From here on the words of the bar at the foot stand beside its buttons.
constexpr float wide_bar_from_px = 640;
constexpr float low_surface_px = 560;

/// A draft of columns belongs to the import, and to the columns as they were read; what a person changed stays until
/// the server has other columns.
void notice_changes(Ui& ui, State& state, const OpenedImport& open) {
  const Import& import = *open.import;
  if (state.shown != import.id) {
    const unsigned refused = open.refused_rows.answers, taken = open.suggestions.answers, mended = open.mend.answers;
    state = {};
    state.shown = import.id;
    state.refused_seen = refused;
    state.rows.suggestions_seen = taken;
    state.rows.row.answers_seen = mended;
  }
  if (!is_under_way(import.state) && state.columns.saved != import.mapping) {
    state.columns.begin(import.mapping);
    state.part = knows_names(import.mapping) ? Part::rows : Part::columns;
  }
  if (state.state_seen != import.state) {
    state.state_seen = import.state;
    if (import.state != ImportState::ready) state.rows.row.sheet.open = state.rows.kinds.open = false;
  }
  if (is_taken(state.refused_seen, open.refused_rows))
    show_toast(ui, "import.refused", std::string(ui.say(Text::refused_saved)));
}

void draw_unread(Ui& ui, const Rect& rect, const OpenedImport& open, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "import.page", .name = {}, .rect = rect});
  if (open.error) {
    const std::string advice = render(*open.error, ui.language);
    const Notice what{.id = "import.failed",
                      .role = Role::alert,
                      .tone = Tone::warning,
                      .title = ui.say(Text::import_unread),
                      .advice = advice,
                      .action = ui.say(Text::retry)};
    if (notice(ui, rect, what)) actions.imports.emplace_back(OpenImport{open.id});
  } else {
    notice(ui, rect, {.id = "import.loading", .icon = Icon::table, .title = ui.say(Text::sessions_loading)});
  }
  ui.semantics.close();
}

/// What did not work, and whether anybody answers: above all else.
void draw_banners(Ui& ui, Column& column, const OpenedImport& open) {
  std::vector<std::string> words;
  if (open.is_out_of_reach) words.emplace_back(ui.say(Text::import_out_of_reach));
  if (open.import->error && open.import->state != ImportState::failed && open.import->state != ImportState::cancelled)
    words.push_back(render(*open.import->error, ui.language));
  for (const Submission* submission : {&open.apply, &open.undo, &open.end, &open.refused_rows})
    if (auto said = form_error_words(ui, submission->error); !said.empty()) words.push_back(std::move(said));
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Banner what{.id = "import.error." + std::to_string(i), .tone = Tone::warning, .text = words[i]};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one);
  }
}

// --- while the server works

void draw_work(Ui& ui, const Rect& rect, State& state, const OpenedImport& open, Actions& actions) {
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "import.page", .name = {}, .rect = rect}, PageWidth::text);
  draw_banners(ui, page.column, open);
  const Import& import = *open.import;
  const std::string detail = import.share
                                 ? text(Text::import_share, ui.language,
                                        {{"share", std::to_string(static_cast<int>(std::floor(*import.share * 100)))}})
                                 : std::string(ui.say(Text::import_waits));
  // Undoing ends soon, and nobody should stop it half way to their surprise.
  const bool can_cancel = import.state != ImportState::undoing;
  const Progress what{.id = "import.work",
                      .title = work_words(ui, import.state),
                      .detail = detail,
                      .part = static_cast<float>(import.share.value_or(0)),
                      .cancel = can_cancel ? ui.say(Text::cancel) : std::string_view()};
  if (progress(ui, page.column.next(progress_height(ui, page.column.width(), what)), what))
    actions.imports.emplace_back(EndImport{});
  page.column.space(space_px::two);
  const auto words = ui.say(Text::import_goes_on);
  paragraph(ui, "import.goes_on", page.column.next(paragraph_height(ui, page.column.width(), words, type_px::small)),
            words, type_px::small, ui.theme->text_secondary);
  end_page(ui, state.page, page);
}

// --- while it waits for a person

/// On the smallest screens the button alone: the question that it asks says the rest.
bool has_bar_words(const Ui& ui) { return ui.surface.height >= low_surface_px; }

float bar_height(const Ui& ui, const Rect& rect) {
  const float words =
      rect.width < wide_bar_from_px && has_bar_words(ui) ? line_height(type_px::small) + space_px::one : 0;
  return control_px + words + 2 * space_px::one_and_half;
}

/// How many entries of the register would be changed, as the user chose.
std::int64_t updates_of(const State& state, const ImportCounts& counts) {
  return state.rows.updates_existing ? counts.changed : 0;
}

void draw_bar(Ui& ui, const Rect& rect, State& state, const OpenedImport& open) {
  const ImportCounts& counts = open.import->counts;
  fill(rect, ui.theme->bar);
  fill({rect.x, rect.y, rect.width, 1}, ui.theme->line);
  const Rect column = content_column(ui, rect);
  const Rect inside{column.x, rect.y + space_px::one_and_half, column.width, rect.height - 2 * space_px::one_and_half};
  ui.semantics.open(
      {.role = Role::region, .id = "import.bar", .name = std::string(ui.say(Text::import_apply)), .rect = rect});
  const std::int64_t taken = counts.usable() + updates_of(state, counts);
  const std::string label = text(Text::import_apply_rows, ui.language, {{"count", grouped(taken)}});
  const ButtonOptions options{.icon = Icon::check,
                              .enabled = taken > 0 && !state.columns.is_changed() && !open.apply.is_under_way};
  const float button_px = std::min(inside.width, button_width(ui, label, options));
  const bool is_wide = rect.width >= wide_bar_from_px;
  const std::string words =
      state.columns.is_changed() ? std::string(ui.say(Text::import_columns_unsaved)) : counts_words(ui, counts);
  const float words_px = line_height(type_px::small);
  const Rect words_at = is_wide ? Rect{inside.x, inside.y, inside.width - button_px - space_px::two, inside.height}
                                : Rect{inside.x, inside.y, inside.width, words_px};
  if (is_wide || has_bar_words(ui)) {
    draw_text(ui, words_at, words, type_px::small, ui.theme->text_secondary, Align::start, Fit::may_elide);
    ui.semantics.add({.role = Role::status, .id = "import.bar.words", .name = words, .rect = words_at});
  }
  const Rect button_at = is_wide ? Rect{inside.right() - button_px, inside.y, button_px, control_px}
                                 : Rect{inside.x, inside.bottom() - control_px, inside.width, control_px};
  if (button(ui, "import.apply", label, button_at, options)) state.question = Question::apply;
  ui.semantics.close();
}

/// Where rows say something else of entries that are there, the user may take that over.
void draw_updates(Ui& ui, Column& column, State& state, const ImportCounts& counts) {
  if (counts.changed == 0) return;
  const std::string label = text(Text::import_updates, ui.language, {{"count", grouped(counts.changed)}});
  const ToggleOptions row{.label = label, .on = state.rows.updates_existing};
  if (toggle_row(ui, "import.updates", column.next(toggle_height(ui, column.width(), row)), row))
    state.rows.updates_existing = !state.rows.updates_existing;
  column.space(space_px::one);
}

void draw_ready(Ui& ui, const Rect& rect, State& state, const OpenedImport& open, Actions& actions) {
  const Rect at = content_column(ui, rect);
  Column column({at.x, rect.y + space_px::one, at.width, 0});
  draw_banners(ui, column, open);
  const std::array labels{ui.say(Text::import_part_rows), ui.say(Text::import_part_columns)};
  if (const auto chosen = tabs(ui, "import.parts", ui.say(Text::import_parts), column.next(control_px), labels,
                               static_cast<int>(state.part)))
    state.part = *chosen == 0 ? Part::rows : Part::columns;
  column.space(space_px::one);
  // Where there is no room for it, it stands in the menu of the rows.
  if (state.part == Part::rows && has_bar_words(ui)) draw_updates(ui, column, state, open.import->counts);
  const float bar = bar_height(ui, rect);
  const Rect body{rect.x, column.y(), rect.width, std::max(0.0f, rect.bottom() - bar - column.y())};
  if (state.part == Part::rows)
    draw_import_rows(ui, body, state.rows, open, actions);
  else
    draw_import_columns(ui, body, state.columns, open, actions);
  draw_bar(ui, {rect.x, rect.bottom() - bar, rect.width, bar}, state, open);
}

// --- when it is over

struct Outcomes {
  Text title;
  Text words;
};

Outcomes words_of(const Import& import) {
  switch (import.state) {
    case ImportState::applied:
      return {Text::import_applied_title, Text::import_applied_words};
    case ImportState::undone:
      return {Text::import_undone_title, Text::import_undone_words};
    case ImportState::cancelled:
      return {Text::import_cancelled_title, Text::import_again_words};
    case ImportState::failed:
      return {Text::import_failed_title, Text::import_again_words};
    default:
      return {Text::import_unread, Text::import_again_words};
  }
}

void draw_facts(Ui& ui, Column& column, const Model& model, const Import& import) {
  const ImportCounts& counts = import.counts;
  const std::string written = grouped(counts.written), updated = grouped(counts.updated),
                    duplicate = grouped(std::max<std::int64_t>(0, counts.duplicate - counts.updated) + counts.skipped),
                    error = grouped(counts.error);
  const std::string moment = moment_text(import.changed_at, model.today, ui.language);
  const auto kind = kind_words(ui, import.kind);
  std::vector<KeyValue> values{{.key = ui.say(Text::import_kind), .value = kind, .icon = Icon::register_list},
                               {.key = ui.say(Text::import_by), .value = import.created_by, .icon = Icon::user},
                               {.key = ui.say(Text::import_when), .value = moment, .icon = Icon::clock}};
  if (import.state == ImportState::applied || import.state == ImportState::undone) {
    values.push_back({.key = ui.say(Text::import_written), .value = written, .icon = Icon::success});
    if (counts.updated > 0)
      values.push_back({.key = ui.say(Text::import_updated), .value = updated, .icon = Icon::edit});
    values.push_back({.key = ui.say(Text::import_duplicates), .value = duplicate, .icon = Icon::copy});
    values.push_back({.key = ui.say(Text::import_errors), .value = error, .icon = Icon::failure});
  }
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "import.facts", at.inset(space_px::two), values);
  column.space(space_px::two);
}

void draw_ways_on(Ui& ui, Column& column, State& state, const OpenedImport& open, Actions& actions) {
  const Import& import = *open.import;
  const bool is_applied = import.state == ImportState::applied;
  const bool has_refused =
      import.counts.error + import.counts.duplicate > 0 && (is_applied || import.state == ImportState::undone);
  const bool is_busy = open.undo.is_under_way || open.end.is_under_way;
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  const auto press = [&](const std::string& id, Text words, ButtonKind kind, Icon icon, bool enabled = true) {
    const auto label = ui.say(words);
    const ButtonOptions options{.kind = kind, .icon = icon, .enabled = enabled};
    return button(ui, "import.way." + id, label, flow.next(button_width(ui, label, options)), options);
  };
  if (is_applied && import.kind == ImportKind::targets &&
      press("register", Text::import_see_targets, ButtonKind::primary, Icon::register_list)) {
    // The tablet's own copy is as of before.
    actions.targets = RegisterRequest::download;
    actions.go = Route{Screen::targets, {}};
  }
  if (is_applied && import.kind == ImportKind::inspectors &&
      press("register", Text::import_see_inspectors, ButtonKind::primary, Icon::id_card))
    actions.go = Route{Screen::inspectors, {}};
  if (is_applied && import.kind == ImportKind::experts &&
      press("register", Text::import_see_experts, ButtonKind::primary, Icon::star))
    actions.go = Route{Screen::experts, {}};
  if (!is_applied && press("again", Text::import_other_file, ButtonKind::primary, Icon::upload))
    actions.go = Route{Screen::imports, {}};
  if (has_refused && press("refused", open.refused_rows.is_under_way ? Text::export_making : Text::refused_save,
                           ButtonKind::secondary, Icon::download, !open.refused_rows.is_under_way))
    actions.imports.emplace_back(SaveRefusedRows{});
  if (is_applied && press("undo", Text::import_undo, ButtonKind::secondary, Icon::undo, !is_busy))
    state.question = Question::undo;
  if (!is_applied && press("remove", Text::import_remove, ButtonKind::secondary, Icon::trash, !is_busy))
    state.question = Question::remove;
  column.space(flow.used());
}

void draw_over(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenedImport& open = model.imports.open;
  const Import& import = *open.import;
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "import.page", .name = {}, .rect = rect}, PageWidth::text);
  Column& column = page.column;
  draw_banners(ui, column, open);
  const Outcomes words = words_of(import);
  const ImportSign sign = sign_of(import.state);
  const std::string taken = grouped(import.counts.written + import.counts.updated);
  std::string said = text(words.title, ui.language, {{"count", taken}});
  said += std::string(sentence_space(ui));
  said += import.error && import.state == ImportState::failed ? render(*import.error, ui.language)
                                                              : text(words.words, ui.language, {{"count", taken}});
  const Banner what{.id = "import.outcome", .tone = sign.tone, .icon = sign.icon, .text = said};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::two);
  draw_facts(ui, column, model, import);
  draw_ways_on(ui, column, state, open, actions);
  end_page(ui, state.page, page);
}

// --- questions

struct QuestionWords {
  Text title;
  std::string words;
  Text confirm;
  bool danger;
};

std::string apply_words(const Ui& ui, const ImportCounts& counts, std::int64_t updates) {
  std::string words = text(Text::apply_words, ui.language, {{"count", grouped(counts.usable())}});
  const auto add = [&](Text key, std::int64_t count) {
    if (count > 0) words += std::string(sentence_space(ui)) + text(key, ui.language, {{"count", grouped(count)}});
  };
  add(Text::apply_words_warnings, counts.warning);
  add(Text::apply_words_updates, updates);
  add(Text::apply_words_duplicates, counts.duplicate - updates);
  add(Text::apply_words_errors, counts.error);
  return words;
}

QuestionWords words_of(const Ui& ui, const State& state, const Import& import) {
  switch (state.question) {
    case Question::undo:
      return {Text::undo_question, text(Text::undo_words, ui.language, {{"count", grouped(import.counts.written)}}),
              Text::import_undo, true};
    case Question::remove:
      return {Text::remove_question, std::string(ui.say(Text::remove_words)), Text::import_remove, true};
    case Question::apply:
    case Question::none:
      break;
  }
  return {Text::apply_question, apply_words(ui, import.counts, updates_of(state, import.counts)), Text::import_apply,
          false};
}

void ask(Ui& ui, State& state, const Import& import, Actions& actions) {
  if (state.question == Question::none) return;
  const QuestionWords words = words_of(ui, state, import);
  const DialogAnswer answer = dialog(ui, {.id = "import.question",
                                          .title = ui.say(words.title),
                                          .text = words.words,
                                          .confirm = ui.say(words.confirm),
                                          .cancel = ui.say(Text::cancel),
                                          .danger = words.danger});
  if (answer == DialogAnswer::confirmed) {
    if (state.question == Question::apply)
      actions.imports.emplace_back(ApplyImport{updates_of(state, import.counts) > 0});
    if (state.question == Question::undo) actions.imports.emplace_back(UndoImport{});
    if (state.question == Question::remove) actions.imports.emplace_back(EndImport{});
  }
  if (answer != DialogAnswer::none) state.question = Question::none;
}

std::string detail_of(const Ui& ui, const Import& import) {
  return std::string(kind_words(ui, import.kind)) + " · " + bytes_text(import.file_bytes) + " · " +
         std::string(ui.say(sign_of(import.state).word));
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenedImport& open = model.imports.open;
  const bool is_there = open.import && open.id.text() == model.route.id;
  if (is_there) notice_changes(ui, state, open);
  const std::string detail = is_there ? detail_of(ui, *open.import) : std::string();
  const Header header{.title = is_there ? std::string_view(open.import->file_name) : ui.say(Text::import_title),
                      .detail = detail,
                      .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  if (!is_there || (open.error && !open.is_out_of_reach)) return draw_unread(ui, rest, open, actions);
  const ImportState now = open.import->state;
  if (is_under_way(now)) return draw_work(ui, rest, state, open, actions);
  if (now == ImportState::ready)
    draw_ready(ui, rest, state, open, actions);
  else
    draw_over(ui, rest, state, model, actions);
  if (now == ImportState::ready) {
    draw_import_columns_sheets(ui, state.columns, open, actions);
    draw_import_rows_sheets(ui, state.rows, open, actions);
  }
  ask(ui, state, *open.import, actions);
}

}  // namespace mingchou::client::import_screen
