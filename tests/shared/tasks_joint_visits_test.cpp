// Joint visits: what is proposed, on which days, what a decision may say, who is told of it; and departments' own caps.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <map>

#include "shared/base/random.h"
#include "shared/tasks/check_sight.h"
#include "shared/tasks/joint_visits.h"
#include "shared/tasks/visit_caps.h"
#include "tests/shared/tasks_support.h"

using namespace mingchou;
using namespace mingchou::tasks;
using namespace mingchou::tasks::test;

namespace {

const CivilDate today = day("2026-03-01");

/// A check of task `number` at target `target`.
VisitCheck check_of(std::uint8_t number, std::uint8_t target, const char* first, const char* last,
                    std::vector<DepartmentId> departments = {market}) {
  return {.id = {uuid(static_cast<std::uint8_t>(50 + number))},
          .task_id = {uuid(static_cast<std::uint8_t>(100 + number))},
          .target_id = {uuid(static_cast<std::uint8_t>(200 + target))},
          .department_ids = std::move(departments),
          .first_day = day(first),
          .last_day = day(last)};
}

std::vector<CheckId> ids(std::initializer_list<int> numbers) {
  std::vector<CheckId> found;
  for (const int number : numbers) found.push_back({uuid(static_cast<std::uint8_t>(50 + number))});
  return found;
}

}  // namespace

TEST_CASE("a target of two tasks with common days is proposed for one visit on these days, by all departments") {
  const VisitCheck checks[] = {check_of(1, 1, "2026-04-10", "2026-05-31", {fire, market}),
                               check_of(2, 1, "2026-04-01", "2026-04-20", {market}),
                               check_of(3, 2, "2026-04-01", "2026-04-20")};
  const auto proposals = propose_joint_visits(checks, today);
  REQUIRE(proposals.size() == 1);
  CHECK(proposals[0].target_id == checks[0].target_id);
  CHECK(proposals[0].check_ids == ids({2, 1}));
  CHECK(proposals[0].periods ==
        std::vector<VisitPeriod>{{day("2026-04-01"), day("2026-04-20")}, {day("2026-04-10"), day("2026-05-31")}});
  CHECK(proposals[0].department_ids == std::vector{market, fire});
  CHECK(proposals[0].first_day == day("2026-04-10"));
  CHECK(proposals[0].last_day == day("2026-04-20"));
  CHECK(proposals[0].is_overlapping());
}

TEST_CASE("periods that only lie near are proposed where they come nearest, and it is said how far apart they are") {
  const VisitCheck checks[] = {check_of(1, 1, "2026-04-01", "2026-04-20"), check_of(2, 1, "2026-05-20", "2026-06-20")};
  const auto proposals = propose_joint_visits(checks, today);
  REQUIRE(proposals.size() == 1);
  CHECK(proposals[0].days_apart == 30);
  CHECK_FALSE(proposals[0].is_overlapping());
  CHECK(proposals[0].first_day == day("2026-04-20"));
  CHECK(proposals[0].last_day == day("2026-05-20"));
  CHECK(propose_joint_visits(checks, today, 29).empty());
  CHECK(propose_joint_visits(checks, today, -1).empty());
  // One common day is no distance, and the day after is one day.
  const VisitCheck touching[] = {check_of(1, 1, "2026-04-01", "2026-04-20"),
                                 check_of(2, 1, "2026-04-20", "2026-06-20")};
  CHECK(propose_joint_visits(touching, today, 0)[0].is_overlapping());
  const VisitCheck next[] = {check_of(1, 1, "2026-04-01", "2026-04-20"), check_of(2, 1, "2026-04-21", "2026-06-20")};
  CHECK(propose_joint_visits(next, today, 0).empty());
  CHECK(propose_joint_visits(next, today, 1)[0].days_apart == 1);
}

