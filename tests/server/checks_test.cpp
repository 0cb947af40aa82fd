// Who is told of which checks after a draw: the inspectors of the teams, the departments, those who only look on.
#include <set>

#include "tests/server/checks_support.h"
#include "tests/server/openapi_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

TEST_CASE("after a draw an inspector finds whom to visit, with whom, when and for which items") {
  CheckCounty county;
  county.hold();
  const InspectorId own = county.link("a.inspector", county.a);
  const Response response = county.inspector.ask("GET", checks_path);
  REQUIRE(CheckCounty::count_of(response) == 1);
  const json::Document document = json::parse(response.content()).value();
  CHECK(document.root().find("reason")->is_null());
  CHECK(document.root().find("next_cursor")->is_null());
  for (const json::Value check : document.root().find("items")->items()) {
    CHECK(check.find("state")->text() == "drawn");
    CHECK(check.find("first_day")->text() == "2027-03-01");
    CHECK(check.find("last_day")->text() == "2027-06-30");
    CHECK(check.find("sealed_until")->is_null());
    CHECK(check.find("task")->find("id")->text() == county.task.substr(county.task.rfind('/') + 1));
    CHECK(check.find("task")->find("name")->text() == "食品销售者抽查");
    CHECK(check.find("task")->find("number")->text()->starts_with("2027-"));
    const json::Value target = *check.find("target");
    CHECK(target.find("name")->text() == "商户");
    CHECK(target.find("credit_code")->text()->starts_with("92411622MA9T"));
    CHECK(target.find("township_code")->text() == "411622102");
    std::size_t people = 0;
    bool is_own_there = false;
    for (const json::Value person : check.find("inspectors")->items()) {
      CHECK(person.find("name")->text() == "张三");
      CHECK(person.find("is_lead")->boolean() == (people == 0));
      CHECK(person.find("department_id")->text() == (people < 2 ? county.a : county.b).uuid.text());
      CHECK(person.find("department_name")->text() == (people < 2 ? "A" : "B"));
      is_own_there = is_own_there || person.find("inspector_id")->text() == own.uuid.text();
      ++people;
    }
    CHECK(people == 4);
    CHECK(is_own_there);
    std::size_t items = 0;
    for (const json::Value item : check.find("items")->items()) {
      CHECK_FALSE(item.find("name")->text()->empty());
      ++items;
    }
    CHECK(items == 1);
  }
}

TEST_CASE("who is an inspector by role and belongs to nobody in the register is told so, and sees no check") {
  CheckCounty county;
  county.hold();
  for (const char* query : {"", "?department_id="}) {
    const std::string path = std::string(checks_path) + query + (*query == '\0' ? "" : county.a.uuid.text());
    const Response response = county.inspector.ask("GET", path);
    CHECK(CheckCounty::count_of(response) == 0);
    CHECK(field(response, "reason") == "not_linked");
  }
}

TEST_CASE("checks are seen by their teams, the departments of the task, the office and auditors, by nobody else") {
  CheckCounty county;
  county.hold();
  county.link("a.inspector", county.a);
  for (Browser* browser :
       {&county.office, &county.chief, &county.other, &county.reviewer, &county.auditor, &county.inspector}) {
    CHECK(county.seen(*browser) == 1);
    CHECK(county.seen(*browser, county.of_task()) == 1);
    CHECK(county.seen(*browser, "?department_id=" + county.b.uuid.text()) == 1);
    CHECK(county.seen(*browser, "?department_id=" + county.c.uuid.text()) == 0);
    CHECK(county.seen(*browser, "?state=accepted") == 0);
  }
  CHECK(county.seen(county.elsewhere) == 0);
  CHECK(county.seen(county.elsewhere, county.of_task()) == 0);
  CHECK(county.seen(county.b_inspector) == 0);
  CHECK(code_of(county.viewer.ask("GET", checks_path)) == "account.not_allowed");
  CHECK(code_of(county.system.ask("GET", checks_path)) == "account.not_allowed");
  CHECK(county.server.ask("GET", checks_path).status == 401);
  for (const char* bad : {"?state=x", "?task_id=x", "?department_id=x", "?cursor=x", "?limit=0", "?limit=201"})
    CHECK(code_of(county.office.ask("GET", std::string(checks_path) + bad)) == "server.field_invalid");
}

