// The data on this device, from "whose is it" to an open file system: the tab's ownership, the slots, the key, the
// self-test. It hands out the options with which the database is opened, and takes them back when another tab, or
// the page's end, wants the data.
//
// Invariants: no database is opened before the self-test has passed; no key is made while there is something that
// an older one may have encrypted; nothing damaged is written to or replaced; whoever uses the database has closed
// it before a file or the ownership goes.
//
//   closed ─ start() → opening → checking → ready ─┬─ asked_to_release() → released ─ take_over() → opening
//                         │          │             └─ suspend() → suspended ─ resume() → opening
//                         ├──────────┴→ failed, quarantined (each waits for an answer)
//                         └→ owned_elsewhere ─ take_over() → opening
//
// One thread. Platform, user, clock and randomness outlive it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "client/app/storage/self_test.h"
#include "client/app/storage/storage_health.h"
#include "client/app/storage/storage_platform.h"
#include "client/app/storage/watched_device.h"
#include "shared/base/time.h"
#include "shared/store/block_pool.h"
#include "shared/store/block_vfs.h"
#include "shared/store/database.h"

namespace mingchou::client {

enum class StoragePhase {
  closed,
  opening,
  checking,
  ready,
  owned_elsewhere,  // another tab has the data
  released,         // this tab gave them to another one
  suspended,        // the page is hidden in the browser's history
  quarantined,      // a slot's label is damaged: open without it, or not?
  failed,
};

/// Whoever has the database open.
class StorageUser {
 public:
  virtual ~StorageUser() = default;
  /// May open the database now; what it returns is shown if it can't.
  virtual Result<> storage_ready(const OpenOptions& options) = 0;
  /// Must save what it can and close every connection before it returns.
  virtual void storage_closing() = 0;
};

class StorageHost {
 public:
  /// `vfs_name` is unique in the process.
  StorageHost(StoragePlatform& platform, StorageUser& user, Clock& clock, Random& random,
              std::string vfs_name = "tablet");
  ~StorageHost();
  StorageHost(const StorageHost&) = delete;
  StorageHost& operator=(const StorageHost&) = delete;

  // What the app and its user ask for. Each does nothing in a phase that it makes no sense in.
  void start();
  /// After owned_elsewhere or released.
  void take_over();
  /// After failed or quarantined: from the beginning.
  void retry();
  /// After quarantined: go on without the damaged slots. They stay untouched, and are asked about again next time.
  void accept_quarantined();
  void ask_to_persist();
  /// Asks the browser for its figures, and for more slots if few are free. Between calls, and after a full disk.
  void refresh();

  // The page goes into the browser's history, and comes back.
  void suspend();
  void resume();

  // What the platform answers and tells. measured() also asks the browser to keep the data for good: once a session,
  // and only where there are some from an earlier one, so that nobody is asked before they know what for.
  void opened(const OpenedStorage& storage);
  void owned_elsewhere();
  void refused(Error error);
  void asked_to_release();
  void key_created(const DatabaseKey& key);
  void slot_reopened();
  void measured(const StorageSpace& space);

  StoragePhase phase() const { return phase_; }
  /// Set while failed.
  const std::optional<Error>& error() const { return error_; }
  /// While quarantined: whether the database is among the files that are whole.
  bool database_is_there() const { return pool_ && pool_->find(database_name).has_value(); }
  StorageHealth health();
  /// Rises with every change of phase, error or health that someone may want to draw.
  std::uint64_t revision() const { return revision_; }

  static constexpr std::string_view database_name = "tablet.db";

 private:
  void open(Claim claim);
  void close(StoragePhase phase);
  void give_up(Error error);
  void enter(StoragePhase phase);
  void settle_the_key();
  void begin_self_test();
  void finish_self_test(SelfTestResult::Outcome outcome);
  void end_checks(SelfTestResult result);
  Result<Soundness> look_over_database();
  OpenOptions options() const;
  bool holds_data() const;

  StoragePlatform& platform_;
  StorageUser& user_;
  Clock& clock_;
  Random& random_;
  std::string vfs_name_;

  StoragePhase phase_ = StoragePhase::closed;
  std::optional<Error> error_;
  std::uint64_t revision_ = 0;
  OpenedStorage storage_;
  std::optional<WatchedDevice> device_;
  std::optional<BlockPool> pool_;
  std::unique_ptr<BlockVfs> vfs_;
  SelfTest self_test_;
  bool in_use_ = false;
  std::optional<StorageSpace> space_;
  bool asked_to_persist_ = false;
  bool had_database_ = false;
  std::optional<SelfTestResult> last_result_;
};

}  // namespace mingchou::client
