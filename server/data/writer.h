// The one thread that writes the database, with group commit.
//
// What is queued runs in one transaction, each job in a savepoint of its own; then the transaction is committed with
// synchronous=FULL, and only then are the jobs' callers told. So an acknowledged write is on the disk, a failing job
// takes nothing but itself back, and many callers share one fsync. A commit that fails fails every job in it.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "shared/base/error.h"
#include "shared/store/database.h"

namespace mingchou::server {

class Log;

class Writer {
 public:
  /// Runs once, on the writer's thread. What it writes counts if and only if it returns no error and the commit
  /// succeeds. If the disk fails under one job, those before it in the same transaction fail with it.
  using Job = std::function<Result<>(Database&)>;

  struct Options {
    std::size_t queued_jobs_max = 1024;
    /// Of one transaction; what comes later waits for the next.
    std::size_t group_jobs_max = 256;
    std::chrono::milliseconds group_duration_max{50};
    /// While commits fail, the writer tries by itself whether they succeed again.
    std::chrono::milliseconds probe_pause{1000};
    /// A planted fault for tests: says "done" before the commit. The crash test must catch it.
    bool acknowledges_before_commit = false;
  };

  enum class State { working, failing, stopped };

  Writer(Database database, Options options, Log& log);
  ~Writer();

  /// Never blocks. A full queue or a stopped writer gives server.busy at once.
  std::future<Result<>> submit(Job job);
  /// Waits until the job is on the disk, or failed.
  Result<> run(Job job);

  /// Runs what is queued, empties the WAL into the database and ends the thread. Idempotent.
  void stop();

  /// `failing`: the last commit did not succeed. It ends by itself, without a caller, once the disk takes writes again.
  State state() const { return state_; }
  std::size_t queued() const;

 private:
  struct Pending {
    Job job;
    std::promise<Result<>> done;
    Result<> result;
  };

  void work();
  std::optional<std::vector<Pending>> take_group();
  void run_group(std::vector<Pending>& group);
  void probe();
  void note(const Result<>& commit);
  /// False if the whole transaction is gone.
  bool run_in_savepoint(Pending& pending);

  Database database_;
  const Options options_;
  Log& log_;
  std::atomic<State> state_ = State::working;
  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::deque<Pending> queue_;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace mingchou::server
