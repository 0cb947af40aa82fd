#include "shared/store/sqlite_error.h"

#include <errno.h>
#include <sqlite3.h>

namespace mingchou {
namespace {

Error cannot_open(sqlite3* db, std::string_view path) {
  switch (db ? sqlite3_system_errno(db) : 0) {
    case ENOENT:
    case ENOTDIR:
      return Error("store.not_found").with("path", path);
    case EACCES:
    case EPERM:
    case EROFS:
      return Error("store.no_permission").with("path", path);
    case ENOSPC:
    case EDQUOT:
      return Error("store.disk_full").with("path", path);
    case EUCLEAN:
      return Error("store.slot_damaged").with("path", path);
    default:
      return Error("store.cannot_open").with("path", path);
  }
}

std::string_view constraint_rule(int extended_code) {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return "unique";
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return "foreign_key";
    case SQLITE_CONSTRAINT_NOTNULL:
      return "not_null";
    case SQLITE_CONSTRAINT_CHECK:
      return "check";
    case SQLITE_CONSTRAINT_TRIGGER:
      return "trigger";
    case SQLITE_CONSTRAINT_DATATYPE:
      return "type";
    default:
      return "other";
  }
}

Error io_error(sqlite3* db, std::string_view path) {
  const int system_error = db ? sqlite3_system_errno(db) : 0;
  if (system_error == ENOSPC || system_error == EDQUOT) return Error("store.disk_full").with("path", path);
  return Error("store.io_error").with("path", path);
}

Error error_for(int code, sqlite3* db, std::string_view path, bool encrypted) {
  switch (code & 0xFF) {
    case SQLITE_FULL:
      return Error("store.disk_full").with("path", path);
    case SQLITE_IOERR:
      return io_error(db, path);
    case SQLITE_CORRUPT:
      return Error("store.damaged").with("path", path);
    case SQLITE_NOTADB:
      return Error(encrypted ? "store.damaged_or_other_key" : "store.damaged").with("path", path);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Error("store.busy").with("path", path);
    case SQLITE_CANTOPEN:
      return cannot_open(db, path);
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return Error("store.read_only").with("path", path);
    case SQLITE_CONSTRAINT:
      return Error("store.constraint").with("rule", constraint_rule(code));
    case SQLITE_TOOBIG:
      return Error("store.too_big");
    case SQLITE_NOMEM:
      return Error("store.no_memory");
    case SQLITE_INTERRUPT:
      return Error("store.cancelled");
    default:
      return Error("store.internal").with("code", code);
  }
}

}  // namespace

Error sqlite_error(int result_code, sqlite3* db, std::string_view path, bool encrypted) {
  std::string detail = sqlite3_errstr(result_code);
  if (db) detail += std::string("; ") + sqlite3_errmsg(db);
  return error_for(result_code, db, path, encrypted).because(detail + " (" + std::to_string(result_code) + ")");
}

}  // namespace mingchou
