// The screens about imports, in the states that a user may meet.
#include "tests/client/import_support.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

using namespace accounts_test;
using namespace imports_test;

constexpr std::string_view path = "/imports/0197f000-0000-7000-8000-000000000201";

void open_with(Harness& at, const SomeImport& import) {
  sign_in_keeper(at);
  ImportServer server{.import = import};
  server.serve(at);
  server.serve(at);
}

void press(Harness& at, std::string_view id) {
  at.app.activate(id);
  at.settle();
}

std::string updates_json() {
  return R"({"items":[)" +
         row_json(9, "duplicate",
                  R"({"severity":"duplicate","field":"","code":"imports.duplicate_in_file","arguments":{"row":"5"},)"
                  R"("suggestion":""})",
                  "2021-03-04", {},
                  R"({"field":"name","before":"西华县逍遥镇百信生活超市","after":"西华县逍遥镇百信生活超市第三分店"},)"
                  R"({"field":"established_on","before":"","after":"2021年3月4日"})") +
         R"(],"next_cursor":null})";
}

void open_ready(Harness& at) { open_with(at, {}); }

void open_columns(Harness& at) {
  open_ready(at);
  at.activate(Role::tab, text(Text::import_part_columns, at.app.model().preferences.language));
}

std::string some_list() {
  std::string items;
  static constexpr std::string_view states[] = {"ready", "applied", "reading", "failed", "undone", "cancelled"};
  for (int i = 0; i < 6; ++i) {
    const std::string id = "0197f000-0000-7000-8000-00000000020" + std::to_string(i + 1);
    items += (i ? "," : "") + import_json({.id = id,
                                           .which = i % 2 ? "inspectors" : "targets",
                                           .state = states[static_cast<std::size_t>(i)],
                                           .counts = R"("good":2931,"error":3,"written":2931)"});
  }
  return R"({"items":[)" + items + "]}";
}

void open_list(Harness& at, std::string list = some_list()) {
  sign_in_keeper(at);
  ImportServer server;
  server.list = std::move(list);
  server.serve(at);
}

}  // namespace

std::vector<Scene> import_scenes() {
  return {
      {"imports", "/imports", [](Harness& at) { open_list(at); }},
      {"imports-none", "/imports", [](Harness& at) { open_list(at, R"({"items":[]})"); }},
      {"imports-loading", "/imports", [](Harness& at) { sign_in_keeper(at); }},
      {"imports-offline", "/imports",
       [](Harness& at) {
         sign_in_keeper(at);
         fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"imports-chosen", "/imports",
       [](Harness& at) {
         open_list(at);
         at.app.file_chosen({"西华县市场监管局检查对象名录（2026年一季度汇总，含个体）.xlsx", 12'345'678});
         at.settle();
       }},
      {"imports-too-large", "/imports",
       [](Harness& at) {
         open_list(at);
         at.app.file_chosen({"全部.xlsx", 123'456'789});
         at.settle();
       }},
      {"imports-sending", "/imports",
       [](Harness& at) {
         open_list(at);
         at.app.file_chosen({"名录.xlsx", 12'345'678});
         at.settle();
         press(at, "imports.send");
         at.network.accounts.front().request.sent(5'000'000);
         at.settle();
       }},
      {"imports-export", "/imports",
       [](Harness& at) {
         open_list(at);
         press(at, "header.export");
         ImportServer{}.serve(at);
       }},
      {"import-loading", path, [](Harness& at) { sign_in_keeper(at); }},
      {"import-missing", path,
       [](Harness& at) {
         sign_in_keeper(at);
         answer(at.network, 404, problem_json("server.not_found", R"("path":"/api/v1/imports/1")"));
         at.settle();
       }},
      {"import-reading", path,
       [](Harness& at) { open_with(at, {.state = "reading", .progress = R"({"step":"check","share":0.42})"}); }},
      {"import-ready", path, open_ready},
      {"import-good", path,
       [](Harness& at) {
         sign_in_keeper(at);
         ImportServer server{.import = {.counts = R"("good":2931)"}, .rows = R"({"items":[],"next_cursor":null})"};
         server.serve(at);
       }},
      {"import-kinds", path,
       [](Harness& at) {
         open_ready(at);
         // On a small screen it stands in a menu.
         if (at.with_id("import.kinds").id.empty()) {
           press(at, "import.rows.shown");
           at.activate(Role::menuitemradio, text(Text::problem_kinds, at.app.model().preferences.language));
         } else {
           press(at, "import.kinds");
         }
       }},
      {"import-row", path,
       [](Harness& at) {
         open_ready(at);
         press(at, "import.rows/4");
       }},
      {"import-row-duplicate", path,
       [](Harness& at) {
         open_ready(at);
         press(at, "import.rows/9");
       }},
      {"import-updates", path,
       [](Harness& at) {
         sign_in_keeper(at);
         ImportServer server{.import = {.counts = R"("good":2931,"duplicate":12,"changed":9)"}, .rows = updates_json()};
         server.serve(at);
         server.serve(at);
       }},
      {"import-row-changes", path,
       [](Harness& at) {
         sign_in_keeper(at);
         ImportServer server{.import = {.counts = R"("good":2931,"duplicate":12,"changed":9)"}, .rows = updates_json()};
         server.serve(at);
         server.serve(at);
         press(at, "import.rows/9");
       }},
      {"import-default", path,
       [](Harness& at) {
         open_columns(at);
         press(at, "import.default.add");
         at.activate(Role::radio, "名称");
         at.type("import.default.value", "无字号个体工商户");
       }},
      {"import-columns", path, open_columns},
      {"import-columns-no-names", path,
       [](Harness& at) {
         open_with(at, {.columns = R"({"header":"代号","field":null},{"header":"","field":"credit_code"})"});
       }},
      {"import-field", path,
       [](Harness& at) {
         open_columns(at);
         press(at, "import.column.1");
       }},
      {"import-header", path,
       [](Harness& at) {
         open_columns(at);
         press(at, "import.header");
       }},
      {"import-templates", path,
       [](Harness& at) {
         open_columns(at);
         press(at, "import.templates");
       }},
      {"import-apply-question", path,
       [](Harness& at) {
         open_ready(at);
         press(at, "import.apply");
       }},
      {"import-applying", path,
       [](Harness& at) { open_with(at, {.state = "applying", .progress = R"({"step":"apply","share":0.7})"}); }},
      {"import-applied", path,
       [](Harness& at) {
         open_with(at, {.state = "applied", .counts = R"("good":2943,"duplicate":7,"error":3,"written":2943)"});
       }},
      {"import-undo-refused", path,
       [](Harness& at) {
         open_with(at, {.state = "applied",
                        .counts = R"("good":2943,"written":2943)",
                        .error = R"({"code":"imports.undo_changed","arguments":{"count":"3","name":"甲店"}})"});
         press(at, "import.way.undo");
       }},
      {"import-undone", path, [](Harness& at) { open_with(at, {.state = "undone"}); }},
      {"import-unreadable", path,
       [](Harness& at) {
         open_with(
             at,
             {.state = "failed", .counts = "", .error = R"({"code":"sheets.other_kind","arguments":{"kind":"PDF"}})"});
       }},
  };
}

}  // namespace mingchou::client