TEST_CASE("checks of a sealed task are for the departments until the day that each sets for its inspectors") {
  CheckCounty county;
  county.hold(true);
  county.link("a.inspector", county.a);
  county.link("b.inspector", county.b);
  const std::string disclosure = county.task + "/disclosure";
  const auto tell = [&](Browser& browser, const char* day) {
    return browser.ask("PUT", disclosure, std::string(R"({"day":")") + day + "\"}");
  };
  // Before the period: who holds draws and who audits them.
  for (Browser* browser : {&county.office, &county.chief, &county.other, &county.auditor})
    CHECK(county.seen(*browser) == 1);
  for (Browser* browser : {&county.inspector, &county.b_inspector, &county.reviewer}) CHECK(county.seen(*browser) == 0);
  CHECK(field(county.reviewer.ask("GET", checks_path + county.of_task()), "reason") == "sealed");
  CHECK(county.chief.ask("GET", checks_path).body.contains(R"("sealed_until":"2027-06-30")"));

  const Response told = tell(county.chief, "2027-02-20");
  REQUIRE(told.status == 200);
  CHECK(told.body.contains(R"("day":"2027-02-20")"));
  CHECK(tell(county.chief, "2027-02-25").status == 200);
  CHECK(code_of(tell(county.chief, "2027-07-01")) == "tasks.disclosure_late");
  CHECK(code_of(county.chief.ask("PUT", disclosure, "{}")).starts_with("json."));
  CHECK(code_of(tell(county.chief, "soon")) == "items.bad_value");
  CHECK(tell(county.elsewhere, "2027-02-25").status == 404);
  for (Browser* browser : {&county.office, &county.inspector, &county.reviewer, &county.auditor})
    CHECK(code_of(tell(*browser, "2027-02-25")) == "account.not_allowed");

  county.go_to("2027-02-24");
  CHECK(county.seen(county.inspector) == 0);
  county.go_to("2027-02-25");
  CHECK(county.seen(county.inspector) == 1);
  CHECK(county.seen(county.b_inspector) == 0);
  CHECK(code_of(tell(county.chief, "2027-03-25")) == "tasks.told_already");
  // The other department set none: its inspectors are told when the period begins.
  county.go_to("2027-03-01");
  CHECK(county.seen(county.b_inspector) == 1);
  CHECK(county.seen(county.reviewer) == 0);
  county.go_to("2027-06-30");
  CHECK(county.seen(county.reviewer) == 0);
  county.go_to("2027-07-01");
  CHECK(county.seen(county.reviewer) == 1);
}

TEST_CASE("an open task has no day of disclosure") {
  CheckCounty county;
  county.hold();
  CHECK(code_of(county.chief.ask("PUT", county.task + "/disclosure", R"({"day":"2027-03-02"})")) == "tasks.not_sealed");
}

TEST_CASE("pages of checks give each once, and what is over only when asked for") {
  CheckCounty county;
  county.hold(false, 3);
  county.link("a.inspector", county.a);
  std::set<std::string> ids;
  std::string cursor;
  for (int page = 0; page < 5; ++page) {
    const Response response =
        county.office.ask("GET", std::string(checks_path) + "?limit=1" + (cursor.empty() ? "" : "&cursor=" + cursor));
    CHECK(CheckCounty::count_of(response) == 1);
    CHECK(ids.insert(text_behind(response.body, "id")).second);
    cursor = field(response, "next_cursor");
    if (cursor.empty()) break;
  }
  CHECK(ids.size() == 3);
  const auto own = static_cast<std::size_t>(county.count(
      "SELECT count(*) FROM check_inspector JOIN app_user USING (inspector_id) WHERE login = 'a.inspector'"));
  CHECK(county.seen(county.inspector) == own);
  REQUIRE(county.server.writer->run(
      [](Database& database) { return database.run("UPDATE target_check SET state = 'closed' WHERE position = 1"); }));
  CHECK(county.seen(county.office) == 2);
  CHECK(county.seen(county.office, "?state=closed") == 1);
}

TEST_CASE("whoever is replaced, and whose target left, has no check any more; who comes has it") {
  CheckCounty county;
  const std::string draw = county.hold();
  county.link("a.inspector", county.a);
  const std::string target = text_behind(county.chief.ask("GET", draw + "/places").body, "target");
  const auto change = [&](const std::string& body) {
    const std::string path = DrawCounty::location(county.chief.ask("POST", draw + "/changes", body));
    REQUIRE(county.office.ask("POST", path + "/confirmation").status == 200);
  };
  change(R"({"type":"substitution","target":")" + target + R"(","reason":"deregistered","evidence":")" +
         std::string(64, 'a') + "\"}");
  const Response after = county.inspector.ask("GET", checks_path);
  CHECK(CheckCounty::count_of(after) == 1);
  CHECK_FALSE(after.body.contains(target));
  CHECK(county.seen(county.chief, "?state=substituted") == 1);
  const std::string next = text_behind(county.chief.ask("GET", draw + "/places").body, "target");
  // The first place of the team is that of the linked one.
  change(R"({"type":"replacement","target":")" + next + R"(","slot":0,"reason":"illness","passed":[]})");
  CHECK(county.seen(county.inspector) == 0);
  CHECK(county.seen(county.chief) == 1);
  county.link("a.inspector", county.a);
  CHECK(county.seen(county.inspector) == 1);
}

