#include "client/app/model/bodies.h"

#include <utility>

#include "shared/json/writer.h"

namespace mingchou::client {

std::string reason_body(std::string_view reason) {
  json::Writer writer;
  return std::move(writer.begin_object().field("reason", reason).end_object()).take();
}

std::string fields_body(std::span<const items::Field> fields) {
  std::string json = "{";
  for (const items::Field& field : fields) {
    if (json.size() > 1) json += ',';
    json.append("\"").append(field.name).append("\":").append(field.json);
  }
  return json + "}";
}

}  // namespace mingchou::client
