#include "server/data/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace mingchou::server {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view lock_name = "/mingchou.lock";
constexpr std::string_view subfolders[] = {"/blobs", "/log", "/keys"};

Error folder_error(const std::string& path, int error_number) {
  const char* code = error_number == EACCES || error_number == EPERM || error_number == EROFS ? "data.not_writable"
                     : error_number == ENOTDIR || error_number == EEXIST                      ? "data.not_a_folder"
                     : error_number == ENOSPC                                                 ? "store.disk_full"
                                                                                              : "data.unusable";
  return Error(code).with("path", path).because(std::strerror(error_number));
}

Result<> make_folder(const std::string& path) {
  if (::mkdir(path.c_str(), 0700) == 0) return {};
  if (errno != EEXIST) return fail(folder_error(path, errno));
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return fail(folder_error(path, errno));
  if (!S_ISDIR(status.st_mode)) return fail(folder_error(path, ENOTDIR));
  return {};
}

Result<int> take_lock(const std::string& path) {
  const std::string file = path + std::string(lock_name);
  const int lock = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return fail(folder_error(file, errno));
  if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
    const int error_number = errno;
    ::close(lock);
    if (error_number != EWOULDBLOCK) return fail(folder_error(file, error_number));
    return fail(Error("data.locked").with("path", path).with("pid", lock_holder(path)));
  }
  // The number is for the sentence that a second server says; the lock itself is the kernel's. It is written over the
  // old one and cut afterwards: that needs no new block of a full disk.
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::pwrite(lock, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size()) ||
      ::ftruncate(lock, static_cast<off_t>(pid.size())) != 0) {
    const int error_number = errno;
    ::close(lock);
    return fail(folder_error(file, error_number));
  }
  return lock;
}

}  // namespace

Result<DataFolder> DataFolder::open(const std::string& path) {
  std::error_code error;
  const fs::path parent = fs::path(path).parent_path();
  if (!parent.empty()) fs::create_directories(parent, error);
  MC_TRY(make_folder(path));
  DataFolder folder(path, MC_TRY(take_lock(path)));
  for (const std::string_view name : subfolders) MC_TRY(make_folder(path + std::string(name)));
  if (::access(path.c_str(), W_OK | X_OK) != 0) return fail(folder_error(path, errno));
  return folder;
}

DataFolder::~DataFolder() {
  if (lock_ >= 0) ::close(lock_);
}

int lock_holder(const std::string& path) {
  const std::string file = path + std::string(lock_name);
  const int lock = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (lock < 0) return 0;
  const bool is_free = ::flock(lock, LOCK_SH | LOCK_NB) == 0;
  char text[16] = {};
  const ssize_t length = is_free ? 0 : ::pread(lock, text, sizeof text - 1, 0);
  ::close(lock);
  return length > 0 ? std::atoi(text) : 0;
}

std::vector<std::string> loose_modes(const std::string& path) {
  constexpr std::size_t findings_max = 100;
  constexpr auto others = fs::perms::group_all | fs::perms::others_all;
  std::vector<std::string> loose;
  const auto look = [&](const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::symlink_status(file, error);
    if (!error && status.type() != fs::file_type::symlink && (status.permissions() & others) != fs::perms::none)
      loose.push_back(file.string());
  };
  look(path);
  std::error_code error;
  for (fs::recursive_directory_iterator at(path, error), end; !error && at != end && loose.size() < findings_max;
       at.increment(error))
    look(at->path());
  return loose;
}

DiskState disk_state(const std::string& path) {
  constexpr std::uint64_t mib = 1024 * 1024;
  struct statvfs status;
  if (::statvfs(path.c_str(), &status) != 0) return DiskState::full;
  const std::uint64_t free_bytes = std::uint64_t{status.f_bavail} * status.f_frsize;
  return free_bytes < 64 * mib ? DiskState::full : free_bytes < 512 * mib ? DiskState::low : DiskState::ok;
}

}  // namespace mingchou::server
