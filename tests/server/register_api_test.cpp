// The registers over the API: who sees and changes what, revisions, history, the trail.
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

constexpr std::string_view targets = "/api/v1/targets", inspectors = "/api/v1/inspectors";

std::string target_body(const DepartmentId& department, const std::string& more = {},
                        const std::string& name = "西华县测试饭店") {
  return R"({"kind":"self_employed","name":")" + name + R"(","status":"active","township_code":"411622102",)" +
         R"("responsible_department_id":")" + department.uuid.text() + R"(","source":"test","reason":"新增")" + more +
         "}";
}
std::string inspector_body(const DepartmentId& department, const std::string& more = {}) {
  return R"({"staff_number":"7","name":"张三","department_id":")" + department.uuid.text() +
         R"(","person_kind":"civil_servant","status":"active","source":"test","phone":"14200000001","reason":"新增")" +
         more + "}";
}
const std::string risk = R"(,"risk_class":"D","risk_source":"省平台","risk_on":"2026-01-01")";
const std::string secret = R"(,"legal_person":"王五","contact_phone":"14200000009","address":"人民路")";

struct County {
  County() {
    const auto sign_in = [&](Browser& browser, const std::string& login, Role role, std::optional<DepartmentId> of) {
      add_user(server, login, {.role = role, .department = of});
      REQUIRE(browser.sign_in(login).status == 200);
    };
    sign_in(chief, "a.chief", Role::department_administrator, a);
    sign_in(other, "b.chief", Role::department_administrator, b);
    sign_in(inspector, "a.inspector", Role::inspector, a);
    sign_in(office, "office", Role::joint_meeting_office, std::nullopt);
    sign_in(auditor, "auditor", Role::auditor, std::nullopt);
    sign_in(viewer, "viewer", Role::county_viewer, std::nullopt);
  }
  std::string make(std::string_view path, std::string body) {
    const Response made = chief.ask("POST", path, std::move(body));
    CAPTURE(made.body);
    REQUIRE(made.status == 201);
    return std::string(path) + "/" + field(made, "id");
  }
  InProcess server;
  DepartmentId a = add_department(server, "A"), b = add_department(server, "B");
  Browser chief{server}, other{server}, inspector{server}, office{server}, auditor{server}, viewer{server};
};

const std::vector<Header> at_one = {{"If-Match", "\"1\""}};

}  // namespace

TEST_CASE(
    "a department's users see the department's targets alone; who plans, audits or looks at the county sees all") {
  County county;
  const std::string path = county.make(targets, target_body(county.a));
  CHECK(county.other.ask("GET", path).status == 404);
  CHECK(county.other.ask("GET", path + "/history").status == 404);
  CHECK_FALSE(county.other.ask("GET", targets).body.contains("西华县测试饭店"));
  CHECK(field(county.other.ask("PUT", path, target_body(county.b), at_one), "code") == "server.not_found");
  CHECK(county.other.ask("POST", path + "/end", R"({"reason":"x"})", at_one).status == 404);
  for (Browser* browser : {&county.chief, &county.inspector, &county.office, &county.auditor, &county.viewer}) {
    CHECK(browser->ask("GET", path).status == 200);
    CHECK(browser->ask("GET", targets).body.contains("西华县测试饭店"));
  }
  // Neither into another department nor out of one's own.
  CHECK(code_of(county.other.ask("POST", targets, target_body(county.a))) == "account.not_allowed");
  CHECK(code_of(county.chief.ask("PUT", path, target_body(county.b), at_one)) == "account.not_allowed");
}

