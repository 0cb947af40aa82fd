#include "client/app/storage/storage_host.h"

#include <algorithm>
#include <utility>

namespace mingchou::client {

StorageHost::StorageHost(StoragePlatform& platform, StorageUser& user, Clock& clock, Random& random,
                         std::string vfs_name)
    : platform_(platform), user_(user), clock_(clock), random_(random), vfs_name_(std::move(vfs_name)) {}

StorageHost::~StorageHost() { close(StoragePhase::closed); }

// --- what the user asks for ---------------------------------------------------------------------------------

void StorageHost::start() {
  if (phase_ == StoragePhase::closed) open(Claim::if_free);
}

void StorageHost::take_over() {
  if (phase_ == StoragePhase::owned_elsewhere || phase_ == StoragePhase::released) open(Claim::take_over);
}

void StorageHost::retry() {
  if (phase_ != StoragePhase::failed && phase_ != StoragePhase::quarantined) return;
  close(StoragePhase::closed);
  open(Claim::if_free);
}

void StorageHost::accept_quarantined() {
  if (phase_ != StoragePhase::quarantined) return;
  pool_->accept_quarantined();
  settle_the_key();
}

void StorageHost::ask_to_persist() {
  asked_to_persist_ = true;
  platform_.ask_to_persist();
}

void StorageHost::refresh() {
  platform_.measure();
  if (phase_ != StoragePhase::ready) return;
  const std::size_t slots = device_->slot_count();
  const std::size_t spare = pool_->free_slots() + (slots - pool_->slot_count());
  if (spare >= storage_limits::spare_slots_min || slots >= limits::block_slots_max) return;
  platform_.add_slots(std::min(limits::block_slots_step, limits::block_slots_max - slots));
}

void StorageHost::suspend() {
  const bool is_open = phase_ == StoragePhase::opening || phase_ == StoragePhase::checking ||
                       phase_ == StoragePhase::ready || phase_ == StoragePhase::quarantined ||
                       phase_ == StoragePhase::failed;
  if (is_open) close(StoragePhase::suspended);
}

void StorageHost::resume() {
  if (phase_ == StoragePhase::suspended) open(Claim::if_free);
}

// --- opening ------------------------------------------------------------------------------------------------

void StorageHost::open(Claim claim) {
  enter(StoragePhase::opening);
  platform_.open(claim);
}

void StorageHost::owned_elsewhere() {
  if (phase_ == StoragePhase::opening) enter(StoragePhase::owned_elsewhere);
}

void StorageHost::opened(const OpenedStorage& storage) {
  if (phase_ != StoragePhase::opening) return;
  storage_ = storage;
  auto pool = BlockPool::open(device_.emplace(*storage_.device, clock_, [this] { ++revision_; }));
  if (!pool) return give_up(Error("storage.unreadable").because("the slots' headers can't be read"));
  pool_.emplace(*std::move(pool));
  auto vfs = BlockVfs::create(vfs_name_, *pool_, clock_);
  if (!vfs) return give_up(std::move(vfs).error());
  vfs_ = *std::move(vfs);
  had_database_ = database_is_there();
  platform_.measure();
  if (!pool_->may_open_databases()) return enter(StoragePhase::quarantined);
  settle_the_key();
}

bool StorageHost::holds_data() const {
  return std::ranges::any_of(pool_->names(), [](const std::string& name) { return !SelfTest::is_scratch(name); });
}

void StorageHost::settle_the_key() {
  enter(StoragePhase::checking);
  if (storage_.key_state == KeyState::present) return begin_self_test();
  // A new key beside old data would make an empty database of it, or the look of one.
  if (holds_data())
    return give_up(Error(storage_.key_state == KeyState::missing ? "storage.key_missing" : "storage.key_unusable"));
  platform_.create_key();
}

void StorageHost::key_created(const DatabaseKey& key) {
  if (phase_ != StoragePhase::checking || storage_.key) return;
  storage_.key_state = KeyState::present;
  storage_.key = key;
  begin_self_test();
}

// --- checking -----------------------------------------------------------------------------------------------

void StorageHost::begin_self_test() {
  const Result<> written = self_test_.write(*pool_, random_);
  if (written) return platform_.reopen_slot(self_test_.slot());
  // On a full disk nothing can be entered, but everything can be read.
  if (written.error().code == "store.disk_full") return finish_self_test(SelfTestResult::Outcome::no_space);
  end_checks({.outcome = SelfTestResult::Outcome::failed, .at = clock_.now(), .error = written.error()});
}

void StorageHost::slot_reopened() {
  if (phase_ != StoragePhase::checking) return;
  const Result<> verified = self_test_.verify(*pool_);
  if (verified) return finish_self_test(SelfTestResult::Outcome::passed);
  end_checks({.outcome = SelfTestResult::Outcome::failed, .at = clock_.now(), .error = verified.error()});
}

void StorageHost::finish_self_test(SelfTestResult::Outcome outcome) {
  SelfTestResult result{.outcome = outcome, .at = clock_.now()};
  const Result<Soundness> database = look_over_database();
  if (database) {
    result.database = *database;
  } else {
    result.outcome = SelfTestResult::Outcome::failed;
    result.error = database.error();
  }
  end_checks(std::move(result));
}

Result<Soundness> StorageHost::look_over_database() {
  if (!database_is_there()) return Soundness::sound;
  const Instant until = clock_.now() + storage_limits::quick_check_ms_max;
  const QuickCheck check = MC_TRY(check_quickly(options(), [&] { return clock_.now() < until; }));
  if (check.soundness == Soundness::damaged)
    return fail(Error("store.damaged").with("path", database_name).because(check.finding));
  return check.soundness;
}

void StorageHost::end_checks(SelfTestResult result) {
  last_result_ = std::move(result);
  if (last_result_->outcome == SelfTestResult::Outcome::failed) return give_up(*last_result_->error);
  enter(StoragePhase::ready);
  in_use_ = true;
  if (Result<> taken = user_.storage_ready(options()); !taken) return give_up(std::move(taken).error());
  refresh();
}

OpenOptions StorageHost::options() const {
  return {.path = std::string(database_name), .vfs = vfs_->encrypted_name(), .key = storage_.key, .exclusive = true};
}

// --- closing ------------------------------------------------------------------------------------------------

void StorageHost::close(StoragePhase phase) {
  if (std::exchange(in_use_, false)) user_.storage_closing();
  vfs_.reset();
  pool_.reset();
  device_.reset();
  if (storage_.key) storage_.key->fill(0);
  storage_ = {};
  // Also while opening: its answer must not come any more.
  if (phase_ != StoragePhase::closed) platform_.close();
  enter(phase);
}

void StorageHost::asked_to_release() {
  const bool has_nothing = phase_ == StoragePhase::closed || phase_ == StoragePhase::owned_elsewhere ||
                           phase_ == StoragePhase::released || phase_ == StoragePhase::suspended;
  if (!has_nothing) close(StoragePhase::released);
}

void StorageHost::refused(Error error) {
  if (phase_ == StoragePhase::opening || phase_ == StoragePhase::checking) give_up(std::move(error));
}

void StorageHost::give_up(Error error) {
  if (std::exchange(in_use_, false)) user_.storage_closing();
  error_ = std::move(error);
  enter(StoragePhase::failed);
}

void StorageHost::enter(StoragePhase phase) {
  phase_ = phase;
  if (phase != StoragePhase::failed) error_.reset();
  ++revision_;
}

// --- health -------------------------------------------------------------------------------------------------

void StorageHost::measured(const StorageSpace& space) {
  space_ = space;
  ++revision_;
  if (phase_ == StoragePhase::ready && had_database_ && !space.persistent && !asked_to_persist_) ask_to_persist();
}

StorageHealth StorageHost::health() {
  StorageHealth health{.space = space_, .asked_to_persist = asked_to_persist_, .self_test = last_result_};
  if (!pool_) return health;
  health.full_since = device_->full_since();
  health.slots = device_->slot_count();
  health.free_slots = pool_->free_slots() + (health.slots - pool_->slot_count());
  health.quarantined_slots = pool_->quarantined().size();
  for (const std::string& name : {std::string(database_name), std::string(database_name) + "-wal"})
    if (const auto slot = pool_->find(name)) health.database_bytes += pool_->size(*slot).value_or(0);
  return health;
}

}  // namespace mingchou::client
