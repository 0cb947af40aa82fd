// Joint visits: to whom they are proposed, what becomes of a decision, whom a sealed draw keeps from knowing.
#include "shared/tasks/check_states.h"
#include "tests/server/joint_visits_support.h"
#include "tests/server/openapi_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

TEST_CASE("one visit is proposed for a target of two tasks, on the days that both have, to those who see both checks") {
  VisitCounty county;
  const Response response = county.chief.ask("GET", visits_path);
  REQUIRE(CheckCounty::count_of(response) == 1);
  const json::Document document = json::parse(response.content()).value();
  CHECK(document.root().find("next_cursor")->is_null());
  for (const json::Value visit : document.root().find("items")->items()) {
    CHECK(visit.find("id")->is_null());
    CHECK(visit.find("state")->text() == "proposed");
    CHECK(visit.find("target")->find("name")->text() == "商户");
    CHECK(visit.find("first_day")->text() == "2027-04-01");
    CHECK(visit.find("last_day")->text() == "2027-05-31");
    CHECK(visit.find("days_apart")->int64() == 0);
    CHECK(visit.find("lead_department_id")->text() == county.a.uuid.text());
    std::size_t departments = 0, checks = 0;
    for ([[maybe_unused]] const json::Value one : visit.find("departments")->items()) ++departments;
    for (const json::Value check : visit.find("checks")->items()) {
      CHECK(check.find("task")->find("name")->text() == "食品销售者抽查");
      ++checks;
    }
    CHECK(departments == 2);
    CHECK(checks == 2);
  }
  for (Browser* browser : {&county.office, &county.auditor, &county.reviewer, &county.chief}) {
    CHECK(county.visits(*browser) == 1);
    CHECK(county.visits(*browser, county.of_task()) == 1);
    CHECK(county.visits(*browser, "?state=agreed") == 0);
  }
  // B takes part in one of the two, and C in none.
  for (Browser* browser : {&county.other, &county.elsewhere}) CHECK(county.visits(*browser) == 0);
  for (Browser* browser : {&county.inspector, &county.viewer, &county.system})
    CHECK(code_of(browser->ask("GET", visits_path)) == "account.not_allowed");
  for (const char* bad : {"?state=x", "?task_id=x", "?cursor=x", "?limit=0", "?days_near=367", "?days_near=-1"})
    CHECK(code_of(county.office.ask("GET", std::string(visits_path) + bad)) == "server.field_invalid");
}

TEST_CASE("a proposal goes when a target leaves its place or a period is over") {
  VisitCounty county;
  REQUIRE(county.server.writer->run([](Database& database) {
    return database.run("UPDATE target_check SET state = 'in_progress' WHERE id = (SELECT max(id) FROM target_check)");
  }));
  CHECK(county.visits(county.office) == 0);
  REQUIRE(county.server.writer->run(
      [](Database& database) { return database.run("UPDATE target_check SET state = 'accepted'"); }));
  CHECK(county.visits(county.office) == 1);
  county.go_to("2027-05-31");
  CHECK(county.office.ask("GET", visits_path).body.contains(R"("first_day":"2027-05-31")"));
  county.go_to("2027-06-01");
  CHECK(county.visits(county.office) == 0);
}

TEST_CASE("periods without a common day are proposed within the days that are asked for") {
  VisitCounty county(false, "2027-06-20");
  const Response response = county.office.ask("GET", visits_path);
  REQUIRE(CheckCounty::count_of(response) == 1);
  CHECK(response.body.contains(R"("days_apart":20)"));
  CHECK(response.body.contains(R"("first_day":"2027-05-31","last_day":"2027-06-20")"));
  CHECK(county.visits(county.office, "?days_near=19") == 0);
  CHECK(county.visits(county.office, "?days_near=20") == 1);
  // Days of which some are in no task's period are nobody's to agree on.
  for (const auto& [first, last] : {std::pair{"2027-06-10", "2027-06-10"}, std::pair{"2027-05-31", "2027-06-20"}})
    CHECK(code_of(county.decide(county.office, county.agreement(first, last))) == "tasks.visit_days_apart");
  CHECK(county.decide(county.office, county.agreement("2027-06-20", "2027-06-20")).status == 201);
}

