// Tasks over the API: who holds and who sees one, counting while it is edited, the way to ready, the trail.
#include "tests/server/tasks_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

std::size_t count(Browser& browser, const std::string& query = {}) {
  const auto document = json::parse(browser.ask("GET", std::string(tasks_path) + query).content());
  return document ? document->root().find("items").value_or(json::Value()).size() : 0;
}

json::Document document_of(const Response& response) {
  CAPTURE(response.content());
  REQUIRE(response.status == 200);
  return json::parse(response.content()).value();
}

}  // namespace

TEST_CASE("a department's administrator holds tasks that the own department initiates, the office any") {
  TaskCounty county;
  const tasks::Task joint = county.special(true);
  CHECK(code_of(county.other.ask("POST", tasks_path, task_body(joint))) == "account.not_allowed");
  CHECK(code_of(county.inspector.ask("POST", tasks_path, task_body(joint))) == "account.not_allowed");
  const std::string task = county.make(county.chief, joint);
  CHECK(county.office.ask("POST", tasks_path, task_body(joint)).status == 201);
  // Who takes part reads it, and changes nothing.
  CHECK(county.other.ask("GET", task).status == 200);
  CHECK(code_of(county.other.ask("PUT", task, task_body(joint), TaskCounty::matching(county.other, task))) ==
        "account.not_allowed");
  CHECK(code_of(county.step(county.other, task, "void", plan_reason)) == "account.not_allowed");
  CHECK(county.step(county.office, task, "void", plan_reason).status == 200);
}

TEST_CASE("nobody hands a task to a department for which they don't speak") {
  TaskCounty county;
  const std::string task = county.make(county.chief, county.special(true));
  tasks::Task handed = county.special(true);
  std::swap(handed.work.initiating_department_id, handed.work.participating_department_ids[0]);
  CHECK(code_of(county.chief.ask("PUT", task, task_body(handed), TaskCounty::matching(county.chief, task))) ==
        "tasks.differs_from_plan");
}

TEST_CASE("a department sees the tasks in which it takes part, who looks at the county all, an inspector none yet") {
  TaskCounty county;
  const std::string own = county.make(county.chief, county.special());
  county.make(county.chief, county.special(true));
  CHECK(count(county.chief) == 2);
  CHECK(count(county.office) == 2);
  CHECK(count(county.auditor) == 2);
  CHECK(count(county.other) == 1);
  CHECK(count(county.other, "?department_id=" + county.a.uuid.text()) == 1);
  CHECK(count(county.office, "?department_id=" + county.b.uuid.text()) == 1);
  // An inspector reads of a draw once its window is over.
  CHECK(count(county.inspector) == 0);
  CHECK(county.other.ask("GET", own).status == 404);
  CHECK(county.inspector.ask("GET", own).status == 404);
  CHECK(county.server.ask("GET", own).status == 401);
}

TEST_CASE("while a task is edited its targets are counted, and nothing is kept") {
  TaskCounty county;
  tasks::Task task = county.special();
  const auto assessed = [&](Browser& browser) {
    return browser.ask("POST", "/api/v1/task-assessments", task_body(task));
  };
  const Response counted = assessed(county.chief);
  CHECK(counted.body.contains(R"("eligible_count":3,"drawn_count":1,"may_be_drawn":true)"));
  task.team[0].inspector_count = 4;
  const Response refused = assessed(county.chief);
  CHECK(refused.body.contains(R"("may_be_drawn":false)"));
  CHECK(refused.body.contains(R"("refusals":[{"code":"tasks.too_few_inspectors")"));
  CHECK(code_of(assessed(county.other)) == "account.not_allowed");
  CHECK(count(county.office) == 0);
}

TEST_CASE("a planned task is made ready, opened again and given up, each with the revision that was seen") {
  TaskCounty county;
  const std::string task = county.make(county.chief, county.planned(county.make_published()));
  CHECK(code_of(county.chief.ask("POST", task + "/ready")) == "items.revision_needed");
  const Response ready = county.step(county.chief, task, "ready");
  REQUIRE(ready.status == 200);
  CHECK(field(ready, "state") == "ready");
  CHECK(field(ready, "number") == "2027-A-001");
  CHECK(document_of(ready).root().find("lists")->size() == 1);
  CHECK(code_of(county.chief.ask("PUT", task, task_body(county.special()), TaskCounty::matching(county.chief, task))) ==
        "tasks.wrong_state");
  CHECK(field(county.step(county.chief, task, "reopening"), "state") == "draft");
  CHECK(code_of(county.step(county.chief, task, "reopening")) == "tasks.wrong_state");
  CHECK(field(county.step(county.chief, task, "void", plan_reason), "state") == "voided");
}

TEST_CASE("a task that may not be drawn for stays a draft, and the answer says why") {
  TaskCounty county;
  tasks::Task strict = county.special();
  strict.team[0].specialties = {"锅炉"};
  const std::string task = county.make(county.chief, strict);
  const Response refused = county.step(county.chief, task, "ready");
  CHECK(refused.status == 409);
  CHECK(code_of(refused) == "tasks.too_few_inspectors");
  CHECK(field(county.chief.ask("GET", task), "state") == "draft");
  const auto why = document_of(county.chief.ask("GET", task + "/assessment"));
  CHECK(why.root().find("refusals")->size() == 1);
}

TEST_CASE("each change of a task stands in the trail with what it was before") {
  TaskCounty county;
  const std::string task = county.make(county.chief, county.special());
  tasks::Task changed = county.special();
  changed.load_max = 3;
  REQUIRE(county.chief.ask("PUT", task, task_body(changed), TaskCounty::matching(county.chief, task)).status == 200);
  REQUIRE(county.step(county.chief, task, "ready").status == 200);
  const std::string trail = std::string(county.auditor.ask("GET", "/api/v1/audit?entity=task").content());
  for (const char* action : {"task.create", "task.change", "task.make_ready"}) {
    CAPTURE(trail);
    CHECK(trail.contains(action));
  }
}
