// Imports from the file to the register and back, over the API.
#include <algorithm>

#include "server/core/routes.h"
#include "shared/codes/credit_code.h"
#include "tests/server/accounts_support.h"
#include "tests/server/workbook_maker.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

/// Of a self-employed person, right in both of its check characters.
std::string credit_code(int number) {
  std::string organisation = "MA4" + std::to_string(50'000 + number);
  organisation += *organisation_code_check_character(organisation);
  const std::string code = "92411622" + organisation;
  return code + *credit_code_check_character(code);
}

/// A server with two departments, each with an administrator that has signed in.
struct County {
  InProcess server;
  DepartmentId own = add_department(server, "SCJG");
  DepartmentId other = add_department(server, "GAJ");
  Browser browser{server};
  Browser stranger{server};

  County() {
    add_user(server, "keeper", {.role = Role::department_administrator, .department = own});
    add_user(server, "stranger", {.role = Role::department_administrator, .department = other});
    REQUIRE(browser.sign_in("keeper").status == 200);
    REQUIRE(stranger.sign_in("stranger").status == 200);
  }

  /// Brings a file and waits until it is read; the path of the import.
  std::string bring(const std::string& bytes, const std::string& which = "targets",
                    const std::string& name = "名录.csv") {
    const Response response = browser.ask("POST", "/api/v1/imports?register=" + which + "&file_name=" + name, bytes);
    REQUIRE(response.status == 201);
    server.importing->wait_until_idle();
    return std::string(response.header("Location").value());
  }
  Response act(const std::string& path, std::string body = {}) {
    Response response = browser.ask("POST", path, std::move(body));
    server.importing->wait_until_idle();
    return response;
  }
  std::string state(const std::string& path) { return field(browser.ask("GET", path), "state"); }
  std::string error(const std::string& path) { return field(browser.ask("GET", path), "error", "code"); }
  std::int64_t count(const std::string& path, std::string_view outcome) {
    const Response response = browser.ask("GET", path);
    const auto document = json::parse(response.content());
    return document->root().find("counts")->find(outcome).value_or(json::Value()).int64().value_or(-1);
  }
  std::string rows(const std::string& path, const std::string& query = {}) {
    return std::string(browser.ask("GET", path + "/rows" + query).content());
  }
  std::int64_t number(std::string_view sql) {
    return server.readers->read([&](Database& database) { return database.number(sql); }).value();
  }
};

const std::string take_good = R"({"take":"good"})";
const std::string take_all = R"({"take":"all"})";

std::string line(std::string_view name, const std::string& code, std::string_view township = "逍遥镇") {
  return std::string(name) + "," + code + "," + std::string(township) + ",2020年5月1日\n";
}

const std::string header = "西华县检查对象名录,,,\n填报单位：某局,,,\n企业名称,统一社会信用代码,乡镇,成立日期\n";

}  // namespace

TEST_CASE("a file is read, checked, applied in one transaction with audit, and undone as a whole") {
  County county;
  const std::string path = county.bring("\xEF\xBB\xBF" + header + line("甲店", credit_code(1)) + ",,,\n" +
                                        line("乙店", credit_code(2)) + "合计,2,,\n");
  CHECK(county.state(path) == "ready");
  CHECK(county.count(path, "good") == 2);
  CHECK(county.count(path, "ignored") == 4);
  CHECK(county.act(path + "/application", take_all).status == 202);
  CHECK(county.state(path) == "applied");
  CHECK(county.count(path, "written") == 2);
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE valid_to IS NULL AND township_code = '411622102' AND "
                      "established_on = '2020-05-01' AND source = '导入：名录.csv'") == 2);
  CHECK(county.number("SELECT COUNT(*) FROM audit_entry WHERE action = 'import.applied'") == 1);
  CHECK(code_of(county.browser.ask("POST", path + "/application", take_all)) == "imports.not_now");

  CHECK(county.act(path + "/undo").status == 202);
  CHECK(county.state(path) == "undone");
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE valid_to IS NULL") == 0);
  CHECK(county.number("SELECT COUNT(*) FROM target") == 2);
  CHECK(county.number("SELECT target_count FROM department_count ORDER BY target_count DESC") == 0);
  CHECK(county.number("SELECT COUNT(*) FROM audit_entry WHERE action = 'import.undone'") == 1);
}

