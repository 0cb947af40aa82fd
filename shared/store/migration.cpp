#include "shared/store/migration.h"

#include <string>

#include "shared/base/hex.h"
#include "shared/store/checksum.h"

namespace mingchou {
namespace {

std::string checksum_of(const Migration& migration) {
  const std::uint64_t sum = checksum64(as_bytes(migration.sql));
  ByteArray<8> bytes;
  for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(sum >> (56 - 8 * i));
  return to_hex(bytes);
}

Result<> check_set(std::span<const Migration> migrations) {
  int expected = 1;
  for (const Migration& migration : migrations)
    if (migration.number != expected++ || migration.name.empty() || migration.sql.empty())
      return fail(Error("store.migration_gap").with("number", expected - 1));
  return {};
}

/// A file that no program has written a schema into yet.
Result<bool> is_fresh(Database& db) { return MC_TRY(db.number("SELECT count(*) FROM sqlite_schema")) == 0; }

Result<> check_applied(Database& db, std::span<const Migration> migrations, int version) {
  Statement recorded = MC_TRY(db.prepare("SELECT name, checksum FROM schema_migration WHERE number = ?"));
  for (const Migration& migration : migrations.first(static_cast<std::size_t>(version))) {
    recorded.bind(1, migration.number);
    if (!MC_TRY(recorded.step()) || recorded.text(0) != migration.name || recorded.text(1) != checksum_of(migration))
      return fail(Error("store.migration_changed").with("path", db.path()).with("number", migration.number));
    recorded.reset();
  }
  return {};
}

Result<> prepare_bookkeeping(Database& db, std::int32_t application_id) {
  Transaction transaction = MC_TRY(Transaction::begin(db));
  MC_TRY(
      db.run_script("CREATE TABLE IF NOT EXISTS schema_migration("
                    " number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL,"
                    " applied_at INTEGER NOT NULL) STRICT"));
  MC_TRY(db.run("PRAGMA application_id=" + std::to_string(application_id)));
  return transaction.commit();
}

Result<> apply_in_transaction(Database& db, const Migration& migration, Instant now) {
  Transaction transaction = MC_TRY(Transaction::begin(db));
  // Rows may dangle while tables are rebuilt; what is left of it at the end is looked for below.
  MC_TRY(db.run("PRAGMA defer_foreign_keys=ON"));
  MC_TRY(db.run_script(migration.sql));
  if (!db.in_transaction())
    return fail(Error("store.internal").with("code", 0).because("the migration ended its own transaction"));
  if (MC_TRY(db.number("SELECT count(*) FROM pragma_foreign_key_check")) != 0)
    return fail(Error("store.constraint").with("rule", "foreign_key"));
  MC_TRY(db.run("INSERT INTO schema_migration(number, name, checksum, applied_at) VALUES(?, ?, ?, ?)", migration.number,
                migration.name, checksum_of(migration), now.ms));
  MC_TRY(db.run("PRAGMA user_version=" + std::to_string(migration.number)));
  return transaction.commit();
}

/// What the disk or another process did is said as such; what is wrong with the migration, as a failed migration.
Result<> apply(Database& db, const Migration& migration, Instant now) {
  Result<> done = apply_in_transaction(db, migration, now);
  if (done || (done.error().code != "store.internal" && done.error().code != "store.constraint")) return done;
  return fail(Error("store.migration_failed")
                  .with("path", db.path())
                  .with("number", migration.number)
                  .with("name", migration.name)
                  .because(done.error().detail));
}

}  // namespace

Result<int> check_schema(Database& db, const SchemaOptions& options) {
  MC_TRY(check_set(options.migrations));
  if (MC_TRY(is_fresh(db))) return 0;
  if (MC_TRY(db.number("PRAGMA application_id")) != options.application_id)
    return fail(Error("store.foreign_database").with("path", db.path()));
  const std::int64_t version = MC_TRY(db.number("PRAGMA user_version"));
  const auto known = static_cast<std::int64_t>(options.migrations.size());
  if (version > known)
    return fail(Error("store.newer_schema").with("path", db.path()).with("found", version).with("known", known));
  if (version < 0) return fail(Error("store.damaged").with("path", db.path()).because("user_version is negative"));
  MC_TRY(check_applied(db, options.migrations, static_cast<int>(version)));
  return static_cast<int>(version);
}

Result<MigrationReport> migrate(Database& db, const SchemaOptions& options) {
  const int version = MC_TRY(check_schema(db, options));
  MigrationReport report{version, version};
  if (version == 0 && MC_TRY(is_fresh(db))) MC_TRY(prepare_bookkeeping(db, options.application_id));
  for (const Migration& migration : options.migrations.subspan(static_cast<std::size_t>(version))) {
    MC_TRY(apply(db, migration, options.now));
    report.to_version = migration.number;
  }
  return report;
}

}  // namespace mingchou
