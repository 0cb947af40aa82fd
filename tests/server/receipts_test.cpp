// What the provincial platform answers (平台回执): on the way out and back by files, in lists, and by hand.
#include <algorithm>

#include "shared/codes/credit_code.h"
#include "tests/server/accounts_support.h"
#include "tests/server/workbook_maker.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

using Table = std::vector<std::vector<std::string>>;

std::string credit_code(int number) {
  std::string organisation = "MA4" + std::to_string(50'000 + number);
  organisation += *organisation_code_check_character(organisation);
  const std::string code = "92411622" + organisation;
  return code + *credit_code_check_character(code);
}

Table table_of(std::string_view bytes) {
  const auto read = sheets::test::read_bytes(bytes);
  REQUIRE(read);
  Table rows;
  for (const sheets::Row& row : read->rows) rows.push_back(sheets::test::texts_of(row));
  for (auto& row : rows) row.resize(rows[0].size());
  return rows;
}

std::string csv_of(const Table& table) {
  std::string text;
  for (const auto& row : table)
    for (std::size_t i = 0; i < row.size(); ++i) text += '"' + row[i] + '"' + (i + 1 < row.size() ? "," : "\n");
  return text;
}

/// A cell by its column's header.
std::string& cell(Table& table, std::size_t row, std::string_view header) {
  const auto found = std::ranges::find(table[0], header);
  REQUIRE(found != table[0].end());
  return table[row][static_cast<std::size_t>(found - table[0].begin())];
}

/// A department with its administrator signed in; today is 2026-09-21.
struct County {
  InProcess server;
  DepartmentId own = add_department(server, "SCJG");
  Browser browser{server};

  County() {
    add_user(server, "keeper", {.role = Role::department_administrator, .department = own});
    REQUIRE(browser.sign_in("keeper").status == 200);
  }
  Response get(const std::string& path) { return browser.ask("GET", path); }
  Table exported(const std::string& query) {
    const Response response = get("/api/v1/exports?" + query);
    REQUIRE(response.status == 200);
    return table_of(response.content());
  }
  /// Brings a file and waits until it is read; the path of the import.
  std::string bring(const std::string& which, const Table& table) {
    const Response brought =
        browser.ask("POST", "/api/v1/imports?register=" + which + "&file_name=a.csv", csv_of(table));
    REQUIRE(brought.status == 201);
    server.importing->wait_until_idle();
    return std::string(brought.header("Location").value());
  }
  void apply(const std::string& path) {
    CHECK(browser.ask("POST", path + "/application", R"({"take":"good","existing":"update"})").status == 202);
    server.importing->wait_until_idle();
    CHECK(field(get(path), "state") == "applied");
  }
  std::string rows(const std::string& path) { return std::string(get(path + "/rows").content()); }
  std::int64_t count(const std::string& path, std::string_view outcome) {
    const Response response = get(path);
    const auto document = json::parse(response.content());
    return document->root().find("counts")->find(outcome).value_or(json::Value()).int64().value_or(-1);
  }
  std::int64_t number(const std::string& sql) {
    return server.readers->read([&](Database& database) { return database.number(sql); }).value();
  }
  std::string one(std::string_view of, const std::string& more = {}) {
    const Response made = browser.ask("POST", "/api/v1/" + std::string(of), body(of, more));
    CAPTURE(std::string(made.content()));
    REQUIRE(made.status == 201);
    return std::string(made.header("Location").value());
  }
  std::string body(std::string_view of, const std::string& more) const {
    const std::string department = own.uuid.text();
    if (of == "targets")
      return R"({"kind":"self_employed","name":"甲店","credit_code":")" + credit_code(1) +
             R"(","status":"active","township_code":"411622102","responsible_department_id":")" + department +
             R"(","source":"s","reason":"r")" + more + "}";
    if (of == "inspectors")
      return R"({"staff_number":"007","name":"王五","department_id":")" + department +
             R"(","person_kind":"qualified_staff","status":"active","source":"s","reason":"r")" + more + "}";
    return R"({"name":"赵六","department_id":")" + department +
           R"(","institution":"检测院","status":"active","source":"s","reason":"r")" + more + "}";
  }
};

}  // namespace

