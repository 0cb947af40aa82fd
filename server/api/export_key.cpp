// GET /api/v1/export-key: the public key to which tablets seal their export files.
#include "server/api/handlers.h"
#include "server/data/server_keys.h"
#include "shared/base/hex.h"
#include "shared/json/writer.h"

namespace mingchou::server {

Reply get_export_key(const Request&, const Parameters&, const Caller&, Context& context) {
  json::Writer writer;
  writer.begin_object().field("key", to_hex(context.keys.export_key())).end_object();
  return json_response(std::move(writer).take());
}

}  // namespace mingchou::server
