// Registers as spreadsheets, and the way back: what is exported and imported elsewhere is the same.
#include <algorithm>

#include "server/exports/export_list.h"
#include "server/exports/templates.h"
#include "server/imports/entity_values.h"
#include "shared/codes/credit_code.h"
#include "shared/registry/register_writer.h"
#include "tests/server/accounts_support.h"
#include "tests/server/workbook_maker.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

Recorded recorded() { return {*CivilDate::of(2026, 1, 1), {1}, "test", "test"}; }

/// A department with its administrator signed in, and one tag.
struct County {
  InProcess server;
  DepartmentId own = add_department(server, "SCJG");
  TagId tag{Uuid::parse("01890000-0000-7000-8000-000000000003").value()};
  Browser browser{server};

  County() {
    add_user(server, "keeper", {.role = Role::department_administrator, .department = own});
    REQUIRE(browser.sign_in("keeper").status == 200);
    write([&](RegisterWriter& writer) { return writer.insert(Tag{tag, "特种设备、使用"}); });
  }
  void write(const std::function<Result<>(RegisterWriter&)>& job) {
    REQUIRE(server.writer->run([&](Database& database) {
      RegisterWriter writer(database, recorded());
      return job(writer);
    }));
  }
  Uuid id() { return UuidGenerator(server.clock, server.random).next(); }
  std::string exported(const std::string& query) {
    const Response response = browser.ask("GET", "/api/v1/exports?" + query);
    REQUIRE(response.status == 200);
    return std::string(response.content());
  }
  /// Brings a file and applies it; all rows must be good.
  void import(const std::string& which, const std::string& bytes) {
    const Response brought = browser.ask("POST", "/api/v1/imports?register=" + which + "&file_name=a", bytes);
    REQUIRE(brought.status == 201);
    server.importing->wait_until_idle();
    const std::string path(brought.header("Location").value());
    CHECK(browser.ask("POST", path + "/application", R"({"take":"all"})").status == 202);
    server.importing->wait_until_idle();
    const Response rows = browser.ask("GET", path + "/rows?only=problems");
    CAPTURE(std::string(rows.content()));
    CHECK(field(browser.ask("GET", path), "state") == "applied");
  }
};

Target full_target(County& county) {
  Target t;
  t.id = {county.id()};
  t.name = "=西华县“甲”商行㐀𠮷";
  std::string code = "92411622MA4500017";
  code.back() = *organisation_code_check_character(code.substr(8, 8));
  t.credit_code = code + *credit_code_check_character(code);
  t.kind = TargetKind::self_employed;
  t.form = "个体工商户";
  t.established_on = CivilDate::of(2020, 2, 29);
  t.registration_authority = "西华县市场监督管理局";
  t.status = TargetStatus::licence_revoked;
  t.legal_person = "张三";
  t.township_code = "411622102";
  t.address = "逍遥镇, 中心街\"1\"号; 2楼";
  t.contact_name = "-李四";
  t.contact_phone = "+86 394-2531234";
  t.industry_code = "0111";
  t.responsible_department_id = county.own;
  t.station = "逍遥市场监管所";
  t.area = "@网格";
  t.risk_class = "B";
  t.risk_source = "省平台";
  t.risk_on = CivilDate::of(2026, 1, 2);
  t.food_risk_class = "C";
  t.last_checked_on = CivilDate::of(2025, 12, 31);
  t.source = "test";
  t.external_number = "000123";
  t.receipt = {ReceiptResult::refused, "住所与“登记”不一致；请核对", CivilDate::of(2026, 1, 3)};
  t.tags = {county.tag};
  t.licences = {
      {{county.id()}, "食品经营许可证", "JY1", "市监局", CivilDate::of(2020, 1, 1), CivilDate::of(2025, 1, 1)},
      {{county.id()}, "药品经营许可证", "00123", "药监局", std::nullopt, std::nullopt}};
  return t;
}

Inspector full_inspector(County& county) {
  Inspector i;
  i.id = {county.id()};
  i.staff_number = "007";
  i.name = "王五";
  i.sex = "female";
  i.department_id = county.own;
  i.unit = "执法大队";
  i.township_code = "411622103";
  i.position = "队长";
  i.phone = "13900000000";
  i.person_kind = PersonKind::civil_servant;
  i.status = InspectorStatus::seconded;
  i.source = "test";
  i.external_number = "P7";
  i.receipt = {ReceiptResult::accepted, std::nullopt, CivilDate::of(2026, 1, 4)};
  i.specialties = {"食品、药品", "计量"};
  i.certificates = {
      {{county.id()}, "16220501001", "市场监管", "省司法厅", *CivilDate::of(2022, 1, 1), *CivilDate::of(2027, 1, 1)},
      {{county.id()}, "16220501002", "食品", "市局", *CivilDate::of(2023, 1, 1), *CivilDate::of(2028, 1, 1)}};
  return i;
}

