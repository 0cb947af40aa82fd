// The table of everything the server answers besides static files. It is data: the core routes and admits by it, and
// tests hold it against the OpenAPI file both ways and against the matrix of who may what.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/core/access.h"
#include "server/core/caller.h"
#include "server/core/context.h"
#include "server/core/request.h"
#include "server/core/surface.h"

namespace mingchou::server {

/// Values of the {name} places of a pattern.
using Parameters = std::vector<std::pair<std::string_view, std::string_view>>;

/// What a handler gives: a response, or an error with its status.
using Reply = std::expected<Response, Refusal>;
using Handler = Reply (*)(const Request&, const Parameters&, const Caller&, Context&);

struct Route {
  std::string_view method;   // GET answers HEAD too
  std::string_view pattern;  // "/api/v1/things/{id}"; a place fills one whole segment, a last one
                             // of the form {+rest} all that are left
  Surface surface;
  Access access;
  std::string_view operation;  // operationId in server/api/openapi.json
  std::size_t body_bytes_max;
  Handler handler;
};

std::span<const Route> routes();

/// Fills `parameters` (views into `path`) and tells whether the path fits.
bool matches(std::string_view pattern, std::string_view path, Parameters& parameters);

/// The largest body that a request to this method and path may bring: what the adapter reads at most.
std::size_t body_bytes_max(std::string_view method, std::string_view path);

}  // namespace mingchou::server
