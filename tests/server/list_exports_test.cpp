// Lists besides the registers as spreadsheets: what stands in them, who takes which away.
#include <algorithm>

#include "server/exports/lists.h"
#include "tests/server/accounts_support.h"
#include "tests/server/tasks_support.h"
#include "tests/server/workbook_maker.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

struct County {
  InProcess server;
  DepartmentId a = add_department(server, "A"), b = add_department(server, "B");
  Browser admin{server}, chief{server}, inspector{server}, viewer{server}, office{server};

  County() {
    const auto sign_in = [&](Browser& browser, const std::string& login, Role role, std::optional<DepartmentId> of) {
      add_user(server, login, {.role = role, .department = of});
      REQUIRE(browser.sign_in(login).status == 200);
    };
    sign_in(admin, "admin", Role::system_administrator, std::nullopt);
    sign_in(chief, "a.chief", Role::department_administrator, a);
    sign_in(inspector, "b.inspector", Role::inspector, b);
    sign_in(viewer, "viewer", Role::county_viewer, std::nullopt);
    sign_in(office, "office", Role::joint_meeting_office, std::nullopt);
  }
};

Response file_of(Browser& browser, const std::string& list, const std::string& more = {}) {
  return browser.ask("GET", "/api/v1/list-exports?list=" + list + more);
}

std::vector<std::vector<std::string>> cells_of(const Response& response) {
  CAPTURE(std::string(response.content()));
  REQUIRE(response.status == 200);
  const auto read = sheets::test::read_bytes(response.content());
  REQUIRE(read);
  std::vector<std::vector<std::string>> rows;
  for (const sheets::Row& row : read->rows) rows.push_back(sheets::test::texts_of(row));
  return rows;
}

bool has_row_with(const std::vector<std::vector<std::string>>& rows, const std::string& cell) {
  return std::ranges::any_of(rows, [&](const auto& row) { return std::ranges::contains(row, cell); });
}

/// What the trail says of the file that was taken away last.
std::string last_taken(InProcess& server) {
  audit::Query query;
  query.action = "register.exported";
  query.limit = 1;
  const auto page = server.readers->read([&](Database& database) { return audit::read_page(database, query); });
  REQUIRE(page);
  REQUIRE(page->entries.size() == 1);
  return page->entries[0].after;
}

}  // namespace

TEST_CASE("every list has a query with each of its columns, and gives a file in each format") {
  County county;
  const std::string draft = field(county.office.ask("POST", plans_path, R"({"year":2027})"), "open_id");
  for (const exports::ListForm& form : exports::list_forms()) {
    CAPTURE(form.id);
    Browser& reader = form.id == "users" || form.id == "audit" ? county.admin : county.office;
    // Rows of a plan are those of one version.
    const std::string of = form.id == "plan_rows" ? "&version=" + draft : std::string();
    for (const char* format : {"", "&format=csv", "&format=csv&encoding=gb18030"}) {
      const auto rows = cells_of(file_of(reader, form.id, of + format));
      REQUIRE_FALSE(rows.empty());
      CHECK(rows[0].size() == form.columns.size());
      CHECK(rows[0][0] == form.columns[0].header);
    }
  }
  CHECK(exports::find_list_form("x") == nullptr);
  CHECK(code_of(file_of(county.office, "x")) == "server.field_invalid");
}

TEST_CASE("a list is taken away by who reads it, as far as they read it, and that is on record") {
  County county;
  const auto users = cells_of(file_of(county.admin, "users"));
  CHECK(users.size() == 6);
  CHECK(has_row_with(users, "部门管理员"));
  const auto own = cells_of(file_of(county.chief, "users", "&format=csv"));
  CHECK(own.size() == 2);
  CHECK(has_row_with(own, "a.chief"));
  CHECK_FALSE(has_row_with(own, "b.inspector"));
  for (Browser* browser : {&county.inspector, &county.viewer, &county.office})
    CHECK(code_of(file_of(*browser, "users")) == "account.not_allowed");
  for (Browser* browser : {&county.inspector, &county.viewer})
    CHECK(code_of(file_of(*browser, "audit")) == "account.not_allowed");
  CHECK(code_of(file_of(county.viewer, "recusals")) == "account.not_allowed");
  CHECK(code_of(file_of(county.admin, "recusals")) == "account.not_allowed");
  CHECK(file_of(county.inspector, "recusals").status == 200);
  const auto trail = cells_of(file_of(county.admin, "audit"));
  CHECK(has_row_with(trail, "register.exported"));
  CHECK(has_row_with(trail, "a.chief"));
  for (const auto& row : trail)
    CHECK_FALSE(std::ranges::any_of(row, [](const std::string& cell) { return cell.contains("$argon2id$"); }));
}

