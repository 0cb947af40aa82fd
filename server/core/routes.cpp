#include "server/core/routes.h"

#include <algorithm>

#include "server/api/handlers.h"

namespace mingchou::server {
namespace {

constexpr std::size_t no_body = 0;

constexpr Route table[] = {
    {"GET", "/healthz", Surface::api, Role::anyone, "getHealth", no_body, get_health},
    {"GET", "/api/v1/version", Surface::api, Role::anyone, "getVersion", no_body, get_version},
    {"GET", "/api/v1/openapi.json", Surface::api, Role::anyone, "getOpenApi", no_body, get_openapi},
    {"GET", "/api/v1/departments", Surface::api, Role::anyone, "listDepartments", no_body, list_departments_page},
    {"GET", "/api/v1/export-key", Surface::api, Role::anyone, "getExportKey", no_body, get_export_key},
    // Whoever may reach the server may take these until there are sessions; what is internal is not in them.
    {"GET", "/api/v1/snapshots/targets", Surface::api, Role::anyone, "getTargetSnapshot", no_body, get_target_snapshot},
    {"GET", "/api/v1/snapshots/targets/{snapshot}/{index}", Surface::api, Role::anyone, "getTargetSnapshotPart",
     no_body, get_target_snapshot_part},
    {"POST", "/api/v1/client-events", Surface::api, Role::anyone, "postClientEvent", 8 * 1024, post_client_event},
};

}  // namespace

std::span<const Route> routes() { return table; }

bool matches(std::string_view pattern, std::string_view path, Parameters& parameters) {
  parameters.clear();
  while (!pattern.empty() && !path.empty()) {
    const std::size_t pattern_end = std::min(pattern.find('/', 1), pattern.size());
    const std::size_t path_end = std::min(path.find('/', 1), path.size());
    const std::string_view place = pattern.substr(1, pattern_end - 1);
    const std::string_view segment = path.substr(1, path_end - 1);
    if (place.starts_with('{')) {
      if (segment.empty()) return false;
      parameters.emplace_back(place.substr(1, place.size() - 2), segment);
    } else if (place != segment) {
      return false;
    }
    pattern.remove_prefix(pattern_end);
    path.remove_prefix(path_end);
  }
  return pattern.empty() && path.empty();
}

std::size_t body_bytes_max(std::string_view method, std::string_view path) {
  Parameters parameters;
  std::size_t bytes_max = 0;
  for (const Route& route : table)
    if (route.method == method && matches(route.pattern, path, parameters))
      bytes_max = std::max(bytes_max, route.body_bytes_max);
  return bytes_max;
}

}  // namespace mingchou::server