TEST_CASE("common days come before near ones, and what is left alone is put with what is near") {
  const VisitCheck checks[] = {check_of(1, 1, "2026-04-01", "2026-04-10"), check_of(2, 1, "2026-04-15", "2026-05-10"),
                               check_of(3, 1, "2026-05-01", "2026-05-31"), check_of(4, 1, "2026-04-11", "2026-04-12")};
  const auto proposals = propose_joint_visits(checks, today);
  REQUIRE(proposals.size() == 2);
  CHECK(proposals[0].check_ids == ids({1, 4}));
  CHECK(proposals[0].days_apart == 1);
  CHECK(proposals[1].check_ids == ids({2, 3}));
  CHECK(proposals[1].is_overlapping());
}

TEST_CASE(
    "one task alone is no joint visit, periods that are over are left out, and no visit is proposed in the past") {
  VisitCheck twice[] = {check_of(1, 1, "2026-04-01", "2026-04-20"), check_of(2, 1, "2026-04-01", "2026-04-20")};
  twice[1].task_id = twice[0].task_id;
  CHECK(propose_joint_visits(twice, today).empty());
  const VisitCheck checks[] = {check_of(1, 1, "2026-02-01", "2026-03-10"), check_of(2, 1, "2026-02-15", "2026-04-20")};
  CHECK(propose_joint_visits(checks, today)[0].first_day == today);
  CHECK(propose_joint_visits(checks, day("2026-03-10"))[0].first_day == day("2026-03-10"));
  CHECK(propose_joint_visits(checks, day("2026-03-11")).empty());
  CHECK(propose_joint_visits({}, today).empty());
}

TEST_CASE("whatever the periods are, visits are as few as common days allow, and nothing depends on the order") {
  SeededRandom random(54);
  for (int round = 0; round < 2000; ++round) {
    std::vector<VisitCheck> checks;
    const auto count = random.below(8) + 1;
    for (std::uint64_t i = 0; i < count; ++i) {
      VisitCheck check = check_of(static_cast<std::uint8_t>(i), 1, "2026-03-01", "2026-03-01");
      check.first_day = today.plus_days(static_cast<std::int64_t>(random.below(60)));
      check.last_day = check.first_day.plus_days(static_cast<std::int64_t>(random.below(20)));
      checks.push_back(std::move(check));
    }
    // As many visits as there are checks of which no two have a day in common: fewer can't be.
    std::size_t visits_min = 0;
    for (unsigned chosen = 1; chosen < 1U << count; ++chosen) {
      bool is_apart = true;
      for (std::uint64_t i = 0; i < count; ++i)
        for (std::uint64_t j = 0; j < i; ++j)
          if ((chosen >> i & 1U) != 0 && (chosen >> j & 1U) != 0)
            is_apart =
                is_apart && (checks[i].last_day < checks[j].first_day || checks[j].last_day < checks[i].first_day);
      if (is_apart) visits_min = std::max(visits_min, static_cast<std::size_t>(std::popcount(chosen)));
    }
    std::size_t visits = count;
    for (const JointVisitProposal& one : propose_joint_visits(checks, today, 0)) visits -= one.check_ids.size() - 1;
    REQUIRE(visits == visits_min);

    const int near = static_cast<int>(random.below(15));
    const auto proposals = propose_joint_visits(checks, today, near);
    std::map<CheckId, const VisitCheck*> by_id;
    for (const VisitCheck& check : checks) by_id[check.id] = &check;
    for (const JointVisitProposal& one : proposals) {
      REQUIRE(one.check_ids.size() >= 2);
      REQUIRE(one.days_apart <= near);
      REQUIRE(one.first_day <= one.last_day);
      for (const CheckId& id : one.check_ids) {
        const auto found = by_id.find(id);
        REQUIRE(found != by_id.end());
        if (one.is_overlapping())
          REQUIRE((found->second->first_day <= one.first_day && one.last_day <= found->second->last_day));
        else
          REQUIRE((found->second->first_day <= one.last_day && one.first_day <= found->second->last_day));
        by_id.erase(found);
      }
    }
    // Who stays alone has nobody near who stays alone, too.
    for (const auto& [a, left] : by_id)
      for (const auto& [b, right] : by_id)
        if (a != b) REQUIRE(std::max(left->first_day - right->last_day, right->first_day - left->last_day) > near);

    for (std::size_t i = checks.size(); i > 1; --i) std::swap(checks[i - 1], checks[random.below(i)]);
    REQUIRE(propose_joint_visits(checks, today, near) == proposals);
  }
}

