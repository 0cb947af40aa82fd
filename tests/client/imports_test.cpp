// Imports on the client: what is sent, what is read again because of it, and what the screens make of the answers.
#include <doctest/doctest.h>

#include <algorithm>

#include "client/app/imports/import_json.h"
#include "client/app/screens/import_columns.h"
#include "client/app/screens/import_words.h"
#include "tests/client/import_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::imports_test;
using accounts_test::problem_json;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }
std::string say(Text key, std::initializer_list<Replacement> with) { return text(key, Language::chinese, with); }

struct ImportScene : Harness {
  explicit ImportScene(std::string_view path, const SomeImport& import = {}) : Harness(Look{}, path) {
    sign_in_keeper(*this);
    server.import = import;
    server.serve(*this);
  }
  HttpRequest reply(int status, std::string body = {}) {
    HttpRequest sent = accounts_test::answer(network, status, std::move(body));
    settle();
    return sent;
  }
  void press(std::string_view id) {
    REQUIRE(with_id(id).id == id);
    app.activate(id);
    settle();
  }
  std::string value(std::string_view id) const {
    const auto found = std::ranges::find(app.fields(), id, &EditableField::id);
    return found == app.fields().end() ? "(no such field)" : found->value;
  }
  bool is_disabled(std::string_view id) const { return with_id(id).disabled; }
  const OpenedImport& open_import() const { return app.model().imports.open; }

  ImportServer server;
};

const std::string one = "/imports/" + std::string(import_id);
const std::string api = "/api/v1/imports/" + std::string(import_id);

}  // namespace

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

// --- columns

TEST_CASE("import: columns are shown with samples, changed as a draft, and checked again when saved") {
  ImportScene at(one);
  at.activate(Role::tab, say(Text::import_part_columns));
  CHECK(at.says("成立日期，例：05/06/2020、2020-05-01，成立日期"));
  CHECK(at.says("序号，例：1、2，不导入"));
  CHECK(at.is_disabled("import.mapping.save"));
  at.press("import.column.0");
  at.activate(Role::radio, "成立日期（现在对应“成立日期”列）");
  CHECK(at.says("序号，例：1、2，成立日期"));
  CHECK(at.says("成立日期，例：05/06/2020、2020-05-01，不导入"));
  CHECK(at.says(say(Text::import_columns_unsaved)));
  CHECK(at.is_disabled("import.apply"));
  at.press("import.mapping.save");
  const HttpRequest sent =
      at.reply(202, import_json({.state = "reading", .progress = R"({"step":"check","share":0})"}));
  CHECK(sent.path == api + "/mapping");
  CHECK(sent.body == R"({"sheet":0,"header_row":3,"columns":[{"field":"established_on"},{"field":"name"},)"
                     R"({"field":"credit_code"},{"field":null}],"defaults":{}})");
}

TEST_CASE("import: rows that were checked before the answer came are read again all the same") {
  ImportScene at(one);
  at.activate(Role::tab, say(Text::import_part_columns));
  at.press("import.column.0");
  at.activate(Role::radio, "成立日期（现在对应“成立日期”列）");
  at.press("import.mapping.save");
  at.server.read.clear();
  at.server.import.columns =
      R"({"header":"序号","field":"established_on"},{"header":"企业名称","field":"name"},)"
      R"({"header":"统一社会信用代码","field":"credit_code"},{"header":"成立日期","field":null})";
  at.reply(202, import_json(at.server.import));
  at.server.serve(at);
  CHECK(std::ranges::contains(at.server.read, api + "/rows?only=problems&limit=50"));
  CHECK(std::ranges::contains(at.server.read, api + "/problems"));
  CHECK_FALSE(at.is_disabled("import.apply"));
}

TEST_CASE("import: a table of which nothing is known opens at its columns") {
  ImportScene at(one, {.columns = "", .header_row = 0, .counts = R"("ignored":6)"});
  CHECK(at.named(Role::tab, Text::import_part_columns).selected);
  CHECK(at.says(say(Text::import_no_names)));
}

TEST_CASE("import: a refused mapping keeps the draft, and dropping it brings the saved one back") {
  ImportScene at(one);
  at.activate(Role::tab, say(Text::import_part_columns));
  at.press("import.column.3");
  at.activate(Role::radio, say(Text::import_left_out));
  at.press("import.mapping.save");
  at.reply(409, problem_json("imports.not_now", R"("state":"applying")"));
  CHECK(at.says("这次导入现在的状态"));
  CHECK(at.says("成立日期，例：05/06/2020、2020-05-01，不导入"));
  at.press("import.mapping.reset");
  CHECK(at.says("成立日期，例：05/06/2020、2020-05-01，成立日期"));
}