std::vector<std::vector<std::string>> cells_of(std::string_view bytes) {
  const auto read = sheets::test::read_bytes(bytes);
  REQUIRE(read);
  std::vector<std::vector<std::string>> rows;
  for (const sheets::Row& row : read->rows) rows.push_back(sheets::test::texts_of(row));
  return rows;
}

}  // namespace

TEST_CASE("a register that is exported and imported elsewhere is the same there, in every format") {
  for (const char* form : {"&format=xlsx", "&format=csv", "&format=csv&encoding=gb18030"}) {
    CAPTURE(form);
    County from, to;
    from.write([&](RegisterWriter& writer) { return writer.insert(full_target(from)); });
    from.write([&](RegisterWriter& writer) { return writer.insert(full_inspector(from)); });
    for (const std::string which : {"targets", "inspectors"}) {
      CAPTURE(which);
      const std::string bytes = from.exported("register=" + which + form);
      const auto first = cells_of(bytes);
      REQUIRE(first.size() == 2);
      to.import(which, bytes);
      CHECK(cells_of(to.exported("register=" + which + form)) == first);
    }
  }
}

TEST_CASE("values of an entity make the same entity again") {
  County county;
  const Target target = full_target(county);
  UuidGenerator ids(county.server.clock, county.server.random);
  const Target again = imports::target_of(imports::values_of(target), county.own, "test", ids);
  CHECK(imports::values_of(again) == imports::values_of(target));
  CHECK(again.licences.size() == 2);
  const Inspector inspector = full_inspector(county);
  const Inspector inspector_again = imports::inspector_of(imports::values_of(inspector), county.own, "test", ids);
  CHECK(imports::values_of(inspector_again) == imports::values_of(inspector));
}

TEST_CASE("the platform's form has its own columns, words and dates, and can be imported") {
  County from, to;
  from.write([&](RegisterWriter& writer) { return writer.insert(full_target(from)); });
  const std::string bytes = from.exported("register=targets&template=targets_platform");
  const auto rows = cells_of(bytes);
  CHECK(rows[0][0] == "统一社会信用代码");
  CHECK(std::ranges::contains(rows[1], "2020/02/29"));
  CHECK(std::ranges::contains(rows[1], "吊销，未注销"));
  CHECK(std::ranges::contains(rows[1], "411622102"));
  to.import("targets", bytes);
  CHECK(cells_of(to.exported("register=targets&template=targets_platform")) == rows);
}

TEST_CASE("every template reads as one that the importer knows: no two columns for a field, and headers with words") {
  CHECK(exports::templates().size() == 6);
  for (const exports::Template& form : exports::templates()) {
    CAPTURE(form.id);
    sheets::Row header{1, {}};
    for (const exports::Column& column : form.columns) header.cells.push_back(sheets::Cell::of_text(column.header));
    const imports::Columns columns = imports::columns_of(form.which, header);
    for (std::size_t i = 0; i < form.columns.size(); ++i) CHECK(columns[i] == form.columns[i].field->key);
    for (const exports::Column& column : form.columns)
      for (const auto& [value, word] : column.words)
        CHECK(imports::value_of_word(column.field->words, word) == std::string_view(value));
  }
  CHECK(exports::format_date(*CivilDate::of(2026, 5, 1), "YYYY年MM月DD日") == "2026年05月01日");
}

TEST_CASE("a register that is exported and brought back changes nothing, in every format") {
  for (const std::string which : {"targets", "inspectors"}) {
    for (const char* form : {"&format=xlsx", "&format=csv", "&format=csv&encoding=gb18030"}) {
      CAPTURE(which + form);
      County county;
      county.write([&](RegisterWriter& writer) { return writer.insert(full_target(county)); });
      county.write([&](RegisterWriter& writer) { return writer.insert(full_inspector(county)); });
      const std::string bytes = county.exported("register=" + which + form);
      const Response brought = county.browser.ask("POST", "/api/v1/imports?register=" + which + "&file_name=a", bytes);
      county.server.importing->wait_until_idle();
      const Response rows =
          county.browser.ask("GET", std::string(*brought.header("Location")) + "/rows?only=duplicate");
      CHECK(std::string(rows.content()).contains("imports.already_registered"));
      CHECK(std::string(rows.content()).contains(R"("changes":[])"));
    }
  }
}

