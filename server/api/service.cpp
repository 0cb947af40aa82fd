// What the server says about itself.
#include "server/api/handlers.h"
#include "server/core/entity_tag.h"
#include "server/version.h"
#include "shared/json/writer.h"

namespace mingchou::embedded {
extern const std::string_view openapi_json;
}

namespace mingchou::server {

Response json_response(std::string body) {
  Response response;
  response.set("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

Reply get_health(const Request&, const Parameters&, Context&) {
  json::Writer writer;
  writer.begin_object().field("status", "ok").end_object();
  return json_response(std::move(writer).take());
}

Reply get_version(const Request&, const Parameters&, Context&) {
  json::Writer writer;
  writer.begin_object().field("name", "mingchou").field("version", program_version).end_object();
  return json_response(std::move(writer).take());
}

Reply get_openapi(const Request&, const Parameters&, Context&) {
  static const std::string tag = content_tag(embedded::openapi_json);
  Response response = json_response(std::string(embedded::openapi_json));
  response.set("ETag", tag);
  response.set("Cache-Control", "no-cache");
  return response;
}

}  // namespace mingchou::server
