// GET /api/v1/departments
#include "shared/registry/departments.h"

#include <charconv>

#include "server/api/handlers.h"
#include "server/core/problem.h"
#include "server/data/readers.h"
#include "shared/json/writer.h"

namespace mingchou::server {
namespace {

/// The limit asked for; what is no number in range gets the registry's own refusal.
int limit_of(const Request& request) {
  const auto text = request.query_value("limit");
  if (!text) return department_page_default;
  int limit = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
  return error == std::errc() && end == text->data() + text->size() ? limit : 0;
}

std::string to_json(const DepartmentPage& page) {
  json::Writer writer;
  writer.begin_object().key("items").begin_array();
  for (const DepartmentSummary& department : page.departments)
    writer.begin_object()
        .field("id", department.id.uuid.text())
        .field("code", department.code)
        .field("name", department.name)
        .field("short_name", department.short_name)
        .field("kind", department.kind)
        .field("inspector_count", department.inspector_count)
        .field("target_count", department.target_count)
        .end_object();
  writer.end_array().key("next_cursor");
  if (page.next_cursor)
    writer.value(*page.next_cursor);
  else
    writer.null();
  return std::move(writer.end_object()).take();
}

}  // namespace

Reply list_departments_page(const Request& request, const Parameters&, const Caller&, Context& context) {
  const std::string_view cursor = request.query_value("cursor").value_or("");
  auto page =
      context.readers.read([&](Database& database) { return list_departments(database, cursor, limit_of(request)); });
  if (!page) return std::unexpected(refusal_of(std::move(page).error()));
  return json_response(to_json(*page));
}

}  // namespace mingchou::server
