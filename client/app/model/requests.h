// Requests of keepers: for what is read and changed, and from which revision a change was made.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "client/app/network.h"

namespace mingchou::client {

inline HttpRequest request_of(Method method, std::string path, std::string body = {}) {
  return {.method = method, .path = std::move(path), .body = std::move(body)};
}

inline HttpRequest with_revision(HttpRequest request, std::int64_t revision) {
  request.if_match = '"' + std::to_string(revision) + '"';
  return request;
}

inline std::string with_query(std::string path, std::string_view query) {
  path += path.contains('?') ? '&' : '?';
  return path.append(query);
}

}  // namespace mingchou::client
