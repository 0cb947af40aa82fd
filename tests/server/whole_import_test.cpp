// A county from nothing, through the API alone: its departments and users, then the two registers out of files as
// departments send them (made by tests/browser/sheets_support.mjs, which says what is wrong in them).
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <set>
#include <tuple>

#include "server/imports/steps.h"
#include "tests/sanitized.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

constexpr int target_rows = is_sanitized ? 3'000 : 30'000;
constexpr int inspector_rows = 600;

const std::string take_good = R"({"take":"good"})";

/// The two files and what is planted in them.
struct Sheets {
  Sheets() {
    std::vector<std::string> words = {"node", SHEETS_MAKER, folder.path(), std::to_string(target_rows),
                                      std::to_string(inspector_rows)};
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t pid = 0;
    REQUIRE(posix_spawnp(&pid, "node", nullptr, nullptr, arguments.data(), environ) == 0);
    int status = -1;
    REQUIRE(waitpid(pid, &status, 0) == pid);
    REQUIRE(status == 0);
    planted = std::make_unique<json::Document>(json::parse(read_file(folder.path() + "/planted.json")).value());
  }
  std::string bytes(const std::string& name) const { return read_file(folder.path() + "/" + name); }
  std::int64_t count(std::string_view which, std::string_view outcome) const {
    return planted->root().find(which)->find("counts")->find(outcome)->int64().value();
  }

  TemporaryFolder folder;
  std::unique_ptr<json::Document> planted;
};

using Seen = std::set<std::tuple<std::int64_t, std::string, std::string>>;

Seen planted_problems(const Sheets& sheets, std::string_view which) {
  Seen seen;
  for (const json::Value problem : sheets.planted->root().find(which)->find("problems")->items())
    seen.emplace(problem.find("row")->int64().value(), problem.find("field")->text().value(),
                 problem.find("code")->text().value());
  return seen;
}

/// What an administrator of the system sets up on the first day: a department and who keeps its registers.
struct NewCounty {
  InProcess server;
  Browser admin{server}, keeper{server};
  std::string department;

  NewCounty() {
    add_user(server, "admin");
    REQUIRE(admin.sign_in("admin").status == 200);
    department = make("/api/v1/departments",
                      R"({"code":"SCJG","name":"西华县市场监督管理局","short_name":"市场监管局","kind":"bureau",)"
                      R"("sort_order":1,"reason":"建库"})",
                      "id");
    const std::string password = make(
        "/api/v1/users",
        R"({"login":"scjg","name":"李四","role":"department_administrator","department_id":")" + department + "\"}",
        "initial_password");
    REQUIRE(keeper.sign_in("scjg", password).status == 200);
    REQUIRE(keeper
                .ask("POST", "/api/v1/session/password",
                     R"({"password":")" + password + R"(","new_password":")" + std::string(good_password) + "\"}")
                .status < 300);
  }
  std::string make(const std::string& path, const std::string& body, std::string_view wanted) {
    const Response made = admin.ask("POST", path, body);
    CAPTURE(std::string(made.content()));
    REQUIRE(made.status == 201);
    return field(made, wanted);
  }

  std::string bring(const std::string& bytes, const std::string& which) {
    const Response response =
        keeper.ask("POST", "/api/v1/imports?register=" + which + "&file_name=" + which + ".file", bytes);
    REQUIRE(response.status == 201);
    return std::string(response.header("Location").value());
  }
  Response act(const std::string& method, const std::string& path, std::string body = {}) {
    Response response = keeper.ask(method, path, std::move(body));
    server.importing->wait_until_idle();
    return response;
  }
  std::string state(const std::string& path) { return field(keeper.ask("GET", path), "state"); }
  std::string error(const std::string& path) { return field(keeper.ask("GET", path), "error", "code"); }
  std::int64_t count(const std::string& path, std::string_view outcome) {
    const Response response = keeper.ask("GET", path);
    const auto document = json::parse(response.content());
    return document->root().find("counts")->find(outcome).value_or(json::Value()).int64().value_or(-1);
  }
  std::int64_t number(std::string_view sql) {
    return server.readers->read([&](Database& database) { return database.number(sql); }).value();
  }
  Seen problems(const std::string& path) {
    Seen seen;
    std::string cursor = "0";
    while (!cursor.empty()) {
      std::string page = path + "/rows?only=problems&limit=200&cursor=";
      page += cursor;
      const Response response = keeper.ask("GET", page);
      const auto document = json::parse(response.content());
      REQUIRE(document);
      for (const json::Value row : document->root().find("items")->items())
        for (const json::Value problem : row.find("problems")->items())
          seen.emplace(row.find("row")->int64().value(), problem.find("field")->text().value(),
                       problem.find("code")->text().value());
      cursor = field(response, "next_cursor");
    }
    return seen;
  }
  /// Waits until an import is so far into a step that something of it is done; false if it has ended before.
  bool is_within(const std::string& path, const std::string& step) {
    const imports::SessionId id{Uuid::parse(path.substr(path.rfind('/') + 1)).value()};
    while (const auto progress = server.importing->progress(id))
      if (progress->step == step && progress->share > 0) return true;
    return false;
  }
};