TEST_CASE("recusals are exported with their words, of the own department only") {
  County county;
  const auto make = [&](const std::string& path, const std::string& body) {
    const Response made = county.chief.ask("POST", path, body);
    CAPTURE(std::string(made.content()));
    REQUIRE(made.status == 201);
    return field(made, "id");
  };
  const std::string own = "\"" + county.a.uuid.text() + "\"";
  const std::string target = make(
      "/api/v1/targets", R"({"kind":"self_employed","name":"测试饭店","status":"active","township_code":"411622102",)"
                         R"("responsible_department_id":)" +
                             own + R"(,"source":"test","reason":"新增"})");
  const std::string inspector = make(
      "/api/v1/inspectors", R"({"staff_number":"7","name":"张三","department_id":)" + own +
                                R"(,"person_kind":"civil_servant","status":"active","source":"test","reason":"新增"})");
  make("/api/v1/recusals", R"({"inspector_id":")" + inspector + R"(","target_id":")" + target +
                               R"(","reason":"近亲属","entered_by_side":"target"})");
  const auto recusals = cells_of(file_of(county.chief, "recusals"));
  CHECK(has_row_with(recusals, "近亲属"));
  CHECK(has_row_with(recusals, "检查对象"));
  CHECK(cells_of(file_of(county.inspector, "recusals")).size() == 1);
}

TEST_CASE("items of issued lists are exported in words, drafts are not") {
  ListCounty county;
  county.make_issued();
  county.make_draft(county.office, county.make_list(county.office, std::nullopt));
  const auto rows = cells_of(file_of(county.inspector, "items"));
  REQUIRE(rows.size() == 2);
  const items::Item item = county.item(1);
  CHECK(has_row_with(rows, item.name));
  CHECK(has_row_with(rows, item.basis));
  CHECK(has_row_with(rows, item.kind == items::Kind::general ? "一般" : "重点"));
  for (const auto& cell : rows[1]) {
    CHECK_FALSE(cell.contains("on_site"));
    CHECK_FALSE(cell.starts_with('['));
  }
}

TEST_CASE("whoever is signed in takes the departments away") {
  County county;
  for (Browser* browser : {&county.admin, &county.chief, &county.inspector, &county.viewer})
    CHECK(has_row_with(cells_of(file_of(*browser, "departments")), "A"));
}

TEST_CASE("the trail is taken away with the filters of its page, from day to day too") {
  County county;
  REQUIRE(file_of(county.admin, "users").status == 200);
  const auto of_exports = cells_of(file_of(county.admin, "audit", "&action=register.exported"));
  REQUIRE(of_exports.size() == 2);
  CHECK(has_row_with(of_exports, "register.exported"));
  const Instant midnight = shanghai_start_of(shanghai_date(county.server.clock.now()));
  const std::string start = std::to_string(midnight.ms);
  CHECK(cells_of(file_of(county.admin, "audit", "&from=" + start)).size() > 2);
  CHECK(cells_of(file_of(county.admin, "audit", "&to=" + start)).size() == 1);
  CHECK(code_of(file_of(county.admin, "audit", "&from=x")) == "server.field_invalid");
}

