// What a request must not be, whatever the HTTP library's parser (cpp-httplib 0.41) has taken. The library percent-
// decodes header values, takes the first of several lengths or hosts, and leaves paths to their users; bodies that are
// chunked or compressed reach code of its that ends the process or unpacks without bound. Here all of that is refused.
// Pure: values in, the length of the body or a refusal out.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/core/request.h"

namespace mingchou::server {

/// The whole head, from the request line to the empty line.
inline constexpr std::size_t head_bytes_max = 16 * 1024;
inline constexpr std::size_t headers_max = 64;
/// Of one header, with its line end.
inline constexpr std::size_t header_line_bytes_max = 8 * 1024;
inline constexpr std::size_t target_bytes_max = 4096;
inline constexpr std::size_t query_parameters_max = 32;
inline constexpr std::size_t authority_bytes_max = 261;

/// Which names a request may give as its host.
struct HostRule {
  std::string address;             // that the server listens on
  std::vector<std::string> hosts;  // as in HttpOptions
};

struct ParsedHead {
  const Request& request;   // decoded, without its body
  std::string_view target;  // as it came
  bool needs_host;          // true in HTTP/1.1
};

/// Number of body bytes that may be read. After a refusal the connection must be closed, since where the next request
/// begins is not known. Errors: 400 server.bad_request, server.bad_target, 411 server.length_required,
/// 413 server.body_too_large, 415 server.body_encoded, 421 server.unknown_host.
std::expected<std::size_t, Refusal> check_head(const ParsedHead& head, const HostRule& rule);

/// True for 127.0.0.0/8, ::1 and localhost.
bool is_loopback(std::string_view host);
/// The host of "host", "host:port", "1.2.3.4:port", "[::1]:port" (brackets kept); nothing for any other form.
std::optional<std::string> host_of(std::string_view authority);

}  // namespace mingchou::server