void check_counts(NewCounty& county, const std::string& path, const Sheets& sheets, std::string_view which) {
  for (const std::string_view outcome : {"good", "warning", "ignored", "duplicate", "error"}) {
    CAPTURE(outcome);
    CHECK(county.count(path, outcome) == sheets.count(which, outcome));
  }
}

std::string mapping_without(NewCounty& county, const std::string& path, std::string_view left_out) {
  const Response now = county.keeper.ask("GET", path);
  const auto document = json::parse(now.content());
  const json::Value mapping = *document->root().find("mapping");
  json::Writer writer;
  writer.begin_object().field("sheet", mapping.find("sheet")->int64().value());
  writer.field("header_row", mapping.find("header_row")->int64().value()).key("columns").begin_array();
  for (const json::Value column : mapping.find("columns")->items()) {
    const auto key = column.find("field").value_or(json::Value()).text();
    writer.begin_object().key("field");
    if (key && *key != left_out)
      writer.value(*key);
    else
      writer.null();
    writer.end_object();
  }
  return std::move(writer.end_array().key("defaults").begin_object().end_object().end_object()).take();
}

std::string csv_of(std::size_t rows) {
  std::string text = "企业名称\n";
  for (std::size_t row = 1; row < rows; ++row) text += "甲\n";
  return text;
}

}  // namespace

TEST_CASE("an empty county is filled from files with errors in them, row by row as planted, and emptied again") {
  const Sheets sheets;
  NewCounty county;
  const std::string targets = county.bring(sheets.bytes("targets.gbk.csv"), "targets");
  county.server.importing->wait_until_idle();
  REQUIRE(county.state(targets) == "ready");
  check_counts(county, targets, sheets, "targets");
  const Seen planted = planted_problems(sheets, "targets");
  CHECK(county.problems(targets) == planted);

  // What no column says is as usual: the rows with an unknown status are good without it.
  const auto unknown = std::ranges::count_if(planted, [](const auto& p) { return std::get<1>(p) == "status"; });
  REQUIRE(unknown > 0);
  const std::int64_t errors = sheets.count("targets", "error");
  CHECK(county.act("PUT", targets + "/mapping", mapping_without(county, targets, "status")).status == 202);
  CHECK(county.count(targets, "error") == errors - unknown);
  // A suggestion taken for all rows of a kind, and one cell typed over.
  const std::int64_t before = county.count(targets, "error");
  CHECK(county.act("POST", targets + "/suggestions", R"({"code":"imports.date_ambiguous","field":"established_on"})")
            .status == 200);
  CHECK(county.count(targets, "error") < before);
  const auto nameless =
      std::ranges::find_if(planted, [](const auto& p) { return std::get<2>(p) == "imports.required"; });
  REQUIRE(nameless != planted.end());
  const std::int64_t still = county.count(targets, "error");
  CHECK(county
            .act("PUT", targets + "/rows/" + std::to_string(std::get<0>(*nameless)),
                 R"({"cells":[{"column":1,"value":"西华县补名商店"}]})")
            .status == 200);
  CHECK(county.count(targets, "error") == still - 1);

  const std::int64_t good = county.count(targets, "good") + county.count(targets, "warning");
  CHECK(county.act("POST", targets + "/application", take_good).status == 202);
  REQUIRE(county.state(targets) == "applied");
  CHECK(county.count(targets, "written") == good);
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE valid_to IS NULL") == good);
  CHECK(std::string(county.keeper.ask("GET", "/api/v1/targets?text=补名").content()).contains("西华县补名商店"));

  const std::string inspectors = county.bring(sheets.bytes("inspectors.xlsx"), "inspectors");
  county.server.importing->wait_until_idle();
  REQUIRE(county.state(inspectors) == "ready");
  check_counts(county, inspectors, sheets, "inspectors");
  CHECK(county.problems(inspectors) == planted_problems(sheets, "inspectors"));
  const std::int64_t people = county.count(inspectors, "good") + county.count(inspectors, "warning");
  CHECK(county.act("POST", inspectors + "/application", take_good).status == 202);
  REQUIRE(county.state(inspectors) == "applied");
  CHECK(county.number("SELECT inspector_count FROM department_count") == people);

  CHECK(county.act("POST", inspectors + "/undo").status == 202);
  CHECK(county.act("POST", targets + "/undo").status == 202);
  CHECK(county.state(targets) == "undone");
  CHECK(county.state(inspectors) == "undone");
  CHECK(county.number("SELECT target_count + inspector_count FROM department_count") == 0);
  CHECK(county.number("SELECT COUNT(*) FROM target_row") == 0);
}