TEST_CASE("problems are told by row and field, and a mended cell is checked again") {
  County county;
  const std::string path = county.bring(header + line("甲店", "9.14116E+17") + line("", credit_code(2), "外地") +
                                        line("丙店", credit_code(3)) + line("丙店又", credit_code(3)));
  CHECK(county.count(path, "error") == 2);
  CHECK(county.count(path, "duplicate") == 1);
  const std::string problems = county.rows(path, "?only=problems");
  CHECK(problems.contains("imports.code_became_number"));
  CHECK(problems.contains("imports.required"));
  CHECK(problems.contains("imports.township_unknown"));
  CHECK(problems.contains(R"("code":"imports.duplicate_in_file","arguments":{"row":"6"})"));
  CHECK_FALSE(county.rows(path, "?only=error").contains("imports.duplicate_in_file"));
  CHECK(code_of(county.browser.ask("POST", path + "/application", take_all)) == "imports.has_errors");

  const Response mended =
      county.browser.ask("PUT", path + "/rows/4", R"({"cells":[{"column":1,"value":")" + credit_code(4) + R"("}]})");
  CHECK(mended.status == 200);
  CHECK(field(mended, "outcome") == "good");
  CHECK(std::string(mended.content()).contains(R"("mended":[1])"));
  CHECK(county.count(path, "error") == 1);
  // The row that was the first of two becomes another: the second is good now.
  CHECK(county.browser.ask("PUT", path + "/rows/6", R"({"cells":[{"column":1,"value":")" + credit_code(5) + R"("}]})")
            .status == 200);
  CHECK(county.count(path, "duplicate") == 0);
  CHECK(county.count(path, "good") == 3);
  CHECK(county.act(path + "/application", take_good).status == 202);
  CHECK(county.count(path, "written") == 3);
}

TEST_CASE("who only cancels throws nothing away, even if the step has ended meanwhile") {
  County county;
  const std::string path = county.bring(header + line("甲店", "9.14116E+17"));
  const std::string mend = R"({"cells":[{"column":1,"value":")" + credit_code(4) + R"("}]})";
  REQUIRE(county.browser.ask("PUT", path + "/rows/4", mend).status == 200);
  const auto cancel = [&](const std::string& of) { return county.browser.ask("DELETE", of + "?only=cancel").status; };
  CHECK(cancel(path) == 204);
  CHECK(county.state(path) == "ready");
  CHECK(county.rows(path).contains(R"("mended":[1])"));
  REQUIRE(county.act(path + "/application", take_all).status == 202);
  CHECK(cancel(path) == 204);
  CHECK(county.state(path) == "applied");

  // While no step may begin, the next one waits and is cancelled.
  std::string waiting;
  REQUIRE(county.server.importing->between_steps([&]() -> Result<> {
    const Response brought = county.browser.ask("POST", "/api/v1/imports?register=targets&file_name=a", header);
    waiting = std::string(brought.header("Location").value_or(""));
    CHECK(cancel(waiting) == 204);
    return {};
  }));
  county.server.importing->wait_until_idle();
  CHECK(county.state(waiting) == "cancelled");
  CHECK(cancel(waiting) == 204);
  CHECK(county.state(waiting) == "cancelled");

  for (const char* other : {"?only=", "?only=discard"})
    CHECK(code_of(county.browser.ask("DELETE", waiting + other)) == "server.field_invalid");
  CHECK(county.stranger.ask("DELETE", waiting + "?only=cancel").status == 404);
  CHECK(county.browser.ask("DELETE", waiting).status == 204);
  CHECK(county.browser.ask("GET", waiting).status == 404);
}

TEST_CASE("a row that the file does not have is not mended, and nothing of it is kept") {
  County county;
  const std::string path = county.bring(header + line("甲店", credit_code(1)));
  const std::string cells = R"({"cells":[{"column":1,"value":"x"}]})";
  for (const char* row : {"0", "5", "999", "1048577", "4294967295", "4294967296", "-1", "x"}) {
    CAPTURE(row);
    CHECK(code_of(county.browser.ask("PUT", path + "/rows/" + row, cells)) == "server.not_found");
  }
  CHECK(county.number("SELECT COUNT(*) FROM import_mend") == 0);
  CHECK(county.count(path, "good") == 1);
  CHECK(county.browser.ask("PUT", path + "/rows/4", cells).status == 200);
  CHECK(county.number("SELECT COUNT(*) FROM import_mend") == 1);
}

