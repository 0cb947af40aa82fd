// A browser for the tests of the storage: one origin with its simulated disk and its key, and tabs that claim it.
// Answers come when run() is called, as a browser gives them between calls.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "client/app/storage/storage_host.h"
#include "shared/store/simulated_disk.h"

namespace mingchou::client::storage_test {

class Tab;

/// What all tabs of one address share.
struct Origin {
  std::unique_ptr<SimulatedDisk> disk = std::make_unique<SimulatedDisk>(8);
  std::optional<DatabaseKey> key;
  bool key_is_unusable = false;
  int keys_made = 0;
  Tab* owner = nullptr;
  /// The owner neither answers nor goes.
  bool owner_is_silent = false;
  /// Called when a key is made, before anything else happens.
  std::function<void()> at_key_creation;
  std::uint64_t used_bytes = 1000, quota_bytes = 1'000'000'000;
  bool persistent = false, refuses_to_persist = false;
  int asked_to_persist = 0;
};

/// A clock that moves with every look at it, so that limits of time are reached.
struct TickingClock final : Clock {
  Instant now() override { return at = at + step_ms; }
  Instant at{1'790'000'000'000};
  std::int64_t step_ms = 0;
};

/// A tab with its host and a database of one table of notes.
class Tab final : public StoragePlatform, public StorageUser {
 public:
  explicit Tab(Origin& origin);
  ~Tab() override;

  /// Starts, answers, and gives the phase in which it all came to rest.
  StoragePhase start();
  /// Answers everything that was asked for.
  StoragePhase run();

  /// True once the note is acknowledged.
  Result<> add_note(const std::string& text);
  std::vector<std::string> notes();

  StorageHost& host() { return *host_; }
  bool has_database() const { return db_.has_value(); }
  const OpenOptions& options() const { return options_; }
  std::vector<std::size_t> slots_added;

  void open(Claim claim) override;
  void close() override;
  void create_key() override;
  void reopen_slot(std::size_t slot) override;
  void add_slots(std::size_t count) override;
  void measure() override;
  void ask_to_persist() override;

  Result<> storage_ready(const OpenOptions& options) override;
  void storage_closing() override;

  TickingClock clock;
  std::optional<Error> refuse_database;

 private:
  void answer_open(Claim claim);
  void later(std::function<void()> answer) { pending_.push_back(std::move(answer)); }

  Origin& origin_;
  SeededRandom random_;
  std::deque<std::function<void()>> pending_;
  std::optional<Database> db_;
  OpenOptions options_;
  /// Last, so that it goes first.
  std::unique_ptr<StorageHost> host_;
};

/// Everything on the disk.
std::vector<Bytes> contents(const SimulatedDisk& disk);

}  // namespace mingchou::client::storage_test
