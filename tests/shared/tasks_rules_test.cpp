// What a task must fulfil by itself, its way through the states, and its JSON.
#include <doctest/doctest.h>

#include "shared/tasks/check_sight.h"
#include "shared/tasks/check_states.h"
#include "shared/tasks/content.h"
#include "shared/tasks/rules.h"
#include "shared/tasks/states.h"
#include "tests/shared/tasks_support.h"

using namespace mingchou;
using namespace mingchou::tasks;
using namespace mingchou::tasks::test;

namespace {

std::string refusal(Task task) {
  const auto checked = check_task(std::move(task));
  return checked ? "" : checked.error().code;
}

Range in_regions(std::vector<std::string> regions) {
  Range range;
  range.regions = std::move(regions);
  return range;
}

Range of_industries(std::vector<std::string> industries) {
  Range range;
  range.industries = std::move(industries);
  return range;
}

}  // namespace

TEST_CASE("a task of one department and one of several are accepted, tidied, and accepted again as they are") {
  Task joint = joint_task();
  joint.work.name = "　食品销售者抽查 ";
  joint.special_reason = " 多次投诉举报　";
  std::swap(joint.team[0], joint.team[1]);
  joint.team[0].specialties = {"消防", " 电气 ", "消防"};
  const Task tidied = check_task(joint).value();
  CHECK(tidied.work.name == "食品销售者抽查");
  CHECK(tidied.special_reason == "多次投诉举报");
  CHECK(tidied.team[0].department_id == market);
  CHECK(tidied.team[1].specialties == std::vector<std::string>{"消防", "电气"});
  CHECK(check_task(tidied).value() == tidied);
  CHECK(refusal(own_task()) == "");
}

TEST_CASE("a task is of the plan or special, and a special one says why") {
  Task task = own_task();
  task.special_reason = " ";
  CHECK(refusal(task) == "items.field_needed");
  task.plan_row = PlanRowKey{};
  task.special_reason = "理由";
  CHECK(refusal(task) == "tasks.reason_on_planned");
  task.special_reason.clear();
  CHECK(refusal(task) == "");
}

TEST_CASE("a team under two certified inspectors is refused, and so is one that leaves a department out") {
  Task task = own_task();
  task.team[0].inspector_count = 1;
  CHECK(refusal(task) == "tasks.team_too_small");
  task.team[0].inspector_count = 0;
  CHECK(refusal(task) == "tasks.place_range");
  Task joint = joint_task();
  joint.team[0].inspector_count = joint.team[1].inspector_count = 1;
  CHECK(refusal(joint) == "");
  joint.team[1].department_id = market;
  CHECK(refusal(joint) == "tasks.team_departments");
  joint.team.pop_back();
  CHECK(refusal(joint) == "tasks.team_departments");
}

TEST_CASE("strata have names of their own and stay within the range") {
  Task task = own_task();
  task.strata = {{.name = "高风险", .range = {}, .quantity = {QuantityKind::ratio, 3000}},
                 {.name = "其他", .range = {}, .quantity = {QuantityKind::ratio, 100}}};
  CHECK(refusal(task) == "");
  task.strata[1].name = "高风险";
  CHECK(refusal(task) == "tasks.stratum_repeated");
  task.strata[1].name = " ";
  CHECK(refusal(task) == "items.field_needed");
  task.strata[1].name = "其他";
  task.strata[1].quantity.value = 0;
  CHECK(refusal(task) == "plans.ratio_range");
  task.strata[1].quantity.value = 1;
  task.work.is_directed = true;
  task.work.range = in_regions({"411622102"});
  CHECK(refusal(task) == "");
  task.strata[1].range = in_regions({"411622103"});
  CHECK(refusal(task) == "tasks.stratum_beyond_range");
}

TEST_CASE("numbers of a task are bounded") {
  const auto with = [](auto change) {
    Task task = own_task();
    change(task);
    return refusal(task);
  };
  CHECK(with([](Task& t) { t.load_max = 0; }) == "tasks.load_range");
  CHECK(with([](Task& t) { t.load_max = load_bound + 1; }) == "tasks.load_range");
  CHECK(with([](Task& t) { t.substitute_count = -1; }) == "tasks.substitutes_range");
  CHECK(with([](Task& t) { t.exclusions.checked_within_months = exclusion_months_bound + 1; }) == "tasks.months_range");
  CHECK(with([](Task& t) { t.strata.resize(strata_max + 1); }) == "tasks.strata_max");
  CHECK(with([](Task& t) { t.team[0].specialties.resize(requirements_max + 1, "x"); }) == "tasks.requirements_max");
  CHECK(with([](Task& t) { t.work.last_day = day("2026-01-01"); }) == "plans.period_reversed");
}

