// The schema of mingchou.db: the migrations in server/migrations, embedded, and the mark that tells the file from
// other SQLite databases. Everything that opens the database (serve, demo, check) goes through here.
#pragma once

#include "shared/store/migration.h"

namespace mingchou::server {

/// PRAGMA application_id of mingchou.db: "MCSV".
inline constexpr std::int32_t database_application_id = 0x4D435356;

SchemaOptions server_schema(Instant now);

}  // namespace mingchou::server
