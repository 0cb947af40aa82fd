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
