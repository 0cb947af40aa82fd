// SQLite's result codes as errors that a person can act on. Only shared/store includes this.
#pragma once

#include <string_view>

#include "shared/base/error.h"

struct sqlite3;

namespace mingchou {

/// The error for an (extended) result code. `db` may be null; its message goes into the detail.
/// `encrypted` decides how "not a database" is said: with a key the key may be the wrong one.
Error sqlite_error(int result_code, sqlite3* db, std::string_view path, bool encrypted);

}  // namespace mingchou
