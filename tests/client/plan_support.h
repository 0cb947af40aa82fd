// Yearly plans as a server tells them: for tests and scenes of their screens. What is written waits until the test
// answers it.
#pragma once

#include <string>
#include <string_view>

#include "tests/client/item_support.h"

namespace mingchou::client::plans_test {

using namespace items_test;

constexpr std::string_view plan_id = "0197f000-0000-7000-8000-000000000a01";
constexpr std::string_view next_plan_id = "0197f000-0000-7000-8000-000000000a02";
constexpr std::string_view published_id = "0197f000-0000-7000-8000-000000000b01";
constexpr std::string_view adjustment_id = "0197f000-0000-7000-8000-000000000b02";
constexpr std::string_view first_row = "0197f000-0000-7000-8000-000000000c01";
constexpr std::string_view second_row = "0197f000-0000-7000-8000-000000000c02";
constexpr std::string_view proposer_grants =
    R"("item_lists_read":"own","item_lists_write":"own","plans_read":"own","plans_propose":"own")";
constexpr std::string_view planner_grants =
    R"("item_lists_read":"all","joint_list_write":"all","plans_read":"all","plans_write":"all","plans_approve":"all")";
constexpr std::string_view reader_grants = R"("item_lists_read":"all","plans_read":"all")";

inline const std::string plans_path = "/api/v1/plans";
inline const std::string plan_path = plans_path + "/" + std::string(plan_id);
inline const std::string published_path = plan_path + "/versions/" + std::string(published_id);
inline const std::string adjustment_path = plan_path + "/versions/" + std::string(adjustment_id);

struct SomePlan {
  std::string_view id = published_id;
  int number = 1;
  std::string_view state = "published";
  std::string_view sight = "all";
  std::string_view based_on = {};
  std::string_view reason = {};
  std::string_view return_reason = {};
  std::string_view unpublished = {};
  int rows = 2;
  int revision = 6;
};
inline constexpr SomePlan some_adjustment{.id = adjustment_id,
                                          .number = 2,
                                          .state = "draft",
                                          .based_on = published_id,
                                          .reason = "新增校园周边专项任务，调整两项任务的实施时间",
                                          .revision = 3};

/// How far a version has come on its way.
inline int steps_of(std::string_view state) {
  constexpr std::string_view states[] = {"draft", "submitted", "approved", "filed", "published", "superseded", "ended"};
  const auto* const found = std::ranges::find(states, state);
  return found == std::end(states) ? 0 : static_cast<int>(found - std::begin(states));
}

inline std::string plan_version_json(const SomePlan& plan = {}) {
  const int steps = steps_of(plan.state);
  const auto mark = [&](const char* name, int needed) {
    const bool is_done = steps >= needed;
    return R"(,")" + std::string(name) + R"(_at":)" + (is_done ? "1772000000000" : "null") + R"(,")" + name +
           R"(_by":)" + in_quotes(is_done ? "demo-office" : "");
  };
  return R"({"id":)" + in_quotes(plan.id) + R"(,"plan_id":)" + in_quotes(plan_id) + R"(,"year":2026,"number":)" +
         (plan.state == "discarded" ? "null" : std::to_string(plan.number)) + R"(,"state":)" + in_quotes(plan.state) +
         R"(,"sight":)" + in_quotes(plan.sight) + R"(,"based_on_id":)" + or_null(plan.based_on) + R"(,"reason":)" +
         in_quotes(plan.reason) + mark("submitted", 1) + R"(,"return_reason":)" + in_quotes(plan.return_reason) +
         R"(,"approved_on":)" + (steps >= 2 ? R"("2025-12-12")" : "null") + R"(,"minutes_number":)" +
         in_quotes(steps >= 2 ? "西双随机联席纪〔2025〕9号" : "") + mark("approved", 2) + R"(,"filed_on":)" +
         (steps >= 3 ? R"("2025-12-19")" : "null") + R"(,"filing_number":)" +
         in_quotes(steps >= 3 ? "西政备〔2025〕41号" : "") + mark("filed", 3) + mark("published", 4) +
         mark("ended", 6) + R"(,"end_reason":)" + in_quotes(steps >= 6 ? "机构改革，计划合并" : "") +
         R"(,"content_hash":)" +
         (steps >= 1 ? in_quotes("3f5a9c0e7b1d4826a5c4e3f2910d8b7c6a5e4f3d2c1b0a998877665544332211") : "null") +
         R"(,"row_count":)" + std::to_string(plan.rows) + R"(,"unpublished":[)" + std::string(plan.unpublished) +
         R"(],"created_at":1771000000000,"created_by":"demo-office","changed_at":1772000000000,"revision":)" +
         std::to_string(plan.revision) + "}";
}

