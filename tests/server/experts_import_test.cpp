// Experts as files: brought, changed, undone; duplicates told; what goes out comes back without loss.
#include <algorithm>

#include "tests/server/accounts_support.h"
#include "tests/server/workbook_maker.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

using Table = std::vector<std::vector<std::string>>;

Table table_of(std::string_view bytes) {
  const auto read = sheets::test::read_bytes(bytes);
  REQUIRE(read);
  Table rows;
  for (const sheets::Row& row : read->rows) rows.push_back(sheets::test::texts_of(row));
  return rows;
}

struct County {
  InProcess server;
  DepartmentId own = add_department(server, "SCJG");
  Browser browser{server};

  County() {
    add_user(server, "keeper", {.role = Role::department_administrator, .department = own});
    REQUIRE(browser.sign_in("keeper").status == 200);
  }
  /// Brings a file and waits until it is read; the path of the import.
  std::string bring(const std::string& bytes) {
    const Response brought = browser.ask("POST", "/api/v1/imports?register=experts&file_name=a.csv", bytes);
    CAPTURE(std::string(brought.content()));
    REQUIRE(brought.status == 201);
    server.importing->wait_until_idle();
    return std::string(brought.header("Location").value());
  }
  void act(const std::string& path, const std::string& verb, const std::string& state, std::string body = {}) {
    CHECK(browser.ask("POST", path + "/" + verb, std::move(body)).status == 202);
    server.importing->wait_until_idle();
    CHECK(field(browser.ask("GET", path), "state") == state);
  }
  void apply(const std::string& path) { act(path, "application", "applied", R"({"take":"good","existing":"update"})"); }
  std::string rows(const std::string& path) { return std::string(browser.ask("GET", path + "/rows").content()); }
  std::int64_t count(const std::string& path, std::string_view outcome) {
    const Response response = browser.ask("GET", path);
    const auto document = json::parse(response.content());
    return document->root().find("counts")->find(outcome).value_or(json::Value()).int64().value_or(-1);
  }
  std::int64_t number(const std::string& sql) {
    return server.readers->read([&](Database& database) { return database.number(sql); }).value();
  }
  std::string exported(const std::string& more) {
    const Response response = browser.ask("GET", "/api/v1/exports?register=experts" + more);
    REQUIRE(response.status == 200);
    return std::string(response.content());
  }
};

const std::string header =
    "西华县专家库,,,,,,,,,\n"
    "序号,专家姓名,性别,单位,职称/职务,联系电话,专业,资格证书,证书编号,发证机关\n";
const std::string first_two = header +
                              "1,赵守诚,女,周口市特种设备检验所,高级工程师,13900000001,电梯、压力容器,特种设备检验师；"
                              "注册安全工程师,TJ-1；AQ-2,省市场监管局；应急管理部\n"
                              "2,钱进,男,县人民医院,主任医师,13900000002,流行病学,,,\n";

}  // namespace

TEST_CASE("a file of experts is read, applied, brought again as updates, and undone step by step") {
  County county;
  const std::string made = county.bring(first_two);
  CAPTURE(county.rows(made));
  CHECK(county.count(made, "good") == 2);
  county.apply(made);
  CHECK(county.number("SELECT COUNT(*) FROM expert WHERE institution = '周口市特种设备检验所' AND sex = 'female' AND "
                      "title = '高级工程师' AND source = '导入：a.csv'") == 1);
  CHECK(county.number("SELECT COUNT(*) FROM expert_field") == 3);
  CHECK(county.number("SELECT COUNT(*) FROM expert_qualification WHERE authority = '应急管理部' AND number = 'AQ-2'") ==
        1);

  // The same file says nothing new; another one gives the platform's number, a new position and one more certificate.
  const std::string same = county.bring(first_two);
  CHECK(county.count(same, "duplicate") == 2);
  CHECK(county.count(same, "changed") == 0);
  const std::string more = county.bring(
      "姓名,工作单位,职称,专家编号,证书名称,证书编号,发证机关,有效期至\n"
      "赵守诚,周口市特种设备检验所,正高级工程师,Z1,检验员,TJ-3,市局,2030-01-01\n");
  CAPTURE(county.rows(more));
  CHECK(county.count(more, "changed") == 1);
  county.apply(more);
  CHECK(county.number("SELECT COUNT(*) FROM expert WHERE name = '赵守诚' AND title = '正高级工程师' AND "
                      "external_number = 'Z1' AND sex = 'female' AND revision = 2") == 1);
  CHECK(county.number("SELECT COUNT(*) FROM expert_qualification") == 3);

  county.act(more, "undo", "undone");
  CHECK(
      county.number("SELECT COUNT(*) FROM expert WHERE name = '赵守诚' AND title = '高级工程师' AND external_number IS "
                    "NULL AND revision = 3") == 1);
  CHECK(county.number("SELECT COUNT(*) FROM expert_qualification") == 2);
  CHECK(county.browser.ask("POST", made + "/undo").status == 202);
  county.server.importing->wait_until_idle();
  CHECK(std::string(county.browser.ask("GET", made).content()).contains("imports.undo_changed"));
}

TEST_CASE("an import of experts is undone as a whole while nobody changed them") {
  County county;
  const std::string made = county.bring(first_two);
  county.apply(made);
  county.act(made, "undo", "undone");
  CHECK(county.number("SELECT COUNT(*) FROM expert WHERE valid_to IS NULL") == 0);
  CHECK(county.number("SELECT COUNT(*) FROM expert") == 2);
}

