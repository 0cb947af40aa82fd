// Registers and other lists as files: what is asked for, and that the user is told.
#include <doctest/doctest.h>

#include "tests/client/import_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::imports_test;
using accounts_test::problem_json;

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

TEST_CASE("exports: a list that goes with a register is offered with its forms") {
  ImportScene at("/inspectors");
  at.press("header.export");
  at.server.serve(at);
  at.activate(Role::radio, "回避关系");
  at.press("export.save");
  CHECK(at.network.accounts.back().request.path == "/api/v1/list-exports?list=recusals&format=xlsx");
}

TEST_CASE("exports: departments and licences are taken out from their screens, with a sheet of their own") {
  for (const auto& [path, list] : {std::pair{"/departments", "departments"}, {"/licences?due=expired", "licences"}}) {
    CAPTURE(path);
    ImportScene at(path);
    at.network.accounts.clear();
    at.press("header.export");
    CHECK(at.shows(Role::dialog, say(Text::export_list_title)));
    CHECK_FALSE(at.shows(Role::radiogroup, say(Text::export_register)));
    at.activate(Role::radio, say(Text::export_csv_utf8));
    at.press("export.save");
    REQUIRE_FALSE(at.network.accounts.empty());
    CHECK(at.network.accounts.back().request.path ==
          "/api/v1/list-exports?list=" + std::string(list) + "&format=csv&encoding=utf-8");
  }
}
