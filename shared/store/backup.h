// A copy of a database while it is in use: written beside its target under a temporary name, checked, synced,
// then renamed, so that under the target's name there is only ever a whole copy.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "shared/base/error.h"
#include "shared/store/database.h"

namespace mingchou {

struct BackupProgress {
  std::int64_t pages_done = 0;
  std::int64_t pages_total = 0;
};

struct BackupOptions {
  /// Where the copy goes; one that is there is replaced, at the very end.
  std::string target_path = {};
  /// VFS of the target; empty is the system's own.
  std::string vfs = {};
  /// Key of the target. An encrypted database is copied with a key, a plain one without.
  std::optional<DatabaseKey> key = {};
  /// The target's VFS has no shared memory.
  bool exclusive = false;
  int pages_per_step = 256;
  /// After each step; false ends the backup with "store.cancelled" and removes the temporary copy.
  std::function<bool(const BackupProgress&)> keep_going = {};
  /// Both for files that are not the system's. Rename replaces its target and is durable when it returns.
  std::function<Result<>(const std::string& from, const std::string& to)> rename_file = {};
  std::function<void(const std::string& path)> remove_file = {};
};

/// Holds one read transaction on `source` all the while, so the copy is of one moment and writers on other
/// connections go on. Use a connection of its own for it: one with an open transaction is refused.
Result<> back_up(Database& source, const BackupOptions& options);

}  // namespace mingchou
