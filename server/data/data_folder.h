// The folder that holds everything a county's server keeps: mingchou.db, blobs/, log/, keys/.
//
// While a DataFolder lives, its process holds the lock of the folder, so no second server, demo load or other writer
// works on the same data. Folders are made 0700 and files 0600: only the server's own user reads them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/error.h"

namespace mingchou::server {

class DataFolder {
 public:
  /// Makes what is missing and takes the lock. Errors: data.locked {path, pid}, data.not_a_folder {path},
  /// data.not_writable {path}, data.unusable {path}.
  static Result<DataFolder> open(const std::string& path);

  DataFolder(DataFolder&& other) noexcept : path_(std::move(other.path_)), lock_(std::exchange(other.lock_, -1)) {}
  DataFolder& operator=(DataFolder&&) = delete;
  ~DataFolder();

  const std::string& path() const { return path_; }
  std::string database_path() const { return path_ + "/mingchou.db"; }

 private:
  DataFolder(std::string path, int lock) : path_(std::move(path)), lock_(lock) {}
  std::string path_;
  int lock_;
};

/// The process that holds the folder's lock; 0 if none does.
int lock_holder(const std::string& path);

/// What others than the owner may read or write below the folder, at most 100 paths. For `mingchou check`.
std::vector<std::string> loose_modes(const std::string& path);

enum class DiskState { ok, low, full };
/// Below 512 MiB free a disk is low, below 64 MiB as good as full. A folder that can't be asked about counts as full.
DiskState disk_state(const std::string& path);

}  // namespace mingchou::server
