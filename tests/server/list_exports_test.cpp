// Lists besides the registers as spreadsheets: what stands in them, who takes which away.
#include <algorithm>

#include "server/exports/lists.h"
#include "tests/server/accounts_support.h"
#include "tests/server/item_lists_support.h"
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

}  // namespace

TEST_CASE("every list has a query with each of its columns, and gives a file in each format") {
  County county;
  for (const exports::ListForm& form : exports::list_forms()) {
    CAPTURE(form.id);
    Browser& reader = form.id == "users" || form.id == "audit" ? county.admin : county.office;
    for (const char* format : {"", "&format=csv", "&format=csv&encoding=gb18030"}) {
      const auto rows = cells_of(file_of(reader, form.id, format));
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