TEST_CASE(
    "an expert is known by the platform's number, else by name and institution, in the file and in the register") {
  County county;
  const std::string made =
      county.bring("姓名,工作单位,平台编号\n赵一,甲院,Z1\n赵一,甲院,Z2\n赵一,乙院,\n赵一,乙院,\n赵一又,甲院,Z1\n");
  CAPTURE(county.rows(made));
  // Two of one name and house, with numbers of their own, are two people.
  CHECK(county.count(made, "good") == 3);
  CHECK(county.count(made, "duplicate") == 2);
  CHECK(county.rows(made).contains(R"("code":"imports.duplicate_in_file","arguments":{"row":"4"})"));
  CHECK(county.rows(made).contains(R"("code":"imports.duplicate_in_file","arguments":{"row":"2"})"));
  county.apply(made);
  CHECK(county.number("SELECT COUNT(*) FROM expert") == 3);

  const std::string again = county.bring(
      "姓名,工作单位,职称,平台编号\n赵一,丙院,讲师,Z1\n赵一,甲院,讲师,Z3\n赵一,乙院,"
      "讲师,Z4\n");
  CAPTURE(county.rows(again));
  CHECK(county.count(again, "changed") == 2);
  CHECK(county.count(again, "good") == 1);
  county.apply(again);
  CHECK(county.number("SELECT COUNT(*) FROM expert WHERE external_number = 'Z1' AND institution = '丙院'") == 1);
  CHECK(county.number("SELECT COUNT(*) FROM expert WHERE external_number = 'Z4' AND institution = '乙院'") == 1);
  CHECK(county.number("SELECT COUNT(*) FROM expert") == 4);
}

TEST_CASE("rows of experts that can't be imported say why, and go out as a file to be mended") {
  County county;
  const std::string path = county.bring(
      "姓名,部门,工作单位,状态,证书名称,证书编号,发证机关\n"
      ",,甲院,,,,\n"
      "赵一,,,,,,\n"
      "赵二,县公安局,甲院,,,,\n"
      "赵三,,甲院,也许,,,\n"
      "赵四,,甲院,,检验师,T1；T2,省局；市局\n"
      "赵五,,甲院,,检验师,T1,\n"
      "赵六,,甲院,,检验师,,\n");
  const std::string rows = county.rows(path);
  CAPTURE(rows);
  CHECK(county.count(path, "error") == 6);
  CHECK(county.count(path, "warning") == 1);
  for (const char* code : {"imports.required", "imports.department_unknown", "imports.choice_unknown",
                           "imports.parts_differ", "imports.qualification_without_number"})
    CHECK(rows.contains(code));
  const Response file = county.browser.ask("GET", path + "/refused-rows.xlsx");
  CAPTURE(file.status);
  const Table refused = table_of(file.content());
  CHECK(refused.size() == 7);
  CHECK(refused[0][0] == "姓名");
  CHECK(refused[5][0] == "赵四");
}

TEST_CASE("experts that go out by either template come back as they were, elsewhere and here") {
  for (const char* form :
       {"&format=xlsx", "&format=csv", "&format=csv&encoding=gb18030", "&template=experts_platform"}) {
    CAPTURE(form);
    County from, to;
    from.apply(from.bring(
        "姓名,性别,工作单位,职称,联系方式,状态,专业领域,证书名称,证书编号,发证机关,发证日期,有效期至,平台编号,回执结果,"
        "回执说明,回执日期\n"
        "=赵守诚,女,检验所,高工,13900000001,停用,\"食品、药品；计量\",检验师；安全师,TJ-1；00002,省局；市局,2020-01-"
        "01；"
        ",；2030-01-01,00012,退回,\"缺\"\"证书\"\"\",2026-09-20\n"));
    const std::string bytes = from.exported(form);
    const Table first = table_of(bytes);
    REQUIRE(first.size() == 2);
    CHECK(first[1].size() == first[0].size());
    for (const char* cell : {"=赵守诚", "女", "检验所", "TJ-1；00002", "省局；市局", "00012", "被退回", "缺\"证书\""})
      CHECK(std::ranges::contains(first[1], cell));
    const std::string here = from.bring(bytes);
    CAPTURE(from.rows(here));
    CHECK(from.count(here, "duplicate") == 1);
    CHECK(from.count(here, "changed") == 0);
    to.apply(to.bring(bytes));
    CHECK(table_of(to.exported(form)) == first);
  }
}

TEST_CASE("whose reading is without personal data gets no names of experts in an export") {
  County county;
  county.apply(county.bring(first_two));
  add_user(county.server, "viewer", {.role = Role::county_viewer});
  Browser viewer(county.server);
  REQUIRE(viewer.sign_in("viewer").status == 200);
  const Table rows = table_of(viewer.ask("GET", "/api/v1/exports?register=experts").content());
  REQUIRE(rows.size() == 3);
  for (const char* personal : {"姓名", "性别", "联系方式", "证书编号", "回执说明"})
    CHECK_FALSE(std::ranges::contains(rows[0], personal));
  CHECK(std::ranges::contains(rows[1], "周口市特种设备检验所"));
  for (const char* personal : {"赵守诚", "13900000001", "TJ-1；AQ-2"})
    CHECK_FALSE(std::ranges::contains(rows[1], personal));
}
