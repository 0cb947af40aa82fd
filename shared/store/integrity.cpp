#include "shared/store/integrity.h"

#include <sqlite3.h>

namespace mingchou {
namespace {

/// Small enough to stop within milliseconds, large enough to cost nothing.
constexpr int steps_between_questions = 1000;

int ask_whether_to_stop(void* keep_going) { return (*static_cast<const std::function<bool()>*>(keep_going))() ? 0 : 1; }

/// Damage that SQLite meets on its way is a finding here, like one that it looked for.
bool is_damage(const Error& error) {
  return error.code == "store.damaged" || error.code == "store.damaged_or_other_key";
}

/// Only a database whose very making was cut off has to be put right before it can be read.
Result<Database> open_to_look(OpenOptions options) {
  options.access = Access::read_only;
  Result<Database> db = Database::open(options);
  if (db || db.error().code != "store.read_only") return db;
  options.access = Access::read_write;
  return Database::open(options);
}

}  // namespace

Result<std::vector<std::string>> check_integrity(Database& db) {
  std::vector<std::string> findings;
  Statement pages =
      MC_TRY(db.prepare("PRAGMA integrity_check(" + std::to_string(limits::integrity_findings_max) + ")"));
  while (MC_TRY(pages.step()))
    if (pages.text(0) != "ok") findings.emplace_back(pages.text(0));
  Statement keys = MC_TRY(db.prepare("SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT ?"));
  keys.bind(1, limits::integrity_findings_max);
  while (MC_TRY(keys.step()))
    findings.push_back("row " + std::string(keys.text(1)) + " of table " + std::string(keys.text(0)) +
                       " points to a missing row of " + std::string(keys.text(2)));
  return findings;
}

Result<QuickCheck> check_quickly(const OpenOptions& options, const std::function<bool()>& keep_going) {
  Database db = MC_TRY(open_to_look(options));
  // The log stays for whoever opens the database to write.
  sqlite3_db_config(db.handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  sqlite3_progress_handler(db.handle(), steps_between_questions, ask_whether_to_stop,
                           const_cast<std::function<bool()>*>(&keep_going));
  Statement pages = MC_TRY(db.prepare("PRAGMA quick_check(1)"));
  const Result<bool> row = pages.step();
  if (!row) {
    if (row.error().code == "store.cancelled") return QuickCheck{Soundness::unfinished};
    if (is_damage(row.error())) return QuickCheck{Soundness::damaged, row.error().detail};
    return std::unexpected(row.error());
  }
  if (*row && pages.text(0) == "ok") return QuickCheck{};
  return QuickCheck{Soundness::damaged, std::string(*row ? pages.text(0) : "no verdict")};
}

}  // namespace mingchou
