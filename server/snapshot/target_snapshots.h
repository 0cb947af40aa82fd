// Which snapshots of the target register are served: of each part of it that somebody may hold, the newest, and those
// before it for as long as downloads of them may run.
//
// One thread builds, on its own connection, when somebody asks and the register has changed since; parts in the order
// in which they were asked for. Who asks meanwhile
// waits a little, a few at once; the others are sent away to come again (503 with Retry-After). So 300 tablets that
// all begin at nine o'clock cost one build and hold neither threads nor the pool of readers. Everything stands in
// memory, compressed and bounded; after a restart the first to ask has it built again, under the same name.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "server/snapshot/snapshot.h"

namespace mingchou::server {

class Log;
class Readers;

class TargetSnapshots {
 public:
  using Pointer = std::shared_ptr<const Snapshot>;

  struct Options {
    /// How long a caller waits for a build, and how many may.
    std::chrono::milliseconds wait_max{2000};
    std::size_t waiting_max = 16;
    /// After a build, or a failed one, the next begins not before this, and not before pause_builds times what it took.
    /// Registers are edited row by row; a snapshot may be so much behind, and its created_at tells.
    std::chrono::milliseconds pause{10'000};
    int pause_builds = 10;
    /// How long an older snapshot is served after a newer one is there, and how many of one part of the register.
    std::chrono::milliseconds kept_max{30 * 60 * 1000};
    std::size_t older_max = 32;
    /// Of all snapshots together.
    std::size_t bytes_max = 256 * 1024 * 1024;
  };

  TargetSnapshots(std::string database_path, Readers& readers, Clock& clock, Log& log, Options options);
  ~TargetSnapshots();

  /// The newest of that part, built if need be. If the wait is too long, an older one if there is any. Errors:
  /// snapshot.building while the first one is made, those of the build.
  Result<Pointer> current(const RegisterPart& part);
  /// By its name, among those of that part: nobody gets at what they may not hold. Null if it is not (or no longer)
  /// served. Errors as of current(), if nothing was built yet.
  Result<Pointer> find(const RegisterPart& part, std::string_view id);

  /// Ends a running build and the thread. Idempotent.
  void stop();
  std::size_t build_count() const { return build_count_; }

 private:
  using SteadyTime = std::chrono::steady_clock::time_point;
  struct Older {
    Pointer snapshot;
    SteadyTime until;
  };

  /// What is served of one part of the register.
  struct Served {
    bool is_wanted = false;  // a build runs or is to begin
    Pointer current;
    std::int64_t current_version = -1;  // of the register, at which current was found right
    std::optional<Error> error;         // of the last build
    SteadyTime next_build_from = SteadyTime::min();
    SteadyTime asked_at;
    std::vector<Older> older;  // the newest first
  };

  void wait_for_build(std::unique_lock<std::mutex>& lock, const Served& served);
  static Pointer find_served(const Served& served, std::string_view id);
  void work();
  Result<Pointer> build(const RegisterPart& part, const Snapshot* previous);
  void take_over(Served& served, Result<Pointer> built, SteadyTime now);
  void drop_expired(SteadyTime now);
  void drop_beyond_bounds(const Served& kept);
  std::size_t bytes_served() const;

  const std::string database_path_;
  Readers& readers_;
  Clock& clock_;
  Log& log_;
  const Options options_;
  std::atomic<bool> is_stopping_ = false;
  std::atomic<std::size_t> build_count_ = 0;

  std::mutex mutex_;  // guards what follows
  std::condition_variable is_wanted_changed_;
  std::condition_variable is_built_;
  std::size_t waiting_ = 0;
  /// At most one for each department and two more. Entries stay.
  std::map<RegisterPart, Served> served_;
  std::deque<RegisterPart> wanted_;
  std::thread thread_;
};

}  // namespace mingchou::server