TEST_CASE("what was declined together is not proposed again, unless another check comes in") {
  std::vector<VisitCheck> checks = {check_of(1, 1, "2026-04-01", "2026-04-20"),
                                    check_of(2, 1, "2026-04-01", "2026-04-20"),
                                    check_of(3, 1, "2026-04-01", "2026-04-20")};
  const DeclinedChecks declined[] = {ids({3, 2, 1})};
  CHECK(without_declined(propose_joint_visits(checks, today), declined).empty());
  checks.push_back(check_of(4, 1, "2026-04-02", "2026-04-20"));
  CHECK(without_declined(propose_joint_visits(checks, today), declined).size() == 1);
  checks.erase(checks.begin() + 2, checks.end());
  CHECK(without_declined(propose_joint_visits(checks, today), declined).empty());
}

TEST_CASE("a check joins the first visit whose days it shares, and leaves the others to other proposals") {
  std::vector<VisitCheck> checks = {
      check_of(5, 1, "2026-04-15", "2026-05-31", {fire}), check_of(6, 1, "2026-04-01", "2026-04-18"),
      check_of(7, 1, "2026-04-19", "2026-04-30"), check_of(8, 1, "2026-06-01", "2026-06-30")};
  const auto agreed = [&](std::uint8_t number, std::initializer_list<int> together, const char* first,
                          const char* last) {
    return AgreedVisit{.id = {uuid(number)},
                       .target_id = checks[0].target_id,
                       .check_ids = ids(together),
                       .first_day = day(first),
                       .last_day = day(last),
                       .lead_department_id = market};
  };
  const AgreedVisit visits[] = {agreed(1, {1, 2}, "2026-04-10", "2026-04-20"),
                                agreed(2, {3, 4}, "2026-04-25", "2026-05-10"),
                                agreed(3, {9, 10}, "2026-02-01", "2026-02-28")};
  auto free = checks;
  const auto proposals = propose_to_join(visits, free, {}, today);
  REQUIRE(proposals.size() == 2);
  CHECK(proposals[0].joins == visits[0].id);
  CHECK(proposals[0].check_ids == ids({1, 2, 6, 5}));
  CHECK(proposals[0].joining == ids({6, 5}));
  CHECK(proposals[0].first_day == day("2026-04-15"));
  CHECK(proposals[0].last_day == day("2026-04-18"));
  CHECK(proposals[0].is_overlapping());
  CHECK(proposals[1].joins == visits[1].id);
  CHECK(proposals[1].joining == ids({7}));
  REQUIRE(free.size() == 1);
  CHECK(free[0].id == checks[3].id);
  // Nothing that was agreed on gets wider, and who leads stays.
  const auto refusal = [&](const char* first, const char* last, const DepartmentId& lead) {
    const auto checked = check_agreement(proposals[0], {day(first), day(last), lead});
    return checked ? "" : checked.error().code;
  };
  CHECK(refusal("2026-04-15", "2026-04-18", market) == "");
  CHECK(refusal("2026-04-14", "2026-04-18", market) == "tasks.visit_days");
  CHECK(refusal("2026-04-15", "2026-04-18", fire) == "tasks.visit_lead");

  // Days that are gone are not proposed, and whoever was refused stays free for others.
  free = checks;
  CHECK(propose_to_join(std::span(visits).first(1), free, {}, day("2026-04-17"))[0].first_day == day("2026-04-17"));
  const DeclinedChecks declined[] = {ids({1, 2, 5, 6})};
  free = checks;
  CHECK(propose_to_join(std::span(visits).first(1), free, declined, today)[0].joining == ids({7}));
  CHECK(free.size() == 3);
}

