// Looks a whole database over: the structure of its pages and indexes, and rows that point nowhere; or, at every
// start of a tablet, as much of it as there is time for.
#pragma once

#include <functional>
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

enum class Soundness {
  sound,
  unfinished,  // nothing wrong as far as it came
  damaged,
};

struct QuickCheck {
  Soundness soundness = Soundness::sound;
  /// The first finding, in SQLite's English.
  std::string finding = {};
};

/// Opens the database for itself, writes nothing and leaves a log as it is (a rollback journal it plays back). Looks at
/// the structure of every page, tables in the order in which they were made; compares no index with its table.
/// `keep_going` is asked every few milliseconds. No other connection may have it open.
Result<QuickCheck> check_quickly(const OpenOptions& options, const std::function<bool()>& keep_going);

}  // namespace mingchou
