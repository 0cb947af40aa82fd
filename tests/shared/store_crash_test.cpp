// Power fails at every write, truncate and sync of a script of 200 statements, and the disk loses, reorders or
// tears what was not synced: what was acknowledged is there, what was under way is there whole or not at all.
#include <doctest/doctest.h>

#include <algorithm>

#include "shared/store/backup.h"
#include "shared/store/integrity.h"
#include "shared/store/migration.h"
#include "test_migrations.h"
#include "tests/shared/store_script.h"

using namespace mingchou;
using namespace mingchou::store_test;

namespace {

constexpr CrashMode all_modes[] = {CrashMode::lost, CrashMode::reordered, CrashMode::torn};

struct Sweep {
  std::size_t statements = 200;
  std::optional<DatabaseKey> key = {};
  /// Every how many changes of the disk power fails.
  std::uint64_t stride = 1;
  /// How many ways of reordering and tearing are tried at each.
  std::uint64_t seeds = 1;
  std::function<void(SimulatedDisk&)> plant_fault = {};
};

struct Outcome {
  std::size_t crashes = 0;
  std::size_t failures = 0;
  std::string first_failure = {};
};

class Sweeper {
 public:
  explicit Sweeper(const Sweep& sweep)
      : sweep_(sweep), script_(make_script(sweep.statements)), digests_(digests_of(script_)) {}

  Outcome run() {
    REQUIRE(digests_.size() == script_.size() + 1);
    if (sweep_.plant_fault) sweep_.plant_fault(disk_);
    disk_.at_each_change = [this] {
      if (changes_++ % sweep_.stride == 0) crash();
    };
    {
      OpenStore store;
      REQUIRE(store.open(disk_, sweep_.key));
      for (const Step& step : script_) {
        const auto done = run_step(*store.db, step);
        REQUIRE_MESSAGE(done, (done ? "" : done.error().detail));
        ++acknowledged_;
      }
    }
    crash();  // after a clean end
    return outcome_;
  }

 private:
  void crash() {
    for (const CrashMode mode : all_modes)
      for (std::uint64_t seed = 0; seed < (mode == CrashMode::lost ? 1 : sweep_.seeds); ++seed) {
        const auto found = disk_.after_crash(mode, changes_ * 1000 + seed);
        ++outcome_.crashes;
        const std::string wrong = what_is_wrong(*found, sweep_.key, acknowledged_, digests_);
        if (wrong.empty()) continue;
        if (outcome_.failures++ == 0)
          outcome_.first_failure = "change " + std::to_string(changes_) + ", mode " +
                                   std::to_string(static_cast<int>(mode)) + ", step " + std::to_string(acknowledged_) +
                                   ": " + wrong;
      }
  }

  Sweep sweep_;
  std::vector<Step> script_;
  std::vector<std::uint64_t> digests_;
  SimulatedDisk disk_{6};
  std::uint64_t changes_ = 0;
  std::size_t acknowledged_ = 0;
  Outcome outcome_;
};

Outcome run(const Sweep& sweep) { return Sweeper(sweep).run(); }

}  // namespace

TEST_CASE("store: nothing acknowledged is lost when power fails at any write or sync") {
  const Outcome outcome = run({.seeds = is_long_run() ? 50u : 2u});
  MESSAGE(outcome.crashes << " crashes of the plain database");
  CHECK(outcome.crashes > 4000);
  CHECK_MESSAGE(outcome.failures == 0, outcome.first_failure);
}

TEST_CASE("store: nor of an encrypted database") {
  const Outcome outcome =
      run({.key = test_key(), .stride = is_long_run() ? 1u : 3u, .seeds = is_long_run() ? 10u : 1u});
  MESSAGE(outcome.crashes << " crashes of the encrypted database");
  CHECK(outcome.crashes > 800);
  CHECK_MESSAGE(outcome.failures == 0, outcome.first_failure);
}

