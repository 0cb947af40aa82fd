#include "server/data/writer.h"

#include <chrono>
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
  // Each statement of a job keeps its old pages apart until it ends, and the job's savepoint those of the whole job. In
  // memory SQLite walks through all of them at the end of every statement: undoing an import of 30,000 rows took
  // minutes. A file is cut in no time; it has no name and is never synced.
  if (const auto set = database_.run("PRAGMA temp_store = FILE"); !set)
    log_.write(LogLevel::warning, "temp_store_not_set", {{"code", set.error().code}});
  while (auto group = take_group()) {
    if (group->empty())
      probe();
    else
      run_group(*group);
    for (Pending& pending : *group) pending.done.set_value(std::move(pending.result));
  }
  if (const auto done = database_.checkpoint(); !done)
    log_.write(LogLevel::warning, "checkpoint_failed", {{"code", done.error().code}, {"detail", done.error().detail}});
  state_ = State::stopped;
}

/// Waits for work; while commits fail, only for a pause, and is then empty. Nothing when stopping and all is done.
std::optional<std::vector<Writer::Pending>> Writer::take_group() {
  std::unique_lock lock(mutex_);
  const auto has_news = [this] { return is_stopping_ || !queue_.empty(); };
  if (state_ == State::failing)
    wake_.wait_for(lock, options_.probe_pause, has_news);
  else
    wake_.wait(lock, has_news);
  if (is_stopping_ && queue_.empty()) return std::nullopt;
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
      note(fail(transaction.error()));
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
    if (!commit)
      for (std::size_t i = first; i < end; ++i) group[i].result = commit;
    note(commit);
    first = end;
  }
}

/// A commit that changes nothing but is written all the same.
void Writer::probe() {
  const auto commit = [this]() -> Result<> {
    const std::int64_t version = MC_TRY(database_.number("PRAGMA user_version"));
    Transaction transaction = MC_TRY(Transaction::begin(database_));
    MC_TRY(database_.run("PRAGMA user_version = " + std::to_string(version)));
    return transaction.commit();
  };
  note(commit());
}

/// Sets the state, and logs where it changes: a full disk must not fill the log as well.
void Writer::note(const Result<>& commit) {
  const State before = state_.exchange(commit ? State::working : State::failing);
  if (!commit && before == State::working)
    log_.write(LogLevel::error, "commit_failed", {{"code", commit.error().code}, {"detail", commit.error().detail}});
  if (commit && before == State::failing) log_.write(LogLevel::info, "commits_again");
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
