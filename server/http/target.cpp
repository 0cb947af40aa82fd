#include "server/http/target.h"

#include <algorithm>
#include <optional>

namespace mingchou::server {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Length of the well-formed UTF-8 sequence at the beginning, or 0.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto is_tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return is_tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!is_tail(1) || !is_tail(2)) return 0;
    const bool is_overlong = lead == 0xE0 && byte(1) < 0xA0;
    const bool is_surrogate = lead == 0xED && byte(1) > 0x9F;
    return is_overlong || is_surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!is_tail(1) || !is_tail(2) || !is_tail(3)) return 0;
    return (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) > 0x8F) ? 0 : 4;
  }
  return 0;
}

bool is_plain_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const auto first = static_cast<unsigned char>(text.front());
    if (length == 0 || first < 0x20 || first == 0x7F) return false;
    text.remove_prefix(length);
  }
  return true;
}

/// Percent-decodes; '+' is a space only in a query. Nothing for bad escapes and for what is_plain_text() refuses.
std::optional<std::string> decode(std::string_view text, bool is_query) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size()) return std::nullopt;
      const int high = hex_value(text[i + 1]), low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      const char c = static_cast<char>(high << 4 | low);
      if (!is_query && (c == '/' || c == '\\')) return std::nullopt;
      decoded += c;
      i += 2;
    } else {
      decoded += is_query && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (!is_plain_text(decoded)) return std::nullopt;
  return decoded;
}

bool has_dot_segment(std::string_view path) {
  for (std::size_t begin = 1; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    if (segment == "." || segment == "..") return true;
    begin = end + 1;
  }
  return false;
}

Refusal bad_target(std::string_view why) { return {400, Error("server.bad_target").because(why)}; }

std::expected<std::vector<std::pair<std::string, std::string>>, Refusal> parse_query(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> query;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (part.empty()) continue;
    if (query.size() == query_parameters_max) return std::unexpected(bad_target("too many query parameters"));
    const std::size_t equals = std::min(part.find('='), part.size());
    auto name = decode(part.substr(0, equals), true);
    auto value = decode(equals < part.size() ? part.substr(equals + 1) : std::string_view(), true);
    if (!name || !value) return std::unexpected(bad_target("query does not decode"));
    query.emplace_back(*std::move(name), *std::move(value));
  }
  return query;
}

/// Takes "http://authority" off an absolute-form target.
std::optional<std::string> take_authority(std::string_view& text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!equal_ignoring_case(text.substr(0, scheme.size()), scheme)) continue;
    text.remove_prefix(scheme.size());
    const std::size_t end = std::min(text.find_first_of("/?"), text.size());
    const std::string authority(text.substr(0, end));
    text.remove_prefix(end);
    if (!is_authority(authority)) return std::nullopt;
    return authority;
  }
  return std::nullopt;
}

}  // namespace

std::expected<Target, Refusal> parse_target(std::string_view text) {
  if (text.size() > target_bytes_max)
    return std::unexpected(Refusal{414, Error("server.target_too_long").with("bytes_max", target_bytes_max)});
  const auto is_visible_ascii = [](char c) { return c > 0x20 && c < 0x7F; };
  if (!std::ranges::all_of(text, is_visible_ascii)) return std::unexpected(bad_target("not visible ASCII"));
  if (text.find('#') != std::string_view::npos) return std::unexpected(bad_target("has a fragment"));

  Target target;
  if (!text.starts_with('/')) {
    auto authority = take_authority(text);
    if (!authority) return std::unexpected(bad_target("neither origin form nor absolute form"));
    target.authority = *std::move(authority);
  }
  const std::size_t path_end = std::min(text.find('?'), text.size());
  const std::string_view raw_path = path_end == 0 ? "/" : text.substr(0, path_end);
  auto path = decode(raw_path, false);
  if (!path || path->find('\\') != std::string::npos) return std::unexpected(bad_target("path does not decode"));
  if (has_dot_segment(*path)) return std::unexpected(bad_target("path has a dot segment"));
  target.path = *std::move(path);
  if (path_end < text.size()) {
    auto query = parse_query(text.substr(path_end + 1));
    if (!query) return std::unexpected(std::move(query).error());
    target.query = *std::move(query);
  }
  return target;
}

bool is_authority(std::string_view text) {
  const std::string_view host = host_of(text);
  if (host.empty() || host.size() > 255) return false;
  const std::string_view port = text.substr(host.size());
  if (!port.empty()) {
    const bool is_number = port.size() >= 2 && port.size() <= 6 &&
                           std::ranges::all_of(port.substr(1), [](char c) { return c >= '0' && c <= '9'; });
    if (port[0] != ':' || !is_number) return false;
  }
  if (host.front() == '[') {
    return host.size() > 2 && host.back() == ']' && std::ranges::all_of(host.substr(1, host.size() - 2), [](char c) {
             return hex_value(c) >= 0 || c == ':' || c == '.';
           });
  }
  return std::ranges::all_of(host, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
           c == '_';
  });
}

std::string_view host_of(std::string_view authority) {
  const bool is_bracketed = authority.starts_with('[');
  const std::size_t end = is_bracketed ? authority.find(']') : authority.find(':');
  if (end == std::string_view::npos) return authority;
  return authority.substr(0, is_bracketed ? end + 1 : end);
}

}  // namespace mingchou::server
