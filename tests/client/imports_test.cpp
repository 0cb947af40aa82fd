// Imports on the client: how a file is brought and watched, and what is read of the server's answers.
#include <doctest/doctest.h>

#include "client/app/imports/import_json.h"
#include "client/app/screens/import_words.h"
#include "tests/client/import_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::imports_test;
using accounts_test::problem_json;

// --- bringing a file

TEST_CASE("imports: a chosen file is told with its size, and sent as it is with its name and register") {
  ImportScene at("/imports");
  at.press("imports.choose");
  REQUIRE(at.shell.accepted_files.size() == 1);
  CHECK(at.shell.accepted_files[0].starts_with(".xlsx,.xls,.csv"));
  at.app.file_chosen({"名录 1.csv", 1'500'000});
  at.settle();
  CHECK(at.says("名录 1.csv，1.5 MB"));
  at.activate(Role::radio, say(Text::import_inspectors));
  at.press("imports.send");
  REQUIRE(at.network.accounts.size() == 1);
  const HttpRequest& sent = at.network.accounts[0].request;
  CHECK(sent.path == "/api/v1/imports?register=inspectors&file_name=%E5%90%8D%E5%BD%95%201.csv");
  CHECK(sent.method == Method::post);
  CHECK(sent.files == HttpRequest::Files::sends);
  sent.sent(600'000);
  at.settle();
  CHECK(at.says("600 KB / 1.5 MB"));
  CHECK(at.all(Role::progressbar).front().value == 40);
  at.reply(201, import_json({.state = "reading", .progress = R"({"step":"read","share":0})"}));
  CHECK(at.app.model().route == Route{Screen::import, std::string(import_id)});
  CHECK(at.shell.route == one);
  at.open("/imports");
  CHECK_FALSE(at.says("名录 1.csv，"));
}

TEST_CASE("imports: files that the server would refuse are refused before they are sent") {
  ImportScene at("/imports");
  at.app.file_chosen({"空.csv", 0});
  at.settle();
  CHECK(at.says(render(Error("sheets.empty"), Language::chinese)));
  CHECK(at.with_id("imports.send").id.empty());
  at.app.file_chosen({"大.csv", import_limits::file_bytes_max + 1});
  at.settle();
  CHECK(at.says("文件太大（最多 64 MB）"));
  CHECK(at.with_id("imports.send").id.empty());
  at.app.file_chosen({"正好.csv", import_limits::file_bytes_max});
  at.settle();
  CHECK_FALSE(at.says("文件太大"));
  CHECK(at.with_id("imports.send").id == "imports.send");
}

TEST_CASE("imports: an upload is cancelled, or fails with what to do, and the file stays chosen") {
  ImportScene at("/imports");
  at.app.file_chosen({"名录.csv", 1'000});
  at.settle();
  at.press("imports.send");
  at.press("imports.upload.cancel");
  // Whether it arrived is looked up.
  CHECK(at.network.accounts.front().request.path == "/api/v1/imports");
  at.server.serve(at);
  CHECK(at.network.accounts.empty());
  for (const auto& [status, code] : {std::pair{507, "sheets.unreadable"}, std::pair{503, "server.busy"}}) {
    at.press("imports.send");
    at.reply(status, problem_json(code));
    CHECK(at.says(render(Error(code), Language::chinese)));
  }
  at.press("imports.send");
  accounts_test::fail_request(at.network, "client.file_gone");
  at.settle();
  CHECK(at.says("读不到这个文件"));
  CHECK(at.says("名录.csv，1 KB"));
  at.press("imports.send");
  accounts_test::fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.says("连不上服务器，没有提交"));
}

TEST_CASE("imports: the list tells what became of each, and leads to it") {
  ImportScene at("/imports");
  CHECK(at.says("检查对象 · 可导入 2,943 行 · 有错误 3 行 · 重复 7 行 · demo-department"));
  at.press("imports." + std::string(import_id));
  CHECK(at.app.model().route.screen == Screen::import);
}

TEST_CASE("imports: who may not write registers is told so") {
  Harness at(Look{}, "/imports");
  accounts_test::answer(at.network, 200, accounts_test::session_json({}));
  at.settle();
  CHECK(at.network.accounts.empty());
  CHECK(at.says(say(Text::gate_not_allowed_title)));
}

// --- watching the server

TEST_CASE("import: while the server works it is asked how far it is, and what it found is shown") {
  ImportScene at(one, {.state = "reading", .progress = R"({"step":"check","share":0.25})"});
  CHECK(at.says("已完成 25%"));
  CHECK(at.network.accounts.empty());
  at.frame(import_limits::poll_ms);
  at.frame();
  REQUIRE(at.network.accounts.size() == 1);
  at.server.import.progress = R"({"step":"check","share":0.5})";
  at.server.serve(at);
  CHECK(at.says("已完成 50%"));
  at.frame(import_limits::poll_ms);
  at.frame();
  accounts_test::fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.says(say(Text::import_out_of_reach)));
  at.server.import = {};
  at.frame(import_limits::poll_again_ms);
  at.frame();
  at.server.serve(at);
  CHECK(at.shows(Role::button, "导入 2,943 行"));
  CHECK_FALSE(at.says(say(Text::import_out_of_reach)));
  // Nothing more to wait for.
  at.frame(import_limits::poll_again_ms);
  at.frame();
  CHECK(at.network.accounts.empty());
}

TEST_CASE("import: after a refusal it is not asked again by itself") {
  ImportScene at(one, {.state = "reading", .progress = R"({"step":"check","share":0.25})"});
  at.frame(import_limits::poll_ms);
  at.frame();
  at.reply(404, problem_json("server.not_found"));
  for (int i = 0; i < 3; ++i) {
    at.frame(import_limits::poll_again_ms);
    at.frame();
  }
  CHECK(at.network.accounts.empty());
  at.press("import.failed.action");
  CHECK(at.network.accounts.size() == 1);
}

TEST_CASE("import: whoever leaves the page is not kept asking, and finds it when they come back") {
  ImportScene at(one, {.state = "reading", .progress = R"({"step":"check","share":0.25})"});
  at.open("/settings");
  at.frame(import_limits::poll_again_ms);
  at.frame();
  CHECK(at.network.accounts.empty());
  at.open(one);
  CHECK(at.network.accounts.front().request.path == api);
}

TEST_CASE("import: what is under way is cancelled; what is not is removed after a question") {
  ImportScene at(one, {.state = "reading", .progress = R"({"step":"check","share":0.25})"});
  at.press("import.work.cancel");
  const HttpRequest sent = at.reply(204);
  CHECK(sent.method == Method::remove);
  // What has ended meanwhile must not be thrown away.
  CHECK(sent.path == api + "?only=cancel");
  at.server.import.state = "cancelled";
  at.server.import.progress = "null";
  at.server.serve(at);
  CHECK(at.says(say(Text::import_cancelled_title)));
  at.press("import.way.remove");
  CHECK(at.network.accounts.empty());
  at.press("import.question.confirm");
  CHECK(at.reply(204).path == api);
  CHECK(at.app.model().route.screen == Screen::imports);
}

// --- reading

TEST_CASE("import answers: what is strange or too much is refused, what is newer is left out") {
  CHECK(read_import(import_json({.state = "sleeping"}))->state == ImportState::unknown);
  CHECK(read_import(import_json({.error = R"({"code":"imports.of_tomorrow","arguments":{}})"}))->error->code ==
        "client.strange_answer");
  CHECK(read_import(import_json({.counts = R"("good":-5)"}))->counts.good == 0);
  CHECK(read_import(import_json({.progress = R"({"step":"x","share":7})"}))->share == 1.0);
  for (const std::string_view bad : {"", "[]", "{}", R"({"id":"no uuid"})"}) CHECK_FALSE(read_import(bad));
  std::string many = R"({"header":"","field":null})";
  for (std::size_t i = 0; i < import_limits::columns_max; ++i) many += R"(,{"header":"","field":null})";
  CHECK_FALSE(read_import(import_json({.columns = many})));
  const auto row = read_import_row(
      R"({"row":1,"outcome":"good","cells":[{"formula":{"number":"3"}},{"boolean":true},null,{"date":"2020-05-01"},7],)"
      R"("mended":[0,-1,999],"problems":[]})");
  REQUIRE(row);
  CHECK(row->cells == std::vector<std::string>{"3", "TRUE", "", "2020-05-01", ""});
  CHECK(row->mended == std::set<std::uint32_t>{0});
}

TEST_CASE("columns are called as spreadsheets call them") {
  CHECK(column_letters(0) == "A");
  CHECK(column_letters(25) == "Z");
  CHECK(column_letters(26) == "AA");
  CHECK(column_letters(255) == "IV");
}
