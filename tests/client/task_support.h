// Inspection tasks as a server tells them: for tests and scenes of their screens. What is written waits until the test
// answers it.
#pragma once

#include <string>
#include <string_view>

#include "client/app/model/pages.h"
#include "client/app/plans/plans_json.h"
#include "shared/plans/content.h"
#include "tests/client/plan_support.h"

namespace mingchou::client::tasks_test {

using namespace plans_test;

constexpr std::string_view task_id = "0197f000-0000-7000-8000-000000000d01";
constexpr std::string_view special_id = "0197f000-0000-7000-8000-000000000d02";
constexpr std::string_view draw_id = "0197f000-0000-7000-8000-000000000e01";
constexpr std::string_view holder_grants =
    R"("item_lists_read":"all","plans_read":"all","plans_write":"all","draw_read":"all","draw_hold":"all")";
constexpr std::string_view watcher_grants = R"("item_lists_read":"all","plans_read":"all","draw_read":"all")";

inline const std::string tasks_path = "/api/v1/tasks";
inline const std::string task_path = tasks_path + "/" + std::string(task_id);
inline const std::string draws_of_task_path = "/api/v1/draws?task_id=" + std::string(task_id);

struct SomeTask {
  std::string_view id = task_id;
  std::string_view number = "2026-SCJG-001";
  std::string_view state = "draft";
  std::string_view name = "食品经营者信用风险分类抽查";
  std::string_view special_reason = {};
  std::string_view void_reason = {};
  std::string_view strata = "[]";
  int load_max = 20;
  bool is_sealed = false;
  int revision = 3;
};

inline std::string task_json(const SomeTask& task = {}) {
  const std::string origin = task.special_reason.empty()
                                 ? R"("plan_row":{"plan_id":)" + in_quotes(plan_id) + R"(,"version_id":)" +
                                       in_quotes(published_id) + R"(,"row_id":)" + in_quotes(first_row) + "}"
                                 : R"("special_reason":)" + in_quotes(task.special_reason);
  const auto place = [](std::string_view department) {
    return R"({"department_id":)" + in_quotes(department) +
           R"(,"inspector_count":2,"certificate_fields":[],"specialties":[]})";
  };
  const plans::Row row = [&] {
    plans::Row one = read_one(row_json(), read_stored_plan_row)->row;
    one.name = task.name;
    return one;
  }();
  std::string team = place(row.initiating_department_id.uuid.text());
  for (const DepartmentId& id : row.participating_department_ids) team += "," + place(id.uuid.text());
  return R"({"id":)" + in_quotes(task.id) + R"(,"number":)" + in_quotes(task.number) + R"(,"state":)" +
         in_quotes(task.state) + "," + origin + R"(,"work":)" + plans::to_json(row) + R"(,"strata":)" +
         std::string(task.strata) +
         R"(,"substitute_count":5,"exclusions":{"checked_within_months":6,"at_visit_cap":true},"team":[)" + team +
         R"(],"load_max":)" + std::to_string(task.load_max) + R"(,"is_sealed":)" + (task.is_sealed ? "true" : "false") +
         R"(,"is_joint":true,"lists":[],"void_reason":)" + in_quotes(task.void_reason) +
         R"(,"created_at":1772000000000,"created_by":"demo-office","changed_at":1772000000000,)" +
         R"("changed_by":"demo-office","revision":)" + std::to_string(task.revision) + "}";
}

/// `team` and sentences as JSON lists.
inline std::string counts_json(std::string_view may = "true", std::string_view refusals = "[]",
                               std::string_view remedies = "[]", std::string_view warnings = "[]") {
  const plans::Row row = read_one(row_json(), read_stored_plan_row)->row;
  return R"({"concerned_count":3600,"outside_count":0,"eligible_count":3412,"drawn_count":103,"may_be_drawn":)" +
         std::string(may) +
         R"(,"excluded":[{"reason":"recently_checked","count":120},{"reason":"visit_cap","count":68}],)" +
         R"("strata":[{"name":"","eligible_count":3412,"drawn_count":103,"substitute_count":5}],"team":[)" +
         R"({"department_id":)" + in_quotes(row.initiating_department_id.uuid.text()) +
         R"(,"roster_count":42,"barred":[{"reason":"on_leave","count":2}],"eligible_count":40,"places":400,)" +
         R"("needed":206,"load":6}],"refusals":)" + std::string(refusals) + R"(,"remedies":)" + std::string(remedies) +
         R"(,"warnings":)" + std::string(warnings) + "}";
}

constexpr std::string_view short_refusal =
    R"([{"code":"tasks.too_few_places","arguments":{"department":"西华县消防救援大队","needed":"206","places":"160"}}])";
constexpr std::string_view short_remedies =
    R"([{"code":"tasks.remedy_load","arguments":{"load":"26"}},)"
    R"({"code":"tasks.remedy_people","arguments":{"department":"西华县消防救援大队","people":"3"}},)"
    R"({"code":"tasks.remedy_targets","arguments":{"department":"西华县消防救援大队","count":"23"}}])";

inline Answers task_answers(const SomeTask& task = {}) {
  Answers answers = plan_answers();
  answers[tasks_path + "?limit=200"] = rows(task_json(task) + "," +
                                            task_json({.id = special_id,
                                                       .number = "2026-SCJG-002",
                                                       .state = "drawn",
                                                       .name = "中秋月饼专项检查",
                                                       .special_reason = "节前投诉集中，市局部署"}));
  answers[task_path] = task_json(task);
  answers[task_path + "/assessment"] = counts_json();
  answers[draws_of_task_path] = rows("");
  answers[published_path + "/rows/" + std::string(first_row)] = row_json();
  return answers;
}

}  // namespace mingchou::client::tasks_test
