// Opening the data folder's database, said the same way by every command.
#pragma once

#include <string>

#include "server/data/data_folder.h"
#include "shared/base/time.h"
#include "shared/store/database.h"

namespace mingchou::server {

/// The database of an open folder, made if it is missing, at this program's schema. Errors: those of the store.
Result<Database> open_server_database(const DataFolder& folder, Instant now);

/// Gives a damaged database another name beside its place, so that a new one can be begun; deletes nothing. A sound
/// database stays. The new name, or "" if nothing was damaged.
Result<std::string> set_aside_if_damaged(const DataFolder& folder, Instant now);

}  // namespace mingchou::server