TEST_CASE("checks that somebody will still make are proposed, and no others") {
  VisitCounty county;
  const std::string index =
      county.server.readers
          ->read([](Database& database) -> Result<std::string> {
            Statement read =
                MC_TRY(database.prepare("SELECT sql FROM sqlite_master WHERE name = 'target_check_to_come'"));
            MC_TRY(read.step());
            return std::string(read.text(0));
          })
          .value();
  for (int i = 0; i < tasks::check_state_count; ++i) {
    const auto state = static_cast<tasks::CheckState>(i);
    CAPTURE(tasks::text_of(state));
    county.set_last_check(tasks::text_of(state));
    CHECK(county.visits(county.office) == (tasks::is_to_come(state) ? 1 : 0));
    CHECK(index.contains("'" + std::string(tasks::text_of(state)) + "'") == tasks::is_to_come(state));
  }
}

TEST_CASE("pages of proposals give each once") {
  CheckCounty county;
  for (int i = 0; i < 2; ++i) {
    if (i == 0) county.add_targets();
    tasks::Task task = county.special(true);
    task.work.quantity = {plans::QuantityKind::count, 3};
    county.hold(task);
  }
  REQUIRE(county.server.writer->run([](Database& database) {
    return database.run(
        "UPDATE target_check SET target_id = (SELECT other.target_id FROM target_check AS other WHERE other.position = "
        "target_check.position ORDER BY other.id LIMIT 1)");
  }));
  county.sign_in_again();
  std::size_t pages = 0, found = 0;
  for (std::string cursor; pages < 5; ++pages) {
    const Response response =
        county.office.ask("GET", std::string(visits_path) + "?limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor));
    found += CheckCounty::count_of(response);
    cursor = field(response, "next_cursor");
    if (cursor.empty()) break;
  }
  CHECK(pages == 2);
  CHECK(found == 3);
}

TEST_CASE("an agreement is told to both teams with their checks, and the same one sent twice is one") {
  VisitCounty county;
  county.link("a.inspector", county.a);
  county.link("b.inspector", county.b);
  CHECK(county.with_visit(county.b_inspector) == 0);
  const Response agreed = county.decide(county.chief, county.agreement());
  CAPTURE(agreed.content());
  REQUIRE(agreed.status == 201);
  CHECK(field(agreed, "state") == "agreed");
  CHECK(field(agreed, "decided_by") == "a.admin");
  const Response again = county.decide(county.chief, county.agreement());
  CHECK(again.status == 200);
  CHECK(field(again, "id") == field(agreed, "id"));
  CHECK(county.count("SELECT count(*) FROM joint_visit") == 1);
  CHECK(county.count("SELECT count(*) FROM audit_entry WHERE action = 'joint_visit.agree'") == 1);
  CHECK(code_of(county.decide(county.chief, county.agreement("2027-04-02"))) == "tasks.visit_gone");

  CHECK(county.visits(county.office) == 0);
  for (Browser* browser : {&county.office, &county.auditor, &county.chief, &county.other, &county.reviewer})
    CHECK(county.visits(*browser, "?state=agreed") == 1);
  CHECK(county.visits(county.elsewhere, "?state=agreed") == 0);
  CHECK(county.with_visit(county.b_inspector) == 1);
  CHECK(county.with_visit(county.other) == 1);
  CHECK(county.with_visit(county.chief) == 2);
  const Response checks = county.b_inspector.ask("GET", checks_path);
  CHECK(checks.body.contains(R"("joint_visit":{"id":")" + field(agreed, "id") +
                             R"(","first_day":"2027-04-01","last_day":"2027-05-31")"));
}

TEST_CASE("an agreement keeps to what is proposed, and is made by who holds draws and sees all of it") {
  VisitCounty county;
  CHECK(code_of(county.decide(county.chief, county.agreement("2027-03-31"))) == "tasks.visit_days");
  CHECK(code_of(county.decide(county.chief, county.agreement("2027-04-01", "2027-06-01"))) == "tasks.visit_days");
  const std::string by_c =
      R"("decision":"agreed","first_day":"2027-04-01","last_day":"2027-04-01","lead_department_id":")" +
      county.c.uuid.text() + "\"";
  CHECK(code_of(county.decide(county.chief, by_c)) == "tasks.visit_lead");
  CHECK(code_of(county.decide(county.other, county.agreement())) == "tasks.visit_gone");
  CHECK(code_of(county.decide(county.elsewhere, county.agreement())) == "tasks.visit_gone");
  for (Browser* browser : {&county.inspector, &county.reviewer, &county.auditor, &county.viewer})
    CHECK(code_of(county.decide(*browser, county.agreement())) == "account.not_allowed");
  for (const char* bad : {R"("decision":"proposed")", R"("decision":"agreed")", R"("decision":"declined")",
                          R"("decision":"declined","reason":"")", R"("decision":"declined","reason":"a","x":1)"})
    CHECK(county.decide(county.chief, bad).status == 400);
  CHECK(code_of(county.chief.ask("POST", visits_path,
                                 R"({"check_ids":["00000000-0000-7000-8000-000000000000"],"days_near":30,)"
                                 R"("decision":"declined","reason":"a"})")) == "tasks.visit_gone");
  CHECK(county.count("SELECT count(*) FROM joint_visit") == 0);
}

