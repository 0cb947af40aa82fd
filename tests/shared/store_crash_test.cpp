// Power fails at every write, truncate and sync of a script of 200 statements, and the disk loses, reorders or
// tears what was not synced: what was acknowledged is there, what was under way is there whole or not at all.
#include <doctest/doctest.h>

#include <map>

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
