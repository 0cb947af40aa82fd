// One prepared statement: bind, step, read columns.
//
//   Statement find = MC_TRY(db.prepare("SELECT name FROM target WHERE id = ?"));
//   find.bind(1, id);
//   while (MC_TRY(find.step())) use(find.text(0));
//
// A statement holds its connection open, so it may outlive the Database it came from; it belongs to the thread
// of that connection. When it goes, it is reset and kept by the connection for the next prepare() of the same
// text. A statement that stays between two rows holds a read transaction open: keep it short, or reset() it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/base/uuid.h"

struct sqlite3_stmt;

namespace mingchou {

class Connection;

class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  /// Parameters count from 1. Values are copied. A failed bind (no such parameter, value too big) is reported
  /// by the next step(), so that binds can be chained.
  Statement& bind(int parameter, std::nullptr_t);
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, int value) { return bind(parameter, std::int64_t{value}); }
  Statement& bind(int parameter, bool value) { return bind(parameter, std::int64_t{value}); }
  Statement& bind(int parameter, double value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, const char* text) { return bind(parameter, std::string_view(text)); }
  Statement& bind(int parameter, const std::string& text) { return bind(parameter, std::string_view(text)); }
  Statement& bind(int parameter, BytesView blob);
  Statement& bind(int parameter, const Bytes& blob) { return bind(parameter, BytesView(blob)); }
  Statement& bind(int parameter, const Uuid& id) { return bind(parameter, BytesView(id.bytes)); }
  Statement& bind(int parameter, Instant t) { return bind(parameter, t.ms); }
  template <class Tag>
  Statement& bind(int parameter, const Id<Tag>& id) {
    return bind(parameter, id.uuid);
  }
  template <class T>
  Statement& bind(int parameter, const std::optional<T>& value) {
    return value ? bind(parameter, *value) : bind(parameter, nullptr);
  }
  /// All parameters in order.
  template <class... T>
  Statement& bind_all(const T&... values) {
    int parameter = 0;
    (bind(++parameter, values), ...);
    return *this;
  }

  /// True: a row is there. False: done, and the statement is reset (bindings stay). Ready for the next round.
  Result<bool> step();
  /// Binds all parameters in order and runs to the end; rows are passed over.
  template <class... T>
  Result<> run(const T&... values) {
    bind_all(values...);
    return finish();
  }
  /// Back to before the first row; bindings stay.
  void reset();

  /// Columns count from 0 and may be read after step() gave true. Views live until the next step() or reset().
  /// SQLite converts between types; ask is_null() where NULL matters (a NULL reads as 0, "" or no bytes).
  int column_count() const;
  std::string_view column_name(int column) const;
  bool is_null(int column) const;
  std::int64_t int64(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  BytesView blob(int column) const;
  Instant instant(int column) const { return {int64(column)}; }
  /// Nothing unless the column is a BLOB of 16 bytes.
  std::optional<Uuid> uuid(int column) const;

 private:
  friend class Database;
  Statement(std::shared_ptr<Connection> connection, std::string sql, sqlite3_stmt* handle);
  Result<> finish();
  void note(int result_code);
  void give_back();

  std::shared_ptr<Connection> connection_;
  std::string sql_;
  sqlite3_stmt* handle_;
  int bind_failure_ = 0;
};

}  // namespace mingchou
