// The server's core: one request in, one response out. It knows nothing of sockets and of the HTTP library; the
// adapter, the tests and the simulator call it alike. Safe to call from any number of threads at once.
#pragma once

#include "server/core/context.h"
#include "server/core/request.h"

namespace mingchou::server {

/// Never throws. Every response carries the headers of its surface and X-Request-Id; a HEAD has the headers of its
/// GET and the length of that body, which the adapter does not send.
Response handle(const Request& request, Context& context);

/// For what is refused before there is a request: the same form as every other problem.
Response refuse(const Refusal& refusal, const Request& request);

}  // namespace mingchou::server
