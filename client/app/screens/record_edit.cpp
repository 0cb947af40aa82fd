#include "client/app/screens/record_edit.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "client/app/screens/conflict.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/record_words.h"
#include "client/app/screens/stale.h"
#include "client/app/ui/toast.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client {
namespace {

constexpr float form_width_px_max = 560;

Column form_column(const Page& page) {
  return Column({page.column.x(), page.column.y(), std::min(form_width_px_max, page.column.width()), 0});
}

}  // namespace

namespace record_edit_screen {
namespace {

void fill_form(State& state, const TargetRecord& record) {
  state.form.draft = state.filled = draft_of(record.target);
  state.form.reason.clear();
  state.form.shows_missing = false;
  ++state.form.subject;
  state.shown = record.target.id;
  state.revision = record.revision;
}

/// The form begins with the entry as it was read; after that only a saved change, or the user's own wish, replaces it.
void notice_changes(Ui& ui, State& state, const RecordModel& open, Actions& actions) {
  if (!open.record) return;
  const bool is_untouched = state.form.draft == state.filled;
  if (state.shown != open.record->target.id || (is_untouched && state.revision != open.record->revision))
    fill_form(state, *open.record);
  if (!was_beaten(open.save) && draft_of(open.record->target) == state.filled) state.revision = open.record->revision;
  if (!is_taken(state.answers_seen, open.save)) return;
  show_toast(ui, "record.saved", std::string(ui.say(Text::record_saved)));
  // What was typed while it was sent is not saved yet, and stays.
  const bool is_all = state.form.draft == state.sent;
  if (is_all) fill_form(state, *open.record);
  state.filled = draft_of(open.record->target);
  state.revision = open.record->revision;
  actions.back = is_all && !open.save.was_left;
}

void draw_conflict(Ui& ui, Column& column, State& state, const Model& model, const TargetRecord& theirs) {
  const auto now = draft_values(ui, model, draft_of(theirs.target)), mine = draft_values(ui, model, state.form.draft);
  std::vector<FieldInBoth> fields;
  fields.reserve(now.size());
  for (std::size_t i = 0; i < now.size(); ++i) fields.push_back({now[i].first, now[i].second, mine[i].second});
  const Conflict conflict{.id = "record", .title = ui.say(Text::record_conflict), .revision = theirs.revision};
  const ConflictAnswer answer = client::draw_conflict(ui, column, conflict, fields);
  if (answer == ConflictAnswer::keep_mine) state.revision = theirs.revision;
  if (answer == ConflictAnswer::take_theirs) fill_form(state, theirs);
}

void draw_form(Ui& ui, Column& column, State& state, const Model& model, Actions& actions) {
  const RecordModel& open = model.records.open;
  const bool is_beaten = open.record->revision > state.revision;
  if (is_beaten) draw_conflict(ui, column, state, model, *open.record);
  Form form(ui, column, "record");
  const bool is_good = draw_record_fields(ui, form, column, state.form, model, open.id);
  // Both stand above, if what is there now could be read.
  if (!was_beaten(open.save) || open.error) form.error(record_error_words(ui, open.save.error));
  if (state.form.shows_missing && !is_good && !open.save.error) form.error(ui.say(Text::record_incomplete));
  const bool is_changed = state.form.draft != state.filled;
  const FormAnswer answer = form.submit({.label = ui.say(Text::save_word),
                                         .icon = Icon::save,
                                         .is_under_way = open.save.is_under_way,
                                         .enabled = is_changed && !is_beaten,
                                         .other = ui.say(is_changed ? Text::record_discard : Text::cancel)});
  if (answer == FormAnswer::submitted) {
    state.form.shows_missing = !is_good;
    if (is_good) state.sent = state.form.draft;
    if (is_good)
      actions.records.emplace_back(
          SaveRecord{target_of(state.form.draft, open.id).target, state.form.reason, state.revision});
  }
  if (answer == FormAnswer::other && is_changed) state.asks_to_discard = true;
  if (answer == FormAnswer::other && !is_changed) actions.back = true;
}

void ask(Ui& ui, State& state, const TargetRecord& record, Actions& actions) {
  if (!state.asks_to_discard) return;
  const DialogAnswer answer = dialog(ui, {.id = "record.discard",
                                          .title = ui.say(Text::record_discard_question),
                                          .text = ui.say(Text::record_discard_words),
                                          .confirm = ui.say(Text::record_discard),
                                          .cancel = ui.say(Text::record_go_on),
                                          .danger = true});
  if (answer == DialogAnswer::none) return;
  state.asks_to_discard = false;
  if (answer != DialogAnswer::confirmed) return;
  fill_form(state, record);
  actions.back = true;
}

void draw_unread(Ui& ui, const Rect& rect, const RecordModel& open, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "record.page", .name = {}, .rect = rect});
  if (!open.error) {
    notice(ui, rect, {.id = "record.loading", .icon = Icon::register_list, .title = ui.say(Text::sessions_loading)});
  } else {
    const std::string advice = render(*open.error, ui.language);
    const Notice what{.id = "record.failed",
                      .role = Role::alert,
                      .tone = Tone::warning,
                      .title = ui.say(Text::record_failed),
                      .advice = advice,
                      .action = ui.say(Text::retry)};
    if (notice(ui, rect, what)) actions.records.emplace_back(OpenRecord{open.id});
  }
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const RecordModel& open = model.records.open;
  notice_changes(ui, state, open, actions);
  const Header header{.title = ui.say(Text::record_edit_title),
                      .detail = open.record ? std::string_view(open.record->target.name) : std::string_view(),
                      .width = PageWidth::text,
                      .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  if (!open.record) return draw_unread(ui, rest, open, actions);
  Page page =
      begin_page(ui, state.page, {.role = Role::main, .id = "record.page", .name = {}, .rect = rest}, PageWidth::text);
  Column column = form_column(page);
  if (draw_stale(ui, column, open.error)) actions.records.emplace_back(OpenRecord{open.id});
  draw_form(ui, column, state, model, actions);
  page.column.space(column.used());
  end_page(ui, state.page, page);
  draw_record_sheets(ui, state.form, model);
  ask(ui, state, *open.record, actions);
}

}  // namespace record_edit_screen