TEST_CASE("exports keep to the department, leave out what a role may not see, and are on record") {
  County county;
  const DepartmentId other = add_department(county.server, "GAJ");
  county.write([&](RegisterWriter& writer) { return writer.insert(full_target(county)); });
  county.write([&](RegisterWriter& writer) {
    Target foreign = full_target(county);
    foreign.id = {county.id()};
    foreign.credit_code.reset();
    foreign.name = "别家";
    foreign.responsible_department_id = other;
    for (Licence& licence : foreign.licences) licence.id = {county.id()};
    return writer.insert(foreign);
  });
  CHECK(cells_of(county.exported("register=targets")).size() == 2);
  add_user(county.server, "viewer", {.role = Role::county_viewer});
  add_user(county.server, "man", {.role = Role::inspector, .department = county.own});
  Browser viewer(county.server), man(county.server);
  REQUIRE(viewer.sign_in("viewer").status == 200);
  REQUIRE(man.sign_in("man").status == 200);
  const auto seen = cells_of(viewer.ask("GET", "/api/v1/exports?register=targets").content());
  CHECK(seen.size() == 3);
  for (const char* header : {"法定代表人", "联系方式", "住所", "信用风险等级", "回执说明"})
    CHECK_FALSE(std::ranges::contains(seen[0], header));
  const auto inspected = cells_of(man.ask("GET", "/api/v1/exports?register=targets").content());
  CHECK(inspected.size() == 2);
  CHECK_FALSE(std::ranges::contains(inspected[0], "信用风险等级"));
  CHECK(std::ranges::contains(inspected[0], "联系方式"));
  CHECK(county.server.readers
            ->read([](Database& database) {
              return database.number("SELECT COUNT(*) FROM audit_entry WHERE action = 'register.exported'");
            })
            .value() == 3);
  for (const char* bad : {"register=x", "register=targets&format=pdf", "register=targets&template=inspectors",
                          "register=targets&encoding=latin1"})
    CHECK(county.browser.ask("GET", std::string("/api/v1/exports?") + bad).status == 400);
}

TEST_CASE("risk classes are in an export of exactly the roles that may read them in the register") {
  County county;
  county.write([&](RegisterWriter& writer) { return writer.insert(full_target(county)); });
  enum class Risk { no_export, withheld, shown };
  // Written down from the decision, not from the code.
  constexpr std::pair<Role, Risk> expected[] = {{Role::system_administrator, Risk::no_export},
                                                {Role::joint_meeting_office, Risk::shown},
                                                {Role::department_administrator, Risk::shown},
                                                {Role::inspector, Risk::withheld},
                                                {Role::reviewer, Risk::withheld},
                                                {Role::auditor, Risk::shown},
                                                {Role::county_viewer, Risk::withheld}};
  static_assert(std::size(expected) == access::all_roles.size());
  for (const auto& [role, risk] : expected) {
    const std::string login = "of-" + std::to_string(static_cast<int>(role));
    CAPTURE(access::text_of(role));
    add_user(county.server, login,
             {.role = role, .department = access::needs_department(role) ? std::optional(county.own) : std::nullopt});
    Browser browser(county.server);
    REQUIRE(browser.sign_in(login).status == 200);
    for (const exports::Template& form : exports::templates()) {
      if (form.which != imports::Register::targets) continue;
      CAPTURE(form.id);
      const Response file = browser.ask("GET", "/api/v1/exports?register=targets&template=" + form.id);
      CHECK(file.status == (risk == Risk::no_export ? 403 : 200));
      if (file.status != 200) continue;
      const auto rows = cells_of(file.content());
      CHECK(rows.size() == 2);
      for (const exports::Column& column : form.columns)
        if (column.field->key.starts_with("risk_"))
          CHECK(std::ranges::contains(rows[0], column.header) == (risk == Risk::shown));
      CHECK_FALSE((risk == Risk::withheld && std::ranges::contains(rows[1], "省平台")));
    }
  }
}

TEST_CASE("whose reading is without personal data gets no names of inspectors in an export") {
  County county;
  county.write([&](RegisterWriter& writer) { return writer.insert(full_inspector(county)); });
  add_user(county.server, "viewer", {.role = Role::county_viewer});
  Browser viewer(county.server);
  REQUIRE(viewer.sign_in("viewer").status == 200);
  for (const exports::Template& form : exports::templates()) {
    if (form.which != imports::Register::inspectors) continue;
    CAPTURE(form.id);
    const auto rows = cells_of(viewer.ask("GET", "/api/v1/exports?register=inspectors&template=" + form.id).content());
    REQUIRE(rows.size() == 2);
    for (const exports::Column& column : form.columns)
      for (const char* personal : {"name", "sex", "phone", "certificate_number"})
        if (column.field->key == personal) CHECK_FALSE(std::ranges::contains(rows[0], column.header));
    for (const char* personal : {"王五", "13900000000", "16220501001"})
      CHECK_FALSE(std::ranges::contains(rows[1], personal));
    CHECK(std::ranges::contains(rows[0], "工号"));
  }
}