TEST_CASE("import: another header row or sheet is sent at once, and its columns are found by the server") {
  ImportScene at(one);
  at.activate(Role::tab, say(Text::import_part_columns));
  at.press("import.header");
  at.activate(Role::radio, "第 1 行：西华县检查对象名录");
  CHECK(at.network.accounts.front().request.body == R"({"sheet":0,"header_row":1,"columns":[],"defaults":{}})");
  at.reply(409, problem_json("server.busy"));
  at.press("import.sheet");
  at.activate(Role::radio, "说明");
  CHECK(at.network.accounts.front().request.body == R"({"sheet":1,"header_row":0,"columns":[],"defaults":{}})");
  at.reply(409, problem_json("server.busy"));
  at.press("import.header");
  at.activate(Role::radio, say(Text::import_no_header));
  CHECK(at.network.accounts.front().request.body ==
        R"({"sheet":0,"header_row":0,"columns":[{"field":null},{"field":null},{"field":null},{"field":null}],)"
        R"("defaults":{}})");
}

TEST_CASE("import: a template is used for columns of the same headers, kept by a name, and removed") {
  ImportScene at(one);
  at.activate(Role::tab, say(Text::import_part_columns));
  at.press("import.templates");
  at.press("import.template.0197f000-0000-7000-8000-000000000301");
  CHECK(at.says("成立日期，例：05/06/2020、2020-05-01，信用风险分类日期"));
  CHECK(at.says("统一社会信用代码，例：9.14116E+17、92411622MA4X000018，不导入"));
  at.press("import.templates");
  at.press("import.template.submit");
  CHECK(at.says(say(Text::import_template_name_missing)));
  CHECK(at.network.accounts.empty());
  at.press("import.template.0197f000-0000-7000-8000-000000000301.remove");
  CHECK(at.reply(204).path == "/api/v1/import-templates/0197f000-0000-7000-8000-000000000301");
  at.server.templates = R"({"items":[]})";
  at.server.serve(at);
  CHECK(at.says(say(Text::import_templates_none)));
  at.type("import.template.name", "一季度");
  at.press("import.template.submit");
  CHECK(at.network.accounts.front().request.body.ends_with(R"(,"template_name":"一季度"})"));
}

TEST_CASE("import: a field of which the file says nothing gets the same value in all rows") {
  ImportScene at(one);
  at.activate(Role::tab, say(Text::import_part_columns));
  at.press("import.default.add");
  at.activate(Role::radio, "名称");
  at.type("import.default.value", "无字号个体户");
  at.press("import.default.form.submit");
  CHECK(at.says("无字号个体户"));
  at.press("import.mapping.save");
  CHECK(at.reply(202, import_json({.state = "reading"})).body.contains(R"("defaults":{"name":"无字号个体户"})"));
  at.server.serve(at);
}

TEST_CASE("import: without a column of names its columns come first, and it says what is missing") {
  ImportScene at(one, {.columns = R"({"header":"代号","field":null},{"header":"","field":"credit_code"})"});
  CHECK(at.says(say(Text::import_no_names)));
  CHECK(at.says("B 列（无标题）"));
}

// --- rows

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

// --- writing, and after

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

// --- exports

TEST_CASE("exports: a register is saved in the form and as the kind of file that was chosen") {
  ImportScene at("/imports");
  at.press("header.export");
  at.server.serve(at);
  at.activate(Role::radio, "省平台检查对象导入模板");
  at.activate(Role::radio, say(Text::export_csv_gb18030));
  at.press("export.save");
  const HttpRequest& file = at.network.accounts.front().request;
  CHECK(file.path == "/api/v1/exports?register=targets&template=platform-targets&format=csv&encoding=gb18030");
  CHECK(file.files == HttpRequest::Files::saves);
  at.reply(403, problem_json("account.not_allowed"));
  CHECK(at.says(render(Error("account.not_allowed"), Language::chinese)));
  at.press("export.save");
  at.reply(200, "检查对象-2026-05-28.csv");
  CHECK(at.says(say(Text::export_saved, {{"name", "检查对象-2026-05-28.csv"}})));
  CHECK_FALSE(at.shows(Role::dialog, say(Text::export_title)));
}

TEST_CASE("exports: a register is taken out from its own list too, and the file is told once") {
  ImportScene at("/inspectors");
  at.press("header.export");
  CHECK(at.shows(Role::dialog, say(Text::export_title)));
  at.server.serve(at);
  at.press("export.save");
  CHECK(at.network.accounts.back().request.path.starts_with("/api/v1/exports?register=inspectors&"));
  FakeNetwork::Pending file = std::move(at.network.accounts.back());
  at.network.accounts.pop_back();
  file.done(HttpAnswer{.status = 200, .body = "执法检查人员-2026-05-28.xlsx"});
  at.settle();
  const std::string told = say(Text::export_saved, {{"name", "执法检查人员-2026-05-28.xlsx"}});
  CHECK(at.says(told));
  at.frame(60'000);
  at.settle();
  at.open("/imports");
  CHECK_FALSE(at.says(told));
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