namespace new_record_screen {
namespace {

/// A department's own entry, from here on by hand.
void begin(Ui& ui, State& state, const SessionModel& session) {
  state.is_begun = true;
  const unsigned subject = state.form.subject + 1;
  state.form = {};
  state.form.subject = subject;
  Target blank;
  blank.source = ui.say(Text::record_source_hand);
  if (session.user && session.user->department_id) blank.responsible_department_id = {*session.user->department_id};
  state.form.draft = state.filled = draft_of(blank);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const Submission& create = model.records.create;
  if (!state.is_begun) begin(ui, state, model.session);
  if (is_taken(state.answers_seen, create)) begin(ui, state, model.session);
  const Header header{.title = ui.say(Text::record_new_title), .width = PageWidth::text, .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "new_record.page", .name = {}, .rect = rest},
                         PageWidth::text);
  Column column = form_column(page);
  {
    Form form(ui, column, "new_record");
    const bool is_good = draw_record_fields(ui, form, column, state.form, model, {});
    form.error(record_error_words(ui, create.error));
    if (state.form.shows_missing && !is_good && !create.error) form.error(ui.say(Text::record_incomplete));
    const FormAnswer answer =
        form.submit({.label = ui.say(Text::record_make), .icon = Icon::add, .is_under_way = create.is_under_way});
    if (answer == FormAnswer::submitted) {
      state.form.shows_missing = !is_good;
      if (is_good)
        actions.records.emplace_back(CreateRecord{target_of(state.form.draft, {}).target, state.form.reason});
    }
  }
  page.column.space(column.used());
  end_page(ui, state.page, page);
  draw_record_sheets(ui, state.form, model);
}

}  // namespace new_record_screen
}  // namespace mingchou::client