TEST_CASE("what was declined is proposed no more, and can be agreed on all the same") {
  VisitCounty county;
  const Response declined = county.decide(county.chief, R"("decision":"declined","reason":" 检查内容相互冲突 ")");
  CAPTURE(declined.content());
  REQUIRE(declined.status == 201);
  CHECK(field(declined, "reason") == "检查内容相互冲突");
  CHECK(county.decide(county.chief, R"("decision":"declined","reason":"再说")").status == 200);
  CHECK(county.visits(county.chief) == 0);
  CHECK(county.visits(county.chief, "?state=declined") == 1);
  // B does not see all of it.
  CHECK(county.visits(county.other, "?state=declined") == 0);
  CHECK(code_of(county.decide(county.other, R"("decision":"declined","reason":"再说")")) == "tasks.visit_gone");
  CHECK(code_of(county.decide(county.elsewhere, R"("decision":"declined","reason":"再说")")) == "tasks.visit_gone");
  CHECK(county.decide(county.office, county.agreement()).status == 201);
  CHECK(county.visits(county.chief, "?state=agreed") == 1);
  // What was decided before the last decision does not hold any more.
  CHECK(code_of(county.decide(county.chief, R"("decision":"declined","reason":"再说")")) == "tasks.visit_gone");
  CHECK(county.count("SELECT count(*) FROM joint_visit") == 2);
}

TEST_CASE("a department that goes along can call the visit off once, with a reason") {
  VisitCounty county;
  const std::string visit = county.agree();
  const auto call_off = [&](Browser& browser, const char* body) {
    return browser.ask("POST", visit + "/call-off", body);
  };
  CHECK(call_off(county.elsewhere, R"({"reason":"没有人手"})").status == 404);
  CHECK(call_off(county.other, R"({"reason":""})").status == 400);
  CHECK(code_of(call_off(county.reviewer, R"({"reason":"没有人手"})")) == "account.not_allowed");
  const Response off = call_off(county.other, R"({"reason":"没有人手"})");
  CAPTURE(off.content());
  REQUIRE(off.status == 200);
  CHECK(field(off, "state") == "declined");
  CHECK(field(off, "reason") == "没有人手");
  CHECK(code_of(call_off(county.office, R"({"reason":"没有人手"})")) == "tasks.visit_declined");
  CHECK(county.visits(county.office, "?state=agreed") == 0);
  CHECK(county.with_visit(county.chief) == 0);
  CHECK(county.count("SELECT count(*) FROM audit_entry WHERE action = 'joint_visit.call_off'") == 1);
  // Who counted on it learns that it is off; it can be agreed on again.
  for (Browser* browser : {&county.office, &county.chief, &county.other, &county.reviewer})
    CHECK(county.visits(*browser, "?state=declined") == 1);
  CHECK(county.visits(county.elsewhere, "?state=declined") == 0);
  CHECK(county.decide(county.chief, county.agreement()).status == 201);
  CHECK(county.visits(county.other, "?state=agreed") == 1);
}

