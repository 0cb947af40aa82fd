// What the trail shows of the registers: to each role no more than it may read there, in its pages and in its exports.
#include <algorithm>

#include "tests/server/accounts_support.h"
#include "tests/server/workbook_maker.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

const std::vector<Header> at_one = {{"If-Match", "\"1\""}};

/// A department whose administrator has entered a target, an inspector, an expert and a recusal.
struct County {
  County() {
    const auto sign_in = [&](Browser& browser, const std::string& login, Role role, std::optional<DepartmentId> of) {
      add_user(server, login, {.role = role, .department = of});
      REQUIRE(browser.sign_in(login).status == 200);
    };
    sign_in(admin, "admin", Role::system_administrator, std::nullopt);
    sign_in(chief, "a.chief", Role::department_administrator, a);
    sign_in(reviewer, "a.reviewer", Role::reviewer, a);
    sign_in(office, "office", Role::joint_meeting_office, std::nullopt);
    sign_in(auditor, "auditor", Role::auditor, std::nullopt);
    target = make("/api/v1/targets", target_body("14200000009", "D"));
    inspector = make(
        "/api/v1/inspectors",
        R"({"staff_number":"GH7788","name":"张小三","person_kind":"civil_servant","status":"active","source":"test",)"
        R"("phone":"14200000001","reason":"新增","certificates":[{"number":"16220501001","field":"市场监管",)"
        R"("authority":"县政府","issued_on":"2026-01-01","expires_on":"2029-01-01"}],"department_id":")" +
            own + "\"}");
    make("/api/v1/experts", R"({"name":"赵六","institution":"检测院","phone":"14200000002","status":"active",)"
                            R"("source":"test","reason":"新增","department_id":")" +
                                own + "\"}");
    make("/api/v1/recusals", R"({"inspector_id":")" + inspector + R"(","target_id":")" + target +
                                 R"(","reason":"近亲属","entered_by_side":"inspector"})");
  }

  std::string target_body(const std::string& phone, const std::string& risk_class) const {
    return R"({"kind":"self_employed","name":"西华县测试饭店","status":"active","township_code":"411622102",)"
           R"("legal_person":"王五","address":"人民路","source":"test","reason":"新增","contact_phone":")" +
           phone + R"(","risk_class":")" + risk_class +
           R"(","risk_source":"省平台","risk_on":"2026-01-01","responsible_department_id":")" + own + "\"}";
  }
  std::string make(const std::string& path, const std::string& body) {
    const Response made = chief.ask("POST", path, body);
    CAPTURE(made.body);
    REQUIRE(made.status == 201);
    return field(made, "id");
  }
  void change(const std::string& phone, const std::string& risk_class) {
    REQUIRE(chief.ask("PUT", "/api/v1/targets/" + target, target_body(phone, risk_class), at_one).status == 200);
  }
  /// Sets the risk class of the target by an edit of many.
  void edit_many(const std::string& risk_class) {
    const std::string which = R"("ids":[")" + target + R"("],"change":{"kind":"risk","risk_class":")" + risk_class +
                              R"(","risk_source":"省平台","risk_on":"2026-02-02"})";
    const Response seen = chief.ask("POST", "/api/v1/target-bulk-edits", R"({"preview":true,)" + which + "}");
    const std::string fingerprint = field(seen, "fingerprint");
    REQUIRE(chief
                .ask("POST", "/api/v1/target-bulk-edits",
                     R"({"preview":false,"reason":"分类","fingerprint":")" + fingerprint + "\"," + which + "}")
                .status == 200);
  }

  InProcess server;
  DepartmentId a = add_department(server, "A");
  const std::string own = a.uuid.text();
  Browser admin{server}, chief{server}, reviewer{server}, office{server}, auditor{server};
  std::string target, inspector;
};

std::string trail(Browser& browser, const std::string& filter = {}) {
  const Response page = browser.ask("GET", "/api/v1/audit?limit=200" + filter);
  REQUIRE(page.status == 200);
  return std::string(page.content());
}