TEST_CASE("an agreement keeps to the proposed days and is led by a department that goes") {
  const VisitCheck checks[] = {check_of(1, 1, "2026-04-01", "2026-04-20", {market}),
                               check_of(2, 1, "2026-04-10", "2026-05-20", {fire})};
  const auto proposals = propose_joint_visits(checks, today);
  CHECK(proposal_of(proposals, ids({2, 1})) == &proposals[0]);
  CHECK(proposal_of(proposals, ids({1})) == nullptr);
  CHECK(proposal_of(proposals, ids({1, 1})) == nullptr);
  CHECK(proposal_of(proposals, {}) == nullptr);
  const auto refusal = [&](const char* first, const char* last, const DepartmentId& lead) {
    const auto checked = check_agreement(proposals[0], {day(first), day(last), lead});
    return checked ? "" : checked.error().code;
  };
  CHECK(refusal("2026-04-10", "2026-04-20", fire) == "");
  CHECK(refusal("2026-04-12", "2026-04-12", market) == "");
  CHECK(refusal("2026-04-09", "2026-04-20", fire) == "tasks.visit_days");
  CHECK(refusal("2026-04-10", "2026-04-21", fire) == "tasks.visit_days");
  CHECK(refusal("2026-04-13", "2026-04-12", fire) == "tasks.visit_days");
  CHECK(refusal("2026-04-10", "2026-04-20", items::test::office) == "tasks.visit_lead");
}

TEST_CASE("where the periods have no common day, an agreement lies within one of them") {
  const VisitCheck checks[] = {check_of(1, 1, "2026-04-01", "2026-04-20"), check_of(2, 1, "2026-05-10", "2026-06-20")};
  const auto proposals = propose_joint_visits(checks, today);
  const auto refusal = [&](const char* first, const char* last) {
    const auto checked = check_agreement(proposals[0], {day(first), day(last), market});
    return checked ? "" : checked.error().code;
  };
  CHECK(refusal("2026-04-20", "2026-04-20") == "");
  CHECK(refusal("2026-05-10", "2026-05-10") == "");
  CHECK(refusal("2026-04-20", "2026-05-10") == "tasks.visit_days_apart");
  CHECK(refusal("2026-05-01", "2026-05-01") == "tasks.visit_days_apart");
  CHECK(refusal("2026-04-19", "2026-04-20") == "tasks.visit_days");
}

TEST_CASE("an agreement can be called off until it has taken place, and states are what their texts say") {
  using enum CheckState;
  const CheckState to_come[] = {in_progress, drawn}, begun[] = {in_progress, closed, substituted};
  CHECK(check_call_off(VisitState::agreed, to_come, today, today));
  CHECK(check_call_off(VisitState::declined, to_come, today, today).error().code == "tasks.visit_declined");
  CHECK(check_call_off(VisitState::agreed, to_come, today.plus_days(-1), today).error().code == "tasks.visit_over");
  CHECK(check_call_off(VisitState::agreed, begun, today, today).error().code == "tasks.visit_over");
  for (const VisitState state : {VisitState::proposed, VisitState::agreed, VisitState::declined})
    CHECK(visit_state_from(text_of(state)) == state);
  CHECK_FALSE(visit_state_from("over"));
}

