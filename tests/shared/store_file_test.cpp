// Whole files of the system: damaged, set aside, backed up, and folders that can't be written.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <thread>
#include <tuple>

#include "shared/messages/messages.h"
#include "shared/store/backup.h"
#include "shared/store/integrity.h"
#include "shared/store/set_aside.h"
#include "tests/shared/temporary_folder.h"

using namespace mingchou;

namespace {

constexpr int rows = 2000;
/// 2026-11-23T20:30:00Z
constexpr Instant now{1'795'465'800'000};

Database open(const std::string& path) {
  auto db = Database::open({.path = path});
  REQUIRE(db);
  return *std::move(db);
}

void make_database(const std::string& path) {
  Database db = open(path);
  REQUIRE(db.run("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT UNIQUE)"));
  auto transaction = Transaction::begin(db);
  for (int i = 0; i < rows; ++i) REQUIRE(db.run("INSERT INTO t VALUES(?, ?)", i, "name " + std::to_string(i)));
  REQUIRE(transaction->commit());
}

/// "ok", a code, or "findings": what opening, reading and checking everything comes to.
std::string verdict(const std::string& path) {
  auto db = Database::open({.path = path});
  if (!db) return db.error().code;
  const auto findings = check_integrity(*db);
  if (!findings) return findings.error().code;
  return findings->empty() ? "ok" : "findings";
}

/// Root may write everywhere; for the tests of permissions it is nobody for a while.
class WithoutRoot {
 public:
  WithoutRoot() : was_root_(::geteuid() == 0) {
    if (was_root_) CHECK(::seteuid(65534) == 0);
  }
  ~WithoutRoot() {
    if (was_root_) CHECK(::seteuid(0) == 0);
  }

 private:
  bool was_root_;
};

}  // namespace

TEST_CASE("damaged files are recognised, said as such, and not changed") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  make_database(path);
  const std::string good = read_whole_file(path);
  REQUIRE(verdict(path) == "ok");
  REQUIRE(good.size() > 20 * 4096);

  std::string garbage_header = good, flipped = good, zeroed = good;
  garbage_header.replace(0, 100, std::string(100, 'g'));
  for (std::size_t i = 0; i < 4096; i += 16) flipped[8 * 4096 + i] ^= 0x55;
  zeroed.replace(4096 * 3, 4096 * 5, std::string(4096 * 5, '\0'));
  const std::tuple<const char*, std::string, std::vector<std::string>> cases[] = {
      {"garbage header", garbage_header, {"store.damaged"}},
      {"cut off", good.substr(0, 4096 * 7 + 123), {"store.damaged", "findings"}},
      {"flipped page", flipped, {"store.damaged", "findings"}},
      {"zeroed pages", zeroed, {"store.damaged", "findings"}},
      {"no database at all",
       "a text that someone put here by mistake, longer than a header of one hundred bytes is, "
       "so that nobody can take it for an empty file",
       {"store.damaged"}},
  };
  for (const auto& [what, content, expected] : cases) {
    CAPTURE(what);
    write_whole_file(path, content);
    const std::string said = verdict(path);
    CAPTURE(said);
    CHECK(std::ranges::find(expected, said) != expected.end());
    CHECK(read_whole_file(path) == content);
  }
}

TEST_CASE("a database is never taken for sound when any page of it is overwritten") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  make_database(path);
  const std::string good = read_whole_file(path);
  for (std::size_t page = 1; page * 4096 < good.size(); ++page) {
    CAPTURE(page);
    std::string content = good;
    content.replace(page * 4096, 4096, std::string(4096, '\xA5'));
    write_whole_file(path, content);
    CHECK(verdict(path) != "ok");
  }
}

TEST_CASE("a damaged database is set aside with its log, byte for byte, as often as it happens") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  for (int round = 0; round < 3; ++round) {
    write_whole_file(path, "damaged " + std::to_string(round));
    write_whole_file(path + "-wal", "log");
    if (round != 1) write_whole_file(path + "-shm", "index");
    const auto name = set_aside_damaged(path, now);
    REQUIRE(name);
    CHECK(*name == path + ".damaged-20261123T203000Z" + (round == 0 ? "" : "-" + std::to_string(round + 1)));
    CHECK(read_whole_file(*name) == "damaged " + std::to_string(round));
    CHECK(read_whole_file(*name + "-wal") == "log");
    CHECK(std::filesystem::exists(*name + "-shm") == (round != 1));
    for (const char* suffix : {"", "-wal", "-shm"}) CHECK_FALSE(std::filesystem::exists(path + suffix));
  }
  make_database(path);
  CHECK(verdict(path) == "ok");
}

