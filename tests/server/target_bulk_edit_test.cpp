// One change of many targets over the API: what a preview tells, that it is carried out as it was seen or not at all,
// whose targets it reaches, and that it can be taken back.
#include <string>
#include <tuple>

#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

constexpr std::string_view targets = "/api/v1/targets", edits = "/api/v1/target-bulk-edits";

std::string number_of(const Response& response, std::string_view name) {
  const auto document = json::parse(response.content());
  if (!document) return {};
  const auto value = document->root().find(name);
  return value ? json::write(*value) : std::string();
}

struct County {
  County() {
    for (const auto& [browser, login, role, of] :
         {std::tuple{&chief, "a.chief", Role::department_administrator, std::optional(a)},
          {&other, "b.chief", Role::department_administrator, std::optional(b)},
          {&auditor, "auditor", Role::auditor, std::optional<DepartmentId>()}}) {
      add_user(server, login, {.role = role, .department = of});
      REQUIRE(browser->sign_in(login).status == 200);
    }
    tag = field(chief.ask("POST", "/api/v1/tags", R"({"name":"特种设备"})"), "id");
  }

  std::string make(Browser& by, const DepartmentId& department, const std::string& name = "西华县测试饭店") {
    const Response made = by.ask(
        "POST", targets,
        R"({"kind":"self_employed","status":"active","township_code":"411622102","source":"test","reason":"新增",)"
        R"("name":")" +
            name + R"(","responsible_department_id":")" + department.uuid.text() + "\"}");
    REQUIRE(made.status == 201);
    return field(made, "id");
  }
  static std::string list_of(const std::vector<std::string>& ids) {
    std::string list;
    for (const std::string& id : ids) list += (list.empty() ? "\"" : ",\"") + id + '"';
    return R"("ids":[)" + list + "]";
  }
  std::string add_tag() const { return R"({"kind":"add_tag","tag_id":")" + tag + "\"}"; }
  Response preview(Browser& by, const std::string& which, const std::string& change) {
    return by.ask("POST", edits, R"({"preview":true,)" + which + R"(,"change":)" + change + "}");
  }
  Response carry_out(Browser& by, const std::string& which, const std::string& change, const std::string& fingerprint) {
    return by.ask("POST", edits,
                  R"({"preview":false,"reason":"年度分类标注","fingerprint":")" + fingerprint + "\"," + which +
                      R"(,"change":)" + change + "}");
  }
  Response do_it(Browser& by, const std::string& which, const std::string& change) {
    return carry_out(by, which, change, field(preview(by, which, change), "fingerprint"));
  }
  std::string entry(const std::string& id) { return chief.ask("GET", std::string(targets) + "/" + id).body; }

  InProcess server;
  DepartmentId a = add_department(server, "A"), b = add_department(server, "B");
  Browser chief{server}, other{server}, auditor{server};
  std::string tag;
};

}  // namespace

TEST_CASE("bulk edit: a preview counts what would change and changes nothing; carried out, each has a history") {
  County county;
  const std::string one = county.make(county.chief, county.a), two = county.make(county.chief, county.a);
  const std::string first = County::list_of({one});
  REQUIRE(county.do_it(county.chief, first, county.add_tag()).status == 200);
  const std::string both = County::list_of({one, two, two});
  const Response seen = county.preview(county.chief, both, county.add_tag());
  REQUIRE(seen.status == 200);
  CHECK(number_of(seen, "changing_count") == "1");
  CHECK(number_of(seen, "unchanged_count") == "1");
  CHECK(number_of(seen, "refused") == "[]");
  CHECK(number_of(seen, "changed") == "null");
  CHECK(seen.body.contains("西华县测试饭店"));
  CHECK_FALSE(county.entry(two).contains(county.tag));
  const Response done = county.carry_out(county.chief, both, county.add_tag(), field(seen, "fingerprint"));
  REQUIRE(done.status == 200);
  CHECK(number_of(done, "changed") == R"([{"id":")" + two + R"(","revision":2}])");
  CHECK(county.entry(two).contains(county.tag));
  CHECK(county.chief.ask("GET", std::string(targets) + "/" + two + "/history").body.contains("年度分类标注"));
  CHECK(county.chief.ask("GET", std::string(targets) + "?tag_id=" + county.tag).body.contains(two));
  const std::string trail = county.auditor.ask("GET", "/api/v1/audit").body;
  CHECK(trail.contains("target.bulk_edit"));
  CHECK(trail.contains(R"("changed_count":1)"));
}

