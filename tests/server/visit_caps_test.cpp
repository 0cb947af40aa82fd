// Departments' own caps on visits: who sets them, who is warned, and what no warning may tell.
#include "shared/tasks/check_states.h"
#include "tests/server/joint_visits_support.h"
#include "tests/server/openapi_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

TEST_CASE("a visit beyond a department's cap is warned of at its proposal, once agreed on, and on its checks") {
  VisitCounty county;
  const auto on_checks = [&](Browser& browser) { return VisitCounty::warnings(browser.ask("GET", checks_path)); };
  const auto on_visits = [&](const char* state) {
    return VisitCounty::warnings(county.chief.ask("GET", std::string(visits_path) + "?state=" + state));
  };
  county.set_cap_of_a(2);
  CHECK(on_checks(county.chief) == 0);
  county.set_cap_of_a(1);
  // Two visits as long as nothing is agreed on; together they are one.
  CHECK(on_checks(county.chief) == 2);
  CHECK(county.chief.ask("GET", checks_path)
            .body.contains(R"("arguments":{"department":"A","year":"2027","visits":"2","max":"1"})"));
  CHECK(on_visits("proposed") == 0);
  county.add_task(false);
  county.set_last_check("completed");
  CHECK(on_visits("proposed") == 1);
  const std::string ids = county.check_ids();
  const std::string two = ids.substr(0, ids.rfind(',')) + "]";
  const Response agreed = county.chief.ask("POST", visits_path,
                                           R"({"check_ids":)" + two + R"(,"days_near":30,)" + county.agreement() + "}");
  REQUIRE(agreed.status == 201);
  CHECK(VisitCounty::warnings(county.chief.ask("GET", std::string(visits_path) + "?state=agreed")) == 1);
  // Not of the one that was made already.
  CHECK(on_checks(county.chief) == 2);
  county.set_cap_of_a(2);
  CHECK(on_checks(county.chief) == 0);
  CHECK(on_visits("agreed") == 0);
}

TEST_CASE("no warning of a visit beyond a cap tells of a sealed draw") {
  VisitCounty county(true);
  county.set_cap_of_a(1);
  const auto warned = [](Browser& browser) { return VisitCounty::warnings(browser.ask("GET", checks_path)); };
  CHECK(warned(county.chief) == 2);
  CHECK(warned(county.auditor) == 2);
  CHECK(county.seen(county.reviewer) == 1);
  CHECK(warned(county.reviewer) == 0);
  county.link_to_first_alone();
  CHECK(county.seen(county.inspector) == 1);
  CHECK(warned(county.inspector) == 0);
}

TEST_CASE("no number of visits under a cap tells that open checks go together with a sealed one") {
  VisitCounty county;
  county.add_task(true);
  county.set_cap_of_a(1);
  const auto warned = [](Browser& browser) { return VisitCounty::warnings(browser.ask("GET", checks_path)); };
  const std::size_t before = warned(county.reviewer);
  REQUIRE(before == 2);
  county.agree();
  CHECK(warned(county.chief) == 0);
  CHECK(warned(county.reviewer) == before);
}

