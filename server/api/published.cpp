#include "server/api/published.h"

#include "server/api/handlers.h"

namespace mingchou::server {

Response for_everybody(std::string json) {
  Response response = json_response(std::move(json));
  response.set("Cache-Control", "public, max-age=" + std::to_string(public_seconds_max));
  return response;
}

Result<Names> department_names(Database& database) {
  Names names;
  Statement read = MC_TRY(database.prepare("SELECT id, name FROM department"));
  while (MC_TRY(read.step())) names.emplace(read.uuid(0).value_or(Uuid{}), read.text(1));
  return names;
}

const std::string& name_in(const Names& departments, const DepartmentId& id) {
  static const std::string unknown;
  const auto found = departments.find(id.uuid);
  return found == departments.end() ? unknown : found->second;
}

void write_departments(json::Writer& writer, const DepartmentId& initiating,
                       const std::vector<DepartmentId>& participating, const Names& departments) {
  writer.key("departments").begin_array().value(name_in(departments, initiating));
  for (const DepartmentId& id : participating) writer.value(name_in(departments, id));
  writer.end_array();
}

}  // namespace mingchou::server
