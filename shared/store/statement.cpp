#include "shared/store/statement.h"

#include <sqlite3.h>

#include <algorithm>
#include <limits>

#include "shared/store/connection.h"

namespace mingchou {

Statement::Statement(std::shared_ptr<Connection> connection, std::string sql, sqlite3_stmt* handle)
    : connection_(std::move(connection)), sql_(std::move(sql)), handle_(handle) {}

Statement::Statement(Statement&& other) noexcept
    : connection_(std::move(other.connection_)),
      sql_(std::move(other.sql_)),
      handle_(std::exchange(other.handle_, nullptr)),
      bind_failure_(other.bind_failure_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
  if (this == &other) return *this;
  give_back();
  connection_ = std::move(other.connection_);
  sql_ = std::move(other.sql_);
  handle_ = std::exchange(other.handle_, nullptr);
  bind_failure_ = other.bind_failure_;
  return *this;
}

Statement::~Statement() { give_back(); }

void Statement::give_back() {
  if (handle_) connection_->take_back(std::move(sql_), std::exchange(handle_, nullptr));
}

void Statement::note(int result_code) {
  if (result_code != SQLITE_OK && bind_failure_ == SQLITE_OK) bind_failure_ = result_code;
}

Statement& Statement::bind(int parameter, std::nullptr_t) {
  note(sqlite3_bind_null(handle_, parameter));
  return *this;
}

Statement& Statement::bind(int parameter, std::int64_t value) {
  note(sqlite3_bind_int64(handle_, parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, double value) {
  note(sqlite3_bind_double(handle_, parameter, value));
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  // An empty view may hold a null pointer, which SQLite would take for NULL.
  const char* data = text.data() ? text.data() : "";
  note(sqlite3_bind_text64(handle_, parameter, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(int parameter, BytesView blob) {
  const void* data = blob.data() ? static_cast<const void*>(blob.data()) : "";
  note(sqlite3_bind_blob64(handle_, parameter, data, blob.size(), SQLITE_TRANSIENT));
  return *this;
}

Result<bool> Statement::step() {
  if (bind_failure_ != SQLITE_OK) {
    const int code = std::exchange(bind_failure_, SQLITE_OK);
    sqlite3_reset(handle_);
    return fail(connection_->error(code));
  }
  const int code = sqlite3_step(handle_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) {
    sqlite3_reset(handle_);
    return false;
  }
  Error error = connection_->error(code);
  sqlite3_reset(handle_);
  return fail(std::move(error));
}

Result<> Statement::finish() {
  while (MC_TRY(step())) {
  }
  return {};
}

void Statement::reset() { sqlite3_reset(handle_); }

int Statement::column_count() const { return sqlite3_column_count(handle_); }

std::string_view Statement::column_name(int column) const {
  const char* name = sqlite3_column_name(handle_, column);
  return name ? name : "";
}

bool Statement::is_null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
std::int64_t Statement::int64(int column) const { return sqlite3_column_int64(handle_, column); }
double Statement::real(int column) const { return sqlite3_column_double(handle_, column); }

std::string_view Statement::text(int column) const {
  // The order of these two calls is SQLite's rule: the length is that of the converted text.
  const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
  const int size = sqlite3_column_bytes(handle_, column);
  return data ? std::string_view(data, static_cast<std::size_t>(size)) : std::string_view();
}

BytesView Statement::blob(int column) const {
  const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
  const int size = sqlite3_column_bytes(handle_, column);
  return data ? BytesView(data, static_cast<std::size_t>(size)) : BytesView();
}

std::optional<Uuid> Statement::uuid(int column) const {
  if (sqlite3_column_type(handle_, column) != SQLITE_BLOB) return std::nullopt;
  const BytesView bytes = blob(column);
  Uuid id;
  if (bytes.size() != id.bytes.size()) return std::nullopt;
  std::ranges::copy(bytes, id.bytes.begin());
  return id;
}

}  // namespace mingchou
