// Experts as files on the client: from their list to a file for that register, and out of it again.
#include <doctest/doctest.h>

#include <algorithm>

#include "client/app/imports/import_json.h"
#include "tests/client/import_support.h"
#include "tests/client/people_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::imports_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

bool asks(const Harness& at, std::string_view path) {
  return std::ranges::any_of(at.network.accounts, [&](const auto& waiting) { return waiting.request.path == path; });
}

}  // namespace

TEST_CASE("experts: their list leads to an import for them, and is taken out as a file") {
  Harness at(Look{}, "/experts");
  sign_in_keeper(at);
  accounts_test::answer(at.network, 200, people_test::page_json(people_test::expert_json()));
  at.settle();
  at.network.accounts.clear();
  at.activate(Role::button, say(Text::export_title));
  CHECK(asks(at, "/api/v1/export-templates?register=experts"));
  at.app.key("Escape", false);
  at.settle();
  at.network.accounts.clear();
  at.activate(Role::button, say(Text::import_new));
  CHECK(path_of(at.app.model().route) == "/imports?register=experts");
  at.network.accounts.clear();
  at.app.file_chosen({"专家库.xlsx", 20'000});
  at.settle();
  at.app.activate("imports.send");
  at.settle();
  CHECK(asks(at, "/api/v1/imports?register=experts&file_name=%E4%B8%93%E5%AE%B6%E5%BA%93.xlsx"));
}

TEST_CASE("experts: an applied import is told as theirs, and leads to them") {
  Harness at(Look{}, "/imports/" + std::string(import_id));
  sign_in_keeper(at);
  ImportServer server;
  server.import = {.which = "experts", .state = "applied", .counts = R"("good":2,"written":2)"};
  server.serve(at);
  CHECK(at.app.model().imports.open.import->kind == ImportKind::experts);
  at.activate(Role::button, say(Text::import_see_experts));
  CHECK(at.app.model().route == Route{Screen::experts, {}});
}

TEST_CASE("experts: addresses of a register's import lead there and back, any others to all imports") {
  for (const ImportKind kind : {ImportKind::targets, ImportKind::inspectors, ImportKind::experts}) {
    const Route route{Screen::imports, std::string(text_of(kind))};
    CHECK(route_from(path_of(route)) == route);
    CHECK(import_kind_from(text_of(kind)) == kind);
  }
  CHECK(route_from("/imports?register=users") == Route{Screen::imports, {}});
  CHECK_FALSE(import_kind_from("users"));
}
