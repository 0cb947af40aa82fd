#include "shared/store/database.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>

#include "shared/base/hex.h"
#include "shared/store/connection.h"
#include "shared/store/sqlite_error.h"

namespace mingchou {

// --- Connection ---------------------------------------------------------------------------------------------

Connection::~Connection() {
  drop_idle_statements();
  sqlite3_close_v2(handle_);
}

Error Connection::error(int result_code) const { return sqlite_error(result_code, handle_, path_, encrypted_); }

sqlite3_stmt* Connection::take(const std::string& sql) {
  const auto found = idle_.find(sql);
  if (found == idle_.end()) return nullptr;
  sqlite3_stmt* statement = found->second;
  idle_.erase(found);
  return statement;
}

void Connection::take_back(std::string sql, sqlite3_stmt* statement) noexcept {
  sqlite3_reset(statement);
  sqlite3_clear_bindings(statement);
  if (idle_.size() >= idle_statements_max)
    sqlite3_finalize(statement);
  else
    idle_.emplace(std::move(sql), statement);
}

void Connection::drop_idle_statements() {
  for (const auto& [sql, statement] : idle_) sqlite3_finalize(statement);
  idle_.clear();
}

// --- opening ------------------------------------------------------------------------------------------------

namespace {

void set_limits(sqlite3* handle) {
  sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, limits::sqlite_value_bytes_max);
  sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, limits::sqlite_sql_bytes_max);
  sqlite3_limit(handle, SQLITE_LIMIT_COLUMN, limits::sqlite_columns_max);
  sqlite3_limit(handle, SQLITE_LIMIT_VARIABLE_NUMBER, limits::sqlite_parameters_max);
  sqlite3_limit(handle, SQLITE_LIMIT_COMPOUND_SELECT, 50);
  sqlite3_limit(handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000);
  sqlite3_limit(handle, SQLITE_LIMIT_TRIGGER_DEPTH, 10);
  // VACUUM attaches one; nothing else here does.
  sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 1);
  sqlite3_limit(handle, SQLITE_LIMIT_WORKER_THREADS, 0);
}

int open_flags(Access access) {
  constexpr int always = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (access) {
    case Access::create:
      return always | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Access::read_write:
      return always | SQLITE_OPEN_READWRITE;
    case Access::read_only:
      return always | SQLITE_OPEN_READONLY;
  }
  return always;
}

/// When SQLite may not create a file it tries to read one, and reports that there is none.
Error opening_error(Error error, const OpenOptions& options) {
  if (error.code != "store.not_found" || options.access != Access::create || !options.vfs.empty()) return error;
  const std::size_t slash = options.path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : options.path.substr(0, slash + 1);
  struct stat status;
  if (::stat(folder.c_str(), &status) != 0) return error;
  return Error("store.no_permission").with("path", options.path).because(error.detail);
}

}  // namespace

Result<Database> Database::open(const OpenOptions& options) {
  if (options.path.contains('\0'))
    return fail(Error("store.cannot_open").with("path", options.path.substr(0, options.path.find('\0'))));
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(options.path.c_str(), &handle, open_flags(options.access),
                                   options.vfs.empty() ? nullptr : options.vfs.c_str());
  if (!handle) return fail(sqlite_error(code, nullptr, options.path, options.key.has_value()));
  Database db(std::make_shared<Connection>(handle, options.path, options.key.has_value()));
  if (code != SQLITE_OK) return fail(opening_error(db.connection_->error(code), options));
  MC_TRY(db.configure(options));
  return db;
}

Result<> Database::configure(const OpenOptions& options) {
  sqlite3* const handle = connection_->handle();
  sqlite3_busy_timeout(handle, options.busy_timeout_ms);
  set_limits(handle);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_FKEY, 1, nullptr);
  if (options.key) {
    // "raw:" skips SQLite3MC's slow derivation from a passphrase: this is a key already.
    std::string key = "raw:" + to_hex(*options.key);
    const int code = sqlite3_key_v2(handle, "main", key.data(), static_cast<int>(key.size()));
    std::ranges::fill(key, '\0');
    if (code != SQLITE_OK) return fail(connection_->error(code));
  }
  if (options.access != Access::read_only && sqlite3_db_readonly(handle, "main") == 1)
    return fail(Error("store.no_permission").with("path", options.path));
  // Before the first access: only then WAL does without shared memory.
  if (options.exclusive) MC_TRY(run("PRAGMA locking_mode=EXCLUSIVE"));
  MC_TRY(run("PRAGMA cell_size_check=ON"));
  if (options.access == Access::read_only) {
    MC_TRY(number("SELECT count(*) FROM sqlite_schema"));
    return {};
  }
  {
    Statement wal = MC_TRY(prepare("PRAGMA journal_mode=WAL"));
    if (!MC_TRY(wal.step()) || (wal.text(0) != "wal" && wal.text(0) != "memory"))
      return fail(Error("store.cannot_open").with("path", options.path).because("journal_mode=WAL was not taken"));
  }
  MC_TRY(run("PRAGMA synchronous=FULL"));
  MC_TRY(run("PRAGMA wal_autocheckpoint=" + std::to_string(options.checkpoint_pages)));
  MC_TRY(number("SELECT count(*) FROM sqlite_schema"));
  return {};
}