TEST_CASE("one range is within another condition by condition, an industry's code within its letter") {
  CHECK(is_within(of_industries({"5211"}), of_industries({"F"})));
  CHECK(is_within(of_industries({"5211"}), of_industries({"H", "52"})));
  CHECK(is_within(of_industries({"F"}), of_industries({"F"})));
  CHECK_FALSE(is_within(of_industries({"F"}), of_industries({"52"})));
  CHECK_FALSE(is_within(of_industries({"6110"}), of_industries({"F"})));
  CHECK(is_within(in_regions({"411622102"}), Range()));
  CHECK(is_within(Range(), in_regions({"411622102"})));
  const Range both = narrowed(of_industries({"52"}), in_regions({"411622102"}));
  CHECK(both.regions == std::vector<std::string>{"411622102"});
  CHECK(both.industries == std::vector<std::string>{"52"});
}

TEST_CASE("what the plan approved binds: items, departments, direction, range, quantity, period") {
  Task task = joint_task();
  const plans::Row planned = task.work;
  const auto difference = [&planned](auto change) -> std::string {
    Task changed = joint_task();
    change(changed.work);
    const auto checked = check_against_plan(changed, planned);
    return checked ? "" : std::string(checked.error().argument("field"));
  };
  CHECK(difference([](plans::Row& row) { row.name = "另一名称"; }) == "");
  CHECK(difference([](plans::Row& row) { row.first_day = day("2026-05-01"); }) == "");
  CHECK(difference([](plans::Row& row) { row.items.pop_back(); }) == "items");
  CHECK(difference([](plans::Row& row) { row.initiating_department_id = fire; }) == "initiating_department_id");
  CHECK(difference([](plans::Row& row) { row.participating_department_ids.clear(); }) ==
        "participating_department_ids");
  CHECK(difference([](plans::Row& row) { row.is_directed = true; }) == "is_directed");
  CHECK(difference([](plans::Row& row) { row.range = in_regions({"411622102"}); }) == "range");
  CHECK(difference([](plans::Row& row) { row.quantity.value = 301; }) == "quantity");
  CHECK(difference([](plans::Row& row) { row.last_day = day("2026-07-01"); }) == "period");
}

TEST_CASE("a task is what its JSON says, to the last field") {
  Task task = joint_task();
  task.plan_row = PlanRowKey{{uuid(1)}, {uuid(2)}, {uuid(3)}};
  task.special_reason.clear();
  task.strata = {{.name = "高风险",
                  .range = in_regions({"411622102"}),
                  .quantity = {QuantityKind::count, 9},
                  .substitute_count = 2}};
  task.substitute_count = 5;
  task.exclusions = {.checked_within_months = 6, .at_visit_cap = false};
  task.team[1].certificate_fields = {"消防"};
  task.team[1].specialties = {"电气"};
  task.load_max = 7;
  task.is_sealed = true;
  const std::string json = to_json(task).value();
  Task read = parse_task(json).value();
  read.id = task.id;
  read.work.id = task.work.id;
  CHECK(read == task);
  CHECK(parse_task(json.substr(0, json.size() - 1) + R"(,"more":1})").error().code == "json.field_unknown");
  CHECK_FALSE(parse_task("{}"));
}

TEST_CASE("each state lets through the events of the table and no others") {
  std::size_t count = 0;
  for (int from = 0; from < state_count; ++from)
    for (int event = 0; event < event_count; ++event) {
      const auto made = step(static_cast<State>(from), static_cast<Event>(event));
      if (made) ++count;
      if (!made) CHECK(made.error().code == "tasks.wrong_state");
    }
  CHECK(count == steps().size());
  CHECK(step(State::ready, Event::draw).value().to == State::drawn);
  CHECK_FALSE(step(State::draft, Event::draw));
  // Once the draw has its result nothing can be voided (draw specification, section 2).
  for (const State settled : {State::drawn, State::running, State::done}) CHECK_FALSE(step(settled, Event::cancel));
  CHECK(state_from("voided") == State::voided);
  CHECK_FALSE(state_from("void"));
}

TEST_CASE("a check goes its way cell by cell of the table, and nobody's other way") {
  std::size_t count = 0;
  for (int from = 0; from < check_state_count; ++from)
    for (int event = 0; event < check_event_count; ++event) {
      const auto made = check_step(static_cast<CheckState>(from), static_cast<CheckEvent>(event));
      if (made) ++count;
      if (!made) CHECK(made.error().code == "tasks.wrong_check_state");
      // What is over stays so.
      if (made) CHECK_FALSE(is_over(static_cast<CheckState>(from)));
    }
  CHECK(count == check_steps().size());
  for (int state = 0; state < check_state_count; ++state)
    CHECK(check_state_from(text_of(static_cast<CheckState>(state))) == static_cast<CheckState>(state));
  // Only those who check enter what they found, and only reviewers publish it.
  CHECK(check_step(CheckState::in_progress, CheckEvent::complete)->action == access::Action::checks_write);
  CHECK(check_step(CheckState::reviewed, CheckEvent::publish)->action == access::Action::publication_write);
  // A target does not leave once it was checked, and nothing is published that nobody reviewed.
  for (const CheckState done : {CheckState::completed, CheckState::signed_off, CheckState::received})
    CHECK_FALSE(check_step(done, CheckEvent::substitute));
  CHECK_FALSE(check_step(CheckState::received, CheckEvent::publish));
}

