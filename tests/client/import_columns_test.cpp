// The columns of an import: what each is taken for, templates, and values for all rows.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/client/import_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::imports_test;
using accounts_test::problem_json;

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
