// Where SQLite is built without an operating system (SQLITE_OS_OTHER, WebAssembly), it asks for these two.
//
// The default VFS there opens nothing; databases name the block VFS (block_vfs.h), or ":memory:". It must exist
// all the same: SQLite seeds its generator, from which a log's salts come, through the default VFS at the very
// start, and takes zeros if there is none.
#ifdef __EMSCRIPTEN__
#include <sqlite3.h>

#include <chrono>
#include <cstring>

#include "shared/base/random.h"

namespace {

int open_nothing(sqlite3_vfs*, sqlite3_filename, sqlite3_file* file, int, int*) {
  file->pMethods = nullptr;
  return SQLITE_CANTOPEN;
}

int delete_nothing(sqlite3_vfs*, const char*, int) { return SQLITE_IOERR_DELETE_NOENT; }

int nothing_exists(sqlite3_vfs*, const char*, int, int* result) {
  *result = 0;
  return SQLITE_OK;
}

int same_name(sqlite3_vfs*, const char* name, int size, char* into) {
  const std::size_t length = std::strlen(name);
  if (length >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
  std::memcpy(into, name, length + 1);
  return SQLITE_OK;
}

int fill_random(sqlite3_vfs*, int size, char* into) {
  mingchou::SystemRandom().fill({reinterpret_cast<std::uint8_t*>(into), static_cast<std::size_t>(size)});
  return size;
}

int do_not_sleep(sqlite3_vfs*, int) { return 0; }

int current_time_ms(sqlite3_vfs*, sqlite3_int64* now) {
  using namespace std::chrono;
  *now = duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count() + 210'866'760'000'000;
  return SQLITE_OK;
}

int current_time_days(sqlite3_vfs* vfs, double* days) {
  sqlite3_int64 ms = 0;
  current_time_ms(vfs, &ms);
  *days = static_cast<double>(ms) / 86'400'000.0;
  return SQLITE_OK;
}

int no_last_error(sqlite3_vfs*, int, char*) { return 0; }

}  // namespace

extern "C" {
int sqlite3_os_init(void);
int sqlite3_os_end(void);

int sqlite3_os_init(void) {
  static sqlite3_vfs vfs{};
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(sqlite3_file);
  vfs.mxPathname = 512;
  vfs.zName = "none";
  vfs.xOpen = open_nothing;
  vfs.xDelete = delete_nothing;
  vfs.xAccess = nothing_exists;
  vfs.xFullPathname = same_name;
  vfs.xRandomness = fill_random;
  vfs.xSleep = do_not_sleep;
  vfs.xCurrentTime = current_time_days;
  vfs.xGetLastError = no_last_error;
  vfs.xCurrentTimeInt64 = current_time_ms;
  return sqlite3_vfs_register(&vfs, 1);
}

int sqlite3_os_end(void) { return SQLITE_OK; }
}
#endif