TEST_CASE("problems are counted by kind, and what was suggested for a kind is taken in all its rows") {
  County county;
  const auto dated = [](int number, std::string_view date) {
    return "店" + std::to_string(number) + "," + credit_code(number) + ",逍遥镇," + std::string(date) + "\n";
  };
  const std::string path = county.bring(header + dated(1, "2020年5月1日") + dated(2, "05/06/2020") +
                                        dated(3, "07/08/2021") + dated(4, "不详"));
  CHECK(county.count(path, "error") == 3);
  const std::string kinds(county.browser.ask("GET", path + "/problems").content());
  CHECK(kinds.contains(R"("field":"established_on","code":"imports.date_ambiguous")"));
  CHECK(kinds.contains(R"("rows":2,"suggestions":2)"));
  CHECK(kinds.contains(R"("rows":1,"suggestions":0)"));
  CHECK(kinds.find("date_ambiguous") < kinds.find("date_unknown"));
  const std::string of_kind = "?only=problems&code=imports.date_unknown&field=established_on";
  CHECK(county.rows(path, of_kind).contains("店4"));
  CHECK_FALSE(county.rows(path, of_kind).contains("店2"));
  CHECK(county.rows(path, "?code=imports.date_unknown&field=name") == R"({"items":[],"next_cursor":null})");

  const auto take = [&](const std::string& body) { return county.browser.ask("POST", path + "/suggestions", body); };
  CHECK(code_of(take(R"({"code":"imports.date_ambiguous","field":"address"})")) == "server.field_invalid");
  CHECK(code_of(take(R"({"code":"imports.date_ambiguous","field":""})")) == "json.field_length");
  const Response taken = take(R"({"code":"imports.date_ambiguous","field":"established_on"})");
  CHECK(taken.status == 200);
  CHECK(county.count(path, "error") == 1);
  CHECK(county.rows(path).contains(R"("mended":[3])"));
  // There is nothing left of that kind, and nothing happens.
  CHECK(take(R"({"code":"imports.date_ambiguous","field":"established_on"})").status == 200);
  CHECK(county.act(path + "/application", take_good).status == 202);
  CHECK(county.count(path, "written") == 3);
  CHECK(code_of(take(R"({"code":"imports.date_unknown","field":"established_on"})")) == "imports.not_now");
}

TEST_CASE("what is in the register already is left out, and so is what came in since the check") {
  County county;
  const std::string first = county.bring(header + line("甲店", credit_code(1)));
  const std::string second = county.bring(header + line("甲店", credit_code(1)) + line("乙店", credit_code(2)));
  CHECK(county.count(second, "good") == 2);
  CHECK(county.act(first + "/application", take_all).status == 202);
  CHECK(county.act(second + "/application", take_all).status == 202);
  CHECK(county.count(second, "written") == 1);
  CHECK(county.count(second, "skipped") == 1);
  const std::string third = county.bring(header + line("甲店", credit_code(1)));
  CHECK(county.count(third, "duplicate") == 1);
  CHECK(county.rows(third).contains("imports.already_registered"));
  CHECK(code_of(county.browser.ask("POST", third + "/application", take_all)) == "imports.nothing_to_apply");
}