TEST_CASE("the risk class is for who plans and audits, in the entry, the list, the history and as a filter") {
  County county;
  const std::string path = county.make(targets, target_body(county.a, risk));
  REQUIRE(county.chief.ask("PUT", path, target_body(county.a), at_one).status == 200);
  REQUIRE(county.chief.ask("PUT", path, target_body(county.a, risk), {{"If-Match", "\"2\""}}).status == 200);
  for (Browser* browser : {&county.chief, &county.office, &county.auditor}) {
    CHECK(browser->ask("GET", path).body.contains(R"("risk_class":"D")"));
    CHECK(browser->ask("GET", targets).body.contains(R"("risk_class":"D")"));
    CHECK(browser->ask("GET", path + "/history").body.contains("risk_class"));
    CHECK(browser->ask("GET", std::string(targets) + "?risk_class=D").body.contains("西华县测试饭店"));
  }
  for (Browser* browser : {&county.inspector, &county.viewer}) {
    for (const std::string& asked : {path, std::string(targets), path + "/history"})
      CHECK_FALSE(browser->ask("GET", asked).body.contains("risk_"));
    CHECK(browser->ask("GET", std::string(targets) + "?risk_class=D").status == 403);
  }
}

TEST_CASE("the county's viewer gets no names, telephones and addresses of persons, not even from the history") {
  County county;
  const std::string target = county.make(targets, target_body(county.a, secret));
  const std::string inspector = county.make(inspectors, inspector_body(county.a));
  REQUIRE(county.chief.ask("PUT", target, target_body(county.a), at_one).status == 200);
  for (const std::string& path : {target, target + "/history", inspector, inspector + "/history", std::string(targets),
                                  std::string(inspectors)}) {
    const Response seen = county.viewer.ask("GET", path);
    CHECK(seen.status == 200);
    for (const char* personal : {"王五", "张三", "142000000", "人民路"}) CHECK_FALSE(seen.body.contains(personal));
  }
  CHECK(county.viewer.ask("GET", std::string(inspectors) + "?text=张三").status == 403);
  CHECK(county.auditor.ask("GET", target + "/history").body.contains("王五"));
}

TEST_CASE("a change names its revision, keeps the ids of parts, and makes none where nothing changes") {
  County county;
  const std::string licence = R"(,"licences":[{"name":"许可证","number":"X1","authority":"县局"}])";
  const std::string path = county.make(targets, target_body(county.a, licence));
  const Response before = county.chief.ask("GET", path);
  CHECK(before.header("ETag") == "\"1\"");
  CHECK(county.chief.ask("GET", path, "", {{"If-None-Match", "\"1\""}}).status == 304);
  const auto document = json::parse(before.body);
  std::string id;
  for (const json::Value part : document->root().find("licences")->items()) id = *part.find("id")->text();
  REQUIRE(id.size() == 36);
  const std::string same = R"(,"licences":[{"id":")" + id + R"(","name":"许可证","number":"X1","authority":"县局"}])";
  CHECK(county.chief.ask("PUT", path, target_body(county.a, same)).status == 428);
  const Response unchanged = county.chief.ask("PUT", path, target_body(county.a, same), at_one);
  CHECK(unchanged.status == 200);
  CHECK(unchanged.header("ETag") == "\"1\"");
  const Response changed = county.chief.ask("PUT", path, target_body(county.a, same, "新名"), at_one);
  CHECK(changed.header("ETag") == "\"2\"");
  CHECK(changed.body.contains(id));
  for (const char* stale : {"\"1\"", "\"3\"", "W/\"2\"", "*", "2", "\"x\"", "\"\""})
    CHECK(county.chief.ask("PUT", path, target_body(county.a), {{"If-Match", stale}}).status == 412);
  // Somebody else's part is none of this entry.
  const std::string foreign =
      R"(,"licences":[{"id":")" + county.a.uuid.text() + R"(","name":"a","number":"b","authority":"c"}])";
  CHECK(code_of(county.chief.ask("PUT", path, target_body(county.a, foreign), {{"If-Match", "\"2\""}})) ==
        "server.field_invalid");
}

