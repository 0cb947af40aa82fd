// What a task would draw, counted by hand, and each reason why it may not.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/draw/selection.h"
#include "shared/tasks/assessment.h"
#include "shared/tasks/draw_plan.h"
#include "tests/shared/tasks_support.h"

using namespace mingchou;
using namespace mingchou::tasks;
using namespace mingchou::tasks::test;

namespace {

const CivilDate today = day("2026-04-01");

std::vector<std::string> codes_of(const std::vector<Error>& sentences) {
  std::vector<std::string> codes;
  for (const Error& sentence : sentences) codes.push_back(sentence.code);
  return codes;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("targets in range are counted, those excluded by reason, and how many are drawn is said before the draw") {
  Task task = own_task();
  task.work.is_directed = true;
  task.work.range.regions = {"411622102"};
  task.substitute_count = 4;
  Frame frame = frame_of(task, 1001);
  add_targets(frame, task, 30, "411622102", draw::Exclusion::visit_cap);
  add_targets(frame, task, 20, "411622102", draw::Exclusion::closed);
  add_targets(frame, task, 500, "411622103");
  add_targets(frame, task, 5, "411622103", draw::Exclusion::closed);
  const Assessment assessment = assess(task, frame, today);
  CHECK(assessment.concerned == 1556);
  CHECK(assessment.eligible == 1001);
  CHECK(assessment.drawn == 31);  // 3 %, up
  CHECK(assessment.outside == 500);
  CHECK(assessment.excluded[static_cast<std::size_t>(draw::Exclusion::visit_cap)] == 30);
  CHECK(assessment.excluded[static_cast<std::size_t>(draw::Exclusion::closed)] == 20);
  REQUIRE(assessment.strata.size() == 1);
  CHECK(assessment.strata[0].substitutes == 4);
  CHECK(assessment.may_be_drawn());
  REQUIRE(assessment.team.size() == 1);
  CHECK(assessment.team[0].needed == 62);
  CHECK(assessment.team[0].load == 7);
}

TEST_CASE("the draw of a task selects as many as its assessment said") {
  Task task = own_task();
  task.strata = {{.name = "高风险", .range = {}, .quantity = {QuantityKind::count, 7}, .substitute_count = 2},
                 {.name = "其他", .range = {}, .quantity = {QuantityKind::ratio, 150}}};
  task.strata[0].range.risk_classes = {"D"};
  Frame frame = frame_of(task, 333);
  for (std::size_t i = 0; i < 40; ++i) frame.targets[i * 5].row.risk = "D";
  const Assessment assessment = assess(task, frame, today);
  draw::Plan plan = draw_plan_of(task, frame);
  CHECK(plan.strata[0].where.risk == std::vector<std::string>{"D"});
  std::vector<draw::Candidate> candidates;
  for (const FramedTarget& target : frame.targets) {
    const auto stratum = draw::stratum_of(plan, target.row);
    REQUIRE(stratum);
    candidates.push_back({.id = target.row.id, .salt = {}, .stratum = static_cast<std::uint32_t>(*stratum)});
  }
  const draw::Selection selection = draw::select_targets(plan, {}, candidates);
  REQUIRE(selection.strata.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(selection.strata[i].eligible == assessment.strata[i].eligible);
    CHECK(selection.strata[i].quota == assessment.strata[i].drawn);
    CHECK(selection.strata[i].substitutes.size() == assessment.strata[i].substitutes);
  }
  CHECK(assessment.strata[0].drawn == 7);
  CHECK(assessment.strata[1].drawn == 5);  // 1.5 % of 293, up
}

TEST_CASE("a count above what the cap of a general item allows is refused; a key item has no cap") {
  Task task = own_task();
  task.work.quantity = {QuantityKind::count, 50};
  Frame frame = frame_of(task);
  CHECK(assess(task, frame, today).may_be_drawn());
  task.work.quantity.value = 51;
  const Assessment assessment = assess(task, frame, today);
  REQUIRE(codes_of(assessment.refusals) == Codes{"tasks.count_above_cap"});
  CHECK(assessment.refusals[0].argument("max") == "50");
  CHECK(assessment.refusals[0].argument("count") == "51");
  frame.items = {items::test::key_item(1)};
  CHECK(assess(task, frame, today).may_be_drawn());
}

TEST_CASE("a batch order takes all, which only key items allow") {
  Task task = own_task();
  task.work.quantity = {QuantityKind::batch_order, 0};
  task.load_max = 300;
  Frame frame = frame_of(task);
  CHECK(codes_of(assess(task, frame, today).refusals) == Codes{"tasks.count_above_cap"});
  frame.items = {items::test::key_item(1)};
  const Assessment assessment = assess(task, frame, today);
  CHECK(assessment.drawn == 1000);
  CHECK(assessment.may_be_drawn());
}

TEST_CASE("an item that concerns a part of the range is held to its cap by that part") {
  Task task = own_task();
  task.work.quantity = {QuantityKind::ratio, 500};
  Frame frame = frame_of(task);
  CHECK(assess(task, frame, today).may_be_drawn());
  // Half of the targets are the item's: half of those drawn are, as is to be expected.
  for (std::size_t i = 0; i < frame.targets.size(); i += 2) frame.targets[i].items.clear();
  CHECK(assess(task, frame, today).may_be_drawn());
}

TEST_CASE("strata of a planned task take no more than the plan's quantity, and less is worth a word") {
  Task task = own_task();
  task.plan_row = PlanRowKey{};
  task.strata = {{.name = "全部", .range = {}, .quantity = {QuantityKind::count, 31}}};
  const Frame frame = frame_of(task);
  CHECK(codes_of(assess(task, frame, today).refusals) == Codes{"tasks.more_than_planned"});
  task.strata[0].quantity.value = 29;
  CHECK(codes_of(assess(task, frame, today).warnings) == Codes{"tasks.fewer_than_planned"});
  task.strata[0].quantity.value = 30;
  CHECK(assess(task, frame, today).warnings.empty());
}

TEST_CASE("places that don't suffice are explained with the least remedies, and each remedy suffices") {
  Task task = own_task();
  task.load_max = 5;
  Frame frame = frame_of(task, 1000, 10);  // 30 targets, 60 visits, 50 places
  const Assessment assessment = assess(task, frame, today);
  REQUIRE(codes_of(assessment.refusals) == Codes{"tasks.too_few_places"});
  CHECK(assessment.refusals[0].argument("needed") == "60");
  CHECK(assessment.refusals[0].argument("places") == "50");
  REQUIRE(codes_of(assessment.remedies) == Codes{"tasks.remedy_load", "tasks.remedy_people", "tasks.remedy_targets"});
  CHECK(assessment.remedies[0].argument("load") == "6");
  CHECK(assessment.remedies[1].argument("people") == "2");
  CHECK(assessment.remedies[2].argument("count") == "5");

  task.load_max = 6;
  CHECK(assess(task, frame, today).may_be_drawn());
  task.load_max = 5;
  task.work.quantity = {QuantityKind::count, 25};
  CHECK(assess(task, frame, today).may_be_drawn());
  task.work.quantity.value = 26;
  CHECK_FALSE(assess(task, frame, today).may_be_drawn());
  task.work.quantity = {QuantityKind::ratio, 300};
  add_inspectors(frame, market, 2);
  CHECK(assess(task, frame, today).may_be_drawn());
  frame.inspectors.pop_back();
  CHECK_FALSE(assess(task, frame, today).may_be_drawn());
}

TEST_CASE("nobody is made to take more than the own capacity, so no bound is offered where only that would help") {
  Task task = own_task();
  Frame frame = frame_of(task, 1000, 0);
  add_inspectors(frame, market, 10, 5);
  const Assessment assessment = assess(task, frame, today);
  CHECK(codes_of(assessment.refusals) == Codes{"tasks.too_few_places"});
  CHECK(codes_of(assessment.remedies) == Codes{"tasks.remedy_people", "tasks.remedy_targets"});
}

TEST_CASE("a department with too few certified inspectors for one target is named") {
  Task task = joint_task();
  Frame frame = frame_of(task, 1000, 1);
  add_inspectors(frame, market, 9);
  const Assessment assessment = assess(task, frame, today);
  REQUIRE(codes_of(assessment.refusals) == Codes{"tasks.too_few_inspectors"});
  CHECK(assessment.refusals[0].argument("department") == "消防救援大队");
  CHECK(assessment.refusals[0].argument("eligible") == "1");
  // Who lacks what is asked for does not count.
  Task strict = own_task();
  strict.team[0].certificate_fields = {"特种设备"};
  CHECK(codes_of(assess(strict, frame_of(strict), today).refusals) == Codes{"tasks.too_few_inspectors"});
}

TEST_CASE("one person is two places on no target, however much they could take") {
  Task task = own_task();
  task.work.quantity = {QuantityKind::count, 3};
  task.load_max = 1000;
  Frame frame = frame_of(task, 100, 2);
  CHECK(assess(task, frame, today).may_be_drawn());
  CHECK(assess(task, frame, today).team[0].places == 6);
}

TEST_CASE("recusals that leave a target without a team are told before any draw, with what would help") {
  Task task = own_task();
  task.work.quantity = {QuantityKind::count, 10};
  Frame frame = frame_of(task, 10, 3);
  frame.items = {items::test::key_item(1)};
  CHECK(assess(task, frame, today).may_be_drawn());
  frame.inspectors[0].recused = {"t100004"};
  CHECK(assess(task, frame, today).may_be_drawn());
  frame.inspectors[1].recused = {"t100004"};
  const Assessment assessment = assess(task, frame, today);
  REQUIRE_FALSE(assessment.refusals.empty());
  CHECK(assessment.refusals[0].code.starts_with("draw.shortfall"));
  CHECK(std::ranges::any_of(assessment.refusals, [](const Error& e) { return e.code.starts_with("draw.remedy"); }));
}

TEST_CASE("recusals that could leave a target without a team are refused though no trial draw meets it") {
  Task task = own_task();
  task.work.quantity = {QuantityKind::count, 3};
  Frame frame = frame_of(task, 100, 3);
  frame.items = {items::test::key_item(1)};
  for (std::size_t i = 0; i < 2; ++i) frame.inspectors[i].recused = {"t100004"};
  const Assessment assessment = assess(task, frame, today);
  CHECK(codes_of(assessment.refusals) == Codes{"tasks.team_unsure"});
  CHECK(codes_of(assessment.remedies) == Codes{"tasks.remedy_people"});
  Frame with_more = frame;
  with_more.inspectors.push_back(frame.inspectors[2]);
  with_more.inspectors.back().id += "x";
  CHECK(assess(task, with_more, today).may_be_drawn());
}

TEST_CASE("a period that is over and a range without targets are refused") {
  const Task task = own_task();
  CHECK(codes_of(assess(task, frame_of(task), day("2026-07-01")).refusals) == Codes{"tasks.period_over"});
  CHECK(assess(task, frame_of(task), day("2026-06-30")).may_be_drawn());
  CHECK(codes_of(assess(task, frame_of(task, 0), today).refusals) == Codes{"tasks.nothing_in_range"});
}

TEST_CASE("what its maker should know is said: codes that are missing, empty strata, visits, lonely departments") {
  Task task = joint_task();
  task.exclusions.at_visit_cap = false;
  task.team[1].inspector_count = 1;
  task.work.estimated_count = 29;
  task.strata = {{.name = "高风险", .range = {}, .quantity = {QuantityKind::count, 7}},
                 {.name = "其他", .range = {}, .quantity = {QuantityKind::count, 1001}}};
  task.strata[0].range.risk_classes = {"D"};
  Frame frame = frame_of(task);
  frame.items = {items::test::key_item(1), items::test::key_item(2)};
  frame.without_code = 3;
  frame.targets[7].is_at_visit_cap = true;
  task.load_max = 1000;
  CHECK(codes_of(assess(task, frame, today).warnings) == Codes{"tasks.stratum_empty", "tasks.stratum_short",
                                                               "tasks.more_than_estimated", "tasks.without_code",
                                                               "tasks.visit_cap_reached", "tasks.department_alone"});
}

TEST_CASE("the plan of a draw names departments and tags by their names and industries by their divisions") {
  Task task = joint_task();
  task.work.is_directed = true;
  task.work.range.industries = {"F", "611"};
  task.work.range.tags = {food};
  task.work.range.kinds = {TargetKind::enterprise};
  task.is_sealed = true;
  task.substitute_count = 3;
  task.work.quantity = {QuantityKind::batch_order, 0};
  const draw::Plan plan = draw_plan_of(task, frame_of(task));
  REQUIRE(plan.strata.size() == 1);
  CHECK(plan.strata[0].name == "全部");
  CHECK(plan.strata[0].where.industry == std::vector<std::string>{"51", "52", "611"});
  CHECK(plan.strata[0].where.tags == std::vector<std::string>{"食品经营"});
  CHECK(plan.strata[0].where.type == std::vector<std::string>{"enterprise"});
  CHECK_FALSE(plan.strata[0].where.region);
  CHECK(plan.strata[0].substitutes == 3);
  CHECK(plan.mode == draw::Mode::sealed);
  REQUIRE(plan.team.slots.size() == 2);
  CHECK(plan.team.slots[1].dept == "消防救援大队");
  CHECK(plan.window_from == "2026-04-01");
}

TEST_CASE("a draw freezes of what is internal only what its strata ask for") {
  Task task = own_task();
  task.strata = {{.name = "高风险", .range = {}, .quantity = {QuantityKind::count, 7}},
                 {.name = "其他", .range = {}, .quantity = {QuantityKind::ratio, 150}}};
  const Frame frame = frame_of(task, 3);
  const draw::Target row{.id = "91411622000000000X",
                         .type = "enterprise",
                         .region = {},
                         .industry = {},
                         .risk = "D",
                         .tags = {"危险化学品", "食品经营"}};
  const auto frozen = [&] { return frozen_row(row, internals_asked(draw_plan_of(task, frame))); };
  CHECK(frozen().risk.empty());
  CHECK(frozen().tags.empty());
  CHECK(frozen().type == "enterprise");
  task.strata[0].range.risk_classes = {"D"};
  CHECK(frozen().risk == "D");
  CHECK(frozen().tags.empty());
  // What asks for more than was frozen can't be answered from it.
  const AskedInternals none, risk{.risk = true, .tags = {}}, tags{.risk = false, .tags = {"食品经营"}};
  CHECK(none.is_within(risk));
  CHECK_FALSE(risk.is_within(none));
  CHECK_FALSE(tags.is_within(risk));
  CHECK(tags.is_within({.risk = true, .tags = {"危险化学品", "食品经营"}}));
  CHECK(frozen_row(row, tags).tags == std::vector<std::string>{"食品经营"});
}