TEST_CASE("a row about an entry says what it would change, changes it when that is asked for, and undo sets it back") {
  County county;
  const std::string first = county.bring(header + line("甲店", credit_code(1)) + line("乙店", credit_code(2)));
  REQUIRE(county.act(first + "/application", take_all).status == 202);
  const auto entry = [&] {
    const Response list = county.browser.ask("GET", "/api/v1/targets?text=" + credit_code(1));
    const auto document = json::parse(list.content());
    std::string id;
    for (const json::Value item : document->root().find("items")->items()) id = item.find("id")->text().value();
    return std::string(county.browser.ask("GET", "/api/v1/targets/" + id).content());
  };
  const std::string before = entry();
  REQUIRE(before.contains("411622102"));
  // Another township and a telephone; the name is left empty, which changes nothing.
  const std::string second =
      county.bring("信用代码,企业名称,乡镇,联系电话\n" + credit_code(1) + ",,奉母镇,0394-2531234\n" + credit_code(2) +
                   ",乙店,逍遥镇,\n" + credit_code(3) + ",丙店,逍遥镇,\n");
  CHECK(county.count(second, "duplicate") == 2);
  CHECK(county.count(second, "changed") == 1);
  CHECK(county.count(second, "good") == 1);
  CHECK(county.count(second, "error") == 0);
  const std::string rows = county.rows(second, "?only=changed");
  CHECK(rows.contains(R"("changes":[{"field":"township","before":"逍遥镇","after":"奉母镇"},)"
                      R"({"field":"contact_phone","before":"","after":"0394-2531234"}])"));
  CHECK(rows.contains("imports.registered_differently"));
  CHECK(code_of(county.browser.ask("POST", second + "/application", R"({"take":"all","existing":"x"})")) ==
        "server.field_invalid");

  REQUIRE(county.act(second + "/application", R"({"take":"all","existing":"update"})").status == 202);
  CHECK(county.state(second) == "applied");
  CHECK(county.count(second, "written") == 1);
  CHECK(county.count(second, "updated") == 1);
  CHECK(entry().contains("0394-2531234"));
  CHECK(entry().contains(R"("name":"甲店")"));
  CHECK(county.number("SELECT COUNT(*) FROM target_revision") == 1);

  REQUIRE(county.act(second + "/undo").status == 202);
  CHECK(county.state(second) == "undone");
  const auto content = [](const std::string& json) { return json.substr(0, json.find(R"("revision")")); };
  CHECK(content(entry()) == content(before));
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE valid_to IS NULL") == 2);
  // The first import's entries were changed since, so it is not undone as a whole.
  REQUIRE(county.act(first + "/undo").status == 202);
  CHECK(county.error(first) == "imports.undo_changed");
}

TEST_CASE("rows that would change an entry wait to be asked for, and no entry is changed twice by a file") {
  County county;
  const std::string first = county.bring("企业名称,信用代码,乡镇,平台编号\n甲店," + credit_code(1) + ",逍遥镇,P1\n");
  REQUIRE(county.act(first + "/application", take_all).status == 202);
  // Both rows are about one entry: by its code, and by the platform's number.
  const std::string second = county.bring("企业名称,信用代码,平台编号\n甲店二," + credit_code(1) + ",\n甲店三,,P1\n");
  CHECK(county.count(second, "changed") == 2);
  CHECK(code_of(county.browser.ask("POST", second + "/application", R"({"take":"good"})")) ==
        "imports.nothing_to_apply");
  REQUIRE(county.act(second + "/application", R"({"take":"all","existing":"update"})").status == 202);
  CHECK(county.count(second, "updated") == 1);
  CHECK(county.count(second, "skipped") == 1);
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE name = '甲店二' AND revision = 2") == 1);
  REQUIRE(county.act(second + "/undo").status == 202);
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE name = '甲店' AND revision = 3") == 1);
}

TEST_CASE("the platform's numbers come back into the register by a file that has little else, and are exported again") {
  County county;
  const std::string first = county.bring(header + line("甲店", credit_code(1)) + line("乙店", credit_code(2)));
  REQUIRE(county.act(first + "/application", take_all).status == 202);
  const std::string receipt = county.bring("统一社会信用代码,平台编号\n" + credit_code(1) + ",HN0001\n" +
                                           credit_code(2) + ",HN0002\n" + credit_code(9) + ",HN0009\n");
  CHECK(county.count(receipt, "changed") == 2);
  // The platform knows one that the register does not, and the file alone is not enough to enter it.
  CHECK(county.count(receipt, "error") == 1);
  REQUIRE(county.act(receipt + "/application", R"({"take":"good","existing":"update"})").status == 202);
  CHECK(county.count(receipt, "updated") == 2);
  const Response exported = county.browser.ask("GET", "/api/v1/exports?register=targets&format=csv");
  CHECK(std::string(exported.content()).contains("HN0002"));
  // Known by that number from now on, whatever code it has.
  const std::string renamed = county.bring("平台编号,名称\nHN0001,甲店新名\n");
  CHECK(county.count(renamed, "changed") == 1);
  REQUIRE(county.act(renamed + "/application", R"({"take":"all","existing":"update"})").status == 202);
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE name = '甲店新名' AND credit_code IS NOT NULL") == 1);
}

