// The origin of a log, which is also its key's name: <host>/mingchou/log/<number>.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mingchou::server::transparency {

/// So that every origin is a key's name (log::key_name_bytes_max).
inline constexpr std::size_t log_host_bytes_max = 160;

/// A host name in lower case or an IPv4 address: letters of ASCII, digits, dots and hyphens. No port: the log stays the
/// same when the server moves to another one.
bool is_log_host(std::string_view host);

struct Origin {
  std::string host;
  std::int64_t number = 0;  // from 1 up

  std::string text() const;
};

/// Nothing unless the text is what text() writes.
std::optional<Origin> parse_origin(std::string_view text);

}  // namespace mingchou::server::transparency
