// Connections, statements, transactions and what is said when a file can't be used: on the system's own files.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <optional>

#include "shared/messages/messages.h"
#include "shared/store/database.h"
#include "shared/store/integrity.h"
#include "tests/shared/temporary_folder.h"

using namespace mingchou;

namespace {

Database open(const std::string& path) {
  auto db = Database::open({.path = path});
  REQUIRE_MESSAGE(db, (db ? "" : db.error().detail));
  return *std::move(db);
}

std::string code_of(const Result<Database>& result) { return result ? "ok" : result.error().code; }

/// Every error must have a sentence in both languages without an empty place.
void check_sentence(const Error& error) {
  CAPTURE(error.code);
  REQUIRE(find_message(error.code));
  for (const Language language : {Language::chinese, Language::english})
    CHECK(render(error, language).find("“”") == std::string::npos);
}

}  // namespace

TEST_CASE("values of every type come back as they went in") {
  const TemporaryFolder folder;
  Database db = open(folder / "a.db");
  REQUIRE(db.run("CREATE TABLE t(a, b, c, d, e, f) STRICT").has_value() == false);  // STRICT wants types
  REQUIRE(db.run("CREATE TABLE t(a, b, c, d, e, f)"));
  const Uuid id = *Uuid::parse("01234567-89ab-7000-8000-000000000001");
  const std::string text("零\0字节", 10);
  REQUIRE(db.run("INSERT INTO t VALUES(?,?,?,?,?,?)", std::int64_t{-5}, text, Bytes{0, 1, 255}, id, 1.5, nullptr));
  REQUIRE(db.run("INSERT INTO t VALUES(?,?,?,?,?,?)", true, "", Bytes{}, std::optional<int>(), Instant{7},
                 std::optional<int>(3)));
  Statement all = *db.prepare("SELECT * FROM t ORDER BY rowid");
  REQUIRE(*all.step());
  CHECK(all.column_count() == 6);
  CHECK(all.column_name(0) == "a");
  CHECK(all.int64(0) == -5);
  CHECK(all.text(1) == text);
  CHECK(Bytes(all.blob(2).begin(), all.blob(2).end()) == Bytes{0, 1, 255});
  CHECK(all.uuid(3) == id);
  CHECK_FALSE(all.uuid(2));
  CHECK_FALSE(all.uuid(1));
  CHECK(all.real(4) == 1.5);
  CHECK(all.is_null(5));
  REQUIRE(*all.step());
  CHECK(all.int64(0) == 1);
  CHECK_FALSE(all.is_null(1));
  CHECK(all.text(1).empty());
  CHECK_FALSE(all.is_null(2));
  CHECK(all.blob(2).empty());
  CHECK(all.is_null(3));
  CHECK(all.instant(4) == Instant{7});
  CHECK(all.int64(5) == 3);
  CHECK_FALSE(*all.step());
}

TEST_CASE("a connection is set up for durability and distrust") {
  const TemporaryFolder folder;
  Database db = open(folder / "a.db");
  CHECK(*db.number("PRAGMA synchronous") == 2);
  CHECK(*db.number("PRAGMA foreign_keys") == 1);
  CHECK(*db.number("PRAGMA trusted_schema") == 0);
  Statement mode = *db.prepare("PRAGMA journal_mode");
  REQUIRE(*mode.step());
  CHECK(mode.text(0) == "wal");
}

TEST_CASE("a bad bind, a second statement and a syntax error are reported, not run") {
  const TemporaryFolder folder;
  Database db = open(folder / "a.db");
  REQUIRE(db.run("CREATE TABLE t(a)"));
  CHECK_FALSE(db.run("INSERT INTO t VALUES(?)", 1, 2));
  CHECK_FALSE(db.prepare("SELECT 1; SELECT 2"));
  CHECK_FALSE(db.prepare("-- nothing"));
  CHECK_FALSE(db.prepare("SELEC 1"));
  CHECK(db.prepare("SELECT 1 ; \n"));
  CHECK(*db.number("SELECT count(*) FROM t") == 0);
  const auto at_limit = std::string(static_cast<std::size_t>(limits::sqlite_value_bytes_max) - 100, 'x');
  CHECK(db.run("INSERT INTO t VALUES(?)", at_limit));
  const auto beyond = db.run("INSERT INTO t VALUES(?)", at_limit + at_limit);
  REQUIRE_FALSE(beyond);
  CHECK(beyond.error().code == "store.too_big");
}

