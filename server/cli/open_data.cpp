#include "server/cli/open_data.h"

#include <unistd.h>

#include "server/data/schema.h"
#include "shared/registry/target_index.h"
#include "shared/store/integrity.h"
#include "shared/store/migration.h"
#include "shared/store/set_aside.h"

namespace mingchou::server {
namespace {

Result<bool> is_damaged(const std::string& path) {
  if (::access(path.c_str(), F_OK) != 0) return false;
  Result<std::vector<std::string>> findings;
  {
    auto database = Database::open({.path = path, .access = Access::read_write});
    findings = database ? check_integrity(*database) : fail(database.error());
  }
  if (findings) return !findings->empty();
  if (findings.error().code == "store.damaged") return true;
  return std::unexpected(std::move(findings).error());
}

}  // namespace

Result<Database> open_server_database(const DataFolder& folder, Instant now) {
  Database database = MC_TRY(Database::open({.path = folder.database_path()}));
  MC_TRY(migrate(database, server_schema(now)));
  MC_TRY(build_index_if_needed(database));
  return database;
}

Result<std::string> set_aside_if_damaged(const DataFolder& folder, Instant now) {
  if (!MC_TRY(is_damaged(folder.database_path()))) return std::string();
  return set_aside_damaged(folder.database_path(), now);
}

}  // namespace mingchou::server
