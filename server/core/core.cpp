#include "server/core/core.h"

#include <exception>

#include "server/core/admission.h"
#include "server/core/entity_tag.h"
#include "server/core/problem.h"
#include "server/core/routes.h"
#include "server/core/static_files.h"
#include "server/log/log.h"

namespace mingchou::server {
namespace {

bool is_read(std::string_view method) { return method == "GET" || method == "HEAD"; }

/// What the table has for a path.
struct Match {
  const Route* route = nullptr;  // for the method asked for
  Parameters parameters;
  std::string allow;  // every method that the path knows; "" if the path is unknown
};

Match find_route(const Request& request) {
  Match match;
  Parameters parameters;
  const std::string_view method = request.method == "HEAD" ? "GET" : std::string_view(request.method);
  for (const Route& route : routes()) {
    if (!matches(route.pattern, request.path, parameters)) continue;
    if (!match.allow.empty()) match.allow += ", ";
    match.allow += route.method == "GET" ? "GET, HEAD" : route.method;
    if (route.method == method) {
      match.route = &route;
      match.parameters = parameters;
    }
  }
  return match;
}

void log_refusal(const Request& request, const Refusal& refusal, Context& context) {
  if (refusal.status < 500 && refusal.error.detail.empty()) return;
  // 503 says "come again": expected where many come at once.
  const LogLevel level = refusal.status == 503   ? LogLevel::warning
                         : refusal.status >= 500 ? LogLevel::error
                                                 : LogLevel::debug;
  context.log.write(level, "refused",
                    {{"request", request.id}, {"code", refusal.error.code}, {"detail", refusal.error.detail}});
}

Reply call(const Route& route, const Request& request, const Parameters& parameters, Context& context) {
  const auto caller = admit(route, request, context);
  if (!caller) return std::unexpected(caller.error());
  if (request.body.size() > route.body_bytes_max)
    return std::unexpected(
        Refusal{413, Error("server.body_too_large").with("bytes_max", static_cast<long long>(route.body_bytes_max))});
  try {
    return route.handler(request, parameters, *caller, context);
  } catch (const std::exception& exception) {
    return std::unexpected(Refusal{500, Error("server.internal").because(exception.what())});
  }
}

/// Seconds after which to come again, 1 to 4: spread by the request's random id, so that tablets that were turned
/// away together do not come back together.
std::string retry_after(const Request& request) {
  unsigned sum = 0;
  for (const char c : request.id) sum += static_cast<unsigned char>(c);
  return std::to_string(1 + sum % 4);
}

Response refuse_logged(const Refusal& refusal, const Request& request, Context& context) {
  log_refusal(request, refusal, context);
  return refuse(refusal, request);
}

Response answer_route(const Match& match, const Request& request, Context& context) {
  Reply reply = call(*match.route, request, match.parameters, context);
  if (!reply) return refuse_logged(reply.error(), request, context);
  if (is_read(request.method)) answer_not_modified(request, *reply);
  add_security_headers(*reply, match.route->surface, request.is_tls);
  return *std::move(reply);
}

Response answer(const Request& request, Context& context) {
  const Match match = find_route(request);
  if (match.route) return answer_route(match, request, context);

  if (match.allow.empty()) {
    const bool is_file = !request.path.starts_with("/api/") && context.files.has(request.path);
    if (!is_file) return refuse(Refusal{404, Error("server.not_found").with("path", request.path)}, request);
    if (is_read(request.method)) {
      Response response = context.files.answer(request);
      add_security_headers(response, Surface::app, request.is_tls);
      return response;
    }
  }
  Response response = refuse(Refusal{405, Error("server.method_not_allowed").with("method", request.method)}, request);
  response.set("Allow", match.allow.empty() ? "GET, HEAD" : match.allow);
  return response;
}

}  // namespace

Response refuse(const Refusal& refusal, const Request& request) {
  Response response = problem(refusal, request.id, language_of(request));
  if (refusal.status == 503) response.set("Retry-After", retry_after(request));
  if (refusal.status == 429) response.set("Retry-After", refusal.error.argument("seconds"));
  // Demanded by RFC 9110; a scheme of our own, so that no browser asks for a password by itself.
  if (refusal.status == 401) response.set("WWW-Authenticate", "Session realm=\"mingchou\"");
  add_security_headers(response, Surface::api, request.is_tls);
  response.set("X-Request-Id", request.id);
  return response;
}

Response handle(const Request& request, Context& context) {
  Response response = answer(request, context);
  response.set("X-Request-Id", request.id);
  return response;
}

}  // namespace mingchou::server
