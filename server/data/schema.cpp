#include "server/data/schema.h"

#include "server_migrations.h"

namespace mingchou::server {

SchemaOptions server_schema(Instant now) {
  return {.migrations = server_migrations(), .application_id = database_application_id, .now = now};
}

}  // namespace mingchou::server
