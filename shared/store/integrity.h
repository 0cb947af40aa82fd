// Looks a whole database over: the structure of its pages and indexes, and rows that point nowhere.
#pragma once

#include <string>
#include <vector>

#include "shared/base/error.h"
#include "shared/store/database.h"

namespace mingchou {

namespace limits {
inline constexpr int integrity_findings_max = 100;
}

/// One line per finding, in SQLite's English; empty means sound. At most integrity_findings_max of each kind.
/// Reads everything: takes seconds to minutes on a large database, and can be ended by Database::interrupt().
Result<std::vector<std::string>> check_integrity(Database& db);

}  // namespace mingchou
