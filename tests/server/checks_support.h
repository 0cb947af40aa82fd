// A county after a draw, with all who may be told of its checks and all who may not.
#pragma once

#include "shared/codes/credit_code.h"
#include "tests/server/draws_support.h"

namespace mingchou::server::test {

inline constexpr const char* checks_path = "/api/v1/checks";

struct CheckCounty : DrawCounty {
  CheckCounty() {
    c = add_department(server, "C");
    add_user(server, "a.reviewer", {.role = Role::reviewer, .department = a});
    add_user(server, "b.inspector", {.role = Role::inspector, .department = b});
    add_user(server, "c.admin", {.role = Role::department_administrator, .department = c});
    add_user(server, "viewer", {.role = Role::county_viewer});
    add_user(server, "system");
    sign_in_again();
  }
  /// Sessions end sooner than the windows of tasks.
  void sign_in_again() {
    const std::pair<Browser*, const char*> people[] = {
        {&office, "office"},   {&chief, "a.admin"},       {&other, "b.admin"},           {&inspector, "a.inspector"},
        {&auditor, "auditor"}, {&reviewer, "a.reviewer"}, {&b_inspector, "b.inspector"}, {&elsewhere, "c.admin"},
        {&viewer, "viewer"},   {&system, "system"}};
    for (const auto& [browser, login] : people) REQUIRE(browser->sign_in(login).status == 200);
  }
  void go_to(const char* day) {
    const std::int64_t days = *CivilDate::parse(day) - shanghai_date(server.clock.now());
    server.clock.advance_ms(days * 24 * 3600 * 1000);
    sign_in_again();
  }
  /// So many that the item's cap of 5 % lets three be drawn.
  void add_targets() {
    for (int i = 10'000; i < 10'041; ++i) {
      const std::string body = "92411622MA9U" + std::to_string(i);
      add_target(a, (body + *credit_code_check_character(body)).c_str());
    }
  }
  /// A draw of A with B; of that many targets.
  std::string hold(bool is_sealed = false, std::int64_t targets = 1) {
    if (targets > 1) add_targets();
    tasks::Task joint = special(true);
    joint.is_sealed = is_sealed;
    joint.work.quantity = {plans::QuantityKind::count, targets};
    joint.substitute_count = targets == 1 ? 1 : 0;
    return hold(joint);
  }
  std::string hold(const tasks::Task& made) {
    task = make_ready_task(made);
    return drawn(task);
  }
  /// The account is that of the department's first inspector who goes somewhere.
  InspectorId link(const char* login, const DepartmentId& department) {
    InspectorId found;
    REQUIRE(server.writer->run([&](Database& database) -> Result<> {
      Statement find =
          MC_TRY(database.prepare("SELECT inspector_id FROM check_inspector JOIN target_check ON id = check_id WHERE "
                                  "state <> 'substituted' AND "
                                  "department_id = ? ORDER BY slot LIMIT 1"));
      find.bind(1, department);
      MC_TRY(find.step());
      found = {find.uuid(0).value_or(Uuid{})};
      find.reset();
      return database.run("UPDATE app_user SET inspector_id = ? WHERE login = ?", found, login);
    }));
    return found;
  }
  static std::size_t count_of(const Response& response) {
    CAPTURE(response.content());
    REQUIRE(response.status == 200);
    const auto document = json::parse(response.content());
    std::size_t count = 0;
    for ([[maybe_unused]] const json::Value one : document->root().find("items")->items()) ++count;
    return count;
  }
  std::size_t seen(Browser& browser, const std::string& query = "") {
    return count_of(browser.ask("GET", checks_path + query));
  }
  std::string load_path() const { return "/api/v1/check-load?task_id=" + task.substr(task.rfind('/') + 1); }
  std::string of_task() const { return "?task_id=" + task.substr(task.rfind('/') + 1); }

  DepartmentId c;
  Browser reviewer{server}, b_inspector{server}, elsewhere{server}, viewer{server}, system{server};
  std::string task;
};

}  // namespace mingchou::server::test
