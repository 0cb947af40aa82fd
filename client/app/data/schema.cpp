#include "client/app/data/schema.h"

#include "client_migrations.h"

namespace mingchou::client {

SchemaOptions tablet_schema(Instant now) {
  return {.migrations = client_migrations(), .application_id = tablet_application_id, .now = now};
}

}  // namespace mingchou::client
