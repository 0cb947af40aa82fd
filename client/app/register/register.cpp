#include "client/app/register/register.h"

#include <algorithm>
#include <utility>

namespace mingchou::client {
namespace {

constexpr std::int64_t rows_removed_at_once = 64;

/// The numbers that the same things have in another list.
template <class List, class Projection>
std::vector<FacetValue> renumbered(const std::vector<FacetValue>& values, const List& from, const List& to,
                                   Projection id) {
  std::vector<FacetValue> found;
  for (const FacetValue value : values) {
    if (value == from.size()) found.push_back(static_cast<FacetValue>(to.size()));  // "other"
    if (value >= from.size()) continue;
    const auto at = std::ranges::find(to, std::invoke(id, from[value]), id);
    if (at != to.end()) found.push_back(static_cast<FacetValue>(at - to.begin()));
  }
  return found;
}

}  // namespace

Register::Register(LocalStore& store, Network& network, Jobs& jobs, Clock& clock, Random& random)
    : store_(store),
      jobs_(jobs),
      download_(store.register_store(), store.database(), network, clock, random, jobs.stopwatch(),
                [this] { installed(); }),
      building_(*this),
      cleaner_(store.register_store()) {}

Result<> Register::start() {
  MC_TRY(build());
  if (MC_TRY(download_.can_resume())) download();
  if (!generation_) jobs_.add(cleaner_);
  return {};
}

void Register::download() {
  download_.start();
  jobs_.add(download_);
}

Result<> Register::forget() {
  download_.forget();
  jobs_.remove(building_);
  next_.reset();
  shown_.reset();
  generation_.reset();
  error_.reset();
  view_ = {};
  ++version_;
  MC_TRY(store_.register_store().forget());
  cleaner_.start();
  jobs_.add(cleaner_);
  return {};
}

Result<> Register::build() {
  generation_ = MC_TRY(store_.register_store().current());
  if (!generation_) return {};
  error_.reset();
  building_.builder().start(*generation_);
  jobs_.add(building_);
  return {};
}

Result<> Register::targets_changed(const std::vector<TargetId>& ids) {
  if (shown_)
    for (const TargetId& id : ids)
      if (const auto row = shown_->index->find(id)) shown_->rows.forget(*row);
  return build();
}

void Register::installed() {
  // The old rows are read until the new index is there.
  cleaner_.cancel();
  if (const auto done = build(); !done) error_ = done.error();
}

JobState Register::Building::step(const Deadline& deadline) {
  const JobState state = builder_.step(deadline);
  if (state == JobState::ended) owner_.built();
  return state;
}

void Register::built() {
  auto fresh = building_.builder().take();
  if (!fresh) {
    error_ = building_.builder().error();
    return;
  }
  next_ = std::make_unique<Content>(store_.register_store(), std::move(fresh));
  next_->list.show(view_for_next());
}

TargetView Register::view_for_next() const { return shown_ ? carried_over(*shown_->index, *next_->index) : view_; }

void Register::take_over() {
  view_ = view_for_next();
  shown_ = std::move(next_);
  ++version_;
  cleaner_.start();
  jobs_.add(cleaner_);
}

TargetView Register::carried_over(const RegisterIndex& from, const RegisterIndex& to) const {
  TargetView view = view_;
  view.of(Facet::department) =
      renumbered(view.of(Facet::department), from.departments(), to.departments(), &RegisterDepartment::id);
  view.of(Facet::tag) = renumbered(view.of(Facet::tag), from.tags(), to.tags(), &RegisterTag::id);
  std::erase_if(view.of(Facet::tag), [&](FacetValue tag) { return tag >= to.tags().size(); });
  return view;
}

void Register::show(const TargetView& view) {
  if (view_ == view) return;
  view_ = view;
  if (shown_) shown_->list.show(view_);
  if (next_) next_->list.show(view_for_next());
}

bool Register::step(const Deadline& deadline) {
  bool changed = false;
  if (next_) {
    if (!next_->list.step(deadline)) return false;
    take_over();
    changed = true;
  }
  if (!shown_) return false;
  const std::uint64_t before = shown_->list.version();
  if (!shown_->list.step(deadline)) return changed;
  changed = changed || shown_->list.version() != before;
  const auto loaded = shown_->rows.load(deadline);
  if (!loaded)
    error_ = loaded.error();
  else
    changed = changed || *loaded;
  return changed;
}

JobState Register::Cleaner::step(const Deadline& deadline) {
  while (!cancelled_) {
    const auto more = store_.remove_some(rows_removed_at_once);
    // What stays over is removed at the next start.
    if (!more || !*more) break;
    removed_ += rows_removed_at_once;
    if (deadline.passed()) return JobState::working;
  }
  return JobState::ended;
}

}  // namespace mingchou::client
