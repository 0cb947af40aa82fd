#include "server/data/writer.h"

#include <exception>

#include "server/log/log.h"

namespace mingchou::server {
namespace {

using std::chrono::steady_clock;

Result<> call(const Writer::Job& job, Database& database) {
  try {
    return job(database);
  } catch (const std::exception& exception) {
    return fail(Error("server.internal").because(exception.what()));
  }
}

}  // namespace

Writer::Writer(Database database, Options options, Log& log)
    : database_(std::move(database)), options_(options), log_(log), thread_([this] { work(); }) {}

Writer::~Writer() { stop(); }

std::future<Result<>> Writer::submit(Job job) {
  Pending pending{std::move(job), {}, {}};
  std::future<Result<>> future = pending.done.get_future();
  {
    const std::scoped_lock lock(mutex_);
    if (!is_stopping_ && queue_.size() < options_.queued_jobs_max) {
      queue_.push_back(std::move(pending));
      wake_.notify_one();
      return future;
    }
  }
  pending.done.set_value(fail(Error("server.busy").because("the writer's queue is full or stopped")));
  return future;
}

Result<> Writer::run(Job job) { return submit(std::move(job)).get(); }

std::size_t Writer::queued() const {
  const std::scoped_lock lock(mutex_);
  return queue_.size();
}

void Writer::stop() {
  {
    const std::scoped_lock lock(mutex_);
    is_stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Writer::work() {
  for (;;) {
    std::vector<Pending> group = take_group();
    if (group.empty()) break;
    run_group(group);
    for (Pending& pending : group) pending.done.set_value(std::move(pending.result));
  }
  if (const auto done = database_.checkpoint(); !done)
    log_.write(LogLevel::warning, "checkpoint_failed", {{"code", done.error().code}, {"detail", done.error().detail}});
  state_ = State::stopped;
}

/// Waits for work. Empty only when stopping and nothing is left.
std::vector<Writer::Pending> Writer::take_group() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return is_stopping_ || !queue_.empty(); });
  std::vector<Pending> group;
  while (!queue_.empty() && group.size() < options_.group_jobs_max) {
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return group;
}

void Writer::run_group(std::vector<Pending>& group) {
  std::size_t first = 0;  // of the present transaction
  while (first < group.size()) {
    auto transaction = Transaction::begin(database_);
    if (!transaction) {
      for (std::size_t i = first; i < group.size(); ++i) group[i].result = fail(transaction.error());
      state_ = State::failing;
      return;
    }
    const auto until = steady_clock::now() + options_.group_duration_max;
    std::size_t end = first;
    bool is_whole = true;
    while (end < group.size() && is_whole && (end == first || steady_clock::now() < until))
      is_whole = run_in_savepoint(group[end++]);

    if (options_.acknowledges_before_commit) {
      for (std::size_t i = first; i < end; ++i) std::exchange(group[i].done, {}).set_value(group[i].result);
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    const Result<> commit = is_whole ? transaction->commit() : Result<>(fail(group[end - 1].result.error()));
    if (!commit) {
      log_.write(LogLevel::error, "commit_failed", {{"code", commit.error().code}, {"detail", commit.error().detail}});
      for (std::size_t i = first; i < end; ++i) group[i].result = commit;
    }
    state_ = commit ? State::working : State::failing;
    first = end;
  }
}

bool Writer::run_in_savepoint(Pending& pending) {
  if (auto begun = database_.run("SAVEPOINT job"); !begun) {
    pending.result = std::move(begun);
    return database_.in_transaction();
  }
  pending.result = call(pending.job, database_);
  // A full disk or an I/O error can end the transaction under the job: then everything before it is gone as well.
  if (!database_.in_transaction()) {
    if (pending.result) pending.result = fail(Error("server.internal").because("a job ended the transaction"));
    return false;
  }
  if (!pending.result) {
    const bool is_undone = database_.run("ROLLBACK TO job") && database_.run("RELEASE job");
    return is_undone && database_.in_transaction();
  }
  if (auto released = database_.run("RELEASE job"); !released) {
    pending.result = std::move(released);
    return false;
  }
  return true;
}

}  // namespace mingchou::server