inline std::string yearly_plan_json(std::string_view current) {
  return R"({"id":)" + in_quotes(plan_id) +
         R"(,"year":2026,"published_id":null,"open_id":null,"is_adjusting":false,"created_at":1771000000000,)"
         R"("created_by":"demo-office","current":[)" +
         std::string(current) + "]}";
}

struct SomeRow {
  std::string id = std::string(first_row);
  std::string name = "食品经营者信用风险分类抽查";
  std::string_view department = own_department;
  bool is_joint = true;
  bool is_directed = true;
  std::string quantity = R"({"kind":"ratio","ratio_basis_points":500})";
  std::string last_day = "2026-11-30";
  int revision = 1;
};
inline std::string plain_row_json(const SomeRow& row = {}) {
  return R"({"id":)" + in_quotes(row.id) + R"(,"name":)" + in_quotes(row.name) + R"(,"items":[{"list_id":)" +
         in_quotes(list_id) + R"(,"item_id":)" + in_quotes(first_item) +
         R"(,"code":"SCJG-01","name":"食品销售者监督检查"}],"initiating_department_id":)" + in_quotes(row.department) +
         R"(,"participating_department_ids":[)" + (row.is_joint ? in_quotes(other_department) : std::string()) +
         R"(],"is_directed":)" + (row.is_directed ? "true" : "false") +
         (row.is_directed ? R"(,"range":{"kinds":["enterprise","self_employed"],"regions":["411622102"],)"
                            R"("industries":["F"],"tags":[],"risk_classes":["C","D"]})"
                          : R"(,"range":{"kinds":[],"regions":[],"industries":[],"tags":[],"risk_classes":[]})") +
         R"(,"target":"信用风险等级为 C、D 的食品销售者","quantity":)" + row.quantity +
         R"(,"estimated_count":300,"first_day":"2026-04-01","last_day":)" + in_quotes(row.last_day) +
         R"(,"methods":["on_site","documents"])";
}
inline std::string row_json(const SomeRow& row = {}) {
  return plain_row_json(row) + R"(,"is_joint":)" + (row.is_joint ? "true" : "false") + R"(,"position":1,"revision":)" +
         std::to_string(row.revision) + R"(,"changed_at":1772000000000,"changed_by":"demo-department"})";
}
inline SomeRow another_row() {
  return {.id = std::string(second_row),
          .name = "药品零售企业抽查",
          .department = other_department,
          .is_joint = false,
          .is_directed = false,
          .quantity = R"({"kind":"count","count":20})"};
}

inline std::string rows_page(int count = 2) {
  static constexpr std::string_view names[] = {"加油站跨部门联合抽查", "校外培训机构跨部门联合抽查",
                                               "旅行社和宾馆跨部门联合抽查", "人员密集场所岁末年初消防监督抽查"};
  std::string all = row_json() + "," + row_json(another_row());
  for (int i = 2; i < count; ++i)
    all += "," + row_json({.id = "0197f000-0000-7000-8000-000000001" + std::to_string(100 + i),
                           .name = std::string(names[i % 4]) + (i > 5 ? "（" + std::to_string(i) + "）" : ""),
                           .is_joint = i % 4 != 3,
                           .is_directed = i % 2 == 0,
                           .quantity = i % 5 == 4 ? R"({"kind":"batch_order"})"
                                                  : R"({"kind":"ratio","ratio_basis_points":2000})"});
  return rows(all);
}

