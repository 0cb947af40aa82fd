// Every open connection with the moment until which its present step may last, and one thread that ends those that
// are late. A bound on the whole of a step is what stops a client that sends a byte now and then: time-outs of single
// reads and writes (and of TLS records, where the library may read for hours) do not.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <set>
#include <thread>

namespace mingchou::server {

using SteadyTime = std::chrono::steady_clock::time_point;

class Connections {
 public:
  enum class Step {
    idle,     // between requests: may be ended at any time
    reading,  // late: the reading side is shut, so that an answer can still go out
    writing,  // late: both sides are shut
  };

  /// One connection; registered while it lives. Its own thread sets it, the reaper reads it.
  class Slot {
   public:
    Slot(Connections& connections, int socket);
    ~Slot();
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

    void begin(Step step, std::chrono::milliseconds duration_max);
    /// Whether the present step was ended because it was late.
    bool is_late() const { return is_late_; }

   private:
    friend class Connections;
    Connections& connections_;
    const int socket_;
    std::atomic<Step> step_ = Step::idle;
    std::atomic<SteadyTime> began_;
    std::atomic<SteadyTime> until_;
    std::atomic<bool> is_late_ = false;
  };

  /// `crowd`: how many connections are so many that idle ones must make room for others.
  explicit Connections(std::size_t crowd);
  ~Connections();

  bool is_crowded() const { return open_ >= crowd_; }
  bool is_stopping() const { return is_stopping_; }
  /// Ends idle connections now and all others after `grace`. Any thread.
  void stop(std::chrono::milliseconds grace);

 private:
  void run();
  void end_late(SteadyTime now);

  const std::size_t crowd_;
  std::atomic<std::size_t> open_ = 0;
  std::atomic<bool> is_stopping_ = false;
  std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::set<Slot*> slots_;
  SteadyTime all_until_ = SteadyTime::max();
  bool is_ended_ = false;
  std::thread reaper_;
};

}  // namespace mingchou::server