TEST_CASE("the load of a task stands by department and inspector, and by department alone for who gets numbers") {
  CheckCounty county;
  county.hold(false, 3);
  for (Browser* browser : {&county.office, &county.chief, &county.other, &county.reviewer, &county.auditor}) {
    const Response response = browser->ask("GET", county.load_path());
    CAPTURE(response.content());
    REQUIRE(response.status == 200);
    const json::Document document = json::parse(response.content()).value();
    CHECK(document.root().find("check_count")->int64() == 3);
    CHECK(document.root().find("names_inspectors")->boolean() == true);
    std::size_t departments = 0;
    for (const json::Value department : document.root().find("departments")->items()) {
      CHECK(department.find("name")->text() == (departments == 0 ? "A" : "B"));
      CHECK(department.find("check_count")->int64() == 3);
      CHECK(department.find("open_count")->int64() == 3);
      std::int64_t visits = 0;
      for (const json::Value person : department.find("inspectors")->items()) {
        CHECK(person.find("name")->text() == "张三");
        visits += *person.find("check_count")->int64();
      }
      CHECK(visits == 6);
      ++departments;
    }
    CHECK(departments == 2);
  }
  const Response numbers = county.viewer.ask("GET", county.load_path());
  REQUIRE(numbers.status == 200);
  CHECK(numbers.body.contains(R"("names_inspectors":false)"));
  CHECK(numbers.body.contains(R"("check_count":3)"));
  CHECK_FALSE(numbers.body.contains("张三"));
  CHECK(code_of(county.inspector.ask("GET", county.load_path())) == "account.not_allowed");
  CHECK(county.elsewhere.ask("GET", county.load_path()).status == 404);
  CHECK(code_of(county.office.ask("GET", "/api/v1/check-load")) == "server.field_invalid");
}

TEST_CASE("the load of a sealed task names inspectors to those who may know them, and tells since when they are told") {
  CheckCounty county;
  county.hold(true);
  REQUIRE(county.chief.ask("PUT", county.task + "/disclosure", R"({"day":"2027-02-25"})").status == 200);
  const Response known = county.other.ask("GET", county.load_path());
  CHECK(known.body.contains("张三"));
  CHECK(known.body.contains(R"("told_from":"2027-02-25")"));
  CHECK(known.body.contains(R"("told_from":"2027-03-01")"));
  for (Browser* browser : {&county.reviewer, &county.viewer}) {
    const Response numbers = browser->ask("GET", county.load_path());
    CHECK(numbers.status == 200);
    CHECK_FALSE(numbers.body.contains("张三"));
  }
}

TEST_CASE("answers about checks fit the schemas of the file") {
  CheckCounty county;
  county.hold(true);
  county.link("a.inspector", county.a);
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  const std::string disclosure = county.task + "/disclosure";
  const Case cases[] = {
      {"listChecks", county.chief.ask("GET", checks_path), 200},
      {"listChecks", county.b_inspector.ask("GET", checks_path), 200},
      {"listChecks", county.reviewer.ask("GET", checks_path + county.of_task()), 200},
      {"listChecks", county.chief.ask("GET", std::string(checks_path) + "?state=x"), 400},
      {"listChecks", county.viewer.ask("GET", checks_path), 403},
      {"getCheckLoad", county.chief.ask("GET", county.load_path()), 200},
      {"getCheckLoad", county.viewer.ask("GET", county.load_path()), 200},
      {"getCheckLoad", county.chief.ask("GET", "/api/v1/check-load"), 400},
      {"getCheckLoad", county.elsewhere.ask("GET", county.load_path()), 404},
      {"setTaskDisclosure", county.chief.ask("PUT", disclosure, R"({"day":"2027-02-25"})"), 200},
      {"setTaskDisclosure", county.chief.ask("PUT", disclosure, R"({"day":"2027-12-25"})"), 400},
      {"setTaskDisclosure", county.reviewer.ask("PUT", disclosure, R"({"day":"2027-02-25"})"), 403},
  };
  for (const Case& one : cases) {
    CAPTURE(one.operation);
    CAPTURE(one.response.content());
    CHECK(one.response.status == one.status);
    CHECK(misfit_of(one.operation, one.response) == "");
  }
}