TEST_CASE("a visit that has taken place can't be called off") {
  VisitCounty county;
  const std::string visit = county.agree();
  const auto set_all = [&](const char* state) {
    REQUIRE(county.server.writer->run(
        [state](Database& database) { return database.run("UPDATE target_check SET state = ?", state); }));
  };
  const auto refusal = [&] {
    return code_of(county.chief.ask("POST", visit + "/call-off", R"({"reason":"没有人手"})"));
  };
  set_all("in_progress");
  CHECK(refusal() == "tasks.visit_over");
  set_all("accepted");
  county.go_to("2027-06-01");
  CHECK(refusal() == "tasks.visit_over");
  CHECK(county.visits(county.office, "?state=agreed") == 1);
}

TEST_CASE("an agreement of which only one check is left makes place for another one") {
  VisitCounty county;
  county.agree();
  county.set_last_check("substituted");
  CHECK(county.visits(county.chief) == 0);
  county.add_task(false);
  REQUIRE(county.visits(county.chief) == 1);
  const Response again = county.decide(county.chief, county.agreement());
  CAPTURE(again.content());
  CHECK(again.status == 201);
  CHECK(county.visits(county.chief, "?state=agreed") == 1);
  CHECK(county.count("SELECT count(*) FROM joint_visit WHERE state = 'declined' AND reason <> ''") == 1);
  CHECK(county.visits(county.chief) == 0);
}

TEST_CASE("a check that comes later joins the visit on days within those agreed on, under the same lead") {
  VisitCounty county;
  county.link("b.inspector", county.b);
  const Response first = county.decide(county.chief, county.agreement("2027-04-10", "2027-05-20"));
  REQUIRE(first.status == 201);
  county.add_task(false);
  const std::string proposal = county.only_visit(county.chief, "proposed");
  CHECK(proposal.contains(R"("first_day":"2027-04-10","last_day":"2027-05-20","days_apart":0)"));
  CHECK(proposal.contains(R"("joins":true)"));
  CHECK(proposal.contains(R"("joins":false)"));
  CHECK(code_of(county.decide(county.chief, county.agreement("2027-04-09", "2027-05-20"))) == "tasks.visit_days");
  std::string by_b = county.agreement("2027-04-12", "2027-05-20");
  by_b.replace(by_b.find(county.a.uuid.text()), 36, county.b.uuid.text());
  CHECK(code_of(county.decide(county.chief, by_b)) == "tasks.visit_lead");
  const Response joined = county.decide(county.chief, county.agreement("2027-04-12", "2027-05-20"));
  CAPTURE(joined.content());
  REQUIRE(joined.status == 201);
  CHECK(county.decide(county.chief, county.agreement("2027-04-12", "2027-05-20")).status == 200);
  CHECK(county.visits(county.chief) == 0);
  CHECK(county.with_visit(county.chief) == 3);

  // Who had agreed before reads of it; what was agreed before has ended, and is not offered again.
  for (Browser* browser : {&county.chief, &county.other}) {
    CHECK(county.only_visit(*browser, "agreed").contains(field(joined, "id")));
    const std::string before = county.only_visit(*browser, "declined");
    CHECK(before.contains(field(first, "id")));
    CHECK(before.contains("另有任务加入，已重新商定"));
    CHECK(before.contains(R"("may_be_agreed":false)"));
  }
  CHECK(county.b_inspector.ask("GET", checks_path).body.contains(field(joined, "id")));
  CHECK(county.count("SELECT count(*) FROM audit_entry WHERE action = 'joint_visit.agree' AND before <> ''") == 1);
}

