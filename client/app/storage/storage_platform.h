// What the storage on this device needs from a browser. An interface, because tests replace the browser.
//
// Every request is answered later by one call of StorageHost, never from within the request; client/web answers
// them from JavaScript. A request that was made before close() is not answered any more.
#pragma once

#include <cstddef>
#include <optional>

#include "client/app/storage/storage_health.h"
#include "shared/base/error.h"
#include "shared/store/block_device.h"
#include "shared/store/database.h"

namespace mingchou::client {

/// How to come by the data, which one tab owns at a time.
enum class Claim {
  if_free,    // else StorageHost::owned_elsewhere()
  take_over,  // ask the tab that has it to give it up
};

enum class KeyState {
  present,
  missing,   // none was ever made here, or it is gone
  unusable,  // it is there and can't be read
};

struct OpenedStorage {
  /// Lives until close().
  BlockDevice* device = nullptr;
  KeyState key_state = KeyState::missing;
  std::optional<DatabaseKey> key = {};
};

class StoragePlatform {
 public:
  virtual ~StoragePlatform() = default;
  /// Ownership, then the files, then the key: StorageHost::opened(), owned_elsewhere() or refused().
  virtual void open(Claim claim) = 0;
  /// Closes the files at once and gives the ownership up.
  virtual void close() = 0;
  /// Makes the key and keeps it durably before it answers: key_created() or refused(). One that is there and
  /// unusable is kept beside it.
  virtual void create_key() = 0;
  /// Closes one file and opens it anew, so that its content comes from the disk: slot_reopened() or refused().
  virtual void reopen_slot(std::size_t slot) = 0;
  /// slot_count() of the device rises sooner or later; no answer. Asked again in the meantime, it does nothing.
  virtual void add_slots(std::size_t count) = 0;
  /// StorageHost::measured().
  virtual void measure() = 0;
  /// Asks the user, or the browser's own judgement, to keep the data for good: measured().
  virtual void ask_to_persist() = 0;
};

}  // namespace mingchou::client
