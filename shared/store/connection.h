// What a Database and its statements share: the SQLite handle and the idle statements. Only shared/store
// includes this. One thread at a time, as SQLITE_THREADSAFE=2 asks.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "shared/base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace mingchou {

class Connection {
 public:
  /// Idle statements kept; the number of different texts in a program is far below it.
  static constexpr std::size_t idle_statements_max = 128;

  Connection(sqlite3* handle, std::string path, bool encrypted)
      : handle_(handle), path_(std::move(path)), encrypted_(encrypted) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection();

  sqlite3* handle() const { return handle_; }
  const std::string& path() const { return path_; }
  bool encrypted() const { return encrypted_; }
  Error error(int result_code) const;

  /// An idle statement of this very text, or null.
  sqlite3_stmt* take(const std::string& sql);
  void take_back(std::string sql, sqlite3_stmt* statement) noexcept;
  void drop_idle_statements();

 private:
  sqlite3* handle_;
  std::string path_;
  bool encrypted_;
  std::multimap<std::string, sqlite3_stmt*, std::less<>> idle_;
};

}  // namespace mingchou
