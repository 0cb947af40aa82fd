#include "shared/store/backup.h"

#include <sqlite3.h>

#include <memory>

#include "shared/store/integrity.h"
#include "shared/store/set_aside.h"
#include "shared/store/sqlite_error.h"

namespace mingchou {
namespace {

struct BackupCloser {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

Error target_error(const Database& target, int code) {
  return sqlite_error(code, target.handle(), target.path(), target.encrypted());
}

Result<> copy_pages(Database& source, Database& target, const BackupOptions& options) {
  const ReadTransaction one_moment = MC_TRY(ReadTransaction::begin(source));
  std::unique_ptr<sqlite3_backup, BackupCloser> backup(
      sqlite3_backup_init(target.handle(), "main", source.handle(), "main"));
  if (!backup) return fail(target_error(target, sqlite3_extended_errcode(target.handle())));
  for (;;) {
    const int code = sqlite3_backup_step(backup.get(), options.pages_per_step);
    const std::int64_t total = sqlite3_backup_pagecount(backup.get());
    const BackupProgress progress{total - sqlite3_backup_remaining(backup.get()), total};
    if (code != SQLITE_OK && code != SQLITE_DONE) return fail(target_error(target, code));
    if (options.keep_going && !options.keep_going(progress)) return fail(Error("store.cancelled"));
    if (code == SQLITE_DONE) break;
  }
  const int code = sqlite3_backup_finish(backup.release());
  if (code != SQLITE_OK) return fail(target_error(target, code));
  return {};
}

Result<> write_copy(Database& source, const OpenOptions& target_options, const BackupOptions& options) {
  Database target = MC_TRY(Database::open(target_options));
  MC_TRY(copy_pages(source, target, options));
  const auto findings = MC_TRY(check_integrity(target));
  if (!findings.empty()) return fail(Error("store.damaged").with("path", source.path()).because(findings.front()));
  // Everything into the one file, which alone is renamed.
  return target.checkpoint();
}

}  // namespace

Result<> back_up(Database& source, const BackupOptions& options) {
  if (source.in_transaction())
    return fail(Error("store.internal").with("code", SQLITE_MISUSE).because("backup inside a transaction"));
  const auto remove = options.remove_file ? options.remove_file : remove_file_if_there;
  const auto rename = options.rename_file ? options.rename_file : rename_durably;
  const std::string part = options.target_path + ".part";
  const auto remove_part = [&] {
    for (const char* suffix : {"-shm", "-wal", "-journal", ""}) remove(part + suffix);
  };
  remove_part();
  const OpenOptions target{.path = part, .vfs = options.vfs, .key = options.key, .exclusive = options.exclusive};
  Result<> done = write_copy(source, target, options);
  if (done) done = rename(part, options.target_path);
  if (!done) remove_part();
  return done;
}

}  // namespace mingchou