TEST_CASE("bulk edit: what was previewed is refused when a row has changed since, and nothing is done") {
  County county;
  const std::string one = county.make(county.chief, county.a), two = county.make(county.chief, county.a);
  const std::string both = County::list_of({one, two});
  const std::string fingerprint = field(county.preview(county.chief, both, county.add_tag()), "fingerprint");
  REQUIRE(county.chief
              .ask("POST", std::string(targets) + "/" + two + "/end", R"({"reason":"注销"})", {{"If-Match", "\"1\""}})
              .status == 200);
  const Response late = county.carry_out(county.chief, both, county.add_tag(), fingerprint);
  CHECK(late.status == 409);
  CHECK(code_of(late) == "registry.preview_outdated");
  CHECK_FALSE(county.entry(one).contains(county.tag));
  // Of another change, or of other targets, it is no preview either.
  CHECK(county.carry_out(county.chief, County::list_of({one}), county.add_tag(), fingerprint).status == 409);
  CHECK(county.carry_out(county.chief, both, R"({"kind":"status","status":"suspended"})", fingerprint).status == 409);
  CHECK_FALSE(county.auditor.ask("GET", "/api/v1/audit").body.contains("target.bulk_edit"));
}

TEST_CASE("bulk edit: another department's targets are not even there, and none is handed over") {
  County county;
  const std::string own = county.make(county.chief, county.a);
  const std::string foreign = county.make(county.other, county.b, "别局的饭店");
  const std::string both = County::list_of({own, foreign, "0197f000-0000-7000-8000-000000000099"});
  const Response seen = county.preview(county.chief, both, county.add_tag());
  CHECK(number_of(seen, "changing_count") == "1");
  CHECK(seen.body.contains(R"("code":"registry.not_found","arguments":{},"count":2)"));
  CHECK_FALSE(seen.body.contains("别局的饭店"));
  REQUIRE(county.carry_out(county.chief, both, county.add_tag(), field(seen, "fingerprint")).status == 200);
  CHECK_FALSE(county.other.ask("GET", std::string(targets) + "/" + foreign).body.contains(county.tag));
  const std::string away = R"({"kind":"department","department_id":")" + county.b.uuid.text() + "\"}";
  const Response handed = county.preview(county.chief, County::list_of({own}), away);
  CHECK(number_of(handed, "changing_count") == "0");
  CHECK(handed.body.contains("account.not_allowed"));
}

TEST_CASE("bulk edit: by the filters of the list, over the pages of it, within one's own department") {
  County county;
  for (int i = 0; i < 203; ++i) county.make(county.chief, county.a, i < 202 ? "西华县测试饭店" : "逍遥镇胡辣汤");
  county.make(county.other, county.b);
  const std::string filter = R"("filter":{"text":"测试饭店","township_code":"411622102","status":"active"})";
  const Response done = county.do_it(county.chief, filter, R"({"kind":"status","status":"suspended"})");
  REQUIRE(done.status == 200);
  CHECK(number_of(done, "changing_count") == "202");
  CHECK(county.chief.ask("GET", std::string(targets) + "?status=suspended&limit=1").body.contains(R"("count":202)"));
  CHECK_FALSE(county.other.ask("GET", std::string(targets)).body.contains("suspended"));
}

TEST_CASE("bulk edit: what a rule refuses is told with its reason and left alone, the rest is changed") {
  County county;
  const std::string one = county.make(county.chief, county.a), gone = county.make(county.chief, county.a, "已移出的店");
  REQUIRE(county.chief
              .ask("POST", std::string(targets) + "/" + gone + "/end", R"({"reason":"注销"})", {{"If-Match", "\"1\""}})
              .status == 200);
  const std::string both = County::list_of({one, gone});
  const Response done = county.do_it(county.chief, both, R"({"kind":"township","township_code":"411622103"})");
  CHECK(done.status == 200);
  CHECK(done.body.contains(R"("code":"registry.ended")"));
  CHECK(done.body.contains("已移出的店"));
  CHECK(county.entry(one).contains("411622103"));
  const Response nowhere =
      county.preview(county.chief, County::list_of({one}), R"({"kind":"township","township_code":"411622999"})");
  CHECK(nowhere.body.contains("registry.unknown_township"));
  CHECK(number_of(nowhere, "changing_count") == "0");
  const Response half = county.preview(county.chief, County::list_of({one}), R"({"kind":"risk","risk_class":"D"})");
  CHECK(half.body.contains("registry.risk_incomplete"));
}

