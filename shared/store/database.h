// One connection to a SQLite database, opened the one way this project wants it: WAL, synchronous=FULL (an
// acknowledged commit is on the disk), foreign keys on, an untrusted schema, limits on everything.
//
// A connection belongs to one thread at a time. The server has one writer and several readers, each with a
// connection of its own; readers open with Access::read_only after the writer has opened and migrated.
// The client opens its one connection with `exclusive` and a key, over the block-file VFS (block_vfs.h).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/store/statement.h"

struct sqlite3;

namespace mingchou {

/// A raw 256-bit key for ChaCha20-Poly1305; no derivation is done here.
using DatabaseKey = ByteArray<32>;

enum class Access {
  create,      // read and write; the file is made if it is missing
  read_write,  // the file must be there
  read_only,
};

struct OpenOptions {
  std::string path = {};
  /// Name of a registered VFS; empty is the system's own.
  std::string vfs = {};
  Access access = Access::create;
  /// How long a statement waits for another connection's lock before it says "busy".
  int busy_timeout_ms = 5000;
  std::optional<DatabaseKey> key = {};
  /// The only connection: no shared memory is used. Needed where the VFS has none.
  bool exclusive = false;
  /// Pages in the WAL after which a commit copies them into the database file.
  int checkpoint_pages = 1000;
};

namespace limits {
/// One text, BLOB or row, in bytes.
inline constexpr int sqlite_value_bytes_max = 32 * 1024 * 1024;
/// One SQL text, in bytes.
inline constexpr int sqlite_sql_bytes_max = 1024 * 1024;
inline constexpr int sqlite_columns_max = 500;
inline constexpr int sqlite_parameters_max = 1000;
}  // namespace limits

class Database {
 public:
  static Result<Database> open(const OpenOptions& options);

  const std::string& path() const;
  /// Ready to run; texts are kept prepared, so asking again for the same text is cheap.
  /// Exactly one statement: text after it is refused.
  Result<Statement> prepare(std::string_view sql);
  /// One statement with its parameters, run to the end.
  template <class... T>
  Result<> run(std::string_view sql, const T&... values) {
    Statement statement = MC_TRY(prepare(sql));
    return statement.run(values...);
  }
  /// The first column of the first row as a number; 0 if there is no row.
  Result<std::int64_t> number(std::string_view sql);
  /// Any number of statements without parameters: schema from .sql files. Stops at the first error.
  Result<> run_script(std::string_view script);

  /// Rows changed by the last INSERT, UPDATE or DELETE.
  std::int64_t changes() const;
  std::int64_t last_insert_rowid() const;
  bool in_transaction() const;

  /// Copies the WAL into the database file and starts it anew.
  Result<> checkpoint();
  /// Ends the running statement of this connection with "store.cancelled"; may be called from any thread while
  /// the Database lives.
  void interrupt();

  /// For shared/store and its tests.
  sqlite3* handle() const;
  bool encrypted() const;

 private:
  explicit Database(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
  Result<> configure(const OpenOptions& options);
  std::shared_ptr<Connection> connection_;
};

/// A write transaction: BEGIN IMMEDIATE, and ROLLBACK when it goes without a commit. The Database must outlive it.
class Transaction {
 public:
  static Result<Transaction> begin(Database& db);
  Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  /// On success everything since begin() is on the disk. On failure it is rolled back here; after an I/O error
  /// or a full disk *and* a crash before the next commit, it may still turn out to be there, whole.
  Result<> commit();
  void roll_back();

 private:
  explicit Transaction(Database& db) : db_(&db) {}
  Database* db_;
};

/// A consistent view over several reads; ends with the object.
class ReadTransaction {
 public:
  static Result<ReadTransaction> begin(Database& db);
  ReadTransaction(ReadTransaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
  ReadTransaction& operator=(ReadTransaction&&) = delete;
  ~ReadTransaction();

 private:
  explicit ReadTransaction(Database& db) : db_(&db) {}
  Database* db_;
};

}  // namespace mingchou
