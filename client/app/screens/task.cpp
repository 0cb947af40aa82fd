#include "client/app/screens/task.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "client/app/screens/deeds.h"
#include "client/app/screens/draw_words.h"
#include "client/app/screens/field_parts.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/screens/stale.h"
#include "client/app/screens/task_counts.h"
#include "client/app/screens/task_words.h"
#include "client/app/tasks/task_route.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/plans/content.h"

namespace mingchou::client::task_screen {
namespace {

void notice_answers(Ui& ui, State& state, const Model& model) {
  const OpenTask& open = model.tasks.open;
  if (state.of != open.id) {
    state = {};
    state.of = open.id;
    state.readies_seen = open.make_ready.answers;
    state.reopenings_seen = open.reopen.answers;
    state.cancels_seen = open.cancel.answers;
    state.remedies_seen = open.remedy_save.answers;
    state.load.disclosures_seen = model.checks.disclose.answers;
  }
  if (is_taken(state.readies_seen, open.make_ready))
    show_toast(ui, "task.ready", std::string(ui.say(Text::task_made_ready_toast)));
  if (is_taken(state.reopenings_seen, open.reopen))
    show_toast(ui, "task.reopened", std::string(ui.say(Text::task_reopened_toast)));
  if (is_taken(state.remedies_seen, open.remedy_save))
    show_toast(ui, "task.remedy", std::string(ui.say(Text::task_remedy_applied)));
  if (is_taken(state.cancels_seen, open.cancel)) {
    state.cancel.open = false;
    show_toast(ui, "task.cancelled", std::string(ui.say(Text::task_cancelled_toast)));
  }
}

/// The draw that is on its way, or the one with the result.
const TaskDraw* draw_in_force(const OpenTask& open) {
  if (!open.draws.value) return nullptr;
  const auto found =
      std::ranges::find_if(*open.draws.value, [](const TaskDraw& one) { return one.stage != ceremony::Stage::voided; });
  return found == open.draws.value->end() ? nullptr : &*found;
}

void draw_errors(Ui& ui, Column& column, const OpenTask& open) {
  for (const Submission* submission :
       {&open.make_ready, &open.reopen, &open.remedy_reopen, &open.remedy_save, &open.remedy_ready}) {
    const std::string words = task_error_words(ui, submission->error);
    if (words.empty()) continue;
    const Banner what{.id = "task.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    return column.space(space_px::one_and_half);
  }
}

void draw_state(Ui& ui, Column& column, const KeptTask& task, bool is_in_draw) {
  const TaskStateLook look = look_of(task.state);
  const std::string words = task_next_words(ui, task, is_in_draw);
  const Banner what{.id = "task.state", .tone = look.tone, .icon = look.icon, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one_and_half);
}

void draw_draft_deeds(Deeds& deeds, State& state, const OpenTask& open, const KeptTask& task, Actions& actions) {
  const bool can_be_ready = open.counts.value && open.counts.value->may_be_drawn && !open.make_ready.is_under_way;
  if (deeds.draw("task.ready", Text::task_make_ready, {.icon = Icon::check, .enabled = can_be_ready}))
    actions.tasks.emplace_back(MakeTaskReady{task.revision});
  if (deeds.draw("task.edit", Text::item_edit, {.kind = ButtonKind::secondary, .icon = Icon::edit}))
    actions.go = route_of({.screen = Screen::task_form, .task = task.task.id});
  if (deeds.draw("task.cancel", Text::task_cancel, {.kind = ButtonKind::text})) state.cancel.open = true;
}

void draw_ready_deeds(Deeds& deeds, State& state, const OpenTask& open, const KeptTask& task, Actions& actions) {
  if (!open.draws.value) return;
  const TaskDraw* draw = draw_in_force(open);
  if (draw) {
    if (deeds.draw("task.draw", Text::task_open_draw, {.icon = Icon::dice}))
      actions.go = Route{Screen::draw, draw->id.text()};
    return;
  }
  if (deeds.draw("task.hold", Text::task_hold_draw, {.icon = Icon::dice}))
    actions.go = Route{Screen::new_draw, task.task.id.uuid.text()};
  if (deeds.draw("task.reopen", Text::task_reopen,
                 {.kind = ButtonKind::secondary, .icon = Icon::undo, .enabled = !open.reopen.is_under_way}))
    actions.tasks.emplace_back(ReopenTask{task.revision});
  if (deeds.draw("task.cancel", Text::task_cancel, {.kind = ButtonKind::text})) state.cancel.open = true;
}

void draw_deeds(Ui& ui, Column& column, State& state, const Model& model, const KeptTask& task, Actions& actions) {
  const OpenTask& open = model.tasks.open;
  Deeds deeds(ui, column);
  if (may_hold_draws(model.session, task.task.work.initiating_department_id)) {
    if (task.state == tasks::State::draft) draw_draft_deeds(deeds, state, open, task, actions);
    if (task.state == tasks::State::ready) draw_ready_deeds(deeds, state, open, task, actions);
  }
  const TaskDraw* draw = draw_in_force(open);
  if (draw && draw->stage == ceremony::Stage::drawn &&
      deeds.draw("task.result", Text::task_see_draw, {.icon = Icon::result}))
    actions.go = Route{Screen::draw, draw->id.text()};
  deeds.end();
}

void draw_counts(Ui& ui, Column& column, const Model& model, const KeptTask& task, bool is_in_draw, Actions& actions) {
  const OpenTask& open = model.tasks.open;
  if (!may_hold_draws(model.session) || is_in_draw ||
      (task.state != tasks::State::draft && task.state != tasks::State::ready))
    return;
  if (!open.counts.value) {
    bool retry = false;
    draw_unread(ui, column.next(200), ui.say(Text::task_counts_failed), open.counts, retry);
    if (retry) actions.tasks.emplace_back(ReadTask{open.id});
    return;
  }
  const bool may_apply = may_hold_draws(model.session, task.task.work.initiating_department_id);
  if (auto helped = draw_task_counts(ui, column, model, *open.counts.value, task.task, may_apply))
    actions.tasks.emplace_back(ApplyRemedy{*std::move(helped)});
}

/// How the team and the draw are meant, beside what a plan's row says.
std::vector<std::pair<std::string, std::string>> facts_of(const Ui& ui, const Model& model, const KeptTask& kept) {
  const tasks::Task& task = kept.task;
  const auto name_of = names_of(model);
  std::vector<std::pair<std::string, std::string>> facts;
  if (task.is_special()) facts.emplace_back(ui.say(Text::task_special_reason), task.special_reason);
  for (const items::Field& field : plans::fields_of(task.work)) {
    if (field.name == "name" || (field.name == "range" && !task.work.is_directed)) continue;
    facts.emplace_back(plan_field_words(ui, field.name), plan_value_words(ui, model, field.name, field.json));
  }
  for (const tasks::TeamPlace& place : task.team) {
    std::string words = std::to_string(place.inspector_count);
    for (const auto& list : {place.certificate_fields, place.specialties})
      for (const std::string& one : list) words += " · " + one;
    facts.emplace_back(text(Text::task_place_count, ui.language, {{"department", name_of(place.department_id.uuid)}}),
                       words);
  }
  facts.emplace_back(ui.say(Text::task_load_max), std::to_string(task.load_max));
  for (const tasks::Stratum& stratum : task.strata)
    facts.emplace_back(std::string(ui.say(Text::task_stratum_title)) + " " + stratum.name,
                       plan_quantity_words(ui, stratum.quantity) + " · " + stratum_detail(ui, model, stratum));
  if (task.strata.empty())
    facts.emplace_back(ui.say(Text::task_substitute_count), std::to_string(task.substitute_count));
  facts.emplace_back(ui.say(Text::task_section_exclusions), exclusions_words(ui, task.exclusions));
  facts.emplace_back(ui.say(Text::task_sealed), ui.say(task.is_sealed ? Text::task_sealed_yes : Text::task_sealed_no));
  facts.emplace_back(
      ui.say(Text::task_changed),
      text(Text::task_by_at, ui.language,
           {{"by", kept.changed_by}, {"moment", moment_text(kept.changed_at, model.today, ui.language)}}));
  return facts;
}

void draw_facts(Ui& ui, Column& column, const Model& model, const KeptTask& task, Actions& actions) {
  section_heading(ui, "task.facts.title", ui.say(Text::task_facts), column.next(section_heading_px));
  const auto facts = facts_of(ui, model, task);
  std::vector<KeyValue> values;
  values.reserve(facts.size());
  for (const auto& [key, value] : facts) values.push_back({.key = key, .value = value});
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "task.facts", at.inset(space_px::two), values);
  column.space(space_px::two);
  if (!task.task.plan_row || !model.session.may(access::Action::plans_read)) return;
  Deeds deeds(ui, column);
  if (deeds.draw("task.plan", Text::plan_row_title, {.kind = ButtonKind::text, .icon = Icon::calendar}))
    actions.go = Route{Screen::plan_row, task.task.plan_row->plan_id.uuid.text() + "/versions/" +
                                             task.task.plan_row->version_id.uuid.text() + "/rows/" +
                                             task.task.plan_row->row_id.uuid.text()};
  deeds.end();
}

void draw_draws(Ui& ui, Column& column, const OpenTask& open, Actions& actions) {
  if (!open.draws.value || open.draws.value->empty()) return;
  section_heading(ui, "task.draws", ui.say(Text::task_draws), column.next(section_heading_px));
  struct Line {
    const TaskDraw* draw;
    std::string title;
  };
  std::vector<Line> lines;
  lines.reserve(open.draws.value->size());
  for (const TaskDraw& draw : *open.draws.value)
    lines.push_back({&draw, text(Text::task_draw_round, ui.language, {{"round", std::to_string(draw.round)}})});
  card(ui, {column.x(), column.y(), column.width(), static_cast<float>(lines.size()) * row_px_min});
  for (const Line& line : lines) {
    const DrawLook look = look_of(line.draw->stage);
    const RowOptions options{.title = line.title,
                             .icon = look.icon,
                             .icon_tone = look.tone,
                             .trailing = ui.say(look.words),
                             .chevron = true,
                             .separator = &line != &lines.back(),
                             .role = Role::link};
    if (list_row(ui, "task.draw." + line.draw->id.text(), column.next(row_px_min), options))
      actions.go = Route{Screen::draw, line.draw->id.text()};
  }
  column.space(space_px::two);
}

void draw_cancel(Ui& ui, State& state, const OpenTask& open, Actions& actions) {
  auto sheet = begin_sheet(ui, state.cancel, {.id = "task.cancel.sheet", .title = ui.say(Text::task_cancel_title)});
  if (!sheet) return;
  Column& column = sheet->page.column;
  column.space(paragraph(ui, "task.cancel.help", column.next(0), ui.say(Text::task_cancel_help), type_px::small,
                         ui.theme->text_secondary) +
               space_px::two);
  {
    Form form(ui, column, "task.cancel.form");
    line_field(ui, form, "task.cancel.reason", Text::task_cancel_reason, FieldKind::multiline,
               static_cast<int>(items::reason_characters_max), state.shows_missing, state.reason);
    form.error(task_error_words(ui, open.cancel.error));
    if (form.submit({.label = ui.say(Text::task_cancel), .is_under_way = open.cancel.is_under_way}) ==
        FormAnswer::submitted) {
      state.shows_missing = state.reason.empty();
      if (!state.shows_missing && open.task.value)
        actions.tasks.emplace_back(CancelTask{state.reason, open.task.value->revision});
    }
  }
  end_sheet_content(ui, state.cancel, *sheet);
  end_sheet(ui);
}

void draw_missing(Ui& ui, const Rect& rest, const OpenTask& open, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "task.page", .name = {}, .rect = rest});
  bool retry = false;
  draw_unread(ui, rest, ui.say(Text::task_failed), open.task, retry);
  if (retry) actions.tasks.emplace_back(ReadTask{open.id});
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenTask& open = model.tasks.open;
  notice_answers(ui, state, model);
  std::string title(ui.say(Text::task_title)), detail;
  if (open.task.value) {
    title = open.task.value->task.work.name;
    detail = open.task.value->number + " · " +
             std::string(ui.say(open.task.value->task.is_special() ? Text::task_is_special : Text::task_is_planned)) +
             " · " + std::string(ui.say(look_of(open.task.value->state).words));
  }
  const Rect rest = draw_header(ui, rect, {.title = title, .detail = detail, .back = true}, actions).rest;
  if (!open.task.value) return draw_missing(ui, rest, open, actions);
  const KeptTask& task = *open.task.value;
  const TaskDraw* in_force = draw_in_force(open);
  const bool is_in_draw = in_force && is_open_draw(*in_force);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "task.page", .name = {}, .rect = rest});
  Column& column = page.column;
  const auto& error = open.task.error ? open.task.error : open.draws.error;
  if (draw_stale(ui, column, error)) actions.tasks.emplace_back(ReadTask{open.id});
  draw_errors(ui, column, open);
  draw_state(ui, column, task, is_in_draw);
  draw_deeds(ui, column, state, model, task, actions);
  draw_counts(ui, column, model, task, is_in_draw, actions);
  const bool has_checks =
      task.state == tasks::State::drawn || task.state == tasks::State::running || task.state == tasks::State::done;
  if (has_checks) draw_check_load(ui, column, state.load, model, task.task, actions);
  draw_draws(ui, column, open, actions);
  draw_facts(ui, column, model, task, actions);
  end_page(ui, state.page, page);
  draw_cancel(ui, state, open, actions);
  draw_disclosure(ui, state.load, model, task.task, actions);
}

}  // namespace mingchou::client::task_screen
