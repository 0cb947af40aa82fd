#include "client/app/data/local_store.h"

#include <utility>

#include "client/app/data/schema.h"
#include "shared/store/backup.h"
#include "shared/store/block_vfs.h"

namespace mingchou::client {
namespace {

/// Renaming and removing for files of a block VFS; the system's files need neither.
void use_block_files(BackupOptions& backup, BlockPool& pool) {
  backup.rename_file = [&pool](const std::string& from, const std::string& to) -> Result<> {
    const auto renamed = pool.rename(from, to);
    if (renamed) return {};
    return fail(Error(renamed.error() == BlockFault::full ? "store.disk_full" : "store.io_error").with("path", to));
  };
  backup.remove_file = [&pool](const std::string& path) {
    if (pool.find(path)) (void)pool.remove(path);
  };
}

/// A migration that goes wrong leaves the version before it; the copy is for one that goes wrong in a way that nobody
/// thought of.
Result<> copy_before_migration(Database& db, const OpenOptions& options, int version) {
  BackupOptions backup{.target_path = options.path + ".before-" + std::to_string(version + 1),
                       .vfs = options.vfs,
                       .key = options.key,
                       .exclusive = options.exclusive};
  if (BlockPool* pool = BlockVfs::pool_of(options.vfs)) use_block_files(backup, *pool);
  return back_up(db, backup);
}

Result<> bring_to_schema(Database& db, const OpenOptions& options, const SchemaOptions& schema) {
  const int version = MC_TRY(check_schema(db, schema));
  if (version > 0 && std::cmp_less(version, schema.migrations.size()))
    MC_TRY(copy_before_migration(db, options, version));
  MC_TRY(migrate(db, schema));
  return {};
}

}  // namespace

LocalStore::LocalStore(Database db, Clock& clock, Random& random)
    : db_(std::move(db)),
      clock_(clock),
      ids_(clock, random),
      log_(db_),
      notes_(db_, log_, ids_, clock_, author_),
      register_(db_) {}

Result<std::unique_ptr<LocalStore>> LocalStore::open(const OpenOptions& options, Clock& clock, Random& random) {
  return open(options, tablet_schema(clock.now()), clock, random);
}

Result<std::unique_ptr<LocalStore>> LocalStore::open(const OpenOptions& options, const SchemaOptions& schema,
                                                     Clock& clock, Random& random) {
  Database db = MC_TRY(Database::open(options));
  MC_TRY(bring_to_schema(db, options, schema));
  std::unique_ptr<LocalStore> store(new LocalStore(std::move(db), clock, random));
  MC_TRY(store->load_tablet());
  return store;
}

Result<> LocalStore::load_tablet() {
  MC_TRY(db_.run("INSERT OR IGNORE INTO tablet(only_row, device, epoch, created_at) VALUES(1, ?, 1, ?)", ids_.next(),
                 clock_.now()));
  Statement row = MC_TRY(db_.prepare("SELECT device, epoch FROM tablet"));
  const bool found = MC_TRY(row.step());
  const auto device = found ? row.uuid(0) : std::nullopt;
  if (!device) return fail(Error("store.damaged").with("path", db_.path()).because("no row of the tablet"));
  author_.device = {*device};
  author_.epoch = row.int64(1);
  return {};
}

Result<std::optional<std::string>> LocalStore::setting(std::string_view key) {
  Statement row = MC_TRY(db_.prepare("SELECT value FROM setting WHERE key = ?"));
  row.bind_all(key);
  if (!MC_TRY(row.step())) return std::nullopt;
  return std::string(row.text(0));
}

Result<> LocalStore::set_setting(std::string_view key, std::string_view value) {
  using namespace setting_limits;
  if (key.empty() || key.size() > key_bytes_max || value.size() > value_bytes_max)
    return fail(Error("client.setting_too_long").with("bytes_max", static_cast<long long>(value_bytes_max)));
  return db_.run("INSERT INTO setting(key, value) VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
                 key, value);
}

Result<> LocalStore::keep_answer(std::string_view what, std::string_view content) {
  return db_.run("INSERT OR REPLACE INTO kept_answer(user, what, content, read_at) VALUES(?, ?, ?, ?)", author_.user,
                 what, content, clock_.now());
}

Result<std::optional<LocalStore::KeptAnswer>> LocalStore::kept_answer(std::string_view what) {
  Statement row = MC_TRY(db_.prepare("SELECT content, read_at FROM kept_answer WHERE user = ? AND what = ?"));
  row.bind_all(author_.user, what);
  if (!MC_TRY(row.step())) return std::nullopt;
  return KeptAnswer{std::string(row.text(0)), Instant{row.int64(1)}};
}

}  // namespace mingchou::client
