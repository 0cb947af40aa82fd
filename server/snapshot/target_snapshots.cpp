#include "server/snapshot/target_snapshots.h"

#include <algorithm>
#include <exception>

#include "server/data/readers.h"
#include "server/log/log.h"
#include "server/snapshot/target_lines.h"

namespace mingchou::server {

using std::chrono::steady_clock;

TargetSnapshots::TargetSnapshots(std::string database_path, Readers& readers, Clock& clock, Log& log, Options options)
    : database_path_(std::move(database_path)),
      readers_(readers),
      clock_(clock),
      log_(log),
      options_(options),
      thread_([this] { work(); }) {}

TargetSnapshots::~TargetSnapshots() { stop(); }

void TargetSnapshots::stop() {
  {
    const std::scoped_lock lock(mutex_);
    is_stopping_ = true;
  }
  is_wanted_changed_.notify_all();
  is_built_.notify_all();
  if (thread_.joinable()) thread_.join();
}

Result<TargetSnapshots::Pointer> TargetSnapshots::current() {
  const std::int64_t version = MC_TRY(readers_.read([](Database& db) { return target_register_version(db); }));
  std::unique_lock lock(mutex_);
  const SteadyTime now = steady_clock::now();
  drop_expired(now);
  const bool is_right = current_ && current_version_ == version;
  if (!is_right && !is_stopping_ && (is_wanted_ || now >= next_build_from_)) {
    is_wanted_ = true;
    is_wanted_changed_.notify_one();
    wait_for_build(lock);
  }
  if (current_) return current_;
  if (error_) return fail(*error_);
  return fail(Error("snapshot.building"));
}

Result<TargetSnapshots::Pointer> TargetSnapshots::find(std::string_view id) {
  {
    const std::scoped_lock lock(mutex_);
    drop_expired(steady_clock::now());
    if (current_) return find_served(id);
  }
  // Just started: the one asked for may well be the one that the register makes.
  MC_TRY(current());
  const std::scoped_lock lock(mutex_);
  return find_served(id);
}

void TargetSnapshots::wait_for_build(std::unique_lock<std::mutex>& lock) {
  if (waiting_ >= options_.waiting_max) return;
  ++waiting_;
  is_built_.wait_for(lock, options_.wait_max, [this] { return !is_wanted_ || is_stopping_; });
  --waiting_;
}

TargetSnapshots::Pointer TargetSnapshots::find_served(std::string_view id) {
  if (current_ && current_->id == id) return current_;
  const auto found = std::ranges::find_if(older_, [&](const Older& older) { return older.snapshot->id == id; });
  return found == older_.end() ? nullptr : found->snapshot;
}

void TargetSnapshots::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    is_wanted_changed_.wait(lock, [this] { return is_wanted_ || is_stopping_; });
    if (is_stopping_) return;
    const Pointer previous = current_;
    lock.unlock();
    const SteadyTime began = steady_clock::now();
    auto built = build(previous.get());
    const SteadyTime ended = steady_clock::now();
    lock.lock();
    take_over(std::move(built), ended);
    next_build_from_ = ended + std::max<SteadyTime::duration>(options_.pause, (ended - began) * options_.pause_builds);
    is_wanted_ = false;
    is_built_.notify_all();
  }
}

Result<TargetSnapshots::Pointer> TargetSnapshots::build(const Snapshot* previous) {
  ++build_count_;
  const SteadyTime began = steady_clock::now();
  Result<Pointer> built = fail(Error("server.internal"));
  try {
    auto database = Database::open({.path = database_path_, .access = Access::read_only});
    built = database ? build_target_snapshot(*database, {.now = clock_.now(),
                                                         .previous = previous,
                                                         .bytes_max = options_.bytes_max,
                                                         .is_cancelled = is_stopping_})
                     : fail(std::move(database).error());
  } catch (const std::exception& exception) {
    built = fail(Error("server.internal").because(exception.what()));
  }
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - began);
  if (built)
    log_.write(LogLevel::info, "snapshot_built",
               {{"snapshot", (*built)->id},
                {"targets", static_cast<std::int64_t>((*built)->target_count)},
                {"bytes", static_cast<std::int64_t>(bytes_held({*built}))},
                {"ms", took.count()}});
  else
    log_.write(LogLevel::error, "snapshot_failed", {{"code", built.error().code}, {"detail", built.error().detail}});
  return built;
}

/// The lock is held.
void TargetSnapshots::take_over(Result<Pointer> built, SteadyTime now) {
  if (!built) {
    error_ = std::move(built).error();
    return;
  }
  error_.reset();
  current_version_ = (*built)->register_version;
  if (current_ && current_->id == (*built)->id) return;  // changed and changed back
  std::erase_if(older_, [&](const Older& older) { return older.snapshot->id == (*built)->id; });
  if (current_) older_.insert(older_.begin(), {std::exchange(current_, nullptr), now + options_.kept_max});
  current_ = *std::move(built);
  drop_beyond_bounds();
}

/// The lock is held.
void TargetSnapshots::drop_expired(SteadyTime now) {
  std::erase_if(older_, [&](const Older& older) { return now >= older.until; });
}

/// The lock is held. The oldest go first.
void TargetSnapshots::drop_beyond_bounds() {
  if (older_.size() > options_.older_max) older_.resize(options_.older_max);
  const auto held = [this] {
    std::vector<Pointer> all{current_};
    for (const Older& older : older_) all.push_back(older.snapshot);
    return bytes_held(all);
  };
  while (!older_.empty() && held() > options_.bytes_max) older_.pop_back();
}

}  // namespace mingchou::server