TEST_CASE("a department's cap is set by its administrator or the office, for this year or the next") {
  CheckCounty county;
  const std::string path = "/api/v1/department-visit-caps";
  const std::string of_a = path + "/2027/" + county.a.uuid.text();
  const char* const two = R"({"visits_max":2,"reason":"年度公告"})";
  const Response set = county.chief.ask("PUT", of_a, two, at(0));
  CHECK(set.status == 200);
  CHECK(set.header("ETag") == "\"1\"");
  CHECK(county.office.ask("PUT", path + "/2026/" + county.b.uuid.text(), two, at(0)).status == 200);
  // Somebody else was quicker.
  CHECK(code_of(county.office.ask("PUT", of_a, two, at(0))) == "registry.changed_meanwhile");
  CHECK(county.office.ask("PUT", of_a, two).status == 428);
  for (Browser* browser : {&county.other, &county.elsewhere, &county.reviewer, &county.inspector, &county.auditor})
    CHECK(code_of(browser->ask("PUT", of_a, two, at(1))) == "account.not_allowed");
  CHECK(code_of(county.chief.ask("PUT", path + "/2028/" + county.a.uuid.text(), two, at(0))) == "registry.bad_year");
  CHECK(county.office.ask("PUT", path + "/2027/00000000-0000-7000-8000-000000000000", two, at(0)).status == 404);
  for (const char* bad : {R"({"visits_max":0,"reason":"a"})", R"({"visits_max":1001,"reason":"a"})",
                          R"({"visits_max":2,"reason":""})", R"({"reason":"a"})", R"({"visits_max":2})"})
    CHECK(county.chief.ask("PUT", of_a, bad, at(1)).status == 400);
  const Response caps = county.reviewer.ask("GET", path + "?year=2027");
  REQUIRE(caps.status == 200);
  CHECK(caps.body.contains(R"("visits_max":2)"));
  CHECK(CheckCounty::count_of(caps) == 3);
  CHECK(county.chief.ask("PUT", of_a, R"({"visits_max":null,"reason":"改由省局规定"})", at(1)).status == 200);
  CHECK_FALSE(county.reviewer.ask("GET", path + "?year=2027").body.contains(R"("visits_max":2)"));
  CHECK(county.count("SELECT count(*) FROM audit_entry WHERE action = 'department_visit_cap.set'") == 3);
}

TEST_CASE("a task that meets a department's cap is warned of it and can be drawn all the same") {
  VisitCounty county;
  const auto warned = [&](Browser& browser) {
    const Response response = browser.ask("POST", "/api/v1/task-assessments", task_body(county.special()));
    CAPTURE(response.content());
    REQUIRE(response.status == 200);
    CHECK(response.body.contains(R"("may_be_drawn":true)"));
    const bool is_warned = response.body.contains("tasks.department_cap_reached");
    CHECK(response.body.contains(R"("year":"2027")") == is_warned);
    return is_warned;
  };
  auto set = [&, revision = 0](int visits) mutable {
    REQUIRE(county.chief
                .ask("PUT", "/api/v1/department-visit-caps/2027/" + county.a.uuid.text(),
                     R"({"visits_max":)" + std::to_string(visits) + R"(,"reason":"公告"})", at(revision++))
                .status == 200);
  };
  CHECK_FALSE(warned(county.chief));
  set(2);
  CHECK(warned(county.chief));
  set(3);
  CHECK_FALSE(warned(county.chief));
  // Two tasks that go together are one visit.
  set(2);
  county.agree();
  CHECK_FALSE(warned(county.chief));
  set(1);
  CHECK(warned(county.chief));
}

TEST_CASE("no cap's warning tells of a sealed draw to a department that has no part in it") {
  VisitCounty county(true);
  REQUIRE(county.office
              .ask("PUT", "/api/v1/department-visit-caps/2027/" + county.b.uuid.text(),
                   R"({"visits_max":1,"reason":"公告"})", at(0))
              .status == 200);
  const auto warned = [&](Browser& browser) {
    const Response response = browser.ask("POST", "/api/v1/task-assessments", task_body(county.special(true)));
    CAPTURE(response.content());
    REQUIRE(response.status == 200);
    return response.body.contains("tasks.department_cap_reached");
  };
  CHECK(warned(county.chief));
  CHECK(warned(county.office));
  // As if B had drawn without A.
  REQUIRE(county.server.writer->run([&](Database& database) {
    return database.run(
        "DELETE FROM task_department WHERE department_id = ? AND task_id IN (SELECT task_id FROM target_check WHERE "
        "sealed_until IS NOT NULL)",
        county.a);
  }));
  CHECK_FALSE(warned(county.chief));
  CHECK(warned(county.office));
}