TEST_CASE("nobody is told of a joint visit before the sealed draws in it may be known") {
  using enum access::Role;
  const Task open = own_task(1);
  Task sealed = joint_task(2);
  sealed.is_sealed = true;
  sealed.work.initiating_department_id = fire;
  sealed.work.participating_department_ids = {items::test::office};
  sealed.work.first_day = open.work.first_day;
  sealed.work.last_day = open.work.last_day;
  const InspectorId own{uuid(201)}, other{uuid(202)}, third{uuid(203)}, idle{uuid(204)}, both{uuid(205)};
  const CivilDate first = open.work.first_day, before = first.plus_days(-5), later = first.plus_days(3),
                  over = open.work.last_day.plus_days(1);
  const CheckPlace open_team[] = {{own, market}, {both, market}};
  const CheckPlace sealed_team[] = {{other, fire, before}, {both, fire, before}, {third, items::test::office, later}};
  const VisitSight checks[] = {{&open, open_team}, {&sealed, sealed_team}};
  struct Case {
    CheckReader reader;
    bool sees_all_before, told_before, told_first, told_later, told_over;
  };
  const Case cases[] = {
      {{joint_meeting_office, {}, {}}, true, true, true, true, true},
      {{auditor, {}, {}}, true, true, true, true, true},
      {{county_viewer, {}, {}}, false, false, false, false, false},
      {{system_administrator, {}, {}}, false, false, false, false, false},
      // They go together, so who acts for either side knows; what was not decided yet each sees its own part of.
      {{department_administrator, market, {}}, false, true, true, true, true},
      {{department_administrator, fire, {}}, false, true, true, true, true},
      {{department_administrator, items::test::gone, {}}, false, false, false, false, false},
      {{reviewer, market, {}}, false, false, false, false, true},
      {{reviewer, fire, {}}, false, false, false, false, true},
      // The last department that tells its own decides, also for those who knew of their part before.
      {{inspector, market, own}, false, false, false, true, true},
      {{inspector, fire, other}, false, false, false, true, true},
      {{inspector, items::test::office, third}, false, false, false, true, true},
      // Who goes for both knows who comes along from the two checks.
      {{inspector, fire, both}, true, true, true, true, true},
      {{inspector, market, idle}, false, false, false, false, false},
  };
  for (const Case& c : cases) {
    CAPTURE(access::text_of(c.reader.role));
    CHECK(sees_all_checks(c.reader, checks, before) == c.sees_all_before);
    CHECK(is_told_of_visit(c.reader, checks, before) == c.told_before);
    CHECK(is_told_of_visit(c.reader, checks, first) == c.told_first);
    CHECK(is_told_of_visit(c.reader, checks, later) == c.told_later);
    CHECK(is_told_of_visit(c.reader, checks, over) == c.told_over);
  }
}

TEST_CASE("a department's own cap warns of the targets that can be drawn and are at it, and of no others") {
  Task task = joint_task();
  Frame frame = frame_of(task);
  for (std::size_t i = 0; i < frame.targets.size(); ++i)
    frame.targets[i].id = {uuid(static_cast<std::uint8_t>(i % 250))};
  frame.targets.resize(200);
  frame.targets[5].row.excluded = draw::Exclusion::closed;
  DepartmentCaps caps;
  CHECK(warn_of_visit_caps(task, frame, caps).empty());
  caps[fire] = {.visits_max = 2, .reached = {{uuid(3)}, {uuid(4)}, {uuid(5)}, {uuid(249)}}};
  caps[market] = {.visits_max = 1, .reached = {}};
  caps[items::test::gone] = {.visits_max = 1, .reached = {{uuid(3)}}};
  const auto warnings = warn_of_visit_caps(task, frame, caps);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].code == "tasks.department_cap_reached");
  CHECK(warnings[0].argument("department") == "消防救援大队");
  CHECK(warnings[0].argument("count") == "2");
  CHECK(warnings[0].argument("year") == std::to_string(task.work.first_day.year()));
  CHECK(warnings[0].argument("max") == "2");
  // A target that no stratum takes is not drawn.
  task.strata = {{.name = "高风险", .range = {}, .quantity = {QuantityKind::count, 7}}};
  task.strata[0].range.risk_classes = {"D"};
  CHECK(warn_of_visit_caps(task, frame, caps).empty());
}
