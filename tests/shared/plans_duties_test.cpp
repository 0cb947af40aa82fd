// What is open about the yearly plan on a day, and how a difference between two versions is told.
#include <doctest/doctest.h>

#include "shared/plans/diff.h"
#include "shared/plans/duties.h"
#include "tests/shared/plans_support.h"

using namespace mingchou;
using namespace mingchou::plans;
using namespace mingchou::plans::test;

namespace {

std::vector<Duty> duties_on(const char* today, const std::vector<PlanFacts>& plans) {
  return open_duties(plans, day(today), WorkingCalendar::built_in());
}

/// "approval 2026 2025-12-31 late", say.
std::vector<std::string> told(const std::vector<Duty>& duties) {
  std::vector<std::string> texts;
  for (const Duty& duty : duties)
    texts.push_back(std::string(text_of(duty.kind)) + " " + std::to_string(duty.year) + " " +
                    (duty.due ? duty.due->text() : "unknown") + (duty.is_overdue ? " late" : ""));
  return texts;
}
using Texts = std::vector<std::string>;

PlanFacts plan_of(int of, State state, const char* approved = nullptr) {
  VersionFacts version;
  version.id = {uuid(81)};
  version.state = state;
  if (approved) version.approved_on = day(approved);
  if (state == State::published) version.channels = {Channel::department_portal, Channel::publicity_system};
  return {.id = {uuid(80)}, .year = of, .versions = {version}};
}

std::string name_of(const Uuid& id) {
  return id == market.uuid ? "市监局" : id == fire.uuid ? "消防大队" : id == food.uuid ? "食品经营" : id.text();
}

}  // namespace

TEST_CASE("the next year's plan is due before that year begins, and shown from October on") {
  const std::vector settled = {plan_of(2026, State::published, "2025-12-18")};
  CHECK(duties_on("2026-09-30", settled).empty());
  CHECK(told(duties_on("2026-10-01", settled)) == Texts{"approval 2027 2026-12-31"});
  CHECK(told(duties_on("2026-12-31", settled)) == Texts{"approval 2027 2026-12-31"});
  CHECK(told(duties_on("2027-01-01", settled)) == Texts{"approval 2027 2026-12-31 late"});
  CHECK(told(duties_on("2026-03-16", {})) == Texts{"approval 2026 2025-12-31 late"});
  // A draft or what the meeting has still to look at is no plan yet, but says which it is.
  const auto begun = duties_on("2026-03-16", {plan_of(2026, State::submitted)});
  REQUIRE(begun.size() == 1);
  CHECK(begun[0].plan_id == PlanId{uuid(80)});
  CHECK_FALSE(duties_on("2026-03-16", {})[0].plan_id);
  const DutyRules early{.approval_due_month = 11, .approval_due_day = 15};
  CHECK(told(open_duties({}, day("2026-03-16"), WorkingCalendar::built_in(), early)) ==
        Texts{"approval 2026 2025-11-15 late"});
}

TEST_CASE("an approved plan is to be filed, and to be published within 20 working days of its approval") {
  const std::vector approved = {plan_of(2026, State::approved, "2026-03-16")};
  const std::string due = WorkingCalendar::built_in().add_working_days(day("2026-03-16"), 20)->date.text();
  CHECK(told(duties_on("2026-03-16", approved)) ==
        Texts{"filing 2026 unknown", "publication 2026 " + due, "publication 2026 " + due});
  std::vector filed = {plan_of(2026, State::filed, "2026-03-16")};
  CHECK(told(duties_on(due.c_str(), filed)) == Texts{"publication 2026 " + due, "publication 2026 " + due});
  filed[0].versions[0].channels = {Channel::department_portal};
  const auto late = duties_on(day(due).plus_days(1).text().c_str(), filed);
  CHECK(told(late) == Texts{"publication 2026 " + due + " late"});
  CHECK(late[0].channel == Channel::publicity_system);
  // A published one of which a record was voided has to stand there again.
  std::vector published = {plan_of(2026, State::published, "2026-03-16")};
  CHECK(duties_on("2026-03-17", published).empty());
  published[0].versions[0].channels.pop_back();
  CHECK(told(duties_on("2026-03-17", published)) == Texts{"publication 2026 " + due});
  // What has been superseded or has ended owes nothing.
  for (const State state : {State::superseded, State::ended}) {
    std::vector gone_by = {plan_of(2026, state, "2026-03-16")};
    CHECK(duties_on("2026-06-17", gone_by).empty());
  }
}

