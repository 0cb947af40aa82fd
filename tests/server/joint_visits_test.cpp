// Joint visits: to whom they are proposed, what becomes of a decision, whom a sealed draw keeps from knowing; and
// departments' own caps on visits.
#include "shared/tasks/check_states.h"
#include "tests/server/checks_support.h"
#include "tests/server/openapi_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

constexpr const char* visits_path = "/api/v1/joint-visits";

std::vector<Header> at(int revision) { return {{"If-Match", '"' + std::to_string(revision) + '"'}}; }

/// Two draws of one target: A alone from March on, and A with B, from April on unless it is told otherwise.
struct VisitCounty : CheckCounty {
  explicit VisitCounty(bool is_sealed = false, const char* first_day = "2027-04-01") {
    tasks::Task alone = special();
    alone.work.quantity = {plans::QuantityKind::count, 1};
    alone.work.last_day = items::test::day("2027-05-31");
    hold(alone);
    tasks::Task joint = special(true);
    joint.work.quantity = {plans::QuantityKind::count, 1};
    joint.work.first_day = items::test::day(first_day);
    joint.is_sealed = is_sealed;
    hold(joint);
    put_together();
  }
  /// As if all draws had drawn the same target.
  void put_together() {
    REQUIRE(server.writer->run([](Database& database) {
      return database.run(
          "UPDATE target_check SET target_id = (SELECT target_id FROM target_check ORDER BY id LIMIT 1)");
    }));
    sign_in_again();
  }
  /// One more task that drew it, of A alone or with B.
  void add_task(bool is_sealed, bool is_joint = false, const char* first_day = "2027-03-01") {
    tasks::Task more = special(is_joint);
    more.work.first_day = items::test::day(first_day);
    more.work.quantity = {plans::QuantityKind::count, 1};
    more.is_sealed = is_sealed;
    hold(more);
    put_together();
  }
  void set_last_check(std::string_view state) {
    REQUIRE(server.writer->run([state](Database& database) {
      return database.run("UPDATE target_check SET state = ? WHERE id = (SELECT max(id) FROM target_check)", state);
    }));
  }
  std::size_t visits(Browser& browser, const std::string& query = "") {
    return count_of(browser.ask("GET", visits_path + query));
  }
  std::string check_ids() {
    const Response checks = office.ask("GET", checks_path);
    std::string ids;
    const json::Document document = json::parse(checks.content()).value();
    for (const json::Value check : document.root().find("items")->items())
      ids += (ids.empty() ? "\"" : ",\"") + std::string(check.find("id")->text().value()) + "\"";
    return "[" + ids + "]";
  }
  Response decide(Browser& browser, const std::string& rest) {
    return browser.ask("POST", visits_path, R"({"check_ids":)" + check_ids() + R"(,"days_near":30,)" + rest + "}");
  }
  std::string agreement(const char* first = "2027-04-01", const char* last = "2027-05-31") const {
    return std::string(R"("decision":"agreed","first_day":")") + first + R"(","last_day":")" + last +
           R"(","lead_department_id":")" + a.uuid.text() + "\"";
  }
  std::string agree() {
    const Response agreed = decide(office, agreement());
    CAPTURE(agreed.content());
    REQUIRE(agreed.status == 201);
    return std::string(visits_path) + "/" + field(agreed, "id");
  }
  /// The reader's only visit of that state.
  std::string only_visit(Browser& browser, const std::string& state) {
    const Response response = browser.ask("GET", visits_path + ("?state=" + state));
    REQUIRE(count_of(response) == 1);
    return response.body;
  }
  void set_cap_of_a(int visits) {
    REQUIRE(chief
                .ask("PUT", "/api/v1/department-visit-caps/2027/" + a.uuid.text(),
                     R"({"visits_max":)" + std::to_string(visits) + R"(,"reason":"公告"})", at(cap_revision++))
                .status == 200);
  }
  /// How often the reader is warned that a visit is beyond a cap.
  static std::size_t warnings(const Response& response) {
    CAPTURE(response.content());
    REQUIRE(response.status == 200);
    std::size_t count = 0;
    for (std::size_t from = response.body.find("tasks.visit_beyond_cap"); from != response.body.npos;
         from = response.body.find("tasks.visit_beyond_cap", from + 1))
      ++count;
    return count;
  }
  std::size_t with_visit(Browser& browser) {
    const Response checks = browser.ask("GET", checks_path);
    std::size_t count = 0;
    for (std::size_t at = checks.body.find("\"others\""); at != checks.body.npos;
         at = checks.body.find("\"others\"", at + 1))
      ++count;
    return count;
  }

  /// Somebody of A who goes to the target for the first task alone.
  void link_to_first_alone() {
    const InspectorId added = add_inspector(a);
    REQUIRE(server.writer->run([&](Database& database) -> Result<> {
      MC_TRY(
          database.run("UPDATE check_inspector SET inspector_id = ? WHERE slot = 0 AND check_id = "
                       "(SELECT min(id) FROM target_check)",
                       added));
      return database.run("UPDATE app_user SET inspector_id = ? WHERE login = 'a.inspector'", added);
    }));
  }

  int cap_revision = 0;
};

}  // namespace

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
