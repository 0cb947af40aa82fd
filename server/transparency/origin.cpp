#include "server/transparency/origin.h"

#include <algorithm>
#include <charconv>

namespace mingchou::server::transparency {
namespace {

constexpr std::string_view middle = "/mingchou/log/";

}  // namespace

bool is_log_host(std::string_view host) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  };
  return !host.empty() && host.size() <= log_host_bytes_max && std::ranges::all_of(host, is_allowed);
}

std::string Origin::text() const { return host + std::string(middle) + std::to_string(number); }

std::optional<Origin> parse_origin(std::string_view text) {
  const std::size_t at = std::min(text.find(middle), text.size());
  Origin origin{std::string(text.substr(0, at)), 0};
  const std::string_view number = text.substr(std::min(at + middle.size(), text.size()));
  std::from_chars(number.data(), number.data() + number.size(), origin.number);
  if (!is_log_host(origin.host) || origin.number < 1 || origin.text() != text) return std::nullopt;
  return origin;
}

}  // namespace mingchou::server::transparency
