#include "client/web/fetch_network.h"

#include <utility>

#include "shared/base/limits.h"

extern "C" {
void platform_get(unsigned id, const char* path, int timeout_ms, unsigned bytes_max);
void platform_abort(unsigned id);
}

namespace mingchou::client {

Network::RequestId FetchNetwork::get(std::string_view path, Done done) {
  const RequestId id = ++last_id_;
  pending_.emplace(id, std::move(done));
  platform_get(id, std::string(path).c_str(), network_limits::request_ms_max, limits::json_document_bytes_max);
  return id;
}

void FetchNetwork::abort(RequestId id) {
  if (pending_.erase(id) > 0) platform_abort(id);
}

void FetchNetwork::ended(RequestId id, Outcome outcome, HttpAnswer answer) {
  auto found = pending_.extract(id);
  if (!found) return;
  switch (outcome) {
    case Outcome::answered:
      return found.mapped()(std::move(answer));
    case Outcome::timeout:
      return found.mapped()(fail(Error("client.timeout")));
    case Outcome::too_large:
      return found.mapped()(fail(Error("client.answer_too_large")));
    case Outcome::offline:
      break;
  }
  found.mapped()(fail(Error("client.offline")));
}

}  // namespace mingchou::client