TEST_CASE(
    "whoever is told of a visit can take an own check into it, and the others call it off where it does not fit") {
  VisitCounty county;
  const std::string before = county.agree();
  county.add_task(false, true);
  // B has no part in the first task of the visit.
  REQUIRE(county.visits(county.other) == 1);
  CHECK(county.visits(county.elsewhere) == 0);
  CHECK(code_of(county.decide(county.elsewhere, county.agreement())) == "tasks.visit_gone");
  const Response joined = county.decide(county.other, county.agreement());
  CAPTURE(joined.content());
  REQUIRE(joined.status == 201);
  CHECK(county.count("SELECT count(*) FROM joint_visit WHERE state = 'agreed'") == 1);
  const std::string path = std::string(visits_path) + "/" + field(joined, "id") + "/call-off";
  REQUIRE(county.chief.ask("POST", path, R"({"reason":"人手不够"})").status == 200);
  // As it was, or all three again; no third way is proposed.
  CHECK(county.visits(county.chief) == 0);
  const Response declined = county.chief.ask("GET", std::string(visits_path) + "?state=declined");
  CHECK(CheckCounty::count_of(declined) == 2);
  CHECK_FALSE(declined.body.contains(R"("may_be_agreed":false)"));
}

TEST_CASE("nothing joins a visit without a common day, after it has begun, or once that was declined") {
  VisitCounty county;
  REQUIRE(county.decide(county.office, county.agreement("2027-04-01", "2027-04-20")).status == 201);
  const auto is_to_join = [&] { return county.chief.ask("GET", visits_path).body.contains(R"("joins":true)"); };
  county.add_task(false, false, "2027-04-21");
  CHECK_FALSE(is_to_join());
  county.add_task(false, false, "2027-04-20");
  CHECK(is_to_join());
  REQUIRE(county.server.writer->run([](Database& database) {
    return database.run("UPDATE target_check SET state = 'in_progress' WHERE id = (SELECT min(id) FROM target_check)");
  }));
  CHECK_FALSE(is_to_join());
  REQUIRE(county.server.writer->run(
      [](Database& database) { return database.run("UPDATE target_check SET state = 'accepted'"); }));
  CHECK(is_to_join());
  // The third one has no day in common with the visit.
  std::string ids = county.check_ids();
  const std::size_t third = ids.find(',', ids.find(',') + 1);
  ids.erase(third, ids.find(',', third + 1) - third);
  REQUIRE(county.chief
              .ask("POST", visits_path,
                   R"({"check_ids":)" + ids + R"(,"days_near":30,"decision":"declined","reason":"检查内容相互冲突"})")
              .status == 201);
  CHECK_FALSE(is_to_join());
  CHECK(county.visits(county.chief, "?state=agreed") == 1);
  // The two that are left may go together.
  CHECK(county.visits(county.chief) == 1);
}

TEST_CASE("what was called off is offered again only while its checks go nowhere else, to who sees all of them") {
  VisitCounty county;
  const auto is_offered = [&](Browser& browser) {
    return browser.ask("GET", std::string(visits_path) + "?state=declined").body.contains(R"("may_be_agreed":true)");
  };
  const std::string visit = county.agree();
  REQUIRE(county.chief.ask("POST", visit + "/call-off", R"({"reason":"没有人手"})").status == 200);
  CHECK(is_offered(county.chief));
  CHECK(is_offered(county.office));
  CHECK_FALSE(is_offered(county.other));
  county.agree();
  CHECK_FALSE(is_offered(county.chief));
  CHECK(county.visits(county.chief, "?state=declined") == 1);
}

