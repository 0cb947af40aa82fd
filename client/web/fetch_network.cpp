#include "client/web/fetch_network.h"

#include <utility>

#include "shared/base/limits.h"

extern "C" {
void platform_send(unsigned id, const char* method, const char* path, const char* body, const char* if_match,
                   const char* language, int files, int timeout_ms, unsigned bytes_max);
void platform_abort(unsigned id);
}

namespace mingchou::client {

namespace {

const char* name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::remove:
      return "DELETE";
  }
  return "GET";
}

}  // namespace

Network::RequestId FetchNetwork::send(const HttpRequest& request, Done done) {
  const RequestId id = ++last_id_;
  pending_.emplace(id, Pending{std::move(done), request.sent});
  const bool is_plain = request.files == HttpRequest::Files::none;
  platform_send(id, name_of(request.method), request.path.c_str(), request.body.c_str(), request.if_match.c_str(),
                request.language.c_str(), static_cast<int>(request.files),
                is_plain ? network_limits::request_ms_max : network_limits::file_request_ms_max,
                limits::json_document_bytes_max);
  return id;
}

void FetchNetwork::sent(RequestId id, std::int64_t bytes) {
  const auto found = pending_.find(id);
  if (found != pending_.end() && found->second.sent) found->second.sent(bytes);
}

void FetchNetwork::abort(RequestId id) {
  if (pending_.erase(id) > 0) platform_abort(id);
}

void FetchNetwork::ended(RequestId id, Outcome outcome, HttpAnswer answer) {
  auto found = pending_.extract(id);
  if (!found) return;
  switch (outcome) {
    case Outcome::answered:
      return found.mapped().done(std::move(answer));
    case Outcome::timeout:
      return found.mapped().done(fail(Error("client.timeout")));
    case Outcome::too_large:
      return found.mapped().done(fail(Error("client.answer_too_large")));
    case Outcome::file_gone:
      return found.mapped().done(fail(Error("client.file_gone")));
    case Outcome::offline:
      break;
  }
  found.mapped().done(fail(Error("client.offline")));
}

}  // namespace mingchou::client