/// Every cell of the trail's export, one after the other.
std::string exported(Browser& browser) {
  const Response file = browser.ask("GET", "/api/v1/list-exports?list=audit&format=csv");
  REQUIRE(file.status == 200);
  const auto read = sheets::test::read_bytes(file.content());
  REQUIRE(read);
  std::string all;
  for (const sheets::Row& row : read->rows)
    for (const std::string& cell : sheets::test::texts_of(row)) all += cell + "\n";
  return all;
}

}  // namespace

TEST_CASE("the trail shows risk classes to none who may not read them in the register") {
  County county;
  county.change("14200000009", "A");
  county.edit_many("B");
  for (Browser* browser : {&county.chief, &county.office, &county.auditor})
    for (const std::string& seen : {trail(*browser), exported(*browser)})
      for (const char* part : {R"("risk_class":"D")", R"("risk_class":"A")", R"(risk_class\":\"B)", "省平台"})
        CHECK(seen.contains(part));
  for (Browser* browser : {&county.reviewer, &county.admin})
    for (const std::string& seen : {trail(*browser), exported(*browser)}) {
      CHECK(seen.contains("target.bulk_edit"));
      for (const char* risk : {R"("risk_class":"D")", R"("risk_class":"A")", R"(risk_class\":\"B)", "省平台"})
        CHECK_FALSE(seen.contains(risk));
    }
  for (const std::string& seen : {trail(county.reviewer), exported(county.reviewer)}) {
    CHECK_FALSE(seen.contains("risk_"));
    // What the reviewer may read in the register stays.
    for (const char* part : {"西华县测试饭店", "14200000009", R"(kind\":\"risk)", "张小三", "近亲属"})
      CHECK(seen.contains(part));
  }
}

TEST_CASE("who may read no register sees in the trail which fields were changed, and nothing of what stands in them") {
  County county;
  county.change("14200000008", "D");
  const std::string update = trail(county.admin, "&action=target.update");
  CHECK(update.contains(R"("before":{"contact_phone":"***"},"after":{"contact_phone":"***"})"));
  CHECK(update.contains(county.target));
  CHECK(update.contains("a.chief"));
  CHECK(trail(county.admin, "&action=inspector.create").contains(R"("certificates":"***")"));
  CHECK(trail(county.admin, "&action=recusal.create").contains(R"("reason":"***")"));
  for (const std::string& seen : {trail(county.admin), exported(county.admin)}) {
    for (const char* personal :
         {"王五", "142000000", "人民路", "西华县测试饭店", "张小三", "GH7788", "16220501001", "赵六", "近亲属"})
      CHECK_FALSE(seen.contains(personal));
    for (const char* action : {"target.update", "inspector.create", "expert.create", "recusal.create"})
      CHECK(seen.contains(action));
    // What is no register's stays: whose rights were changed is what this role looks after.
    CHECK(seen.contains(R"("role":"reviewer")"));
  }
}

TEST_CASE("an entry of which something is withheld goes without its hash, by which values could be tried out") {
  County county;
  const auto hash_of = [](Browser& browser, const std::string& action) {
    const std::string page = trail(browser, "&action=" + action);
    const auto document = json::parse(page);
    std::string hash;
    for (const json::Value entry : document->root().find("items")->items())
      hash = entry.find("hash")->text().value_or("");
    return hash;
  };
  const std::string hash = hash_of(county.auditor, "target.create");
  CHECK(hash.size() == 64);
  CHECK(hash_of(county.chief, "target.create") == hash);
  CHECK(exported(county.auditor).contains(hash));
  for (Browser* browser : {&county.reviewer, &county.admin}) {
    CHECK(hash_of(*browser, "target.create").empty());
    CHECK_FALSE(exported(*browser).contains(hash));
    CHECK(hash_of(*browser, "user.create").size() == 64);
  }
  // Nothing of an expert is withheld from the reviewer.
  CHECK(hash_of(county.reviewer, "expert.create").size() == 64);
  CHECK(hash_of(county.admin, "expert.create").empty());
}
