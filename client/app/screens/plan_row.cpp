#include "client/app/screens/plan_row.h"

#include <string>
#include <utility>
#include <vector>

#include "client/app/plans/plan_route.h"
#include "client/app/screens/deeds.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/screens/stale.h"
#include "client/app/tasks/task_route.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"
#include "shared/plans/content.h"

namespace mingchou::client::plan_row_screen {
namespace {

void draw_facts(Ui& ui, Column& column, const Model& model, const StoredPlanRow& stored) {
  std::vector<std::pair<std::string, std::string>> facts;
  for (const items::Field& field : plans::fields_of(stored.row)) {
    // Its name is the page's title, and an undirected draw narrows nothing.
    if (field.name == "name" || (field.name == "range" && !stored.row.is_directed)) continue;
    facts.emplace_back(plan_field_words(ui, field.name), plan_value_words(ui, model, field.name, field.json));
  }
  facts.emplace_back(
      ui.say(Text::plan_row_changed),
      text(Text::plan_history_at, ui.language,
           {{"moment", moment_text(stored.changed_at, model.today, ui.language)}, {"by", stored.changed_by}}));
  std::vector<KeyValue> values;
  values.reserve(facts.size());
  for (const auto& [key, value] : facts) values.push_back({.key = key, .value = value});
  const float width = column.width() - 2 * space_px::two;
  const Rect at = column.next(key_values_height(ui, width, values) + 2 * space_px::two);
  card(ui, at);
  key_values(ui, "plan.row.facts", at.inset(space_px::two), values);
}

void draw_deeds(Ui& ui, Column& column, const Model& model, const StoredPlanRow& stored, Actions& actions) {
  const OpenPlan& open = model.plans.open;
  Deeds deeds(ui, column);
  if (deeds.draw("plan.row.edit", Text::item_edit, {.icon = Icon::edit}))
    actions.go =
        route_of({.screen = Screen::plan_row_form, .plan = open.plan, .version = open.id, .row = stored.row.id});
  if (deeds.draw("plan.row.remove", Text::plan_row_remove,
                 {.kind = ButtonKind::text, .icon = Icon::trash, .enabled = !open.remove.is_under_way}))
    actions.plans.emplace_back(RemovePlanRow{stored.row.id, stored.revision});
  deeds.end();
  const std::string words = plan_error_words(ui, open.remove.error);
  if (words.empty()) return;
  const Banner what{.id = "plan.row.error", .tone = Tone::danger, .text = words};
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::two);
}

/// From what the joint meeting approved, by who holds the draws of the department that initiates it.
bool may_make_task(const Model& model, const StoredPlanRow& stored) {
  const auto& version = model.plans.open.version.value;
  if (!version || !may_hold_draws(model.session, stored.row.initiating_department_id)) return false;
  return version->state == plans::State::approved || version->state == plans::State::filed ||
         version->state == plans::State::published;
}

void draw_making_task(Ui& ui, Column& column, const OpenPlan& open, const StoredPlanRow& stored, Actions& actions) {
  Deeds deeds(ui, column);
  if (deeds.draw("plan.row.task", Text::task_from_row, {.icon = Icon::dice}))
    actions.go =
        route_of(TaskPlace{.screen = Screen::task_form, .row = tasks::PlanRowKey{open.plan, open.id, stored.row.id}});
  deeds.end();
}

/// Removed without a question: the version's page offers to put it back.
void notice_answers(Ui& ui, State& state, const OpenPlan& open, const plans::RowId& id, Actions& actions) {
  if (state.of != id) {
    state = {};
    state.of = id;
    state.removals_seen = open.remove.answers;
  }
  if (!is_taken(state.removals_seen, open.remove)) return;
  show_toast(ui, "plan.removed", std::string(ui.say(Text::plan_row_removed_toast)));
  actions.back = !open.remove.was_left;
}

void draw_missing(Ui& ui, const Rect& rest, const OpenPlan& open, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "plan.row.page", .name = {}, .rect = rest});
  if (open.rows.value && !open.rows.is_loading) {
    notice(ui, rest, {.id = "plan.row.gone", .icon = Icon::register_list, .title = ui.say(Text::plan_row_gone)});
  } else {
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::plan_failed), open.rows, retry);
    if (retry) actions.plans.emplace_back(OpenPlanVersion{open.plan, open.id});
  }
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenPlan& open = model.plans.open;
  const plans::RowId id = plan_place(model.route).row;
  notice_answers(ui, state, open, id, actions);
  const StoredPlanRow* stored = open.row_with(id);
  const std::string title = stored ? stored->row.name : std::string(ui.say(Text::plan_row_title));
  std::string detail;
  if (open.version.value)
    detail = plan_name_words(ui, open.version.value->year) + " · " + plan_version_words(ui, *open.version.value);
  const Rect rest = draw_header(ui, rect, {.title = title, .detail = detail, .back = true}, actions).rest;
  if (!stored) return draw_missing(ui, rest, open, actions);
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "plan.row.page", .name = {}, .rect = rest});
  if (draw_stale(ui, page.column, open.rows.error)) actions.plans.emplace_back(OpenPlanVersion{open.plan, open.id});
  const bool may_edit = open.version.value && open.version.value->state == plans::State::draft &&
                        may_keep_row(model.session, stored->row.initiating_department_id);
  if (may_edit) draw_deeds(ui, page.column, model, *stored, actions);
  if (may_make_task(model, *stored)) draw_making_task(ui, page.column, model.plans.open, *stored, actions);
  draw_facts(ui, page.column, model, *stored);
  end_page(ui, state.page, page);
}

}  // namespace mingchou::client::plan_row_screen