TEST_CASE("an import that is cancelled while it is read or written leaves nothing behind, and can be begun again") {
  const Sheets sheets;
  NewCounty county;
  const std::string bytes = sheets.bytes("targets.gbk.csv");
  // On a machine so busy that a step ends before anybody looks, another one is tried.
  std::string path;
  constexpr int tries = 10;
  for (int i = 0; i < tries && (path.empty() || county.state(path) != "cancelled"); ++i) {
    path = county.bring(bytes, "targets");
    if (county.is_within(path, "read")) CHECK(county.act("DELETE", path).status == 204);
    county.server.importing->wait_until_idle();
  }
  CHECK(county.state(path) == "cancelled");
  CHECK(county.error(path) == "imports.cancelled");
  CHECK(county.keeper.ask("GET", path + "/rows").content() == R"({"items":[],"next_cursor":null})");

  path = county.bring(bytes, "targets");
  county.server.importing->wait_until_idle();
  REQUIRE(county.state(path) == "ready");
  for (int i = 0; i < tries && county.error(path) != "imports.cancelled"; ++i) {
    REQUIRE(county.keeper.ask("POST", path + "/application", take_good).status == 202);
    if (county.is_within(path, "apply")) CHECK(county.keeper.ask("DELETE", path).status == 204);
    county.server.importing->wait_until_idle();
    if (county.state(path) == "applied") REQUIRE(county.act("POST", path + "/undo").status == 202);
    if (county.state(path) == "undone") {
      path = county.bring(bytes, "targets");
      county.server.importing->wait_until_idle();
    }
  }
  CHECK(county.error(path) == "imports.cancelled");
  CHECK(county.state(path) == "ready");
  CHECK(county.number("SELECT COUNT(*) FROM target WHERE valid_to IS NULL") == 0);
  CHECK(county.number("SELECT COUNT(*) FROM import_entry") == 0);
  CHECK(county.act("POST", path + "/application", take_good).status == 202);
  CHECK(county.state(path) == "applied");
}

TEST_CASE("an import that waits for others is cancelled, too") {
  const Sheets sheets;
  NewCounty county;
  const std::string first = county.bring(sheets.bytes("targets.gbk.csv"), "targets");
  const std::string second = county.bring(sheets.bytes("inspectors.xlsx"), "inspectors");
  CHECK(county.keeper.ask("DELETE", second).status == 204);
  CHECK(county.keeper.ask("DELETE", first).status == 204);
  county.server.importing->wait_until_idle();
  CHECK(county.state(second) == "cancelled");
  CHECK(county.state(first) == "cancelled");
}

TEST_CASE("a file may have 200,000 rows and no more") {
  const TemporaryFolder folder;
  const auto staged = [&](std::size_t rows) -> Result<std::int64_t> {
    write_file(folder.path() + "/rows.csv", csv_of(rows));
    imports::Scratch scratch = MC_TRY(imports::Scratch::create(folder.path() + "/rows.db"));
    MC_TRY(imports::stage(folder.path() + "/rows.csv", imports::Register::targets, std::nullopt, {}, scratch,
                          [](std::string_view, double) { return true; }));
    return scratch.line_count();
  };
  CHECK(staged(imports::import_rows_max).value() == imports::import_rows_max);
  NewCounty county;
  const std::string path = county.bring(csv_of(imports::import_rows_max + 1), "targets");
  county.server.importing->wait_until_idle();
  CHECK(county.state(path) == "failed");
  CHECK(county.error(path) == "sheets.too_many_rows");
  const Response shown = county.keeper.ask("GET", path);
  CHECK(field(shown, "error", "code") == "sheets.too_many_rows");
  CHECK(std::string(shown.content()).contains("200000"));
}
