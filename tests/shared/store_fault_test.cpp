// The n-th operation of the disk fails, for every n until a run meets no fault: nothing acknowledged is lost, the
// error has a sentence, and work goes on where it stopped once the disk is well again.
#include <doctest/doctest.h>

#include "shared/messages/messages.h"
#include "tests/shared/store_script.h"

using namespace mingchou;
using namespace mingchou::store_test;

namespace {

struct Loop {
  BlockFault kind;
  unsigned operations;
  bool for_good;
  std::optional<DatabaseKey> key = {};
  std::size_t statements = 40;
};

/// What a run with a fault at the n-th operation came to.
struct Run {
  bool met_fault = false;
  std::string wrong = {};
};

class FaultRun {
 public:
  FaultRun(const Loop& loop, const std::vector<Step>& script, const std::vector<std::uint64_t>& digests)
      : loop_(loop), script_(script), digests_(digests) {}

  Run run(std::uint64_t n) {
    disk_.set_fault({.kind = loop_.kind, .operations = loop_.operations, .at = n, .for_good = loop_.for_good});
    go_on();
    Run result{.met_fault = disk_.fault_was_hit()};
    check_error();
    if (wrong_.empty() && error_ && !loop_.for_good) go_on_in_the_same_connection();
    store_.close();
    disk_.clear_fault();
    check_after_crash();
    if (wrong_.empty()) finish_after_reopening();
    result.wrong = wrong_;
    return result;
  }

 private:
  /// Runs steps until one fails.
  void go_on() {
    error_.reset();
    if (!store_.db) {
      if (const auto opened = store_.open(disk_, loop_.key); !opened) {
        error_ = opened.error();
        return store_.close();
      }
      if (store_.pool->quarantined().size()) wrong_ = "a slot is quarantined";
    }
    (void)store_.db->run("PRAGMA cache_size=4");  // so that reads reach the disk
    while (next_ < script_.size()) {
      if (const auto done = run_step(*store_.db, script_[next_]); !done) {
        error_ = done.error();
        return;
      }
      ++next_;
    }
  }

  void check_error() {
    if (!error_) return;
    const bool is_fitting = error_->code == (loop_.kind == BlockFault::full ? "store.disk_full" : "store.io_error");
    if (!is_fitting) wrong_ = "said " + error_->code + ": " + error_->detail;
    if (!find_message(error_->code)) wrong_ = "no sentence for " + error_->code;
  }

  /// The fault is over: what failed was rolled back, and is done again.
  void go_on_in_the_same_connection() {
    if (store_.db) {
      const auto now = digest(*store_.db);
      if (!now) return fail_with("cannot read on: " + now.error().detail);
      if (*now != digests_[next_]) return fail_with("a step that failed is not rolled back");
    }
    go_on();
    if (error_) return fail_with("cannot go on: " + error_->code + ": " + error_->detail);
    const auto last = digest(*store_.db);
    if (!last || *last != digests_.back()) fail_with("the end is not what it should be");
  }

  void check_after_crash() {
    if (!wrong_.empty()) return;
    for (const CrashMode mode : {CrashMode::lost, CrashMode::torn}) {
      const auto found = disk_.after_crash(mode, next_ + 1);
      const std::string wrong = what_is_wrong(*found, loop_.key, next_, digests_);
      if (!wrong.empty()) return fail_with("after a crash: " + wrong);
    }
  }

  /// A failed step may have reached the disk whole: then it is not done again.
  void finish_after_reopening() {
    if (const auto opened = store_.open(disk_, loop_.key); !opened)
      return fail_with("reopening: " + opened.error().detail);
    const auto now = digest(*store_.db);
    if (!now) return fail_with("reading after reopening: " + now.error().detail);
    if (*now != digests_[next_] && next_ + 1 < digests_.size() && *now == digests_[next_ + 1]) ++next_;
    go_on();
    if (error_) return fail_with("after reopening: " + error_->detail);
    const auto last = digest(*store_.db);
    if (!last || *last != digests_.back()) fail_with("after reopening the end is not what it should be");
  }

