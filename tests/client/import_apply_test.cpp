// Writing an import into the register, undoing it, and what of it stays.
#include <doctest/doctest.h>

#include "tests/client/import_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::imports_test;
using accounts_test::problem_json;

TEST_CASE("import: good rows are written after a question that tells what is left out") {
  ImportScene at(one);
  at.press("import.apply");
  CHECK(at.says("2,943 行将写入本部门的名录"));
  CHECK(at.says("3 行有错误，不写入"));
  at.press("import.question.confirm");
  const HttpRequest sent =
      at.reply(202, import_json({.state = "applying", .progress = R"({"step":"apply","share":0.1})"}));
  CHECK(sent.path == api + "/application");
  CHECK(sent.body == R"({"take":"good"})");
  CHECK(at.says(say(Text::import_work_applying)));
  at.server.import = {.state = "applied", .counts = R"("good":2943,"duplicate":7,"error":3,"written":2943)"};
  at.frame(import_limits::poll_ms);
  at.frame();
  at.server.serve(at);
  CHECK(at.says("已写入 2,943 行。"));
  at.press("import.way.refused");
  const HttpRequest& file = at.network.accounts.front().request;
  CHECK(file.path == api + "/refused-rows.xlsx");
  CHECK(file.files == HttpRequest::Files::saves);
  CHECK(file.language == "zh-CN");
  at.reply(200, "名录-未导入.xlsx");
  CHECK(at.says(say(Text::refused_saved)));
}

TEST_CASE("import: entries that are there are updated where the user wants it, and each row says how") {
  ImportScene at(one, {.counts = R"("good":2,"duplicate":7,"changed":5)"});
  CHECK(at.shows(Role::button, "导入 2 行"));
  at.press("import.rows.shown." + std::to_string(static_cast<int>(RowsShown::changed)));
  const std::string row = row_json(9, "duplicate", "", "2021-03-04", {},
                                   R"({"field":"name","before":"旧店名","after":"新店名"},)"
                                   R"({"field":"phone","before":"","after":"0394-1"})");
  CHECK(at.reply(200, R"({"items":[)" + row + R"(],"next_cursor":null})").path.contains("only=changed"));
  at.press("import.rows/9");
  CHECK(at.says("旧店名 → 新店名"));
  CHECK(at.says("（无） → 0394-1"));
  at.app.key("Escape", false);
  at.settle();
  at.press("import.updates");
  CHECK(at.shows(Role::button, "导入 7 行"));
  at.press("import.apply");
  CHECK(at.says("5 个已有条目将按文件更新"));
  CHECK(at.says("2 行重复，不写入"));
  at.press("import.question.confirm");
  CHECK(at.reply(202, import_json({.state = "applying"})).body == R"({"take":"all","existing":"update"})");
  at.server.import = {.state = "applied", .counts = R"("good":2,"duplicate":7,"changed":5,"written":2,"updated":5)"};
  at.frame(import_limits::poll_ms);
  at.frame();
  at.server.serve(at);
  CHECK(at.says("已写入 7 行。"));
  CHECK(at.says(say(Text::import_updated)));
}

TEST_CASE("import: where no row has an error all are taken, so that one that came up since is told") {
  ImportScene at(one, {.counts = R"("good":10)"});
  at.press("import.apply");
  at.press("import.question.confirm");
  CHECK(at.reply(409, problem_json("imports.has_errors", R"("count":"1")")).body == R"({"take":"all"})");
  CHECK(at.says("还有 1 行有错误"));
}

TEST_CASE("import: with nothing to import the button waits") {
  ImportScene at(one, {.counts = R"("error":10)"});
  CHECK(at.is_disabled("import.apply"));
}

TEST_CASE("import: it is undone as a whole after a question, or the server says why not") {
  ImportScene at(one, {.state = "applied", .counts = R"("good":2943,"written":2943)"});
  at.press("import.way.undo");
  CHECK(at.says("这次写入的 2,943 行将从名录移出"));
  at.press("import.question.cancel");
  CHECK(at.network.accounts.empty());
  at.press("import.way.undo");
  at.press("import.question.confirm");
  CHECK(at.reply(202, import_json({.state = "undoing", .progress = R"({"step":"undo","share":0.1})"})).path ==
        api + "/undo");
  at.server.import.error = R"({"code":"imports.undo_used","arguments":{"count":"2","name":"甲店"}})";
  at.frame(import_limits::poll_ms);
  at.frame();
  at.server.serve(at);
  CHECK(at.says("有 2 行已被使用（如“甲店”）"));
  CHECK(at.shows(Role::button, say(Text::import_undo)));
}

TEST_CASE("import: a file that can't be read says why, and leads to another") {
  ImportScene at(
      one, {.state = "failed", .counts = "", .error = R"({"code":"sheets.other_kind","arguments":{"kind":"PDF"}})"});
  CHECK(at.says("这个文件的内容其实是 PDF"));
  at.press("import.way.again");
  CHECK(at.app.model().route.screen == Screen::imports);
}

TEST_CASE("import: nothing of it stays for the next user") {
  ImportScene at(one);
  REQUIRE(at.says("百信生活超市"));
  // The session ends, and somebody else signs in.
  at.press("import.rows.shown.5");
  at.reply(401, problem_json("account.session_ended"));
  CHECK_FALSE(at.says("百信生活超市"));
  at.open("/sign-in");
  at.type("sign_in.login", "other");
  at.type("sign_in.password", "some password", true);
  at.network.accounts.erase(at.network.accounts.begin(), at.network.accounts.end() - 1);
  at.reply(200, accounts_test::session_json({.id = "0197f000-0000-7000-8000-000000000099"}, import_grants));
  CHECK_FALSE(at.open_import().import);
  CHECK_FALSE(at.says("百信生活超市"));
}

TEST_CASE("import: on a small screen one chip has the kinds of rows in its menu") {
  ImportScene at(one);
  at.resize({390, 844, 3});
  at.press("import.rows.shown");
  at.activate(Role::menuitemradio, "错误 3");
  CHECK(at.network.accounts.front().request.path == api + "/rows?only=error&limit=50");
  at.press("import.rows.shown");
  at.activate(Role::menuitemradio, say(Text::problem_kinds));
  CHECK(at.shows(Role::dialog, say(Text::problem_kinds)));
}