inline std::string plan_duties_json() {
  return R"({"today":"2026-05-29","items":[{"kind":"approval","year":2027,"plan_id":null,"version_id":null,)"
         R"("due_on":"2026-12-31","is_provisional":false,"is_overdue":false},)"
         R"({"kind":"publication","year":2026,"plan_id":)" +
         in_quotes(plan_id) + R"(,"version_id":)" + in_quotes(published_id) +
         R"(,"number":1,"channel":"publicity_system","due_on":"2026-01-12","is_provisional":false,"is_overdue":true},)"
         R"({"kind":"period_ended","year":2026,"plan_id":)" +
         in_quotes(plan_id) + R"(,"version_id":)" + in_quotes(published_id) + R"(,"number":1,"row_id":)" +
         in_quotes(first_row) + R"(,"name":"食品经营者信用风险分类抽查","department_id":)" + in_quotes(own_department) +
         R"(,"due_on":"2026-04-30","is_provisional":false,"is_overdue":true}]})";
}

inline std::string plan_publications_json() {
  return rows(
      R"({"id":"0197f000-0000-7000-8000-000000000e01","version_id":)" + in_quotes(published_id) +
      R"(,"channel":"department_portal","published_on":"2025-12-22",)"
      R"("address":"https://portal.example/plans/2026","recorded_at":1773000000000,"recorded_by":"demo-office",)"
      R"("voided_at":null,"voided_by":"","void_reason":""})");
}

inline std::string plan_diff_json() {
  return R"({"from_id":)" + in_quotes(published_id) + R"(,"to_id":)" + in_quotes(adjustment_id) + R"(,"added":[)" +
         plain_row_json({.id = "0197f000-0000-7000-8000-000000000c03", .name = "校园周边食品经营者抽查"}) +
         R"(}],"removed":[)" +
         plain_row_json({.id = "0197f000-0000-7000-8000-000000000c04", .name = "广告行为抽查", .is_joint = false}) +
         R"(}],"changed":[{"id":)" + in_quotes(first_row) +
         R"(,"name":"食品经营者信用风险分类抽查","fields":[{"field":"quantity","before":)"
         R"({"kind":"ratio","ratio_basis_points":500},"after":{"kind":"count","count":120}},)"
         R"({"field":"last_day","before":"2026-11-30","after":"2026-10-31"},)"
         R"({"field":"of_a_newer_server","before":1,"after":2}]}],"words":[]})";
}

inline Answers plan_answers() {
  Answers answers = usual_answers();
  const std::string versions = rows(plan_version_json(some_adjustment) + "," + plan_version_json());
  const Answers more{
      {plans_path, rows(yearly_plan_json(plan_version_json(some_adjustment) + "," + plan_version_json()))},
      {"/api/v1/plan-duties", plan_duties_json()},
      {plan_path + "/versions", versions},
      {published_path, plan_version_json()},
      {published_path + "/rows?limit=200", rows_page(7)},
      {published_path + "/publications", plan_publications_json()},
      {published_path + "/diff", plan_diff_json()},
      {adjustment_path, plan_version_json(some_adjustment)},
      {adjustment_path + "/rows?limit=200", rows_page(2)},
      {adjustment_path + "/publications", rows("")},
      {adjustment_path + "/diff", plan_diff_json()},
      {adjustment_path + "/diff?from=" + std::string(published_id), plan_diff_json()}};
  answers.insert(more.begin(), more.end());
  return answers;
}

/// The adjustment in another state.
inline Answers with_adjustment(const SomePlan& plan) {
  Answers answers = plan_answers();
  answers[adjustment_path] = plan_version_json(plan);
  answers[plan_path + "/versions"] = rows(plan_version_json(plan) + "," + plan_version_json());
  return answers;
}
inline SomePlan adjustment_in(std::string_view state) {
  SomePlan plan = some_adjustment;
  plan.state = state;
  return plan;
}

/// Signs in the department's administrator, or with other grants the joint meeting's office.
inline void sign_in_planner(Harness& at, std::string_view grants = planner_grants) {
  const bool is_own = grants == proposer_grants;
  accounts_test::answer(
      at.network, 200,
      accounts_test::session_json({.login = is_own ? "demo-department" : "demo-office",
                                   .role = is_own ? "department_administrator" : "joint_meeting_office",
                                   .department = is_own ? own_department : std::string_view()},
                                  grants));
  at.settle();
  if (at.network.last) at.answer(departments_page());
}

}  // namespace mingchou::client::plans_test