  void fail_with(const std::string& what) { wrong_ = what; }

  const Loop& loop_;
  const std::vector<Step>& script_;
  const std::vector<std::uint64_t>& digests_;
  SimulatedDisk disk_{6};
  OpenStore store_;
  std::size_t next_ = 0;
  std::optional<Error> error_;
  std::string wrong_;
};

std::size_t run_until_clean(const Loop& loop) {
  const auto script = make_script(loop.statements);
  const auto digests = digests_of(script);
  REQUIRE(digests.size() == script.size() + 1);
  std::size_t failures = 0;
  for (std::uint64_t n = 1;; ++n) {
    const Run run = FaultRun(loop, script, digests).run(n);
    if (!run.wrong.empty() && failures++ < 5) MESSAGE("operation " << n << ": " << run.wrong);
    if (!run.met_fault) {
      CHECK(failures == 0);
      return static_cast<std::size_t>(n) - 1;
    }
  }
}

}  // namespace

TEST_CASE("store: the n-th operation fails, for every n, and nothing acknowledged is lost") {
  using namespace disk_operation;
  const std::size_t statements = is_long_run() ? 200 : 24;
  for (const auto& key : {std::optional<DatabaseKey>(), test_key()})
    for (const bool for_good : {false, true}) {
      CAPTURE(for_good);
      CAPTURE(key.has_value());
      const Loop loops[] = {{BlockFault::full, write | truncate, for_good, key, statements},
                            {BlockFault::io, write, for_good, key, statements},
                            {BlockFault::io, sync, for_good, key, statements},
                            {BlockFault::io, truncate, for_good, key, statements},
                            {BlockFault::io, read, for_good, key, statements}};
      for (const Loop& loop : loops) {
        CAPTURE(loop.operations);
        CHECK(run_until_clean(loop) > 2);
      }
    }
}

TEST_CASE("store: a disk that fills up loses nothing, and work goes on once there is space") {
  const auto script = make_script(60);
  const auto digests = digests_of(script);
  for (std::uint64_t capacity = 0; capacity < 400'000; capacity += is_long_run() ? 512 : 9'000) {
    CAPTURE(capacity);
    SimulatedDisk disk(6, capacity);
    OpenStore store;
    std::size_t next = 0;
    std::optional<Error> error;
    if (const auto opened = store.open(disk, std::nullopt); !opened) {
      error = opened.error();
      store.close();
    }
    while (!error && next < script.size()) {
      if (const auto done = run_step(*store.db, script[next]); !done)
        error = done.error();
      else
        ++next;
    }
    if (error) CHECK(error->code == "store.disk_full");
    const auto found = disk.after_crash(CrashMode::torn, capacity);
    found->set_capacity(UINT64_MAX);
    CHECK(what_is_wrong(*found, std::nullopt, next, digests) == "");
    disk.set_capacity(UINT64_MAX);
    if (!store.db) REQUIRE(store.open(disk, std::nullopt));
    for (; next < script.size(); ++next) REQUIRE(run_step(*store.db, script[next]));
    CHECK(*digest(*store.db) == digests.back());
  }
}

TEST_CASE("store: a process whose disk dies under it leaves what was acknowledged") {
  const auto script = make_script(60);
  const auto digests = digests_of(script);
  for (std::uint64_t n = 1;; n += is_long_run() ? 1 : 7) {
    CAPTURE(n);
    SimulatedDisk disk(6);
    disk.lose_power_at(n);
    std::size_t next = 0;
    {
      OpenStore store;
      if (store.open(disk, test_key()))
        while (next < script.size() && run_step(*store.db, script[next])) ++next;
    }
    for (const CrashMode mode : {CrashMode::lost, CrashMode::reordered, CrashMode::torn})
      CHECK(what_is_wrong(*disk.after_crash(mode, n), test_key(), next, digests) == "");
    if (next == script.size()) break;
  }
}