TEST_CASE("bulk edit: undone, each target has what it had before, but for those that somebody changed since") {
  County county;
  const std::string one = county.make(county.chief, county.a), two = county.make(county.chief, county.a);
  const std::string both = County::list_of({one, two});
  const std::string risk = R"({"kind":"risk","risk_class":"D","risk_source":"省平台","risk_on":"2026-01-01"})";
  const auto undo = [&](const Response& edit, Browser& by) {
    return by.ask("POST", std::string(edits) + "/" + field(edit, "edit_id") + "/undo", R"({"reason":"选错了"})");
  };
  const Response tagged = county.do_it(county.chief, both, county.add_tag());
  const Response classed = county.do_it(county.chief, County::list_of({two}), risk);
  REQUIRE(classed.status == 200);
  CHECK(county.entry(two).contains(R"("risk_class":"D")"));
  CHECK(undo(tagged, county.other).status == 404);
  const Response back = undo(tagged, county.chief);
  REQUIRE(back.status == 200);
  CHECK(number_of(back, "restored") == R"([{"id":")" + one + R"(","revision":3}])");
  CHECK(number_of(back, "left_count") == "1");
  CHECK_FALSE(county.entry(one).contains(county.tag));
  CHECK(county.entry(two).contains(county.tag));
  CHECK(code_of(undo(tagged, county.chief)) == "registry.edit_undone");
  REQUIRE(undo(classed, county.chief).status == 200);
  CHECK_FALSE(county.entry(two).contains("risk_class"));
  for (const char* change :
       {R"({"kind":"status","status":"suspended"})", R"({"kind":"township","township_code":"411622103"})"}) {
    CAPTURE(change);
    const Response edit = county.do_it(county.chief, County::list_of({one}), change);
    REQUIRE(edit.status == 200);
    REQUIRE(undo(edit, county.chief).status == 200);
    CHECK(county.entry(one).contains(R"("status":"active")"));
    CHECK(county.entry(one).contains("411622102"));
  }
  const Response removed = county.do_it(county.chief, both, R"({"kind":"remove_tag","tag_id":")" + county.tag + "\"}");
  CHECK(number_of(removed, "changing_count") == "1");
  REQUIRE(undo(removed, county.chief).status == 200);
  CHECK(county.entry(two).contains(county.tag));
}

TEST_CASE("bulk edit: requests are bounded and read strictly") {
  County county;
  const std::string one = County::list_of({county.make(county.chief, county.a)});
  const auto code = [&](const std::string& body) { return code_of(county.chief.ask("POST", edits, body)); };
  CHECK(code(R"({"preview":true,"ids":[],"change":)" + county.add_tag() + "}") == "registry.no_targets_chosen");
  CHECK(code(R"({"preview":true,"ids":["x"],"change":)" + county.add_tag() + "}") == "json.field_length");
  CHECK(code(R"({"preview":true,"change":)" + county.add_tag() + "}") == "json.field_missing");
  CHECK(code(R"({"preview":true,"more":1,)" + one + R"(,"change":)" + county.add_tag() + "}") == "json.field_unknown");
  CHECK(code(R"({"preview":true,)" + one + R"(,"change":{"kind":"name"}})") == "server.field_invalid");
  CHECK(code(R"({"preview":true,)" + one + R"(,"change":{"kind":"status","status":"x"}})") == "server.field_invalid");
  CHECK(code(R"({"preview":false,"fingerprint":"x",)" + one + R"(,"change":)" + county.add_tag() + "}") ==
        "json.field_missing");
  CHECK(code(R"({"preview":true,"filter":{"township_code":"\""},"change":)" + county.add_tag() + "}") ==
        "server.field_invalid");
  std::string many;
  for (int i = 0; i < 5001; ++i) {
    std::string id = "0197f000-0000-7000-8000-000000000000" + std::to_string(i);
    many += (i ? ",\"" : "\"") + id.substr(0, 32) + id.substr(id.size() - 4) + "\"";
  }
  CHECK(code(R"({"preview":true,"ids":[)" + many + R"(],"change":)" + county.add_tag() + "}") == "json.field_count");
}