TEST_CASE(
    "what the platform answers in its own table comes into the register, and going out and back changes nothing") {
  struct Case {
    const char* which;
    const char* table;
  };
  for (const Case& c : {Case{"targets", "target"}, Case{"inspectors", "inspector"}}) {
    CAPTURE(c.which);
    County county;
    county.one(c.which);
    const std::string sent = std::string("register=") + c.which + "&template=" + c.which + "_platform";
    Table table = county.exported(sent);
    REQUIRE(table.size() == 2);
    for (const char* header : {"平台编号", "上报结果", "失败原因", "上报日期"}) CHECK(cell(table, 1, header).empty());

    cell(table, 1, "平台编号") = "000123";
    cell(table, 1, "上报结果") = "退回";
    cell(table, 1, "失败原因") = "住所与登记不一致";
    cell(table, 1, "上报日期") = "2026/09/20";
    const std::string answered = county.bring(c.which, table);
    CAPTURE(county.rows(answered));
    CHECK(county.count(answered, "changed") == 1);
    CHECK(county.rows(answered).contains(R"({"field":"receipt_result","before":"","after":"被退回"})"));
    county.apply(answered);
    CHECK(county.number(std::string("SELECT COUNT(*) FROM ") + c.table +
                        " WHERE external_number = '000123' AND receipt_result = 'refused' AND "
                        "receipt_message = '住所与登记不一致' AND receipt_on = '2026-09-20' AND revision = 2") == 1);

    for (const std::string& form : {sent, std::string("register=") + c.which}) {
      const std::string again = county.bring(c.which, county.exported(form));
      CAPTURE(county.rows(again));
      CHECK(county.count(again, "duplicate") == 1);
      CHECK(county.count(again, "changed") == 0);
    }

    // Mended and sent again: the second answer takes the place of the whole first one.
    Table second = county.exported(sent);
    cell(second, 1, "上报结果") = "导入成功";
    cell(second, 1, "失败原因") = "";
    cell(second, 1, "上报日期") = "2026-09-21 08:30:00";
    const std::string accepted = county.bring(c.which, second);
    CAPTURE(county.rows(accepted));
    county.apply(accepted);
    CHECK(county.number(std::string("SELECT COUNT(*) FROM ") + c.table +
                        " WHERE receipt_result = 'accepted' AND receipt_message IS NULL AND receipt_on = "
                        "'2026-09-21'") == 1);
    // Undoing brings the first one back.
    CHECK(county.browser.ask("POST", accepted + "/undo").status == 202);
    county.server.importing->wait_until_idle();
    CHECK(county.number(std::string("SELECT COUNT(*) FROM ") + c.table +
                        " WHERE receipt_result = 'refused' AND receipt_message = '住所与登记不一致'") == 1);
  }
}

TEST_CASE("a row that says half of a receipt, or one of tomorrow, is told so by the column's own name") {
  County county;
  const Table table = {{"名称", "统一社会信用代码", "乡镇", "回执状态", "退回原因", "上报日期"},
                       {"甲店", credit_code(1), "逍遥镇", "", "缺少住所", ""},
                       {"乙店", credit_code(2), "逍遥镇", "失败", "缺少住所", "2026-09-22"},
                       {"丙店", credit_code(3), "逍遥镇", "也许", "", ""},
                       {"丁店", credit_code(4), "逍遥镇", "通过", "", "2026-09-21"},
                       {"戊店", credit_code(5), "逍遥镇", "审核中", "", ""}};
  const std::string path = county.bring("targets", table);
  const std::string rows = county.rows(path);
  CAPTURE(rows);
  CHECK(county.count(path, "error") == 3);
  CHECK(county.count(path, "good") == 2);
  CHECK(rows.contains(R"("code":"imports.receipt_without_result","arguments":{"column":"退回原因"})"));
  CHECK(rows.contains(R"("code":"imports.receipt_in_future","arguments":{"column":"上报日期"})"));
  CHECK(rows.contains(R"("code":"imports.choice_unknown","arguments":{"column":"回执状态","value":"也许"})"));
  county.apply(path);
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE receipt_result = 'accepted'") == 1);
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE receipt_result IS NULL") == 1);

  // What the platform adds to a message that the register has a result for is no half receipt.
  const std::string more = county.bring(
      "targets", {{"名称", "统一社会信用代码", "乡镇", "回执说明"}, {"丁店", credit_code(4), "逍遥镇", "已入省库"}});
  CAPTURE(county.rows(more));
  CHECK(county.count(more, "changed") == 1);
  county.apply(more);
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE receipt_result = 'accepted' AND receipt_message = "
                      "'已入省库' AND receipt_on = '2026-09-21'") == 1);
}