TEST_CASE("a statement is prepared once, and outlives its database object") {
  const TemporaryFolder folder;
  std::optional<Statement> kept;
  {
    Database db = open(folder / "a.db");
    REQUIRE(db.run("CREATE TABLE t(a)"));
    for (int i = 0; i < 300; ++i) REQUIRE(db.run("INSERT INTO t VALUES(?)", i));
    for (int i = 0; i < 300; ++i) CHECK(*db.number("SELECT " + std::to_string(i)) == i);  // past the idle limit
    kept = *db.prepare("SELECT count(*) FROM t WHERE a < ?");
  }
  kept->bind(1, 10);
  REQUIRE(*kept->step());
  CHECK(kept->int64(0) == 10);
}

TEST_CASE("a transaction is rolled back unless committed") {
  const TemporaryFolder folder;
  Database db = open(folder / "a.db");
  REQUIRE(db.run("CREATE TABLE t(a UNIQUE)"));
  {
    auto transaction = Transaction::begin(db);
    REQUIRE(transaction);
    REQUIRE(db.run("INSERT INTO t VALUES(1)"));
  }
  CHECK(*db.number("SELECT count(*) FROM t") == 0);
  {
    auto transaction = Transaction::begin(db);
    REQUIRE(db.run("INSERT INTO t VALUES(1)"));
    const auto twice = db.run("INSERT INTO t VALUES(1)");
    REQUIRE_FALSE(twice);
    CHECK(twice.error().code == "store.constraint");
    CHECK(twice.error().argument("rule") == "unique");
    REQUIRE(transaction->commit());
  }
  CHECK(*db.number("SELECT count(*) FROM t") == 1);
  CHECK_FALSE(db.in_transaction());
}

TEST_CASE("a reader sees its moment while the writer goes on, and cannot write") {
  const TemporaryFolder folder;
  Database writer = open(folder / "a.db");
  REQUIRE(writer.run("CREATE TABLE t(a)"));
  auto reader = Database::open({.path = folder / "a.db", .access = Access::read_only});
  REQUIRE(reader);
  {
    auto moment = ReadTransaction::begin(*reader);
    REQUIRE(moment);
    REQUIRE(writer.run("INSERT INTO t VALUES(1)"));
    CHECK(*reader->number("SELECT count(*) FROM t") == 0);
  }
  CHECK(*reader->number("SELECT count(*) FROM t") == 1);
  const auto refused = reader->run("INSERT INTO t VALUES(2)");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.read_only");
  check_sentence(refused.error());
}

TEST_CASE("a second writer is told that the database is busy") {
  const TemporaryFolder folder;
  Database first = open(folder / "a.db");
  auto second = Database::open({.path = folder / "a.db", .busy_timeout_ms = 0});
  REQUIRE(second);
  auto holds = Transaction::begin(first);
  REQUIRE(holds);
  const auto refused = Transaction::begin(*second);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "store.busy");
  check_sentence(refused.error());
}

TEST_CASE("rows that point nowhere are found") {
  const TemporaryFolder folder;
  Database db = open(folder / "a.db");
  REQUIRE(
      db.run_script("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p REFERENCES p(id));"
                    "INSERT INTO p VALUES(1); INSERT INTO c VALUES(1);"));
  CHECK(check_integrity(db)->empty());
  const auto refused = db.run("DELETE FROM p");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().argument("rule") == "foreign_key");
  REQUIRE(db.run("PRAGMA foreign_keys=OFF"));
  REQUIRE(db.run("DELETE FROM p"));
  CHECK(*check_integrity(db) == std::vector<std::string>{"row 1 of table c points to a missing row of p"});
}

TEST_CASE("files that can't be opened are explained") {
  const TemporaryFolder folder;
  const auto missing_folder = Database::open({.path = folder / "none/a.db"});
  CHECK(code_of(missing_folder) == "store.not_found");
  check_sentence(missing_folder.error());
  CHECK(code_of(Database::open({.path = folder / "b.db", .access = Access::read_write})) == "store.not_found");
  CHECK(code_of(Database::open({.path = folder.path()})) == "store.cannot_open");
  CHECK(code_of(Database::open({.path = folder / "a.db", .vfs = "no such"})) == "store.internal");
  CHECK(code_of(Database::open({.path = std::string("a\0b", 3)})) == "store.cannot_open");
  CHECK_FALSE(std::filesystem::exists(folder / "b.db"));
}