TEST_CASE("inspectors are known by their certificates, and what the file does not say of them stays") {
  County county;
  const std::string columns = "工号,姓名,职务,执法证号,执法领域,发证机关,发证日期,有效期至\n";
  const std::string first =
      county.bring(columns + "001,张三,科员,16220501001,市场监管,省司法厅,2022-01-01,2027-01-01\n" +
                       "002,李四,科员,16220501002,市场监管,省司法厅,2022-01-01,2027-01-01\n",
                   "inspectors");
  REQUIRE(county.act(first + "/application", take_all).status == 202);
  const std::string second =
      county.bring("执法证号,有效期至,发证日期,平台编号\n16220501001,2030-01-01,2025-01-01,R1\n", "inspectors");
  CHECK(county.count(second, "changed") == 1);
  REQUIRE(county.act(second + "/application", R"({"take":"all","existing":"update"})").status == 202);
  CHECK(county.number("SELECT COUNT(*) FROM certificate WHERE expires_on = '2030-01-01' AND field = '市场监管'") == 1);
  CHECK(county.number("SELECT COUNT(*) FROM inspector WHERE external_number = 'R1' AND staff_number = '001'") == 1);
  REQUIRE(county.act(second + "/undo").status == 202);
  CHECK(county.state(second) == "undone");
  CHECK(county.number("SELECT COUNT(*) FROM certificate WHERE expires_on = '2027-01-01'") == 2);
  // One person's staff number with another's certificate is a contradiction.
  const std::string mixed =
      county.bring(columns + "001,张三,科员,16220501002,市场监管,省司法厅,2022-01-01,2027-01-01\n", "inspectors");
  CHECK(county.count(mixed, "error") == 1);
  CHECK(county.rows(mixed).contains("imports.certificate_registered"));
}

TEST_CASE("what was undone can be imported again") {
  County county;
  const std::string file =
      "工号,姓名,执法证号,执法领域,发证机关,发证日期,有效期至\n001,张三,16220501001,市场监管,省司法厅,2022-01-01,2027-"
      "01-01\n";
  const std::string first = county.bring(file, "inspectors");
  REQUIRE(county.act(first + "/application", take_all).status == 202);
  REQUIRE(county.act(first + "/undo").status == 202);
  const std::string again = county.bring(file, "inspectors");
  CHECK(county.count(again, "good") == 1);
  CHECK(county.act(again + "/application", take_all).status == 202);
  CHECK(county.count(again, "written") == 1);
}

TEST_CASE("an import is not undone when a row was changed or is in use, and says which") {
  County county;
  const std::string path = county.bring(header + line("甲店", credit_code(1)) + line("乙店", credit_code(2)));
  CHECK(county.act(path + "/application", take_all).status == 202);
  REQUIRE(county.server.writer->run(
      [](Database& database) { return database.run("UPDATE target SET revision = 2 WHERE name = '乙店'"); }));
  CHECK(county.act(path + "/undo").status == 202);
  CHECK(county.state(path) == "applied");
  CHECK(county.error(path) == "imports.undo_changed");
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE valid_to IS NULL") == 2);
  REQUIRE(county.server.writer->run([](Database& database) {
    return database.run(
        "UPDATE target SET revision = 1, kind = 'product', credit_code = NULL, holder_id = (SELECT id FROM target "
        "WHERE "
        "name = '甲店') WHERE name = '乙店'");
  }));
  CHECK(county.act(path + "/undo").status == 202);
  CHECK(county.error(path) == "imports.undo_used");
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE valid_to IS NULL") == 2);
}

