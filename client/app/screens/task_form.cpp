#include "client/app/screens/task_form.h"

#include <utility>

#include "client/app/screens/conflict.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/task_counts.h"
#include "client/app/screens/task_words.h"
#include "client/app/tasks/task_route.h"
#include "client/app/tasks/tasks_json.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::task_form_screen {
namespace {

Key key_of(const TaskPlace& place) { return {place.task, place.row}; }

/// The task as it is kept; nothing of a new one.
const KeptTask* kept_task(const TaskPlace& place, const Model& model) {
  const auto& kept = model.tasks.open.task.value;
  return !place.is_new() && kept && kept->task.id == place.task ? &*kept : nullptr;
}

/// Of the plan's row that the task carries out; nothing of a special one, or while it is not there.
std::optional<tasks::PlanRowKey> key_of_row(const TaskPlace& place, const Model& model) {
  if (place.row) return place.row;
  const KeptTask* kept = kept_task(place, model);
  return kept ? kept->task.plan_row : std::nullopt;
}

const plans::Row* planned_row(const TaskPlace& place, const Model& model) {
  const PlannedWork& planned = model.tasks.planned;
  const auto key = key_of_row(place, model);
  return key && planned.key == key && planned.row.value ? &*planned.row.value : nullptr;
}

/// The form begins with what was read; after that only the user's own wish replaces it.
void follow(State& state, const TaskPlace& place, const Model& model) {
  const KeptTask* kept = kept_task(place, model);
  const plans::Row* planned = planned_row(place, model);
  if (state.is_of(key_of(place))) {
    if (kept && kept->revision != state.revision && !state.is_changed())
      state.fill(key_of(place), task_fields_from(kept->task), kept->revision);
    return;
  }
  state.begin(model.tasks.open.save);
  state.sheets = {};
  state.counted.clear();
  if (kept)
    state.fill(key_of(place), task_fields_from(kept->task), kept->revision);
  else if (place.is_new() && !place.row)
    state.fill(key_of(place), new_special_task(model.session), 0);
  else if (place.is_new() && planned)
    state.fill(key_of(place), new_planned_task(*place.row, *planned), 0);
}

void notice_answers(Ui& ui, State& state, const TaskPlace& place, const Model& model, Actions& actions) {
  const OpenTask& open = model.tasks.open;
  if (!is_taken(state.answers_seen, open.save)) return;
  show_toast(ui, "task.saved", std::string(ui.say(Text::task_saved)));
  if (!state.is_done(place.is_new()) || open.save.was_left) return;
  if (place.is_new() && open.made)
    actions.instead = route_of({.screen = Screen::task, .task = *open.made});
  else
    actions.back = true;
}

/// What decides how many are drawn: a change of anything else counts nothing anew.
std::string counted_part(tasks::Task task) {
  task.work.name = task.work.target = "-";
  task.work.remarks.reset();
  task.work.estimated_count.reset();
  if (task.is_special()) task.special_reason = "-";
  return task_body(task);
}

void count(State& state, const Model& model, Actions& actions) {
  const DraftCounts& draft = model.tasks.draft;
  const auto task = task_from(state.fields, model.today);
  state.counted = task ? counted_part(*task) : std::string();
  // What could not be counted is not asked for again before it is changed.
  if (!task || draft.count.is_under_way || draft.asked == state.counted) return;
  actions.tasks.emplace_back(CountDraft{state.counted});
}

/// The counts of what is typed now; nothing while they are not there.
const TaskCounts* counts_of(const State& state, const Model& model) {
  const DraftCounts& draft = model.tasks.draft;
  return draft.counts && !state.counted.empty() && draft.of == state.counted ? &*draft.counts : nullptr;
}

std::string counts_line(const Ui& ui, const State& state, const Model& model) {
  if (state.counted.empty()) return std::string(ui.say(Text::task_counts_incomplete));
  if (const TaskCounts* counts = counts_of(state, model)) return counts_headline(ui, *counts);
  const auto& error = model.tasks.draft.count.error;
  return error && !model.tasks.draft.count.is_under_way ? task_error_words(ui, error)
                                                        : std::string(ui.say(Text::task_counts_waiting));
}

void draw_counts(Ui& ui, Column& column, State& state, const Model& model) {
  const TaskCounts* counts = counts_of(state, model);
  const auto task = task_from(state.fields, model.today);
  if (!counts || !task) return;
  if (const auto helped = draw_task_counts(ui, column, model, *counts, *task, true))
    state.fields = task_fields_from(*helped);
}

void save(State& state, const TaskPlace& place, const Model& model, Actions& actions) {
  auto task = task_from(state.fields, model.today);
  state.error = task ? std::nullopt : std::optional(task.error());
  if (!task) return;
  task->id = place.task;
  state.sent = state.fields;
  actions.tasks.emplace_back(SaveTask{*std::move(task), state.revision});
}

/// Somebody else changed it: theirs can be taken, or what is typed here kept.
void draw_beaten(Ui& ui, Column& column, State& state, const TaskPlace& place, const KeptTask& theirs) {
  const Conflict conflict{.id = "task", .title = ui.say(Text::task_conflict), .revision = theirs.revision};
  begin_conflict(ui, column, conflict);
  const ConflictAnswer answer = end_conflict(ui, column, conflict);
  if (answer == ConflictAnswer::keep_mine) state.revision = theirs.revision;
  if (answer == ConflictAnswer::take_theirs) state.fill(key_of(place), task_fields_from(theirs.task), theirs.revision);
}

void draw_form(Ui& ui, Column& column, State& state, const TaskPlace& place, const Model& model, Actions& actions) {
  const OpenTask& open = model.tasks.open;
  const KeptTask* kept = kept_task(place, model);
  if (const auto key = key_of_row(place, model); key && model.tasks.planned.key != key)
    actions.tasks.emplace_back(ReadPlannedWork{*key});
  const bool is_beaten = kept && kept->revision > state.revision;
  if (is_beaten) draw_beaten(ui, column, state, place, *kept);
  const std::optional<Error>& error = state.error ? state.error : open.save.error;
  Form form(ui, column, "task.form");
  draw_task_fields(ui, form, column, state.fields, state.sheets, model, planned_row(place, model), error);
  count(state, model, actions);
  draw_counts(ui, column, state, model);
  form.error(task_error_words(ui, error));
  const bool can_save = !is_beaten && (place.is_new() || state.is_changed());
  const FormAnswer answer = form.submit({.label = ui.say(Text::save_word),
                                         .icon = Icon::save,
                                         .is_under_way = open.save.is_under_way,
                                         .enabled = can_save});
  if (answer == FormAnswer::submitted) save(state, place, model, actions);
}

void draw_missing(Ui& ui, const Rect& rest, const TaskPlace& place, const Model& model, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "task_form.page", .name = {}, .rect = rest});
  bool retry = false;
  const LoadState& state = place.row ? static_cast<const LoadState&>(model.tasks.planned.row) : model.tasks.open.task;
  draw_unread(ui, rest, ui.say(Text::task_failed), state, retry);
  if (retry && place.row) actions.tasks.emplace_back(ReadPlannedWork{*place.row});
  if (retry && !place.row) actions.tasks.emplace_back(ReadTask{place.task});
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const TaskPlace place = task_place(model.route);
  if (state.is_of(key_of(place))) notice_answers(ui, state, place, model, actions);
  const bool is_leaving = actions.back || actions.instead;
  if (!is_leaving) follow(state, place, model);
  const bool is_there = state.is_of(key_of(place));
  // How many are drawn stays in sight, however far the form is scrolled.
  const std::string counts = is_there ? counts_line(ui, state, model) : std::string();
  const Header header{.title = ui.say(place.is_new() ? Text::task_new_title : Text::task_edit_title),
                      .detail = counts,
                      .width = PageWidth::text,
                      .back = true};
  const Rect rest = draw_header(ui, rect, header, actions).rest;
  if (!is_leaving && actions.back && is_there && state.is_changed()) {
    actions.back = false;
    state.asks_leave = true;
  }
  if (!is_leaving && !is_there) return draw_missing(ui, rest, place, model, actions);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "task_form.page", .name = {}, .rect = rest},
                         PageWidth::text);
  if (!is_leaving) draw_form(ui, page.column, state, place, model, actions);
  end_page(ui, state.page, page);
  draw_task_sheets(ui, state.fields, state.sheets, model, actions);
  if (!ask_leave(ui, "task.leave", state.asks_leave)) return;
  state.of.reset();
  actions.back = true;
}

}  // namespace mingchou::client::task_form_screen