TEST_CASE("a receipt is entered by hand, stands in the history, is filtered by and counted") {
  const std::string refused = R"(,"receipt_result":"refused","receipt_message":"证号有误","receipt_on":"2026-09-20")";
  for (const char* of : {"targets", "inspectors", "experts"}) {
    CAPTURE(of);
    County county;
    const auto code = [&](const std::string& more) {
      return code_of(county.browser.ask("POST", std::string("/api/v1/") + of, county.body(of, more)));
    };
    CHECK(code(R"(,"receipt_result":"none")") == "server.field_invalid");
    CHECK(code(R"(,"receipt_result":"maybe")") == "server.field_invalid");
    CHECK(code(R"(,"receipt_message":"x")") == "registry.receipt_without_result");
    CHECK(code(R"(,"receipt_on":"2026-09-20")") == "registry.receipt_without_result");
    CHECK(code(R"(,"receipt_result":"accepted","receipt_on":"2026-09-22")") == "registry.receipt_in_future");

    const std::string path = county.one(of);
    const auto found = [&](const std::string& receipt) {
      const Response page = county.get(std::string("/api/v1/") + of + "?receipt=" + receipt);
      REQUIRE(page.status == 200);
      int count = 0;
      for (const json::Value item : json::parse(page.content())->root().find("items")->items())
        count += item.is_object() ? 1 : 0;
      return count;
    };
    CHECK(found("none") == 1);
    CHECK(found("refused") == 0);
    const Response changed = county.browser.ask("PUT", path, county.body(of, refused), {{"If-Match", "\"1\""}});
    CAPTURE(std::string(changed.content()));
    CHECK(changed.status == 200);
    CHECK(field(changed, "receipt_result") == "refused");
    CHECK(field(changed, "receipt_message") == "证号有误");
    CHECK(field(changed, "receipt_on") == "2026-09-20");
    CHECK(found("none") == 0);
    CHECK(found("refused") == 1);
    CHECK(found("accepted") == 0);
    CHECK(county.get(std::string("/api/v1/") + of + "?receipt=x").status == 400);
    CHECK(std::string(county.get(path + "/history").content())
              .contains(R"({"field":"receipt_message","before":null,"after":"证号有误"})"));

    const Response duties = county.get("/api/v1/receipt-duties");
    const std::string counts(duties.content());
    CHECK(counts.contains('"' + std::string(of) + R"(_refused":1)"));
    CHECK(counts.contains(R"(_refused":0)"));
  }
}

TEST_CASE("why an entry was refused is kept from whose reading is without personal data") {
  County county;
  const std::string path =
      county.one("targets", R"(,"receipt_result":"refused","receipt_message":"张三的身份证号有误")");
  add_user(county.server, "viewer", {.role = Role::county_viewer});
  Browser viewer(county.server);
  REQUIRE(viewer.sign_in("viewer").status == 200);
  for (const std::string& address : {path, path + "/history", std::string("/api/v1/targets?receipt=refused")}) {
    const Response seen = viewer.ask("GET", address);
    CAPTURE(address);
    CHECK(seen.status == 200);
    CHECK_FALSE(std::string(seen.content()).contains("张三"));
  }
  CHECK(field(viewer.ask("GET", path), "receipt_result") == "refused");
}
