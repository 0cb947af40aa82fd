// The head of an HTTP/1.1 request, checked byte by byte before anything else sees it.
//
// The rules are stricter than those of the HTTP library underneath, whose parser (0.41) decodes percent escapes in
// header values, skips malformed lines and sets no bound on the time of a head. In particular a body needs a plain
// Content-Length: no transfer coding, no content coding. Pure: bytes in, values or a refusal out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "server/core/request.h"
#include "server/http/target.h"

namespace mingchou::server {

/// The whole head, from the request line to the empty line.
inline constexpr std::size_t head_bytes_max = 16 * 1024;
inline constexpr std::size_t headers_max = 64;
inline constexpr std::size_t header_line_bytes_max = 8 * 1024;

struct Head {
  std::string method;
  Target target;
  std::string authority;  // of the target or the Host header
  std::vector<Header> headers;
  std::uint64_t body_bytes = 0;
  bool keeps_alive = true;
  bool expects_continue = false;
};

/// `bytes` ends with the empty line. Refuses with a 4xx or 5xx status; the connection must then be closed, since
/// where the next request begins is not known.
std::expected<Head, Refusal> parse_head(std::string_view bytes);

/// Length of the head at the beginning of `bytes` including its empty line, or npos if it is not complete.
std::size_t head_length(std::string_view bytes);

}  // namespace mingchou::server
