#include "shared/store/block_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <set>

#include "shared/base/random.h"

namespace mingchou {

struct BlockVfs::State {
  BlockPool* pool;
  Clock* clock;
  std::string name;
  std::string encrypted_name;
  sqlite3_vfs vfs;
  /// Databases that a connection holds.
  std::set<std::size_t> open_databases = {};
  /// Why the last call failed, as an errno; shared/store/sqlite_error.cpp reads it through SQLite.
  int last_error = 0;
};

namespace {

using State = BlockVfs::State;

/// SQLite3MC's own, before the name of the VFS that it encrypts.
constexpr std::string_view encrypted_prefix = "multipleciphers-";

/// SQLite allocates it; nothing in it has a destructor.
struct OpenFile {
  sqlite3_file base;
  State* state;
  std::size_t slot;
  /// Content of a temporary file; null for one in the pool.
  Bytes* memory;
  bool is_database;
};

State& state_of(sqlite3_vfs* vfs) { return *static_cast<State*>(vfs->pAppData); }
OpenFile& file_of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }

int failed(State& state, BlockFault fault, int io_code) {
  state.last_error = fault == BlockFault::full ? ENOSPC : EIO;
  return fault == BlockFault::full ? SQLITE_FULL : io_code;
}

// --- files --------------------------------------------------------------------------------------------------

int close_file(sqlite3_file* handle) {
  OpenFile& file = file_of(handle);
  delete file.memory;
  file.memory = nullptr;
  if (file.is_database) file.state->open_databases.erase(file.slot);
  return SQLITE_OK;
}

int read_file(sqlite3_file* handle, void* into, int size, sqlite3_int64 offset) {
  OpenFile& file = file_of(handle);
  const std::span bytes(static_cast<std::uint8_t*>(into), static_cast<std::size_t>(size));
  const auto at = static_cast<std::uint64_t>(offset);
  std::size_t got = 0;
  if (file.memory) {
    if (at < file.memory->size()) got = std::min<std::uint64_t>(bytes.size(), file.memory->size() - at);
    std::copy_n(file.memory->begin() + static_cast<std::ptrdiff_t>(got ? at : 0), got, bytes.begin());
  } else {
    const auto result = file.state->pool->read(file.slot, at, bytes);
    if (!result) return failed(*file.state, result.error(), SQLITE_IOERR_READ);
    got = *result;
  }
  if (got == bytes.size()) return SQLITE_OK;
  std::ranges::fill(bytes.subspan(got), std::uint8_t{0});
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* handle, const void* from, int size, sqlite3_int64 offset) {
  OpenFile& file = file_of(handle);
  const BytesView bytes(static_cast<const std::uint8_t*>(from), static_cast<std::size_t>(size));
  const auto at = static_cast<std::uint64_t>(offset);
  if (file.memory) {
    if (file.memory->size() < at + bytes.size()) file.memory->resize(at + bytes.size());
    std::ranges::copy(bytes, file.memory->begin() + offset);
    return SQLITE_OK;
  }
  const auto written = file.state->pool->write(file.slot, at, bytes);
  if (!written) return failed(*file.state, written.error(), SQLITE_IOERR_WRITE);
  if (*written != bytes.size()) return failed(*file.state, BlockFault::full, SQLITE_FULL);
  return SQLITE_OK;
}

int truncate_file(sqlite3_file* handle, sqlite3_int64 size) {
  OpenFile& file = file_of(handle);
  if (file.memory) {
    file.memory->resize(static_cast<std::size_t>(size));
    return SQLITE_OK;
  }
  const auto done = file.state->pool->truncate(file.slot, static_cast<std::uint64_t>(size));
  return done ? SQLITE_OK : failed(*file.state, done.error(), SQLITE_IOERR_TRUNCATE);
}

int sync_file(sqlite3_file* handle, int) {
  OpenFile& file = file_of(handle);
  if (file.memory) return SQLITE_OK;
  const auto done = file.state->pool->sync(file.slot);
  return done ? SQLITE_OK : failed(*file.state, done.error(), SQLITE_IOERR_FSYNC);
}

int file_size(sqlite3_file* handle, sqlite3_int64* size) {
  OpenFile& file = file_of(handle);
  if (file.memory) {
    *size = static_cast<sqlite3_int64>(file.memory->size());
    return SQLITE_OK;
  }
  const auto result = file.state->pool->size(file.slot);
  if (!result) return failed(*file.state, result.error(), SQLITE_IOERR_FSTAT);
  *size = static_cast<sqlite3_int64>(*result);
  return SQLITE_OK;
}

// One connection per database, ensured by open_file: locks have nothing to do.
int lock_file(sqlite3_file*, int) { return SQLITE_OK; }
int unlock_file(sqlite3_file*, int) { return SQLITE_OK; }
int check_reserved_lock(sqlite3_file*, int* is_locked) {
  *is_locked = 0;
  return SQLITE_OK;
}
int control_file(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
/// As on every system: bytes beside a write are not harmed by it when power fails.
int device_characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE | SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN;
}

/// Version 1: without shared memory, so SQLite takes WAL only with locking_mode=EXCLUSIVE.
constexpr sqlite3_io_methods file_methods = {
    .iVersion = 1,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = file_size,
    .xLock = lock_file,
    .xUnlock = unlock_file,
    .xCheckReservedLock = check_reserved_lock,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = device_characteristics,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

// --- the file system ----------------------------------------------------------------------------------------

int cannot_open(State& state, int reason) {
  state.last_error = reason;
  return SQLITE_CANTOPEN;
}

int find_or_create(State& state, const char* name, int flags, std::size_t& slot) {
  if (const auto found = state.pool->find(name)) {
    slot = *found;
    return SQLITE_OK;
  }
  if (!(flags & SQLITE_OPEN_CREATE)) return cannot_open(state, ENOENT);
  const auto created = state.pool->create(name);
  if (!created) return failed(state, created.error(), SQLITE_IOERR);
  slot = *created;
  return SQLITE_OK;
}

int open_file(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* handle, int flags, int* flags_out) {
  State& state = state_of(vfs);
  OpenFile& file = file_of(handle);
  file = {.base = {}, .state = &state, .slot = 0, .memory = nullptr, .is_database = false};
  if (flags_out) *flags_out = flags;
  if (!name || (flags & SQLITE_OPEN_DELETEONCLOSE)) {
    file.memory = new Bytes;
    file.base.pMethods = &file_methods;
    return SQLITE_OK;
  }
  const bool is_database = (flags & SQLITE_OPEN_MAIN_DB) != 0;
  if (is_database && !state.pool->may_open_databases()) return cannot_open(state, EUCLEAN);
  if (const int code = find_or_create(state, name, flags, file.slot); code != SQLITE_OK) return code;
  if (is_database && !state.open_databases.insert(file.slot).second) return SQLITE_BUSY;
  file.is_database = is_database;
  file.base.pMethods = &file_methods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int) {
  State& state = state_of(vfs);
  if (!state.pool->find(name)) return SQLITE_IOERR_DELETE_NOENT;
  const auto done = state.pool->remove(name);
  return done ? SQLITE_OK : failed(state, done.error(), SQLITE_IOERR_DELETE);
}

int file_access(sqlite3_vfs* vfs, const char* name, int flags, int* result) {
  State& state = state_of(vfs);
  *result = 0;
  const auto slot = state.pool->find(name);
  if (!slot) return SQLITE_OK;
  const auto size = state.pool->size(*slot);
  if (!size) return failed(state, size.error(), SQLITE_IOERR_ACCESS);
  // An empty file counts as missing, as with SQLite's own VFS: an empty log is no log.
  *result = flags != SQLITE_ACCESS_EXISTS || *size > 0;
  return SQLITE_OK;
}

int full_pathname(sqlite3_vfs* vfs, const char* name, int size, char* into) {
  const std::size_t length = std::strlen(name);
  if (length == 0 || length >= static_cast<std::size_t>(size)) return cannot_open(state_of(vfs), ENAMETOOLONG);
  std::memcpy(into, name, length + 1);
  return SQLITE_OK;
}

int fill_random(sqlite3_vfs*, int size, char* into) {
  SystemRandom().fill({reinterpret_cast<std::uint8_t*>(into), static_cast<std::size_t>(size)});
  return size;
}

int do_not_sleep(sqlite3_vfs*, int) { return 0; }

int current_time_ms(sqlite3_vfs* vfs, sqlite3_int64* now) {
  constexpr std::int64_t julian_day_of_1970_ms = 210'866'760'000'000;
  *now = state_of(vfs).clock->now().ms + julian_day_of_1970_ms;
  return SQLITE_OK;
}

int current_time_days(sqlite3_vfs* vfs, double* days) {
  sqlite3_int64 ms = 0;
  current_time_ms(vfs, &ms);
  *days = static_cast<double>(ms) / 86'400'000.0;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs* vfs, int, char*) { return state_of(vfs).last_error; }

sqlite3_vfs make_vfs(State& state) {
  sqlite3_vfs vfs{};
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(OpenFile);
  vfs.mxPathname = static_cast<int>(limits::block_name_bytes_max);
  vfs.zName = state.name.c_str();
  vfs.pAppData = &state;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  vfs.xAccess = file_access;
  vfs.xFullPathname = full_pathname;
  vfs.xRandomness = fill_random;
  vfs.xSleep = do_not_sleep;
  vfs.xCurrentTime = current_time_days;
  vfs.xGetLastError = last_error;
  vfs.xCurrentTimeInt64 = current_time_ms;
  return vfs;
}

}  // namespace

BlockVfs::BlockVfs(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<BlockVfs>> BlockVfs::create(const std::string& name, BlockPool& pool, Clock& clock) {
  auto state = std::make_unique<State>(State{
      .pool = &pool, .clock = &clock, .name = name, .encrypted_name = std::string(encrypted_prefix) + name, .vfs = {}});
  state->vfs = make_vfs(*state);
  sqlite3_initialize();
  if (sqlite3_vfs_find(name.c_str()))
    return fail(Error("store.internal").with("code", SQLITE_MISUSE).because("a VFS of this name is registered"));
  int code = sqlite3_vfs_register(&state->vfs, 0);
  if (code == SQLITE_OK) {
    code = sqlite3mc_vfs_create(name.c_str(), 0);
    if (code != SQLITE_OK) sqlite3_vfs_unregister(&state->vfs);
  }
  if (code != SQLITE_OK) return fail(Error("store.internal").with("code", code).because(sqlite3_errstr(code)));
  return std::unique_ptr<BlockVfs>(new BlockVfs(std::move(state)));
}

BlockVfs::~BlockVfs() {
  sqlite3mc_vfs_destroy(state_->encrypted_name.c_str());
  sqlite3_vfs_unregister(&state_->vfs);
}

const std::string& BlockVfs::plain_name() const { return state_->name; }
const std::string& BlockVfs::encrypted_name() const { return state_->encrypted_name; }

BlockPool* BlockVfs::pool_of(const std::string& vfs_name) {
  const std::string name = vfs_name.starts_with(encrypted_prefix) ? vfs_name.substr(encrypted_prefix.size()) : vfs_name;
  if (name.empty()) return nullptr;
  sqlite3_vfs* const vfs = sqlite3_vfs_find(name.c_str());
  return vfs && vfs->xOpen == open_file ? state_of(vfs).pool : nullptr;
}

}  // namespace mingchou