TEST_CASE("one version of an item list is taken away, a draft by its keepers and who sees all only") {
  ListCounty county;
  const std::string issued = county.make_issued();
  const std::string list = issued.substr(0, issued.find("/versions"));
  const std::string draft = county.make_draft(county.chief, list, id_text(issued));
  county.add_item(county.chief, draft, county.item(2));
  const auto of = [](const std::string& path) { return "&version=" + path.substr(path.rfind('/') + 1); };
  CHECK(cells_of(file_of(county.inspector, "items", of(issued))).size() == 2);
  for (Browser* browser : {&county.chief, &county.auditor})
    CHECK(cells_of(file_of(*browser, "items", of(draft))).size() == 3);
  CHECK(code_of(file_of(county.other, "items", of(draft))) == "server.not_found");
  CHECK(code_of(file_of(county.chief, "items", "&version=00000000-0000-7000-8000-000000000000")) == "server.not_found");
  CHECK(code_of(file_of(county.chief, "items", "&version=x")) == "server.field_invalid");
}

TEST_CASE("the trail says which version was taken away, and by which conditions the trail was") {
  ListCounty county;
  const std::string issued = county.make_issued();
  const std::string version = issued.substr(issued.rfind('/') + 1);
  REQUIRE(file_of(county.inspector, "items", "&version=" + version).status == 200);
  CHECK(last_taken(county.server).contains(R"("version":")" + version + '"'));
  REQUIRE(file_of(county.inspector, "items").status == 200);
  CHECK_FALSE(last_taken(county.server).contains("version"));

  County other;
  const std::string department = other.a.uuid.text();
  REQUIRE(file_of(other.admin, "audit",
                  "&action=register.exported&entity=users&actor_role=inspector&from=1000&to=2000&department_id=" +
                      department + "&actor_id=" + department + "&entity_id=" + department)
              .status == 200);
  const std::string taken = last_taken(other.server);
  CAPTURE(taken);
  for (const char* id : {"actor_id", "entity_id", "department_id"})
    CHECK(taken.contains('"' + std::string(id) + R"(":")" + department + '"'));
  for (const char* condition : {R"("action":"register.exported")", R"("entity":"users")", R"("actor_role":"inspector")",
                                R"("from":1000)", R"("to":2000)"})
    CHECK(taken.contains(condition));
  REQUIRE(file_of(other.admin, "audit").status == 200);
  // Members are in the order of their names.
  const std::string all = last_taken(other.server);
  CHECK(all.starts_with(R"({"register":"audit","rows":)"));
  CHECK(all.ends_with(R"(,"template":"audit"})"));
}

TEST_CASE("an item without a cap has none in the file either") {
  ListCounty county;
  const std::string draft = county.make_draft(county.chief, county.make_list(county.chief, county.a));
  items::Item item = items::test::key_item(1);
  item.initiating_department_id = county.a;
  county.add_item(county.chief, draft, item);
  const auto rows = cells_of(file_of(county.chief, "items", "&version=" + draft.substr(draft.rfind('/') + 1)));
  REQUIRE(rows.size() == 2);
  CHECK(has_row_with(rows, "重点"));
  CHECK_FALSE(has_row_with(rows, "0%"));
}

TEST_CASE("rows of a plan are taken away as far as they are seen") {
  PlanCounty county;
  const std::string version = county.make_plan();
  county.add_row(county.chief, version, county.row());
  county.add_row(county.office, version, county.row(true));
  const std::string of = "&version=" + version.substr(version.rfind('/') + 1);
  const auto all = cells_of(file_of(county.office, "plan_rows", of));
  REQUIRE(all.size() == 3);
  CHECK(has_row_with(all, "食品销售者抽查"));
  CHECK(has_row_with(all, "跨部门"));
  CHECK(has_row_with(all, "3%"));
  CHECK(has_row_with(all, "实地核查"));
  // Of a draft the other department sees the row in which it takes part.
  CHECK(cells_of(file_of(county.other, "plan_rows", of)).size() == 2);
  CHECK(code_of(file_of(county.inspector, "plan_rows", of)) == "server.not_found");
  CHECK(code_of(file_of(county.office, "plan_rows")) == "server.field_invalid");
}

TEST_CASE("tasks are taken away by the departments that take part, by inspectors after the visits only") {
  TaskCounty county;
  county.make(county.chief, county.special());
  const auto own = cells_of(file_of(county.chief, "tasks"));
  REQUIRE(own.size() == 2);
  CHECK(has_row_with(own, "专项检查"));
  CHECK(has_row_with(own, "多次投诉举报"));
  CHECK(cells_of(file_of(county.auditor, "tasks")).size() == 2);
  CHECK(cells_of(file_of(county.other, "tasks")).size() == 1);
  CHECK(cells_of(file_of(county.inspector, "tasks")).size() == 1);
}

TEST_CASE("licences and courses are taken away of the own department, names of persons not by who may not see them") {
  County county;
  const std::string own = "\"" + county.a.uuid.text() + "\"";
  REQUIRE(
      county.chief
          .ask("POST", "/api/v1/targets",
               R"({"kind":"self_employed","name":"测试饭店","status":"active","township_code":"411622102",)"
               R"("licences":[{"name":"食品经营许可证","number":"JY1","authority":"县局","expires_on":"2027-01-01"}],)"
               R"("responsible_department_id":)" +
                   own + R"(,"source":"test","reason":"新增"})")
          .status == 201);
  const Response inspector =
      county.chief.ask("POST", "/api/v1/inspectors",
                       R"({"staff_number":"7","name":"张三","person_kind":"civil_servant","status":"active",)"
                       R"("source":"test","reason":"新增","department_id":)" +
                           own + "}");
  REQUIRE(county.chief
              .ask("POST", "/api/v1/trainings",
                   R"({"held_on":"2025-01-10","topic":"新法","organiser":"县司法局","duration_minutes":90,)"
                   R"("department_id":)" +
                       own + R"(,"attendees":[")" + field(inspector, "id") + R"("]})")
              .status == 201);
  CHECK(has_row_with(cells_of(file_of(county.chief, "licences")), "JY1"));
  CHECK(has_row_with(cells_of(file_of(county.viewer, "licences")), "JY1"));
  CHECK(cells_of(file_of(county.inspector, "licences")).size() == 1);
  const auto trainings = cells_of(file_of(county.chief, "trainings"));
  CHECK(has_row_with(trainings, "1.5"));
  CHECK(has_row_with(trainings, "张三"));
  CHECK(cells_of(file_of(county.inspector, "trainings")).size() == 1);
  CHECK(code_of(file_of(county.viewer, "trainings")) == "account.not_allowed");
}

TEST_CASE("targets that no item concerns are taken away, without names by who sees no personal data") {
  TaskCounty county;
  Target uncovered;
  uncovered.id = {UuidGenerator(county.server.clock, county.server.random).next()};
  uncovered.kind = TargetKind::project;
  uncovered.name = "没有事项的项目";
  uncovered.township_code = "411622102";
  uncovered.responsible_department_id = county.b;
  uncovered.source = "test";
  REQUIRE(county.server.writer->run([&](Database& database) {
    return RegisterWriter(database, {items::test::day("2026-01-01"), {1}, "test", "test"}).insert(uncovered);
  }));
  add_user(county.server, "viewer", {.role = Role::county_viewer});
  Browser viewer(county.server);
  REQUIRE(viewer.sign_in("viewer").status == 200);
  const auto all = cells_of(file_of(county.office, "uncovered"));
  CHECK(has_row_with(all, "没有事项的项目"));
  CHECK(has_row_with(all, "项目"));
  CHECK(has_row_with(cells_of(file_of(county.other, "uncovered")), "没有事项的项目"));
  CHECK_FALSE(has_row_with(cells_of(file_of(county.chief, "uncovered")), "没有事项的项目"));
  const auto nameless = cells_of(file_of(viewer, "uncovered"));
  CHECK(has_row_with(nameless, "项目"));
  CHECK_FALSE(has_row_with(nameless, "没有事项的项目"));
}

TEST_CASE("together with a register the lists that go with it are offered, to who may take them away") {
  County county;
  const auto offered = [](Browser& browser, const char* which) {
    return browser.ask("GET", std::string("/api/v1/export-templates?register=") + which).body;
  };
  CHECK(offered(county.chief, "inspectors").contains(R"({"id":"recusals","name":"回避关系","is_list":true})"));
  CHECK(offered(county.chief, "inspectors").contains(R"("id":"trainings")"));
  CHECK(offered(county.chief, "targets").contains(R"("id":"licences")"));
  CHECK_FALSE(offered(county.viewer, "inspectors").contains("recusals"));
  CHECK(offered(county.viewer, "targets").contains(R"("id":"tags")"));
}