// --- use ----------------------------------------------------------------------------------------------------

const std::string& Database::path() const { return connection_->path(); }
sqlite3* Database::handle() const { return connection_->handle(); }
bool Database::encrypted() const { return connection_->encrypted(); }
std::int64_t Database::changes() const { return sqlite3_changes64(handle()); }
std::int64_t Database::last_insert_rowid() const { return sqlite3_last_insert_rowid(handle()); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(handle()) == 0; }
void Database::interrupt() { sqlite3_interrupt(handle()); }

Result<Statement> Database::prepare(std::string_view sql) {
  std::string text(sql);
  if (sqlite3_stmt* idle = connection_->take(text)) return Statement(connection_, std::move(text), idle);
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code =
      sqlite3_prepare_v3(handle(), text.c_str(), static_cast<int>(std::min(text.size(), std::size_t{1} << 30)),
                         SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (code != SQLITE_OK) return fail(connection_->error(code));
  const std::string_view tail(rest, static_cast<std::size_t>(text.c_str() + text.size() - rest));
  if (!statement || tail.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    sqlite3_finalize(statement);
    return fail(Error("store.internal").with("code", SQLITE_MISUSE).because("not exactly one SQL statement"));
  }
  return Statement(connection_, std::move(text), statement);
}

Result<std::int64_t> Database::number(std::string_view sql) {
  Statement statement = MC_TRY(prepare(sql));
  if (!MC_TRY(statement.step())) return 0;
  return statement.int64(0);
}

Result<> Database::run_script(std::string_view script) {
  const std::string text(script);
  const char* next = text.c_str();
  const char* const end = next + text.size();
  while (next < end) {
    sqlite3_stmt* statement = nullptr;
    int code = sqlite3_prepare_v3(handle(), next, static_cast<int>(std::min<std::ptrdiff_t>(end - next, 1 << 30)), 0,
                                  &statement, &next);
    if (code != SQLITE_OK) return fail(connection_->error(code));
    if (!statement) continue;  // white space or a comment
    do code = sqlite3_step(statement);
    while (code == SQLITE_ROW);
    if (code != SQLITE_DONE) {
      Error error = connection_->error(code);
      sqlite3_finalize(statement);
      return fail(std::move(error));
    }
    sqlite3_finalize(statement);
  }
  return {};
}

Result<> Database::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(handle(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(connection_->error(code));
  return {};
}

// --- transactions -------------------------------------------------------------------------------------------

Result<Transaction> Transaction::begin(Database& db) {
  MC_TRY(db.run("BEGIN IMMEDIATE"));
  return Transaction(db);
}

Transaction::~Transaction() { roll_back(); }

Result<> Transaction::commit() {
  const Result<> done = db_->run("COMMIT");
  if (done)
    db_ = nullptr;
  else
    roll_back();
  return done;
}

void Transaction::roll_back() {
  // After a full disk or an I/O error SQLite has rolled back already. A ROLLBACK itself cannot lose anything:
  // whatever it can't do now, recovery does at the next open.
  if (db_ && db_->in_transaction()) (void)db_->run("ROLLBACK");
  db_ = nullptr;
}

Result<ReadTransaction> ReadTransaction::begin(Database& db) {
  MC_TRY(db.run("BEGIN"));
  ReadTransaction transaction(db);
  // BEGIN alone takes no snapshot, the first read does.
  MC_TRY(db.number("SELECT count(*) FROM sqlite_schema"));
  return transaction;
}

ReadTransaction::~ReadTransaction() {
  if (db_ && db_->in_transaction()) (void)db_->run("ROLLBACK");
}

}  // namespace mingchou