TEST_CASE("an entry that ends leaves the lists, stays readable, and every step stands in the trail") {
  County county;
  const std::string path = county.make(targets, target_body(county.a));
  CHECK(county.chief.ask("POST", path + "/end", R"({"reason":" "})", at_one).status == 400);
  CHECK(county.chief.ask("POST", path + "/end", R"({"reason":"注销"})").status == 428);
  const Response ended = county.chief.ask("POST", path + "/end", R"({"reason":"注销"})", at_one);
  CHECK(ended.status == 200);
  CHECK_FALSE(field(ended, "valid_to").empty());
  CHECK(county.chief.ask("GET", path).status == 200);
  CHECK_FALSE(county.chief.ask("GET", targets).body.contains("西华县测试饭店"));
  CHECK(county.chief.ask("PUT", path, target_body(county.a), {{"If-Match", "\"2\""}}).status == 409);
  const std::string trail = county.auditor.ask("GET", "/api/v1/audit").body;
  for (const char* action : {"target.create", "target.end"}) CHECK(trail.contains(action));
  CHECK(county.chief.ask("GET", path + "/history").body.contains("注销"));
}

TEST_CASE("what is wrong with an entry is answered with the sentence of its field, and nothing is kept") {
  County county;
  const auto code = [&](const std::string& body) { return code_of(county.chief.ask("POST", targets, body)); };
  CHECK(code(target_body(county.a, R"(,"credit_code":"92411622MA9T0000X1")")) == "codes.credit_check_character");
  CHECK(code(target_body(county.a, R"(,"risk_class":"D")")) == "registry.risk_incomplete");
  CHECK(code(target_body(county.a, R"(,"established_on":"2026-02-30")")) == "server.field_invalid");
  CHECK(code(target_body(county.a, R"(,"unknown":1)")) == "json.field_unknown");
  CHECK(code(target_body(county.a, R"(,"tags":["x"])")) == "server.field_invalid");
  CHECK(code(target_body(county.a, R"(,"tags":[")" + county.a.uuid.text() + "\"]")) == "registry.unknown_tag");
  CHECK(code(target_body(county.a, {}, " ")) == "registry.field_needed");
  CHECK(code("[]") == "json.not_object");
  CHECK(county.chief.ask("GET", targets).body.contains(R"("items":[])"));
  REQUIRE(county.chief.ask("POST", targets, target_body(county.a, R"(,"credit_code":"92411622MA9T0000XE")")).status ==
          201);
  CHECK(code(target_body(county.a, R"(,"credit_code":"92411622MA9T0000XE")")) == "registry.credit_code_taken");
  for (const char* bad : {"?limit=0", "?limit=201", "?kind=x", "?department_id=x", "?township_code=%22", "?cursor=x",
                          "?sort=x", "?text=a", "?industry_code=a"})
    CHECK(county.chief.ask("GET", std::string(targets) + bad).status == 400);
}

TEST_CASE(
    "an inspector's entry says why the inspector may not be drawn today, and lists find whose certificate runs out") {
  County county;
  const std::string path = county.make(inspectors, inspector_body(county.a));
  CHECK(county.chief.ask("GET", path).body.contains(R"("draw_bar":"no_certificate")"));
  const std::string valid =
      R"(,"certificates":[{"number":"c1","field":"市场监管","authority":"县政府","issued_on":"2026-01-01","expires_on":"2026-12-31"}])";
  REQUIRE(county.chief.ask("PUT", path, inspector_body(county.a, valid), at_one).status == 200);
  CHECK(county.chief.ask("GET", path).body.contains(R"("draw_bar":null)"));
  const auto found = [&](const char* day) {
    return county.chief.ask("GET", std::string(inspectors) + "?certificates_expire_by=" + day).body.contains("张三");
  };
  CHECK_FALSE(found("2026-12-30"));
  CHECK(found("2026-12-31"));
  county.server.clock.set(shanghai_start_of(*CivilDate::of(2027, 1, 1)));
  REQUIRE(county.chief.sign_in("a.chief").status == 200);
  CHECK(county.chief.ask("GET", path).body.contains(R"("draw_bar":"certificate_expired")"));
}