TEST_CASE("a sealed check that goes with open ones takes no proposal away from those who may not know of it") {
  VisitCounty county;
  county.add_task(true);
  REQUIRE(county.visits(county.reviewer) == 1);
  county.agree();
  CHECK(county.visits(county.reviewer) == 1);
  CHECK(county.visits(county.reviewer, "?state=agreed") == 0);
  CHECK(county.visits(county.auditor) == 0);
  REQUIRE(county.server.writer->run(
      [](Database& database) { return database.run("UPDATE target_check SET sealed_until = NULL"); }));
  CHECK(county.visits(county.reviewer) == 0);
}

TEST_CASE("a sealed check joins no visit that those know who may not know of it") {
  VisitCounty county;
  county.link("b.inspector", county.b);
  county.agree();
  county.add_task(true);
  for (Browser* browser : {&county.chief, &county.office}) CHECK(county.visits(*browser) == 0);
  CHECK(code_of(county.decide(county.chief, county.agreement())) == "tasks.visit_gone");
  CHECK(county.visits(county.reviewer, "?state=declined") == 0);
  CHECK(county.with_visit(county.b_inspector) == 1);
  REQUIRE(county.server.writer->run(
      [](Database& database) { return database.run("UPDATE target_check SET sealed_until = NULL"); }));
  CHECK(county.visits(county.chief) == 1);
}

TEST_CASE("no page of proposals ends at a target whose visit its reader may not know of") {
  VisitCounty county(true);
  county.agree();
  for (int i = 0; i < 2; ++i) {
    tasks::Task more = county.special();
    more.work.quantity = {plans::QuantityKind::count, 1};
    county.hold(more);
  }
  REQUIRE(county.server.writer->run([](Database& database) {
    return database.run(
        "UPDATE target_check SET target_id = (SELECT id FROM target WHERE id NOT IN (SELECT target_id FROM "
        "joint_visit) "
        "LIMIT 1) WHERE id NOT IN (SELECT check_id FROM joint_visit_check)");
  }));
  county.sign_in_again();
  const Response page = county.reviewer.ask("GET", std::string(visits_path) + "?limit=1");
  CHECK(CheckCounty::count_of(page) == 1);
  CHECK(page.body.contains(R"("next_cursor":null)"));
}

TEST_CASE("a visit of which only one check is left is told to nobody") {
  VisitCounty county;
  county.agree();
  CHECK(county.with_visit(county.chief) == 2);
  REQUIRE(county.server.writer->run([](Database& database) {
    return database.run("UPDATE target_check SET state = 'substituted' WHERE id = (SELECT max(id) FROM target_check)");
  }));
  CHECK(county.with_visit(county.chief) == 0);
}

TEST_CASE("no joint visit tells of a sealed draw before it may be known") {
  VisitCounty county(true);
  county.link_to_first_alone();
  county.link("b.inspector", county.b);
  // Whoever holds draws and whoever audits them.
  for (Browser* browser : {&county.office, &county.chief, &county.auditor}) CHECK(county.visits(*browser) == 1);
  for (Browser* browser : {&county.reviewer, &county.other}) CHECK(county.visits(*browser) == 0);
  county.agree();
  for (Browser* browser : {&county.office, &county.chief, &county.auditor, &county.other})
    CHECK(county.visits(*browser, "?state=agreed") == 1);
  CHECK(county.visits(county.reviewer, "?state=agreed") == 0);
  CHECK(county.with_visit(county.chief) == 2);
  // A's inspector knows of the open check and not that others come along.
  CHECK(county.seen(county.inspector) == 1);
  CHECK(county.with_visit(county.inspector) == 0);
  CHECK(county.with_visit(county.reviewer) == 0);
  const std::string entry =
      county.server.readers
          ->read([](Database& database) -> Result<std::string> {
            Statement read =
                MC_TRY(database.prepare("SELECT after FROM audit_entry WHERE action = 'joint_visit.agree'"));
            MC_TRY(read.step());
            return std::string(read.text(0));
          })
          .value();
  CHECK_FALSE(entry.contains("商户"));
  CHECK_FALSE(entry.contains("target"));
  const Response trail = county.reviewer.ask("GET", "/api/v1/audit?limit=200");
  REQUIRE(trail.status == 200);
  CHECK(trail.body.contains("joint_visit.agree"));
  const std::string ids = county.check_ids();
  const json::Document document = json::parse(ids).value();
  for (const json::Value id : document.root().items()) CHECK_FALSE(trail.body.contains(std::string(id.text().value())));

  REQUIRE(county.chief.ask("PUT", county.task + "/disclosure", R"({"day":"2027-03-10"})").status == 200);
  county.go_to("2027-03-10");
  // A has told its own; B has not, so nobody learns of B's visit through A.
  CHECK(county.with_visit(county.inspector) == 0);
  county.go_to("2027-04-01");
  CHECK(county.with_visit(county.inspector) == 1);
  CHECK(county.with_visit(county.b_inspector) == 1);
  CHECK(county.with_visit(county.reviewer) == 0);
  county.go_to("2027-07-01");
  CHECK(county.visits(county.reviewer, "?state=agreed") == 1);
}