TEST_CASE("columns are mapped by hand, kept as a template, and known in the next file") {
  County county;
  const std::string odd = "代号,甲方,片\n" + credit_code(1) + ",甲店,逍遥镇\n";
  const std::string path = county.bring(odd);
  CHECK(county.state(path) == "ready");
  CHECK(county.count(path, "good") == 0);
  const auto put = [&](const std::string& body) {
    Response response = county.browser.ask("PUT", path + "/mapping", body);
    county.server.importing->wait_until_idle();
    return response;
  };
  // The header row is told first, then the columns: a template needs their headers.
  CHECK(put(R"({"sheet":0,"header_row":1,"columns":[],"defaults":{}})").status == 202);
  CHECK(put(R"({"sheet":0,"header_row":1,"columns":[{"field":"credit_code"},{"field":"name"},{"field":"township"}],)"
            R"("defaults":{"status":"停业"},"template_name":"甲表"})")
            .status == 202);
  CHECK(county.state(path) == "ready");
  CHECK(county.count(path, "good") == 1);
  const std::string next = county.bring("序号,代号,甲方,片\n1," + credit_code(2) + ",乙店,逍遥镇\n");
  CHECK(county.count(next, "good") == 1);
  CHECK(county.rows(next).contains("乙店"));
  CHECK(field(county.browser.ask("GET", "/api/v1/import-templates?register=targets"), "x").empty());
  const std::string templates(county.browser.ask("GET", "/api/v1/import-templates?register=targets").content());
  CHECK(templates.contains("甲表"));
  CHECK(templates.contains(R"({"header":"代号","field":"credit_code"})"));
  for (const char* bad : {R"({"sheet":0,"header_row":1,"columns":[{"field":"no_such"}],"defaults":{}})",
                          R"({"sheet":0,"header_row":1,"columns":[{"field":"name"},{"field":"name"}],"defaults":{}})",
                          R"({"sheet":0,"header_row":1,"columns":[],"defaults":{"no_such":"x"}})"}) {
    CHECK(code_of(put(bad)) == "server.field_invalid");
  }
}

TEST_CASE("another header row brings its own columns, found by their words") {
  County county;
  // The row that looks most like a header is not the one.
  const std::string path = county.bring("企业名称,统一社会信用代码,成立日期\n例：某店,,\n字号,信用代码,乡镇\n甲店," +
                                        credit_code(1) + ",逍遥镇\n");
  const auto put = [&](const std::string& body) {
    CHECK(county.browser.ask("PUT", path + "/mapping", body).status == 202);
    county.server.importing->wait_until_idle();
    return std::string(county.browser.ask("GET", path).content());
  };
  CHECK(put(R"({"sheet":0,"header_row":3,"columns":[],"defaults":{}})")
            .contains(R"({"header":"信用代码","field":"credit_code"},{"header":"乡镇","field":"township"})"));
  CHECK(put(R"({"sheet":0,"header_row":0,"columns":[],"defaults":{}})").contains(R"("header_row":1)"));
  // Who says that there is none gets none.
  const std::string none = put(R"({"sheet":0,"header_row":0,"columns":[{"field":null}],"defaults":{}})");
  CHECK(none.contains(R"("header_row":0)"));
  CHECK_FALSE(none.contains(R"("field":"name")"));
}

TEST_CASE("rows that are not imported are a spreadsheet with reasons, and what is mended there can be brought again") {
  County county;
  const std::string path =
      county.bring(header + line("甲店", credit_code(1)) + line("", credit_code(2)) + line("=乙店", credit_code(1)));
  const Response response = county.browser.ask("GET", path + "/refused-rows.xlsx");
  REQUIRE(response.status == 200);
  CHECK(response.header("Content-Disposition").value_or("") ==
        "attachment; filename*=UTF-8''%E5%90%8D%E5%BD%95-%E6%9C%AA%E5%AF%BC%E5%85%A5%2Exlsx");
  const auto read = sheets::test::read_bytes(response.content());
  REQUIRE(read);
  REQUIRE(read->rows.size() == 3);
  CHECK(sheets::test::texts_of(read->rows[0])[4] == "未导入的原因");
  CHECK(read->rows[1].cells[4].text.contains("企业名称"));
  CHECK(read->rows[2].cells[0].text == "=乙店");
  const std::string again = county.bring(std::string(response.content()), "targets", "未导入.xlsx");
  CHECK(county.count(again, "error") == 1);
  CHECK(county.count(again, "good") == 1);
}

