#include "shared/store/set_aside.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <vector>

namespace mingchou {
namespace {

constexpr int names_tried_max = 100;

Error file_error(const std::string& path, int system_error) {
  const char* code = system_error == ENOSPC || system_error == EDQUOT                           ? "store.disk_full"
                     : system_error == EACCES || system_error == EPERM || system_error == EROFS ? "store.no_permission"
                     : system_error == ENOENT                                                   ? "store.not_found"
                                                                                                : "store.io_error";
  return Error(code).with("path", path).because(std::strerror(system_error));
}

bool exists(const std::string& path) {
  struct stat status;
  return ::lstat(path.c_str(), &status) == 0;
}

/// A file, or the folder that holds it: both by opening and syncing.
Result<> sync_path(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(file_error(path, errno));
  const int code = ::fsync(file);
  const int system_error = errno;
  ::close(file);
  // Some file systems cannot sync a folder and say so with EINVAL.
  if (code != 0 && system_error != EINVAL) return fail(file_error(path, system_error));
  return {};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

std::string utc_stamp(Instant now) {
  using namespace std::chrono;
  const sys_time<milliseconds> time{milliseconds(now.ms)};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<seconds>(time - day));
  char text[64];
  std::snprintf(text, sizeof text, "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

/// A name that none of the three files has yet.
Result<std::string> free_name(const std::string& path, Instant now, std::string_view why) {
  const std::string base = path + "." + std::string(why) + "-" + utc_stamp(now);
  for (int i = 1; i <= names_tried_max; ++i) {
    std::string name = i == 1 ? base : base + "-" + std::to_string(i);
    if (!exists(name) && !exists(name + "-wal") && !exists(name + "-shm")) return name;
  }
  return fail(file_error(base, EEXIST));
}

}  // namespace

Result<std::string> set_aside(const std::string& path, Instant now, std::string_view why) {
  std::string name = MC_TRY(free_name(path, now, why));
  std::vector<std::string> suffixes;
  for (const char* suffix : {"", "-wal", "-shm"})
    if (exists(path + suffix)) suffixes.emplace_back(suffix);
  for (const std::string& suffix : suffixes) {
    const std::string from = path + suffix, to = name + suffix;
    if (::link(from.c_str(), to.c_str()) == 0) continue;
    // No hard links on this file system: plain renames, the log first, because SQLite deletes a log whose
    // database is missing.
    if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK)
      return fail(file_error(from, errno));
    for (auto last = suffixes.rbegin(); last != suffixes.rend(); ++last)
      if (!exists(name + *last) && std::rename((path + *last).c_str(), (name + *last).c_str()) != 0)
        return fail(file_error(path + *last, errno));
    break;
  }
  MC_TRY(sync_path(folder_of(path)));
  for (const std::string& suffix : suffixes)
    if (exists(path + suffix) && ::unlink((path + suffix).c_str()) != 0) return fail(file_error(path + suffix, errno));
  MC_TRY(sync_path(folder_of(path)));
  return name;
}

Result<> rename_durably(const std::string& from, const std::string& to) {
  MC_TRY(sync_path(from));
  if (std::rename(from.c_str(), to.c_str()) != 0) return fail(file_error(to, errno));
  return sync_path(folder_of(to));
}

void remove_file_if_there(const std::string& path) { ::unlink(path.c_str()); }

}  // namespace mingchou