TEST_CASE("departments are made and changed by the joint meeting's office, not by departments, and end when empty") {
  County county;
  const std::string body =
      R"({"code":"C","name":"新局","short_name":"新","kind":"bureau","sort_order":3,"reason":"新设"})";
  CHECK(county.chief.ask("POST", "/api/v1/departments", body).status == 403);
  const Response made = county.office.ask("POST", "/api/v1/departments", body);
  REQUIRE(made.status == 201);
  CHECK(code_of(county.office.ask("POST", "/api/v1/departments", body)) == "registry.department_name_taken");
  const std::string path = "/api/v1/departments/" + field(made, "id");
  CHECK(county.inspector.ask("GET", path).status == 200);
  CHECK(county.office.ask("POST", path + "/end", R"({"reason":"撤并"})", at_one).status == 200);
  county.make(targets, target_body(county.a));
  CHECK(code_of(county.office.ask("POST", "/api/v1/departments/" + county.a.uuid.text() + "/end",
                                  R"({"reason":"撤并"})", at_one)) == "registry.department_in_use");
}

TEST_CASE("a department adds tags and ends none; recusals are entered for one's own inspectors") {
  County county;
  const Response tag = county.chief.ask("POST", "/api/v1/tags", R"({"name":" 特种 设备 "})");
  REQUIRE(tag.status == 201);
  CHECK(field(tag, "name") == "特种 设备");
  CHECK(code_of(county.other.ask("POST", "/api/v1/tags", R"({"name":"特种 设备"})")) == "registry.tag_name_taken");
  const std::string end = "/api/v1/tags/" + field(tag, "id") + "/end";
  CHECK(county.chief.ask("POST", end).status == 403);
  const std::string tagged = county.make(targets, target_body(county.a, R"(,"tags":[")" + field(tag, "id") + "\"]"));
  CHECK(county.chief.ask("GET", std::string(targets) + "?tag_id=" + field(tag, "id")).body.contains("西华县测试饭店"));
  CHECK(county.office.ask("POST", end).status == 204);
  CHECK(county.office.ask("POST", end).status == 404);

  const std::string inspector = county.make(inspectors, inspector_body(county.a));
  const auto id = [](const std::string& path) { return path.substr(path.rfind('/') + 1); };
  const std::string recusal = R"({"inspector_id":")" + id(inspector) + R"(","target_id":")" + id(tagged) +
                              R"(","reason":"近亲属","entered_by_side":"target"})";
  CHECK(code_of(county.other.ask("POST", "/api/v1/recusals", recusal)) == "registry.unknown_inspector");
  const Response entered = county.chief.ask("POST", "/api/v1/recusals", recusal);
  REQUIRE(entered.status == 201);
  CHECK(code_of(county.chief.ask("POST", "/api/v1/recusals", recusal)) == "registry.recusal_exists");
  const std::string of_target = "/api/v1/recusals?target_id=" + id(tagged);
  CHECK(county.chief.ask("GET", of_target).body.contains("近亲属"));
  CHECK_FALSE(county.other.ask("GET", of_target).body.contains(id(tagged)));
  CHECK_FALSE(county.viewer.ask("GET", of_target).body.contains("近亲属"));
  const std::string end_recusal = "/api/v1/recusals/" + field(entered, "id") + "/end";
  CHECK(county.other.ask("POST", end_recusal).status == 404);
  CHECK(county.chief.ask("POST", end_recusal).status == 204);
  CHECK(county.chief.ask("POST", end_recusal).status == 404);
}

