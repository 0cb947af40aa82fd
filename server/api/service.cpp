// What the server says about itself.
#include "server/api/handlers.h"
#include "server/core/entity_tag.h"
#include "server/data/data_folder.h"
#include "server/data/writer.h"
#include "server/version.h"
#include "shared/json/writer.h"

namespace mingchou::embedded {
extern const std::string_view openapi_json;
}

namespace mingchou::server {
namespace {

std::string_view text_of(Writer::State state) {
  switch (state) {
    case Writer::State::working:
      return "working";
    case Writer::State::failing:
      return "failing";
    case Writer::State::stopped:
      break;
  }
  return "stopped";
}

std::string_view text_of(DiskState state) {
  switch (state) {
    case DiskState::ok:
      return "ok";
    case DiskState::low:
      return "low";
    case DiskState::full:
      break;
  }
  return "full";
}

}  // namespace

Response json_response(std::string body) {
  Response response;
  response.set("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

Reply get_health(const Request&, const Parameters&, const Caller&, Context& context) {
  const Writer::State writer_state = context.writer.state();
  const DiskState disk = disk_state(context.data_folder);
  const bool is_writing = writer_state == Writer::State::working && disk != DiskState::full;
  json::Writer writer;
  writer.begin_object()
      .field("status", !is_writing              ? "failing"
                       : disk == DiskState::low ? "warning"
                                                : "ok")
      .key("writer")
      .begin_object()
      .field("state", text_of(writer_state))
      .field("queued", context.writer.queued())
      .end_object()
      .key("disk")
      .begin_object()
      .field("state", text_of(disk))
      .end_object()
      .end_object();
  Response response = json_response(std::move(writer).take());
  if (!is_writing) response.status = 503;
  return response;
}

Reply get_version(const Request&, const Parameters&, const Caller&, Context&) {
  json::Writer writer;
  writer.begin_object().field("name", "mingchou").field("version", program_version).end_object();
  return json_response(std::move(writer).take());
}

Reply get_openapi(const Request&, const Parameters&, const Caller&, Context&) {
  static const std::string tag = content_tag(embedded::openapi_json);
  Response response = json_response(std::string(embedded::openapi_json));
  response.set("ETag", tag);
  response.set("Cache-Control", "no-cache");
  return response;
}

}  // namespace mingchou::server