TEST_CASE("inspectors are imported with their certificates") {
  County county;
  const std::string path = county.bring(
      "工号,姓名,性别,执法证号,执法领域,发证机关,发证日期,有效期至,专长\n"
      "001,张三,男,16220501001,市场监管,省司法厅,2022-01-01,2027-01-01,食品、药品\n"
      "002,李四,女,16220501001,市场监管,省司法厅,2022-01-01,2027-01-01,\n",
      "inspectors");
  CHECK(county.count(path, "good") == 2);
  // Two people with one certificate: the register refuses the second, so nothing is written, and that is said.
  CHECK(county.act(path + "/application", take_all).status == 202);
  CHECK(county.count(path, "written") == 1);
  CHECK(county.count(path, "skipped") == 1);
  CHECK(county.number("SELECT COUNT(*) FROM inspector JOIN certificate ON inspector_id = inspector.id") == 1);
}

TEST_CASE("files that can't be read end as failed, with the reason") {
  County county;
  CHECK(county.error(county.bring("%PDF-1.7")) == "sheets.other_kind");
  CHECK(county.error(county.bring(sheets::test::zip_of({{"a", "b"}}))) == "sheets.other_kind");
  const std::string blank = county.bring("\n\n");
  CHECK(county.state(blank) == "failed");
  CHECK(county.error(blank) == "imports.no_rows");
  CHECK(code_of(county.browser.ask("POST", blank + "/application", take_all)) == "imports.not_now");
  CHECK(code_of(county.browser.ask("POST", "/api/v1/imports?register=targets&file_name=a")) == "sheets.empty");
  CHECK(code_of(county.browser.ask("POST", "/api/v1/imports?register=x&file_name=a", "x")) == "server.field_invalid");
  CHECK(code_of(county.browser.ask("POST", "/api/v1/imports?register=targets&file_name=/", "x")) ==
        "server.field_invalid");
}

TEST_CASE("another department neither sees nor touches an import") {
  County county;
  const std::string path = county.bring(header + line("甲店", credit_code(1)));
  for (const auto& [method, rest] : std::vector<std::pair<std::string, std::string>>{
           {"GET", ""}, {"DELETE", ""}, {"GET", "/rows"}, {"GET", "/refused-rows.xlsx"}, {"POST", "/undo"}})
    CHECK(county.stranger.ask(method, path + rest).status == 404);
  CHECK(county.stranger.ask("POST", path + "/application", take_all).status == 404);
  CHECK(county.stranger.ask("PUT", path + "/rows/4", R"({"cells":[{"column":1,"value":"x"}]})").status == 404);
  CHECK(std::string(county.stranger.ask("GET", "/api/v1/imports").content()) == R"({"items":[]})");
  CHECK(std::string(county.browser.ask("GET", "/api/v1/imports").content()).contains("名录.csv"));
  CHECK(county.browser.ask("DELETE", path).status == 204);
  CHECK(county.browser.ask("GET", path).status == 404);
}

TEST_CASE("what a restart interrupted is settled: nothing half done stays") {
  County county;
  const std::string path = county.bring(header + line("甲店", credit_code(1)));
  const auto restart_in = [&](const std::string& state) {
    REQUIRE(county.server.writer->run(
        [&](Database& database) { return database.run("UPDATE import_session SET state = ?", state); }));
    county.server.importing =
        std::make_unique<imports::Imports>(county.server.folder.path(), *county.server.readers, *county.server.writer,
                                           county.server.clock, county.server.random, *county.server.log);
    county.server.make_context();
    return county.state(path) + " " + county.error(path);
  };
  CHECK(restart_in("applying") == "ready imports.interrupted");
  CHECK(restart_in("undoing") == "applied imports.interrupted");
  CHECK(restart_in("reading") == "failed imports.interrupted");
}

TEST_CASE("merged cells of a column count for all their rows, and other sheets are looked through") {
  County county;
  const auto cell = [](const std::string& place, const std::string& text) {
    return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  };
  const std::string path =
      county.bring(sheets::test::xlsx_of(
                       {.rows = "<row r=\"1\">" + cell("A1", "名录") + "</row><row r=\"2\">" + cell("A2", "乡镇") +
                                cell("B2", "企业名称") + cell("C2", "信用代码") + "</row><row r=\"3\">" +
                                cell("A3", "逍遥镇") + cell("B3", "甲店") + cell("C3", credit_code(1)) +
                                "</row><row r=\"4\">" + cell("B4", "乙店") + cell("C4", credit_code(2)) + "</row>",
                        .after_rows = R"(<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/></mergeCells>)"}),
                   "targets", "名录.xlsx");
  CHECK(county.count(path, "good") == 2);
}