TEST_CASE("answers about joint visits and caps fit the schemas of the file") {
  VisitCounty county;
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  const Response proposed = county.chief.ask("GET", visits_path);
  const Response agreed = county.decide(county.chief, county.agreement());
  const std::string visit = std::string(visits_path) + "/" + field(agreed, "id") + "/call-off";
  const std::string caps = "/api/v1/department-visit-caps", cap = caps + "/2027/" + county.a.uuid.text();
  const Case cases[] = {
      {"listJointVisits", proposed, 200},
      {"decideJointVisit", agreed, 201},
      {"decideJointVisit", county.decide(county.chief, county.agreement()), 200},
      {"decideJointVisit", county.decide(county.chief, county.agreement("2027-04-02")), 409},
      {"decideJointVisit", county.decide(county.reviewer, county.agreement()), 403},
      {"decideJointVisit", county.chief.ask("POST", visits_path, "{}"), 400},
      {"listJointVisits", county.chief.ask("GET", std::string(visits_path) + "?state=agreed"), 200},
      {"listJointVisits", county.viewer.ask("GET", visits_path), 403},
      {"listJointVisits", county.chief.ask("GET", std::string(visits_path) + "?state=x"), 400},
      {"listChecks", county.chief.ask("GET", checks_path), 200},
      {"callOffJointVisit", county.elsewhere.ask("POST", visit, R"({"reason":"没有人手"})"), 404},
      {"callOffJointVisit", county.chief.ask("POST", visit, R"({"reason":"没有人手"})"), 200},
      {"callOffJointVisit", county.chief.ask("POST", visit, R"({"reason":"没有人手"})"), 409},
      {"listJointVisits", county.chief.ask("GET", std::string(visits_path) + "?state=declined"), 200},
      {"listDepartmentVisitCaps", county.chief.ask("GET", caps), 200},
      {"setDepartmentVisitCap", county.chief.ask("PUT", cap, R"({"visits_max":2,"reason":"公告"})", at(0)), 200},
      {"setDepartmentVisitCap", county.chief.ask("PUT", cap, R"({"visits_max":2,"reason":"公告"})", at(0)), 412},
      {"setDepartmentVisitCap", county.chief.ask("PUT", cap, R"({"visits_max":2,"reason":"公告"})"), 428},
      {"listDepartmentVisitCaps", county.chief.ask("GET", caps + "?year=2027"), 200},
      {"setDepartmentVisitCap", county.other.ask("PUT", cap, R"({"visits_max":2,"reason":"公告"})", at(1)), 403},
      {"setDepartmentVisitCap", county.chief.ask("PUT", cap, "{}", at(1)), 400},
  };
  for (const Case& one : cases) {
    CAPTURE(one.operation);
    CAPTURE(one.response.content());
    CHECK(one.response.status == one.status);
    CHECK(misfit_of(one.operation, one.response) == "");
  }
}
