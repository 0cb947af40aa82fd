#include "client/app/model/bodies.h"

#include <utility>

#include "shared/json/writer.h"

namespace mingchou::client {

std::string reason_body(std::string_view reason) {
  json::Writer writer;
  return std::move(writer.begin_object().field("reason", reason).end_object()).take();
}

}  // namespace mingchou::client