namespace {

std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string training_body(const DepartmentId& department, const std::string& attendee, const std::string& day,
                          const std::string& topic = "食品安全法新修条文") {
  return R"({"department_id":")" + department.uuid.text() + R"(","held_on":")" + day + R"(","topic":")" + topic +
         R"(","organiser":"县司法局","duration_minutes":120,"attendees":[")" + attendee + R"("]})";
}

std::string certificate(const std::string& number, const std::string& expires_on) {
  return R"(,"certificates":[{"number":")" + number +
         R"(","field":"市场监管","authority":"县政府","issued_on":"2020-01-01","expires_on":")" + expires_on + R"("}])";
}

/// "next_cursor" of a page.
std::string cursor_of(const Response& page) {
  const auto document = json::parse(page.body);
  return std::string(document->root().find("next_cursor")->text().value_or(""));
}

}  // namespace

TEST_CASE("recusals come page by page, with the names of both, and without the person's for the county's viewer") {
  County county;
  const std::string inspector = county.make(inspectors, inspector_body(county.a));
  for (int i = 0; i < 3; ++i) {
    const std::string target = county.make(targets, target_body(county.a, {}, "饭店" + std::to_string(i)));
    const std::string body = R"({"inspector_id":")" + id_of(inspector) + R"(","target_id":")" + id_of(target) +
                             R"(","reason":"近亲属","entered_by_side":"inspector"})";
    REQUIRE(county.chief.ask("POST", "/api/v1/recusals", body).status == 201);
  }
  const std::string list = "/api/v1/recusals?limit=2&inspector_id=" + id_of(inspector);
  const Response first = county.chief.ask("GET", list);
  CHECK(first.body.contains("张三"));
  const std::string next = cursor_of(first);
  REQUIRE_FALSE(next.empty());
  const Response second = county.chief.ask("GET", list + "&cursor=" + next);
  CHECK(cursor_of(second).empty());
  // Made within a millisecond they have no order among them.
  int on_first = 0;
  for (const char* name : {"饭店0", "饭店1", "饭店2"}) {
    on_first += first.body.contains(name) ? 1 : 0;
    CHECK(first.body.contains(name) != second.body.contains(name));
  }
  CHECK(on_first == 2);
  const Response seen = county.viewer.ask("GET", list);
  CHECK(seen.body.contains("饭店"));
  CHECK_FALSE(seen.body.contains("张三"));
  CHECK(county.chief.ask("GET", "/api/v1/recusals?limit=0").status == 400);
}

TEST_CASE("a course that was held is entered for the department's own inspectors, newest first, and ends once") {
  County county;
  const std::string inspector = county.make(inspectors, inspector_body(county.a));
  const std::string trainings = "/api/v1/trainings";
  const std::string id = id_of(inspector);
  const std::string early = training_body(county.a, id, "2025-01-10", "早先的培训");
  const Response entered = county.chief.ask("POST", trainings, early);
  REQUIRE(entered.status == 201);
  REQUIRE(county.chief.ask("POST", trainings, training_body(county.a, id, "2025-03-10")).status == 201);
  CHECK(code_of(county.chief.ask("POST", trainings, training_body(county.b, id, "2025-03-10"))) ==
        "account.not_allowed");
  CHECK(code_of(county.other.ask("POST", trainings, training_body(county.b, id, "2025-03-10"))) ==
        "registry.unknown_inspector");
  CHECK(code_of(county.chief.ask("POST", trainings, training_body(county.a, id, "2099-01-01"))) ==
        "registry.not_held_yet");
  CHECK(code_of(county.chief.ask("POST", trainings, training_body(county.a, id, "2025-02-01", " "))) ==
        "registry.field_needed");
  const std::string of_inspector = trainings + "?limit=1&inspector_id=" + id;
  const Response first = county.inspector.ask("GET", of_inspector);
  CHECK(first.body.contains("食品安全法新修条文"));
  const Response second = county.inspector.ask("GET", of_inspector + "&cursor=" + cursor_of(first));
  CHECK(second.body.contains("早先的培训"));
  CHECK(cursor_of(second).empty());
  for (const char* bad : {"x", "2025-01-10", "2025-13-40.0197f000-0000-7000-8000-000000000001"})
    CHECK(county.chief.ask("GET", trainings + "?cursor=" + bad).status == 400);
  CHECK_FALSE(county.other.ask("GET", trainings).body.contains("培训"));
  const std::string end = trainings + "/" + field(entered, "id") + "/end";
  CHECK(county.other.ask("POST", end).status == 404);
  CHECK(county.chief.ask("POST", end).status == 204);
  CHECK(county.chief.ask("POST", end).status == 404);
  CHECK(county.chief.ask("GET", "/api/v1/audit?entity=training").body.contains("training.end"));
}