TEST_CASE("whom a sealed draw drew is for those who hold draws and those who audit them until the period is over") {
  using enum access::Role;
  Task task = own_task();
  const CivilDate last = task.work.last_day, next = last.plus_days(1);
  struct Case {
    access::Role role;
    bool before;
  };
  constexpr Case cases[] = {{system_administrator, false},
                            {joint_meeting_office, true},
                            {department_administrator, true},
                            {inspector, false},
                            {reviewer, false},
                            {auditor, true},
                            {county_viewer, false}};
  for (const Case& c : cases) {
    CAPTURE(access::text_of(c.role));
    task.is_sealed = true;
    CHECK(may_know_drawn(c.role, task, last) == c.before);
    CHECK(may_know_drawn(c.role, task, next));
    task.is_sealed = false;
    CHECK(may_know_drawn(c.role, task, task.work.first_day));
  }
}

TEST_CASE(
    "a check is told to its team, to the departments of its task, to the office and to auditors, to nobody else") {
  using enum access::Role;
  Task task = joint_task();
  const DepartmentId own = task.work.initiating_department_id, other = task.work.participating_department_ids[0],
                     elsewhere{uuid(200)};
  const InspectorId assigned{uuid(201)}, idle{uuid(202)};
  const CheckPlace team[] = {{.inspector_id = assigned, .department_id = other}};
  const CivilDate before = task.work.first_day.plus_days(-1), first = task.work.first_day,
                  over = task.work.last_day.plus_days(1);
  struct Case {
    CheckReader reader;
    bool open, sealed_before, sealed_first, sealed_over;
  };
  const Case cases[] = {
      {{system_administrator, {}, {}}, false, false, false, false},
      {{joint_meeting_office, {}, {}}, true, true, true, true},
      {{auditor, {}, {}}, true, true, true, true},
      {{county_viewer, {}, {}}, false, false, false, false},
      {{department_administrator, own, {}}, true, true, true, true},
      {{department_administrator, other, {}}, true, true, true, true},
      {{department_administrator, elsewhere, {}}, false, false, false, false},
      {{reviewer, own, {}}, true, false, false, true},
      {{reviewer, elsewhere, {}}, false, false, false, false},
      {{inspector, other, assigned}, true, false, true, true},
      {{inspector, other, idle}, false, false, false, false},
      {{inspector, own, {}}, false, false, false, false},
  };
  for (const Case& c : cases) {
    CAPTURE(access::text_of(c.reader.role));
    task.is_sealed = false;
    CHECK(sees_check(c.reader, task, team, before) == c.open);
    task.is_sealed = true;
    CHECK(sees_check(c.reader, task, team, before) == c.sealed_before);
    CHECK(sees_check(c.reader, task, team, first) == c.sealed_first);
    CHECK(sees_check(c.reader, task, team, over) == c.sealed_over);
  }
  // A check without a team is the departments' alone.
  CHECK_FALSE(sees_check({inspector, other, assigned}, task, {}, over));
  CHECK(sees_check({department_administrator, other, {}}, task, {}, before));
}

TEST_CASE("a department tells its inspectors of a sealed task on the day it sets, and takes nothing back") {
  Task task = own_task();
  const CivilDate first = task.work.first_day, before = first.plus_days(-10), later = first.plus_days(3);
  const auto refusal = [&](const std::optional<CivilDate>& set, CivilDate day, CivilDate today) {
    const auto checked = check_disclosure(task, set, day, today);
    return checked ? "" : checked.error().code;
  };
  CHECK(refusal({}, later, before) == "tasks.not_sealed");
  CHECK_FALSE(told_from(task, later));
  task.is_sealed = true;
  CHECK(told_from(task, {}) == first);
  CHECK(told_from(task, later) == later);
  CHECK(refusal({}, later, before) == "");
  CHECK(refusal({}, before, before) == "");
  CHECK(refusal(later, before, first) == "");
  CHECK(refusal({}, later, first) == "tasks.told_already");
  CHECK(refusal(before, later, before) == "tasks.told_already");
  CHECK(refusal({}, task.work.last_day, before) == "");
  CHECK(refusal({}, task.work.last_day.plus_days(1), before) == "tasks.disclosure_late");
  // On that day the inspector sees the check, and not on the day before.
  const InspectorId assigned{uuid(201)};
  const CheckPlace team[] = {{assigned, task.work.initiating_department_id, later}};
  const CheckReader reader{access::Role::inspector, task.work.initiating_department_id, assigned};
  CHECK_FALSE(sees_check(reader, task, team, later.plus_days(-1)));
  CHECK(sees_check(reader, task, team, later));
}
