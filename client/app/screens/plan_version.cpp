#include "client/app/screens/plan_version.h"

#include <algorithm>
#include <array>
#include <string>

#include "client/app/plans/plan_route.h"
#include "client/app/screens/deeds.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_version_parts.h"
#include "client/app/screens/plan_words.h"
#include "client/app/screens/stale.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::plan_version_screen {
namespace {

void begin_anew(State& state, const OpenPlan& open) {
  state = {};
  state.of = open.id;
  state.steps.begin(open);
  state.restorations_seen = open.restore.answers;
}

void notice_answers(Ui& ui, State& state, const OpenPlan& open, Actions& actions) {
  if (state.of != open.id) begin_anew(state, open);
  notice_step_answers(ui, state.steps, open);
  if (is_taken(state.restorations_seen, open.restore))
    show_toast(ui, "plan.restored", std::string(ui.say(Text::plan_row_restored)));
  if (open.made && !open.adjust.was_left)
    actions.go = route_of({.screen = Screen::plan_version, .plan = open.plan, .version = *open.made});
}

/// The version of the same plan that is on its way beside the published one.
const PlanVersion* adjustment_of(const OpenPlan& open) {
  if (!open.versions.value) return nullptr;
  const auto found = std::ranges::find_if(*open.versions.value, plans::is_open, &PlanVersion::state);
  return found == open.versions.value->end() ? nullptr : &*found;
}

void draw_banner(Ui& ui, Column& column, const Banner& what) {
  banner(ui, column.next(banner_height(ui, column.width(), what)), what);
  column.space(space_px::one_and_half);
}

void draw_errors(Ui& ui, Column& column, const OpenPlan& open) {
  for (const Submission* submission : {&open.submit, &open.discard, &open.remove, &open.restore}) {
    const std::string words = plan_error_words(ui, submission->error);
    if (words.empty()) continue;
    return draw_banner(ui, column, {.id = "plan.error", .tone = Tone::danger, .text = words});
  }
}

/// The state, and what comes next.
void draw_state(Ui& ui, Column& column, const Model& model, const PlanVersion& version) {
  const PlanStateLook look = look_of(version.state);
  const bool is_returned = version.state == plans::State::draft && !version.return_reason.empty();
  const std::string words = plan_next_words(ui, model.session, version);
  draw_banner(ui, column,
              {.id = "plan.state",
               .tone = is_returned ? Tone::warning : look.tone,
               .icon = is_returned ? Icon::undo : look.icon,
               .text = words});
  if (version.shows_own_rows)
    draw_banner(
        ui, column,
        {.id = "plan.sight", .tone = Tone::neutral, .icon = Icon::filter, .text = ui.say(Text::plan_shows_own)});
}

void draw_removed(Ui& ui, Column& column, const OpenPlan& open, Actions& actions) {
  if (!open.removed) return;
  const std::string words = text(Text::plan_row_removed, ui.language, {{"name", open.removed->name}});
  const Banner what{.id = "plan.removed",
                    .tone = Tone::info,
                    .icon = Icon::trash,
                    .text = words,
                    .action = ui.say(Text::plan_row_restore)};
  if (banner(ui, column.next(banner_height(ui, column.width(), what)), what) == BannerAnswer::action)
    actions.plans.emplace_back(RestorePlanRow{});
  column.space(space_px::one_and_half);
}

void draw_draft_deeds(Deeds& deeds, State& state, const Model& model, const PlanVersion& version, Actions& actions) {
  const OpenPlan& open = model.plans.open;
  const bool may_write = model.session.may(access::Action::plans_write);
  if (may_propose(model.session) &&
      deeds.draw("plan.add", Text::plan_row_add,
                 {.kind = may_write ? ButtonKind::secondary : ButtonKind::primary, .icon = Icon::add}))
    actions.go = route_of({.screen = Screen::plan_row_form, .plan = open.plan, .version = open.id});
  if (!may_write) return;
  const bool can_submit = version.row_count > 0 && !open.submit.is_under_way;
  if (deeds.draw("plan.submit", Text::plan_submit, {.icon = Icon::users, .enabled = can_submit}))
    state.steps.asks_submit = true;
}

void draw_steps(Deeds& deeds, State& state, const Model& model, const PlanVersion& version, Actions& actions) {
  PlanSteps& steps = state.steps;
  const OpenPlan& open = model.plans.open;
  const bool may_write = model.session.may(access::Action::plans_write);
  const ButtonOptions plain{.kind = ButtonKind::secondary};
  if (version.state == plans::State::submitted && model.session.may(access::Action::plans_approve)) {
    if (deeds.draw("plan.approve", Text::plan_approve, {.icon = Icon::stamp})) steps.approve.open(model.today);
    if (deeds.draw("plan.send_back", Text::plan_send_back, plain)) steps.send_back.open(model.today);
  }
  if (version.state == plans::State::approved && may_write &&
      deeds.draw("plan.file", Text::plan_file, {.icon = Icon::archive}))
    steps.file.open(model.today);
  if (version.state == plans::State::filed && may_write && !version.unpublished.empty() &&
      deeds.draw("plan.publish", Text::publication_record, {.icon = Icon::publish}))
    steps.publications.open_publish(version.unpublished.front(), items::Notice::issue, model.today);
  if (version.state != plans::State::published) return;
  const PlanVersion* adjustment = adjustment_of(open);
  if (adjustment) {
    if (deeds.draw("plan.adjustment.open", Text::plan_open_adjustment, plain))
      actions.go = route_of({.screen = Screen::plan_version, .plan = open.plan, .version = adjustment->id});
  } else if (may_write && open.versions.value) {
    if (deeds.draw("plan.adjust", Text::plan_adjust, {.kind = ButtonKind::secondary, .icon = Icon::edit}))
      steps.adjust.open(model.today);
    if (deeds.draw("plan.end.open", Text::plan_end, {.kind = ButtonKind::text})) steps.end.open(model.today);
  }
}

void draw_deeds(Ui& ui, Column& column, State& state, const Model& model, const PlanVersion& version,
                Actions& actions) {
  const OpenPlan& open = model.plans.open;
  Deeds deeds(ui, column);
  const bool is_draft = version.state == plans::State::draft;
  if (is_draft) draw_draft_deeds(deeds, state, model, version, actions);
  draw_steps(deeds, state, model, version, actions);
  if (version.based_on &&
      deeds.draw("plan.diff", Text::plan_diff, {.kind = ButtonKind::secondary, .icon = Icon::table}))
    actions.go = route_of({.screen = Screen::plan_diff, .plan = open.plan, .version = open.id});
  const bool can_discard = is_draft && version.based_on && model.session.may(access::Action::plans_write);
  if (can_discard &&
      deeds.draw("plan.discard", Text::plan_discard, {.kind = ButtonKind::text, .enabled = !open.discard.is_under_way}))
    state.steps.asks_discard = true;
  deeds.end();
}

/// From its filing on a version is to be published; while it is in work there is nothing to tell.
void draw_publishing(Ui& ui, Column& column, State& state, const Model& model, const PlanVersion& version) {
  const auto& records = model.plans.open.publications.value;
  if (!version.filed || !records) return;
  static constexpr std::array notices{items::Notice::issue};
  draw_publications(ui, column, state.steps.publications, *records, notices,
                    model.session.may(access::Action::plans_write), model.today);
}

void draw_missing(Ui& ui, const Rect& rest, const OpenPlan& open, Actions& actions) {
  ui.semantics.open({.role = Role::main, .id = "plan.page", .name = {}, .rect = rest});
  bool retry = false;
  draw_unread(ui, rest, ui.say(Text::plan_failed), open.version, retry);
  if (retry) actions.plans.emplace_back(OpenPlanVersion{open.plan, open.id});
  ui.semantics.close();
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const OpenPlan& open = model.plans.open;
  notice_answers(ui, state, open, actions);
  std::string title(ui.say(Text::plans_title)), detail;
  if (open.version.value) {
    const PlanVersion& version = *open.version.value;
    title = plan_name_words(ui, version.year);
    detail = plan_version_words(ui, version);
    if (version.based_on && plans::is_open(version.state))
      detail += " · " + std::string(ui.say(Text::plan_is_adjustment));
    detail += " · " + std::string(ui.say(look_of(version.state).words));
  }
  const HeaderAction take_away = export_action(ui, state.exports);
  Header header{.title = title, .detail = detail, .back = true};
  if (open.version.value) header.actions = {&take_away, 1};
  const HeaderOutcome outcome = draw_header(ui, rect, header, actions);
  if (outcome.pressed) open_list_export(state.exports, model, "plan_rows&version=" + open.id.uuid.text());
  const Rect rest = outcome.rest;
  if (!open.version.value) return draw_missing(ui, rest, open, actions);
  const PlanVersion& version = *open.version.value;
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "plan.page", .name = {}, .rect = rest});
  Column& column = page.column;
  const auto& error = open.version.error        ? open.version.error
                      : open.publications.error ? open.publications.error
                      : open.versions.error     ? open.versions.error
                                                : open.rows.error;
  if (draw_stale(ui, column, error)) actions.plans.emplace_back(OpenPlanVersion{open.plan, open.id});
  draw_errors(ui, column, open);
  draw_state(ui, column, model, version);
  draw_removed(ui, column, open, actions);
  draw_deeds(ui, column, state, model, version, actions);
  draw_tasks(ui, column, rest, state, model, version, actions);
  draw_history(ui, column, model, version);
  draw_publishing(ui, column, state, model, version);
  draw_versions(ui, column, model, version, actions);
  end_page(ui, state.page, page);
  draw_plan_steps(ui, state.steps, open, actions);
  draw_export_sheet(ui, state.exports, model, actions);
}

}  // namespace mingchou::client::plan_version_screen
