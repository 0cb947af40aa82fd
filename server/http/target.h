// The request target: its path and query, decoded once and strictly. What two programs could read differently
// (encoded slashes, dot segments, backslashes, NUL, bytes that are no UTF-8) is refused rather than cleaned.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/core/request.h"

namespace mingchou::server {

inline constexpr std::size_t target_bytes_max = 4096;
inline constexpr std::size_t query_parameters_max = 32;

struct Target {
  std::string path;
  std::vector<std::pair<std::string, std::string>> query;
  /// Of an absolute-form target ("http://host:1/path"); "" for the usual origin form.
  std::string authority;
};

/// Refuses with 400 server.bad_target, 414 server.target_too_long.
std::expected<Target, Refusal> parse_target(std::string_view text);

/// "host", "host:port", "1.2.3.4:port", "[::1]:port": nothing else.
bool is_authority(std::string_view text);
/// The host of an authority without its port, brackets kept.
std::string_view host_of(std::string_view authority);

}  // namespace mingchou::server
