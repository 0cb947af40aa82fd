#include "client/app/screens/plans.h"

#include <algorithm>
#include <string>
#include <vector>

#include "client/app/plans/plan_route.h"
#include "client/app/screens/frame.h"
#include "client/app/screens/item_words.h"
#include "client/app/screens/plan_words.h"
#include "client/app/screens/stale.h"
#include "client/app/text/format.h"
#include "client/app/ui/widgets.h"

namespace mingchou::client::plans_screen {
namespace {

void notice_answers(Ui& ui, State& state, const PlansModel& all, Actions& actions) {
  if (!is_taken(state.creations_seen, all.create)) return;
  show_toast(ui, "plans.made", std::string(ui.say(Text::plan_made)));
  if (all.create.was_left || !all.made) return;
  if (const PlanVersion* draft = all.made->open())
    actions.go = route_of({.screen = Screen::plan_version, .plan = all.made->id, .version = draft->id});
}

/// The years for which a plan can be made and is not there.
std::vector<int> missing_years(const Model& model) {
  std::vector<int> years;
  for (const int year : {model.today.year(), model.today.year() + 1})
    if (!std::ranges::contains(*model.plans.all.value, year, &YearlyPlan::year)) years.push_back(year);
  return years;
}

void draw_deeds(Ui& ui, Column& column, const Model& model, Actions& actions) {
  if (!model.session.may(access::Action::plans_write)) return;
  const auto years = missing_years(model);
  if (years.empty()) return;
  Flow flow({column.x(), column.y(), column.width(), 0}, control_px);
  for (const int year : years) {
    const std::string label = text(Text::plan_make, ui.language, {{"year", std::to_string(year)}});
    const ButtonOptions options{.kind = year == years.back() ? ButtonKind::primary : ButtonKind::secondary,
                                .icon = Icon::add,
                                .enabled = !model.plans.create.is_under_way};
    if (button(ui, "plans.make." + std::to_string(year), label, flow.next(button_width(ui, label, options)), options))
      actions.plans.emplace_back(CreatePlan{year});
  }
  column.space(flow.used() + space_px::two);
}

/// A period that ended is told where its task is, not for each here.
void draw_duties(Ui& ui, Column& column, const Model& model, Actions& actions) {
  if (!model.plans.duties.value || !sees_to_plans(model.session)) return;
  int number = 0;
  for (const plans::Duty& duty : *model.plans.duties.value) {
    if (duty.kind == plans::DutyKind::period_ended) continue;
    const std::string words = plan_duty_words(ui, duty) + " · " + plan_duty_due_words(ui, duty);
    const Banner what{.id = "plans.duty." + std::to_string(number++),
                      .tone = duty.is_overdue ? Tone::danger : Tone::warning,
                      .icon = duty.is_overdue ? Icon::overdue : Icon::deadline,
                      .text = words,
                      .action = duty.version_id ? ui.say(Text::list_see) : std::string_view()};
    const BannerAnswer answer = banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    if (answer == BannerAnswer::action) actions.go = plan_duty_route(duty);
    column.space(space_px::one);
  }
  if (number > 0) column.space(space_px::one);
}

/// A version with its words, which the options point into.
struct VersionRow {
  const PlanVersion* version = nullptr;
  std::string title, detail;
  /// Tells the year too: versions of all years are links beside one another.
  std::string name;
};

VersionRow row_of(const Ui& ui, const PlanVersion& version) {
  VersionRow row{&version, plan_version_words(ui, version), {}, {}};
  if (version.based_on && plans::is_open(version.state))
    row.title += " · " + std::string(ui.say(Text::plan_is_adjustment));
  row.detail = text(Text::plan_row_count, ui.language, {{"count", grouped(version.row_count)}});
  const auto add = [&row](const std::string& part) {
    if (!part.empty()) row.detail += " · " + part;
  };
  if (version.approved_on)
    add(std::string(ui.say(Text::plan_state_approved)) + " " + date_text(*version.approved_on, ui.language));
  add(version.filing_number);
  add(plan_unpublished_words(ui, version));
  if (plans::is_open(version.state)) add(version.reason);
  row.name = plan_name_words(ui, version.year) + "，" + row.title + "，" + row.detail + "，" +
             std::string(ui.say(look_of(version.state).words));
  return row;
}

RowOptions options_of(const Ui& ui, const VersionRow& row, bool is_last) {
  const PlanStateLook look = look_of(row.version->state);
  return {.title = row.title,
          .detail = row.detail,
          .icon = look.icon,
          .icon_tone = look.tone,
          .trailing = ui.say(look.words),
          .chevron = true,
          .separator = !is_last,
          .detail_fit = Fit::whole,
          .name = row.name,
          .role = Role::link};
}

void draw_plan(Ui& ui, Column& column, const YearlyPlan& plan, Actions& actions) {
  const std::string id = "plans." + std::to_string(plan.year);
  section_heading(ui, id, plan_name_words(ui, plan.year), column.next(section_heading_px));
  std::vector<VersionRow> rows;
  float height = 0;
  for (const PlanVersion& version : plan.current) {
    rows.push_back(row_of(ui, version));
    height += row_height(ui, column.width(), options_of(ui, rows.back(), false));
  }
  card(ui, {column.x(), column.y(), column.width(), height});
  for (const VersionRow& row : rows) {
    const RowOptions options = options_of(ui, row, &row == &rows.back());
    const Rect at = column.next(row_height(ui, column.width(), options));
    if (list_row(ui, "plans.version." + row.version->id.uuid.text(), at, options))
      actions.go = route_of({.screen = Screen::plan_version, .plan = plan.id, .version = row.version->id});
  }
  column.space(space_px::two);
}

}  // namespace

void draw(Ui& ui, const Rect& rect, State& state, const Model& model, Actions& actions) {
  const PlansModel& all = model.plans;
  notice_answers(ui, state, all, actions);
  const Rect rest = draw_header(ui, rect, {.title = ui.say(Text::plans_title)}, actions).rest;
  if (!all.all.value) {
    ui.semantics.open({.role = Role::main, .id = "plans", .name = {}, .rect = rest});
    bool retry = false;
    draw_unread(ui, rest, ui.say(Text::plans_failed), all.all, retry);
    if (retry) actions.plans.emplace_back(ReadPlans{});
    ui.semantics.close();
    return;
  }
  Page page = begin_page(ui, state.page, {.role = Role::main, .id = "plans", .name = {}, .rect = rest});
  Column& column = page.column;
  if (draw_stale(ui, column, all.all.error)) actions.plans.emplace_back(ReadPlans{});
  if (const std::string words = plan_error_words(ui, all.create.error); !words.empty()) {
    const Banner what{.id = "plans.error", .tone = Tone::danger, .text = words};
    banner(ui, column.next(banner_height(ui, column.width(), what)), what);
    column.space(space_px::one_and_half);
  }
  draw_duties(ui, column, model, actions);
  draw_deeds(ui, column, model, actions);
  for (const YearlyPlan& plan : *all.all.value) draw_plan(ui, column, plan, actions);
  if (all.all.value->empty()) {
    const bool is_office = model.session.may(access::Action::plans_write);
    notice(ui, column.next(280),
           {.id = "plans.nothing",
            .icon = Icon::calendar,
            .title = ui.say(Text::plans_none),
            .advice = ui.say(is_office ? Text::plans_none_office : Text::plans_none_advice)});
  }
  end_page(ui, state.page, page);
}

}  // namespace mingchou::client::plans_screen
