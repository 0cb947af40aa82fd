// What the store does to whole files of the system: a damaged database is set aside, never deleted; a finished
// copy takes its name. All of it is durable when it returns. Native; in WebAssembly only under node.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/time.h"

namespace mingchou {

/// Gives `path`, `path`-wal and `path`-shm together the name `path`.<why>-<UTC stamp> (so SQLite still takes
/// them for one database) and gives that name back. The database must be closed. Nothing is lost at any moment:
/// the new names stand before the old ones go.
Result<std::string> set_aside(const std::string& path, Instant now, std::string_view why);
inline Result<std::string> set_aside_damaged(const std::string& path, Instant now) {
  return set_aside(path, now, "damaged");
}

/// Syncs the file, renames it over `to`, syncs the folder.
Result<> rename_durably(const std::string& from, const std::string& to);
void remove_file_if_there(const std::string& path);

}  // namespace mingchou