TEST_CASE("a database set aside with its log keeps the rows that stand only there") {
  const TemporaryFolder folder;
  const std::string path = folder / "a.db";
  std::string name;
  {
    Database db = open(path);
    REQUIRE(db.run_script("CREATE TABLE t(a); INSERT INTO t VALUES(1), (2);"));
    // As if the process had died here: copies, so that closing does not tidy up.
    for (const char* suffix : {"", "-wal"})
      write_whole_file(folder / "dead.db" + suffix, read_whole_file(path + suffix));
  }
  const auto set_aside = set_aside_damaged(folder / "dead.db", now);
  REQUIRE(set_aside);
  Database again = open(*set_aside);
  CHECK(*again.number("SELECT count(*) FROM t") == 2);
}

TEST_CASE("a backup of a database in use is of one moment, and only a whole one gets the name") {
  const TemporaryFolder folder;
  make_database(folder / "a.db");
  Database writer = open(folder / "a.db");
  auto source = Database::open({.path = folder / "a.db", .access = Access::read_only});
  REQUIRE(source);
  int steps = 0;
  BackupOptions options{
      .target_path = folder / "b.db", .pages_per_step = 3, .keep_going = [&](const BackupProgress& progress) {
        ++steps;
        CHECK(progress.pages_done <= progress.pages_total);
        CHECK_FALSE(std::filesystem::exists(folder / "b.db"));
        CHECK(writer.run("INSERT INTO t(name) VALUES(?)", "later " + std::to_string(steps)));
        return true;
      }};
  const auto done = back_up(*source, options);
  REQUIRE_MESSAGE(done, (done ? "" : done.error().detail));
  CHECK(steps > 3);
  CHECK(verdict(folder / "b.db") == "ok");
  CHECK(*open(folder / "b.db").number("SELECT count(*) FROM t") == rows);
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    CHECK(entry.path().string().find(".part") == std::string::npos);

  options.keep_going = [](const BackupProgress&) { return false; };
  const auto cancelled = back_up(*source, options);
  REQUIRE_FALSE(cancelled);
  CHECK(cancelled.error().code == "store.cancelled");
  CHECK(*open(folder / "b.db").number("SELECT count(*) FROM t") == rows);
  CHECK_FALSE(std::filesystem::exists(folder / "b.db.part"));

  options.target_path = folder / "none/b.db";
  const auto no_folder = back_up(*source, options);
  REQUIRE_FALSE(no_folder);
  CHECK(no_folder.error().code == "store.not_found");
}

TEST_CASE("a folder and a file that can't be written are explained") {
  const TemporaryFolder folder;
  make_database(folder / "a.db");
  REQUIRE(::chmod(folder.path().c_str(), 0555) == 0);
  REQUIRE(::chmod((folder / "a.db").c_str(), 0444) == 0);
  {
    const WithoutRoot nobody;
    for (const char* name : {"a.db", "new.db"}) {
      CAPTURE(name);
      const auto refused = Database::open({.path = folder / name});
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == "store.no_permission");
      CHECK(render(refused.error(), Language::chinese).find(name) != std::string::npos);
    }
  }
  REQUIRE(::chmod(folder.path().c_str(), 0755) == 0);
}

TEST_CASE("a statement that never ends is ended from another thread, and the connection stays usable") {
  const TemporaryFolder folder;
  Database db = open(folder / "a.db");
  std::atomic<bool> is_over = false;
  std::thread interrupter([&] {
    while (!is_over) {
      db.interrupt();
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  const auto endless = db.number(
      "WITH RECURSIVE counting(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM counting) SELECT count(*) FROM counting");
  is_over = true;
  interrupter.join();
  REQUIRE_FALSE(endless);
  CHECK(endless.error().code == "store.cancelled");
  CHECK(*db.number("SELECT 1") == 1);
}
