// The imports that are under way: one thread that reads, checks, writes and undoes, one after the other.
//
// Sessions stand in mingchou.db (sessions.h), their files among the blobs, their rows in scratch databases below
// imports/. What a step did not finish is as if it had not begun: rows are written in one transaction, on the
// database's own writer, and only there does a session become `applied`. Safe for any number of threads.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>

#include "server/audit/trail.h"
#include "server/imports/sessions.h"
#include "server/imports/steps.h"
#include "shared/base/random.h"
#include "shared/base/time.h"

namespace mingchou::server {
class Log;
class Readers;
class Writer;
}  // namespace mingchou::server

namespace mingchou::imports {

struct Progress {
  std::string step;
  double share = 0;
};

class Imports {
 public:
  static constexpr std::size_t queued_max = 32;

  enum class Step { read, check, apply, undo };
  struct Task {
    SessionId session;
    Step step = Step::read;
    server::audit::Actor actor;
    /// Of `read`: the mapping that a person gave.
    std::optional<Mapping> mapping = {};
    /// Of `apply`: entries that are there already are changed.
    bool updates_existing = false;
  };

  /// Settles what a process before left unfinished.
  Imports(std::string data_folder, server::Readers& readers, server::Writer& writer, Clock& clock, Random& random,
          server::Log& log);
  ~Imports();
  Imports(const Imports&) = delete;
  Imports& operator=(const Imports&) = delete;

  /// The session must be in the state of its step. Error: server.busy.
  Result<> submit(Task task);
  /// Of a session that waits or is worked at.
  std::optional<Progress> progress(const SessionId& session);
  /// The step that is worked at, or waits, ends with imports.cancelled; nothing happens if there is none.
  void cancel(const SessionId& session);
  /// For tests and the end of the program: waits until nothing is queued or worked at.
  void wait_until_idle();
  /// Cancels what is under way and ends the thread. Idempotent.
  void stop();

  std::string scratch_path(const SessionId& session) const;
  /// For changing rows between steps: no step runs meanwhile. Error: server.busy if one does now.
  template <class Work>
  auto between_steps(Work&& work) -> std::invoke_result_t<Work> {
    const std::unique_lock lock(step_mutex_, std::try_to_lock);
    if (!lock) return fail(Error("server.busy").because("an import is worked at"));
    return work();
  }

 private:
  void work();
  void run(const Task& task);
  Result<> run_step(const Task& task, const Session& session);
  Result<> read_file(const Task& task, const Session& session);
  Result<> check(const Session& session);
  Result<> apply(const Task& task, const Session& session);
  Result<> undo(const Task& task, const Session& session);
  Result<> record_failure(const Task& task, const Error& error);
  Watch watch();
  Application application_of(const Task& task, const Session& session, std::string_view reason) const;

  const std::string data_folder_;
  server::Readers& readers_;
  server::Writer& writer_;
  Clock& clock_;
  Random& random_;
  server::Log& log_;

  std::mutex step_mutex_;
  std::mutex mutex_;  // guards what follows
  std::condition_variable wake_, idle_;
  std::deque<Task> queue_;
  /// Of those that wait: they end as soon as it is their turn.
  std::set<SessionId> cancelled_waiting_;
  std::optional<SessionId> current_;
  Progress progress_;
  bool is_cancelled_ = false;
  bool is_stopping_ = false;
  std::thread thread_;
};

}  // namespace mingchou::imports
