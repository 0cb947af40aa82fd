// The plans' county with targets that its item concerns and inspectors who may go there, and what its people send about
// tasks.
#pragma once

#include "shared/registry/register_writer.h"
#include "shared/tasks/content.h"
#include "shared/tasks/entities.h"
#include "tests/server/plans_support.h"

namespace mingchou::server::test {

inline constexpr std::string_view tasks_path = "/api/v1/tasks";

inline std::string task_body(const tasks::Task& task) { return tasks::to_json(task).value(); }

struct TaskCounty : PlanCounty {
  TaskCounty() {
    for (const char* code : {"92411622MA9T0000XE", "92411622MA9T0001XF", "92411622MA9T0002XG"}) add_target(a, code);
    for (const DepartmentId& department : {a, b})
      for (int i = 0; i < 3; ++i) add_inspector(department);
  }

  TargetId add_target(const DepartmentId& department, const char* code) {
    Target made;
    made.id = {next_id()};
    made.kind = TargetKind::self_employed;
    made.name = "商户";
    made.credit_code = code;
    made.township_code = "411622102";
    made.responsible_department_id = department;
    made.source = "test";
    insert(made);
    return made.id;
  }
  InspectorId add_inspector(const DepartmentId& department) {
    Inspector made;
    made.id = {next_id()};
    made.staff_number = made.id.uuid.text();
    made.name = "张三";
    made.department_id = department;
    made.source = "test";
    made.certificates = {{.id = {next_id()},
                          .number = made.staff_number,
                          .field = "市场监管",
                          .authority = "河南省司法厅",
                          .issued_on = items::test::day("2026-01-01"),
                          .expires_on = items::test::day("2027-12-31")}};
    insert(made);
    return made.id;
  }

  /// Of department A, or of A with B.
  tasks::Task special(bool is_joint = false) {
    tasks::Task task;
    task.special_reason = "多次投诉举报";
    task.work = row(is_joint);
    task.team = {{.department_id = a}};
    if (is_joint) task.team.push_back({.department_id = b});
    return task;
  }
  /// Of the first row of a version.
  tasks::Task planned(const std::string& version) {
    tasks::Task task = special();
    task.special_reason.clear();
    const Response rows = chief.ask("GET", version + "/rows");
    task.plan_row = tasks::PlanRowKey{.plan_id = {id_at(version, "plans/")},
                                      .version_id = {id_at(version, "versions/")},
                                      .row_id = {id_at(rows.body, "\"id\":\"")}};
    return task;
  }
  std::string make(Browser& browser, const tasks::Task& task) {
    return location(browser.ask("POST", tasks_path, task_body(task)));
  }
  Response step(Browser& browser, const std::string& task, const std::string& what, const std::string& body = {}) {
    return browser.ask("POST", task + "/" + what, body, matching(office, task));
  }

 private:
  static Uuid id_at(const std::string& text, const std::string& behind) {
    return Uuid::parse(text.substr(text.find(behind) + behind.size(), 36)).value();
  }
  Uuid next_id() { return UuidGenerator(server.clock, server.random).next(); }
  template <class Entity>
  void insert(const Entity& entity) {
    REQUIRE(server.writer->run([&](Database& database) {
      return RegisterWriter(database, {items::test::day("2026-01-01"), {1}, "test", "test"}).insert(entity);
    }));
  }
};

}  // namespace mingchou::server::test