TEST_CASE("where the calendar of a year is unknown the day of publication is left open and nobody is called late") {
  const auto duties = duties_on("2031-12-30", {plan_of(2031, State::filed, "2031-03-01")});
  REQUIRE(duties.size() == 3);
  CHECK(told(duties) == Texts{"publication 2031 unknown", "publication 2031 unknown", "approval 2032 2031-12-31"});
}

TEST_CASE("a task whose period has ended is told the day after, of the published version only") {
  std::vector plans = {plan_of(2026, State::published, "2025-12-18")};
  plans[0].versions[0].rows = {
      {.id = {uuid(151)}, .name = "一", .initiating_department_id = market, .last_day = day("2026-06-30")},
      {.id = {uuid(152)}, .name = "二", .initiating_department_id = fire, .last_day = day("2026-09-30")}};
  CHECK(duties_on("2026-06-30", plans).empty());
  const auto one = duties_on("2026-07-01", plans);
  CHECK(told(one) == Texts{"period_ended 2026 2026-06-30 late"});
  CHECK(one[0].row->name == "一");
  plans[0].versions[0].state = State::superseded;
  CHECK(duties_on("2026-07-01", plans).empty());
}

TEST_CASE("a difference names the rows that came, went and changed, field by field, in words") {
  Row changed = own_row(1);
  changed.name = "食品销售者联合抽查";
  changed.participating_department_ids = {fire};
  changed.is_directed = true;
  changed.range.risk_classes = {"C", "D"};
  changed.range.regions = {"411622102"};
  changed.range.kinds = {TargetKind::enterprise};
  changed.range.tags = {food};
  changed.quantity = {QuantityKind::count, 40};
  changed.estimated_count = 40;
  changed.last_day = day("2026-09-30");
  changed.methods = {Method::on_site, Method::network};
  const std::vector before = {own_row(1), own_row(2)}, after = {changed, joint_row(3)};
  const Diff found = diff(before, after);
  REQUIRE(found.added.size() == 1);
  REQUIRE(found.removed.size() == 1);
  REQUIRE(found.changed.size() == 1);
  CHECK(found.added[0].id == joint_row(3).id);
  CHECK(found.removed[0].id == own_row(2).id);
  const Texts expected = {
      "新增任务“食品销售者抽查”。",
      "取消任务“食品销售者抽查”。",
      "任务“食品销售者联合抽查”的名称由“食品销售者抽查”改为“食品销售者联合抽查”。",
      "任务“食品销售者联合抽查”的参与部门由“无”改为“消防大队”。",
      "任务“食品销售者联合抽查”的抽查类型由“不定向”改为“定向”。",
      "任务“食品销售者联合抽查”的限定范围由“对象类型：不限；乡镇（街道）：不限；行业：不限；监管标签：不限；信用风险等"
      "级："
      "不限”改为“对象类型：企业；乡镇（街道）：逍遥镇；行业：不限；监管标签：食品经营；信用风险等级：C、D”。",
      "任务“食品销售者联合抽查”的抽查数量由“3%”改为“40 户”。",
      "任务“食品销售者联合抽查”增加拟抽户数：“40”。",
      "任务“食品销售者联合抽查”的结束日期由“2026-06-30”改为“2026-09-30”。",
      "任务“食品销售者联合抽查”的检查方式由“实地核查”改为“实地核查、网络监测”。",
  };
  CHECK(in_words(found, name_of, Language::chinese) == expected);
  CHECK(diff(before, before).changed.empty());
  CHECK(in_words(diff(before, before), name_of, Language::english) == Texts{"No task has changed."});
}

TEST_CASE("every field of a row has a name in both languages, and every quantity its words") {
  Row first = joint_row(1), second = own_row(1);
  first.items[0].code = "SCJG-1";
  first.is_directed = true;
  first.range.kinds = {TargetKind::project};
  first.remarks = "a";
  first.estimated_count = 5;
  first.quantity = {QuantityKind::batch_order, 0};
  first.name = first.target = "other";
  first.initiating_department_id = fire;
  first.participating_department_ids = {market};
  first.first_day = first.last_day = day("2026-05-01");
  first.methods = {Method::expert_opinion};
  for (const Language language : {Language::chinese, Language::english}) {
    const Diff difference = diff(std::vector{second}, std::vector{first});
    REQUIRE(difference.changed.size() == 1);
    CHECK(difference.changed[0].fields.size() == 13);
    for (const std::string& sentence : in_words(difference, name_of, language)) {
      CAPTURE(sentence);
      CHECK_FALSE(sentence.contains('_'));
      CHECK_FALSE(sentence.contains("plans."));
      CHECK_FALSE(sentence.contains("items."));
    }
  }
}
