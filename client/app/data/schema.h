// The schema of tablet.db: the migrations in client/migrations, embedded, and the mark that tells the file from other
// SQLite databases.
#pragma once

#include "shared/store/migration.h"

namespace mingchou::client {

/// PRAGMA application_id of tablet.db: "MCTB".
inline constexpr std::int32_t tablet_application_id = 0x4D435442;

SchemaOptions tablet_schema(Instant now);

}  // namespace mingchou::client
