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

Result<> Register::build() {
  generation_ = MC_TRY(store_.register_store().current());
  if (!generation_) return {};
  error_.reset();
  building_.builder().start(*generation_);
  jobs_.add(building_);
  return {};
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
  if (index_) view_ = carried_over(*index_, *fresh);
  // In this order: list and rows lean on the index.
  rows_.reset();
  list_.reset();
  index_ = std::move(fresh);
  list_ = std::make_unique<TargetList>(*index_);
  rows_ = std::make_unique<TargetRows>(store_.register_store(), *index_);
  list_->show(view_);
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
  if (list_) list_->show(view_);
}

bool Register::step(const Deadline& deadline) {
  if (!ready()) return false;
  const std::uint64_t before = list_->version();
  if (!list_->step(deadline)) return false;
  bool changed = list_->version() != before;
  const auto loaded = rows_->load(deadline);
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