TEST_CASE("inspectors are found by certificate number and kind of person, and counted by what is due") {
  County county;
  const CivilDate today = shanghai_date(county.server.context->clock.now());
  const auto make = [&](const std::string& number, const std::string& certificates) {
    std::string body = inspector_body(county.a, certificates);
    county.make(inspectors, body.replace(body.find(R"("7")"), 3, '"' + number + '"'));
  };
  make("1", certificate("豫P-001", today.plus_days(-1).text()));
  make("2", certificate("豫P-002", today.text()));
  make("3", certificate("豫P-003", today.plus_days(60).text()));
  make("4", certificate("豫P-004", today.plus_days(61).text()));
  make("5", {});
  const Response duties = county.chief.ask("GET", "/api/v1/inspector-duties");
  CHECK(duties.body == R"({"today":")" + today.text() +
                           R"(","active":5,"without_certificate":1,"certificate_expired":1,)"
                           R"("expires_within_30_days":1,"expires_within_60_days":2})");
  CHECK(county.other.ask("GET", "/api/v1/inspector-duties").body.contains(R"("active":0)"));
  const std::string list(inspectors);
  CHECK(county.chief.ask("GET", list + "?text=P-003").body.contains(R"("staff_number":"3")"));
  CHECK_FALSE(county.chief.ask("GET", list + "?text=p003").body.contains(R"("staff_number":"4")"));
  CHECK(county.chief.ask("GET", list + "?person_kind=civil_servant").body.contains("张三"));
  CHECK_FALSE(county.chief.ask("GET", list + "?person_kind=qualified_staff").body.contains("张三"));
  CHECK(county.chief.ask("GET", list + "?person_kind=x").status == 400);
}

TEST_CASE(
    "the joint meeting's office sets the cap on visits for this year and the next, and the trail keeps what it was") {
  County county;
  const int year = shanghai_date(county.server.context->clock.now()).year();
  const std::string caps = "/api/v1/visit-caps", now = caps + "/" + std::to_string(year);
  CHECK(county.chief.ask("GET", caps).body == R"({"items":[]})");
  CHECK(county.chief.ask("PUT", now, R"({"visits_max":2,"reason":"54号文"})").status == 403);
  CHECK(county.office.ask("PUT", now, R"({"visits_max":2,"reason":"54号文"})").status == 200);
  CHECK(county.office.ask("PUT", now, R"({"visits_max":3,"reason":"调整"})").status == 200);
  CHECK(county.viewer.ask("GET", caps).body.contains(R"("visits_max":3)"));
  for (const std::string& other : {std::to_string(year - 1), std::to_string(year + 2), std::string("x")})
    CHECK(code_of(county.office.ask("PUT", caps + "/" + other, R"({"visits_max":3,"reason":"x"})")) ==
          "registry.bad_year");
  CHECK(county.office.ask("PUT", now, R"({"visits_max":0,"reason":"x"})").status == 400);
  CHECK(county.office.ask("PUT", now, R"({"visits_max":3,"reason":" "})").status == 400);
  CHECK(county.office.ask("GET", "/api/v1/audit?entity=visit_cap").body.contains(R"("visits_max":2)"));
}
