// Migrations on the system's own files: what is applied, refused, and left as it was.
#include <doctest/doctest.h>

#include <vector>

#include "shared/store/migration.h"
#include "test_migrations.h"
#include "tests/shared/temporary_folder.h"

using namespace mingchou;

namespace {

constexpr std::int32_t application = 0x4D434831;

Database open(const std::string& path) {
  auto db = Database::open({.path = path});
  REQUIRE(db);
  return *std::move(db);
}

SchemaOptions options(std::span<const Migration> migrations) {
  return {.migrations = migrations, .application_id = application, .now = {1'790'000'000'000}};
}

std::string code_of(const auto& result) { return result ? "ok" : result.error().code; }

}  // namespace

TEST_CASE("embedded migrations are applied in order, once, and keep their text byte for byte") {
  const TemporaryFolder folder;
  Database db = open(folder / "a.db");
  auto first = migrate(db, options(up_to(test_migrations(), 1)));
  REQUIRE_MESSAGE(first, (first ? "" : first.error().detail));
  CHECK(first->to_version == 1);
  REQUIRE(db.run("INSERT INTO person(id, name) VALUES(x'00', '张')"));
  Statement note = *db.prepare("SELECT note FROM person");
  REQUIRE(*note.step());
  CHECK(note.text(0) == "a;b\\n[c] ${d} \"明抽\"");
  note.reset();
  const auto second = migrate(db, options(test_migrations()));
  REQUIRE(second);
  CHECK(second->from_version == 1);
  CHECK(second->to_version == 2);
  const auto third = migrate(db, options(test_migrations()));
  REQUIRE(third);
  CHECK(third->from_version == 2);
  CHECK(third->to_version == 2);
  CHECK(*db.number("SELECT count(*) FROM person") == 1);
  CHECK(*check_schema(db, options(test_migrations())) == 2);
  CHECK(*db.number("PRAGMA application_id") == application);
}

TEST_CASE("a newer schema, another application and a changed migration are refused and left untouched") {
  const TemporaryFolder folder;
  {
    Database db = open(folder / "a.db");
    REQUIRE(migrate(db, options(test_migrations())));
    REQUIRE(db.checkpoint());
  }
  const std::string before = read_whole_file(folder / "a.db");
  std::vector<Migration> changed(test_migrations().begin(), test_migrations().end());
  changed[0].sql = "CREATE TABLE other(a)";
  std::vector<Migration> renamed(test_migrations().begin(), test_migrations().end());
  renamed[1].name = "another";
  SchemaOptions foreign = options(test_migrations());
  foreign.application_id = 7;
  const std::pair<SchemaOptions, const char*> cases[] = {{options(up_to(test_migrations(), 1)), "store.newer_schema"},
                                                         {options(changed), "store.migration_changed"},
                                                         {options(renamed), "store.migration_changed"},
                                                         {foreign, "store.foreign_database"}};
  for (const auto& [with, code] : cases) {
    CAPTURE(code);
    Database db = open(folder / "a.db");
    CHECK(code_of(migrate(db, with)) == code);
    CHECK(code_of(check_schema(db, with)) == code);
  }
  CHECK(read_whole_file(folder / "a.db") == before);
}

TEST_CASE("a database that someone else filled is not taken over") {
  const TemporaryFolder folder;
  Database db = open(folder / "a.db");
  REQUIRE(db.run("CREATE TABLE theirs(a)"));
  CHECK(code_of(migrate(db, options(test_migrations()))) == "store.foreign_database");
}

TEST_CASE("a migration that fails leaves the version before it") {
  const char* const bad[] = {
      "CREATE TABLE half(a); SELECT no_such_function();",
      "CREATE TABLE half(a); COMMIT; CREATE TABLE other(a);",
      "CREATE TABLE half(a); ROLLBACK;",
      "CREATE TABLE half(a); INSERT INTO person(id, name) VALUES(x'01', NULL);",
      "CREATE TABLE half(a REFERENCES person(id)); INSERT INTO half VALUES(x'77');",
  };
  for (const char* sql : bad) {
    CAPTURE(sql);
    const TemporaryFolder folder;
    Database db = open(folder / "a.db");
    const std::vector<Migration> set{test_migrations()[0], {2, "bad", sql}};
    const auto done = migrate(db, options(set));
    REQUIRE_FALSE(done);
    CHECK(done.error().code == "store.migration_failed");
    CHECK(done.error().argument("number") == "2");
    CHECK_FALSE(db.in_transaction());
    CHECK(*db.number("PRAGMA user_version") == 1);
    if (std::string_view(sql).find("COMMIT") == std::string_view::npos)
      CHECK(*db.number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == 0);
    REQUIRE(migrate(db, options(up_to(test_migrations(), 1))));
  }
}

TEST_CASE("a set with a gap, a repeat or an empty step is refused before anything is written") {
  const TemporaryFolder folder;
  Database db = open(folder / "a.db");
  const std::vector<std::vector<Migration>> sets = {
      {{2, "a", "SELECT 1"}},
      {{1, "a", "SELECT 1"}, {3, "b", "SELECT 1"}},
      {{1, "a", "SELECT 1"}, {1, "b", "SELECT 1"}},
      {{1, "a", ""}},
      {{1, "", "SELECT 1"}},
  };
  for (const auto& set : sets) CHECK(code_of(migrate(db, options(set))) == "store.migration_gap");
  CHECK(*db.number("SELECT count(*) FROM sqlite_schema") == 0);
}
