#include "tests/client/storage_scene.h"

namespace mingchou::client::storage_test {
namespace {

int tabs_made = 0;

DatabaseKey some_key(int number) {
  DatabaseKey key;
  key.fill(static_cast<std::uint8_t>(number + 40));
  return key;
}

}  // namespace

Tab::Tab(Origin& origin)
    : origin_(origin),
      random_(static_cast<std::uint64_t>(++tabs_made)),
      host_(std::make_unique<StorageHost>(*this, *this, clock, random_, "tab-" + std::to_string(tabs_made))) {}

Tab::~Tab() {
  host_.reset();
  if (origin_.owner == this) origin_.owner = nullptr;
}

StoragePhase Tab::start() {
  host_->start();
  return run();
}

StoragePhase Tab::run() {
  while (!pending_.empty()) {
    const auto answer = std::move(pending_.front());
    pending_.pop_front();
    answer();
  }
  return host_->phase();
}

// --- the browser --------------------------------------------------------------------------------------------

void Tab::open(Claim claim) {
  later([this, claim] { answer_open(claim); });
}

void Tab::answer_open(Claim claim) {
  if (origin_.owner && origin_.owner != this) {
    if (claim == Claim::if_free) return host_->owned_elsewhere();
    if (origin_.owner_is_silent) return host_->refused(Error("storage.held_by_silent_tab"));
    origin_.owner->host().asked_to_release();
  }
  origin_.owner = this;
  const KeyState state = origin_.key_is_unusable ? KeyState::unusable
                         : origin_.key           ? KeyState::present
                                                 : KeyState::missing;
  host_->opened({.device = origin_.disk.get(),
                 .key_state = state,
                 .key = state == KeyState::present ? origin_.key : std::nullopt});
}

void Tab::close() {
  pending_.clear();
  if (origin_.owner == this) origin_.owner = nullptr;
}

void Tab::create_key() {
  if (origin_.at_key_creation) origin_.at_key_creation();
  origin_.key = some_key(origin_.keys_made++);
  origin_.key_is_unusable = false;
  later([this] { host_->key_created(*origin_.key); });
}

void Tab::reopen_slot(std::size_t slot) {
  // What was not really synced is gone: a disk that lies is found out, an honest one gives everything back.
  origin_.disk->set_contents(slot, origin_.disk->after_crash(CrashMode::lost, 1)->contents(slot));
  later([this] { host_->slot_reopened(); });
}

void Tab::add_slots(std::size_t count) {
  slots_added.push_back(count);
  later([this, count] { (void)origin_.disk->add_slots(count); });
}

void Tab::measure() {
  later([this] { host_->measured({origin_.used_bytes, origin_.quota_bytes, origin_.persistent}); });
}

void Tab::ask_to_persist() {
  ++origin_.asked_to_persist;
  origin_.persistent = !origin_.refuses_to_persist;
  measure();
}

// --- the database -------------------------------------------------------------------------------------------

Result<> Tab::storage_ready(const OpenOptions& options) {
  options_ = options;
  if (refuse_database) return fail(*refuse_database);
  db_ = MC_TRY(Database::open(options));
  return db_->run("CREATE TABLE IF NOT EXISTS note (text TEXT NOT NULL) STRICT");
}

void Tab::storage_closing() { db_.reset(); }

Result<> Tab::add_note(const std::string& text) {
  return db_->run("INSERT INTO note VALUES (?)", std::string_view(text));
}

std::vector<std::string> Tab::notes() {
  std::vector<std::string> all;
  auto select = db_->prepare("SELECT text FROM note ORDER BY rowid");
  if (!select) return {"unreadable"};
  while (select->step().value_or(false)) all.emplace_back(select->text(0));
  return all;
}

std::vector<Bytes> contents(const SimulatedDisk& disk) {
  std::vector<Bytes> all;
  all.reserve(disk.slot_count());
  for (std::size_t slot = 0; slot < disk.slot_count(); ++slot) all.push_back(disk.contents(slot));
  return all;
}

}  // namespace mingchou::client::storage_test
