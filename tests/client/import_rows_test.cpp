// The rows of an import: their problems, and mending them.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/client/import_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::imports_test;
using accounts_test::problem_json;

TEST_CASE("import: rows with problems are told by row and column, and filtered") {
  ImportScene at(one);
  CHECK(std::ranges::contains(at.server.read, api + "/rows?only=problems&limit=50"));
  CHECK(at.says("第 4 行 · 西华县逍遥镇百信生活超市第三分店、错误"));
  CHECK(at.says("2 处：“统一社会信用代码”的“9.14116E+17”被 Excel 当成了数字"));
  at.press("import.rows.shown.5");
  CHECK(at.network.accounts.front().request.path == api + "/rows?only=error&limit=50");
  at.server.serve(at);
  at.press("import.kinds");
  CHECK(at.says("成立日期 · 错误 2 行"));
  at.press("import.kind.0.show");
  CHECK(at.network.accounts.front().request.path ==
        api + "/rows?only=problems&limit=50&code=imports.date_ambiguous&field=established_on");
  at.server.rows = R"({"items":[],"next_cursor":null})";
  at.server.serve(at);
  CHECK(at.says(say(Text::import_no_problems)));
}

TEST_CASE("import: the next page is read as one scrolls towards it, and a failure of it is told") {
  ImportScene at(one);
  at.server.rows.replace(at.server.rows.rfind("null"), 4, R"("12")");
  at.press("import.rows.shown.0");
  REQUIRE(at.network.accounts.size() == 1);
  accounts_test::answer(at.network, 200, at.server.rows);
  at.settle();
  REQUIRE(at.network.accounts.size() == 1);
  CHECK(at.network.accounts.front().request.path == api + "/rows?only=all&limit=50&cursor=12");
  accounts_test::fail_request(at.network, "client.timeout");
  at.settle();
  CHECK(at.says(render(Error("client.timeout"), Language::chinese)));
  CHECK(at.open_import().rows.list.size() == 3);
  // A server that never ends.
  at.press("import.rows.more.failed.action");
  accounts_test::answer(at.network, 200, R"({"items":[],"next_cursor":"12"})");
  at.settle();
  CHECK(at.open_import().rows.error->code == "client.strange_answer");
}

TEST_CASE("import: rows too long for a page are read in smaller ones") {
  ImportScene at(one);
  at.press("import.rows.shown.0");
  accounts_test::fail_request(at.network, "client.answer_too_large");
  CHECK(at.network.accounts.front().request.path == api + "/rows?only=all&limit=4");
}

TEST_CASE("import: a cell is typed over in place, the row is checked again and says whether it is good") {
  ImportScene at(one);
  at.press("import.rows/4");
  CHECK(at.is_disabled("import.row.save"));
  CHECK(at.value("import.cell.3") == "05/06/2020");
  CHECK(at.says("“成立日期”的“05/06/2020”可以理解为不同的日期"));
  at.press("import.cell.3.take");
  CHECK(at.value("import.cell.3") == "2020-05-06");
  at.press("import.row.save");
  HttpRequest sent = at.reply(409, problem_json("server.busy"));
  CHECK(sent.path == api + "/rows/4");
  CHECK(sent.body == R"({"cells":[{"column":3,"value":"2020-05-06"}]})");
  CHECK(at.value("import.cell.3") == "2020-05-06");
  at.press("import.row.save");
  // One of two problems is left.
  const std::string_view code_problem = some_problems.substr(0, some_problems.find(R"(,{"severity")"));
  at.reply(200, row_json(4, "error", code_problem, "2020-05-06", "3"));
  CHECK(at.shows(Role::dialog, "第 4 行"));
  CHECK_FALSE(at.says("可以理解为不同的日期"));
  at.server.serve(at);
  at.type("import.cell.2", "92411622MA4X000018");
  at.press("import.row.save");
  sent = at.reply(200, row_json(4, "good", "", "2020-05-06", "2,3"));
  CHECK(sent.body == R"({"cells":[{"column":2,"value":"92411622MA4X000018"}]})");
  CHECK_FALSE(at.shows(Role::dialog, "第 4 行"));
  CHECK(at.says("第 4 行可以导入了"));
  // It stays in the list, as what it is now, and the counts are read again.
  CHECK(at.says("第 4 行 · 西华县逍遥镇百信生活超市第三分店、正常"));
  CHECK(std::ranges::contains(at.network.accounts, api, [](const auto& waiting) { return waiting.request.path; }));
}

TEST_CASE("import: what is typed in a row while it is being saved stays, and its sheet open") {
  ImportScene at(one);
  at.press("import.rows/4");
  at.press("import.cell.3.take");
  at.press("import.row.save");
  at.type("import.cell.2", "92411622MA4X000018");
  at.reply(200, row_json(4, "good", "", "2020-05-06", "3"));
  CHECK(at.shows(Role::dialog, "第 4 行"));
  CHECK(at.value("import.cell.2") == "92411622MA4X000018");
  at.server.serve(at);
  at.press("import.row.save");
  CHECK(at.reply(200, row_json(4, "good", "", "2020-05-06", "2,3")).body ==
        R"({"cells":[{"column":2,"value":"92411622MA4X000018"}]})");
  CHECK_FALSE(at.shows(Role::dialog, "第 4 行"));
}

TEST_CASE("import: when a row that others repeat is mended, those are read again") {
  ImportScene at(one);
  at.press("import.rows/9");
  CHECK(at.says("与文件第 5 行重复"));
  at.type("import.cell.1", "乙店");
  at.press("import.row.save");
  at.reply(200, row_json(9, "good", "", "2021-03-04", "1"));
  CHECK(std::ranges::contains(at.network.accounts, api + "/rows?only=problems&limit=50",
                              [](const auto& waiting) { return waiting.request.path; }));
}

TEST_CASE("import: the suggestions of a kind are taken all at once") {
  ImportScene at(one);
  at.press("import.kinds");
  CHECK(at.with_id("import.kind.1.take").id.empty());
  at.press("import.kind.0.take");
  const HttpRequest sent = at.reply(200, import_json({}));
  CHECK(sent.path == api + "/suggestions");
  CHECK(sent.body == R"({"code":"imports.date_ambiguous","field":"established_on"})");
  CHECK(at.says(say(Text::suggestions_taken)));
  at.server.kinds = R"({"items":[]})";
  at.server.serve(at);
  CHECK(at.open_import().kinds.empty());
}
