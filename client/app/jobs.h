// Long work in short steps: downloads, the building of the search index. Between frames the app gives the jobs some
// milliseconds; each works until they are over and goes on after the next frame. One thread.
//
//   jobs.add(download);                                  // a Job that its owner keeps
//   const auto again_ms = jobs.run();                    // between frames: when to call it again
//
// A job that waits for the network or for a time costs nothing meanwhile.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "client/app/text/strings.h"
#include "shared/base/error.h"

namespace mingchou::client {

/// Milliseconds since some moment; never steps back. In the browser the worker's performance.now().
class Stopwatch {
 public:
  virtual ~Stopwatch() = default;
  virtual double now_ms() = 0;
};

class SteadyStopwatch final : public Stopwatch {
 public:
  double now_ms() override;
};

/// How long a step may take.
class Deadline {
 public:
  Deadline(Stopwatch& stopwatch, double budget_ms)
      : stopwatch_(&stopwatch), until_ms_(stopwatch.now_ms() + budget_ms) {}
  double left_ms() const { return until_ms_ - stopwatch_->now_ms(); }
  bool passed() const { return left_ms() <= 0; }

 private:
  Stopwatch* stopwatch_;
  double until_ms_;
};

enum class Unit { rows, bytes };

struct JobProgress {
  std::int64_t done = 0;
  /// 0: not known yet.
  std::int64_t total = 0;
  Unit unit = Unit::rows;
};

enum class JobState {
  working,  // call again as soon as possible
  waiting,  // for an answer, or until wait_ms() is over
  ended,    // done, failed or cancelled; its owner knows which
};

class Jobs;

class Job {
 public:
  Job() = default;
  Job(const Job&) = delete;
  Job& operator=(const Job&) = delete;
  /// Leaves the list if it stands in one.
  virtual ~Job();

  virtual Text title() const = 0;
  virtual JobProgress progress() const = 0;
  /// Works until the deadline has passed or there is nothing to do. Does at least a little each time.
  virtual JobState step(const Deadline& deadline) = 0;
  /// While waiting: after how many milliseconds the next step is due; nothing: when something else happens.
  virtual std::optional<double> wait_ms() { return std::nullopt; }
  virtual bool can_cancel() const { return true; }
  /// Ends it soon; what was done and can be used later stays.
  virtual void cancel() = 0;

 private:
  friend class Jobs;
  Jobs* jobs_ = nullptr;
};

class Jobs {
 public:
  static constexpr double budget_ms = 8;

  explicit Jobs(Stopwatch& stopwatch) : stopwatch_(stopwatch) {}
  Jobs(const Jobs&) = delete;
  Jobs& operator=(const Jobs&) = delete;
  ~Jobs();

  /// The job lives longer than its work here, or leaves by its destructor. Adding it twice does nothing.
  void add(Job& job);
  void remove(Job& job);

  /// Gives one budget to the jobs, fairly. After how many milliseconds it wants to be called again: 0 at once;
  /// nothing: when a job is added or something arrives for one that waits.
  std::optional<double> run();

  /// All that have not ended, oldest first: for the screens.
  const std::vector<Job*>& list() const { return jobs_; }
  Stopwatch& stopwatch() { return stopwatch_; }

 private:
  Stopwatch& stopwatch_;
  std::vector<Job*> jobs_;
  std::size_t next_ = 0;
  /// A job was added since the last call of run() began.
  bool joined_ = false;
};

}  // namespace mingchou::client