TEST_CASE("store: a disk that skips syncs is caught by the same sweep") {
  const std::uint64_t stride = is_long_run() ? 1 : 10;
  const Outcome all = run({.stride = stride, .plant_fault = [](SimulatedDisk& disk) { disk.skip_syncs(); }});
  CHECK(all.failures > 10);
  // The database's slot is taken first, its log's second: each of their syncs alone is needed.
  const Outcome database = run({.stride = stride, .plant_fault = [](SimulatedDisk& disk) { disk.skip_syncs_of(0); }});
  CHECK(database.failures > 10);
  const Outcome log = run({.stride = stride, .plant_fault = [](SimulatedDisk& disk) { disk.skip_syncs_of(1); }});
  CHECK(log.failures > 10);
}

TEST_CASE("store: power that fails in the middle of migrations leaves one version, whole, and they go on") {
  const SchemaOptions schema{.migrations = test_migrations(), .application_id = 77, .now = {1'790'000'000'000}};
  SimulatedDisk disk(6);
  std::size_t moment = 0, tables_seen_max = 0;
  disk.at_each_change = [&] {
    ++moment;
    for (const CrashMode mode : all_modes) {
      CAPTURE(moment);
      const auto found = disk.after_crash(mode, moment);
      OpenStore store;
      REQUIRE(store.open(*found, std::nullopt));
      CHECK(check_integrity(*store.db)->empty());
      const auto version = check_schema(*store.db, schema);
      REQUIRE_MESSAGE(version, (version ? "" : version.error().code));
      const auto tables = *store.db->number("SELECT count(*) FROM sqlite_schema WHERE name IN ('person', 'visit')");
      CHECK(tables == *version);
      tables_seen_max = std::max(tables_seen_max, static_cast<std::size_t>(tables));
      const auto finished = migrate(*store.db, schema);
      REQUIRE(finished);
      CHECK(finished->to_version == 2);
    }
  };
  OpenStore store;
  REQUIRE(store.open(disk, std::nullopt));
  REQUIRE(migrate(*store.db, schema));
  store.close();
  CHECK(moment > 10);
  CHECK(tables_seen_max == 2);
}

TEST_CASE("store: power that fails in the middle of a backup leaves the old one or the new one, whole") {
  SimulatedDisk disk(6);
  OpenStore store;
  REQUIRE(store.open(disk, test_key()));
  REQUIRE(store.db->run_script("CREATE TABLE t(a); INSERT INTO t VALUES(randomblob(40000));"));
  const BackupOptions options{.target_path = "backup.db",
                              .vfs = store.vfs->encrypted_name(),
                              .key = test_key(),
                              .exclusive = true,
                              .pages_per_step = 4,
                              .rename_file = [&](const std::string& from, const std::string& to) -> Result<> {
                                if (!store.pool->rename(from, to))
                                  return fail(Error("store.io_error").with("path", to));
                                return {};
                              },
                              .remove_file = [&](const std::string& name) { (void)store.pool->remove(name); }};
  REQUIRE(back_up(*store.db, options));
  REQUIRE(store.db->run("INSERT INTO t VALUES(randomblob(20000))"));
  std::size_t moment = 0;
  std::int64_t rows_seen[2] = {9, 0};
  disk.at_each_change = [&] {
    ++moment;
    for (const CrashMode mode : all_modes) {
      CAPTURE(moment);
      const auto found = disk.after_crash(mode, moment);
      OpenStore after;
      REQUIRE(after.open(*found, test_key()));
      auto copy = Database::open({.path = "backup.db",
                                  .vfs = after.vfs->encrypted_name(),
                                  .access = Access::read_write,
                                  .key = test_key(),
                                  .exclusive = true});
      REQUIRE_MESSAGE(copy, (copy ? "" : copy.error().detail));
      CHECK(check_integrity(*copy)->empty());
      const std::int64_t rows = *copy->number("SELECT count(*) FROM t");
      rows_seen[0] = std::min(rows_seen[0], rows);
      rows_seen[1] = std::max(rows_seen[1], rows);
    }
  };
  REQUIRE(back_up(*store.db, options));
  disk.at_each_change = nullptr;
  CHECK(moment > 10);
  CHECK(rows_seen[0] == 1);
  CHECK(rows_seen[1] == 2);
}
