#include "server/snapshot/target_snapshots.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "server/data/readers.h"
#include "server/log/log.h"

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

Result<TargetSnapshots::Pointer> TargetSnapshots::current(const RegisterPart& part) {
  const std::int64_t version = MC_TRY(readers_.read([](Database& db) { return target_register_version(db); }));
  std::unique_lock lock(mutex_);
  const SteadyTime now = steady_clock::now();
  drop_expired(now);
  Served& served = served_[part];
  served.asked_at = now;
  const bool is_right = served.current && served.current_version == version;
  if (!is_right && !is_stopping_ && (served.is_wanted || now >= served.next_build_from)) {
    if (!std::exchange(served.is_wanted, true)) wanted_.push_back(part);
    is_wanted_changed_.notify_one();
    wait_for_build(lock, served);
  }
  if (served.current) return served.current;
  if (served.error) return fail(*served.error);
  return fail(Error("snapshot.building"));
}

Result<TargetSnapshots::Pointer> TargetSnapshots::find(const RegisterPart& part, std::string_view id) {
  {
    const std::scoped_lock lock(mutex_);
    drop_expired(steady_clock::now());
    if (const auto served = served_.find(part); served != served_.end() && served->second.current)
      return find_served(served->second, id);
  }
  // Just started: the one asked for may well be the one that the register makes.
  MC_TRY(current(part));
  const std::scoped_lock lock(mutex_);
  return find_served(served_[part], id);
}

void TargetSnapshots::wait_for_build(std::unique_lock<std::mutex>& lock, const Served& served) {
  if (waiting_ >= options_.waiting_max) return;
  ++waiting_;
  is_built_.wait_for(lock, options_.wait_max, [&] { return !served.is_wanted || is_stopping_; });
  --waiting_;
}

TargetSnapshots::Pointer TargetSnapshots::find_served(const Served& served, std::string_view id) {
  if (served.current && served.current->id == id) return served.current;
  const auto found = std::ranges::find_if(served.older, [&](const Older& older) { return older.snapshot->id == id; });
  return found == served.older.end() ? nullptr : found->snapshot;
}

void TargetSnapshots::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    is_wanted_changed_.wait(lock, [this] { return !wanted_.empty() || is_stopping_; });
    if (is_stopping_) return;
    const RegisterPart part = wanted_.front();
    wanted_.pop_front();
    Served& served = served_[part];
    const Pointer previous = served.current;
    lock.unlock();
    const SteadyTime began = steady_clock::now();
    auto built = build(part, previous.get());
    const SteadyTime ended = steady_clock::now();
    lock.lock();
    take_over(served, std::move(built), ended);
    served.next_build_from =
        ended + std::max<SteadyTime::duration>(options_.pause, (ended - began) * options_.pause_builds);
    served.is_wanted = false;
    is_built_.notify_all();
  }
}

Result<TargetSnapshots::Pointer> TargetSnapshots::build(const RegisterPart& part, const Snapshot* previous) {
  ++build_count_;
  const SteadyTime began = steady_clock::now();
  Result<Pointer> built = fail(Error("server.internal"));
  try {
    auto database = Database::open({.path = database_path_, .access = Access::read_only});
    built = database ? build_target_snapshot(*database, {.now = clock_.now(),
                                                         .part = part,
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
                {"department", part.department ? part.department->uuid.text() : "all"},
                {"targets", static_cast<std::int64_t>((*built)->target_count)},
                {"bytes", static_cast<std::int64_t>(bytes_held({*built}))},
                {"ms", took.count()}});
  else
    log_.write(LogLevel::error, "snapshot_failed", {{"code", built.error().code}, {"detail", built.error().detail}});
  return built;
}

/// The lock is held.
void TargetSnapshots::take_over(Served& served, Result<Pointer> built, SteadyTime now) {
  if (!built) {
    served.error = std::move(built).error();
    return;
  }
  served.error.reset();
  served.current_version = (*built)->register_version;
  if (served.current && served.current->id == (*built)->id) return;  // changed and changed back
  std::erase_if(served.older, [&](const Older& older) { return older.snapshot->id == (*built)->id; });
  if (served.current)
    served.older.insert(served.older.begin(), {std::exchange(served.current, nullptr), now + options_.kept_max});
  served.current = *std::move(built);
  if (served.older.size() > options_.older_max) served.older.resize(options_.older_max);
  drop_beyond_bounds(served);
}

/// The lock is held.
void TargetSnapshots::drop_expired(SteadyTime now) {
  for (auto& [part, served] : served_)
    std::erase_if(served.older, [&](const Older& older) { return now >= older.until; });
}

/// The lock is held. Older ones go first, the oldest before the others; then those that nobody has asked for the
/// longest, to be made again when somebody does.
void TargetSnapshots::drop_beyond_bounds(const Served& kept) {
  while (bytes_served() > options_.bytes_max) {
    Served *with_oldest = nullptr, *longest_unasked = nullptr;
    for (auto& [part, served] : served_) {
      if (!served.older.empty() && (!with_oldest || served.older.back().until < with_oldest->older.back().until))
        with_oldest = &served;
      if (&served != &kept && served.current && (!longest_unasked || served.asked_at < longest_unasked->asked_at))
        longest_unasked = &served;
    }
    if (with_oldest)
      with_oldest->older.pop_back();
    else if (longest_unasked)
      longest_unasked->current.reset();
    else
      return;
  }
}

/// The lock is held.
std::size_t TargetSnapshots::bytes_served() const {
  std::vector<Pointer> all;
  for (const auto& [part, served] : served_) {
    if (served.current) all.push_back(served.current);
    for (const Older& older : served.older) all.push_back(older.snapshot);
  }
  return bytes_held(all);
}

}  // namespace mingchou::server
