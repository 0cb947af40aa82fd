#include "server/http/guard.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <regex>

#include "server/core/routes.h"
#include "shared/text/utf8.h"

namespace mingchou::server {
namespace {

using Check = std::expected<void, Refusal>;

/// Where nothing takes a body, a small one is read and left to the core's own answer (404, 405, 413).
constexpr std::size_t ignored_body_bytes_max = 4096;

std::unexpected<Refusal> malformed(std::string_view why) {
  return std::unexpected(Refusal{400, Error("server.bad_request").because(why)});
}

std::unexpected<Refusal> bad_target(std::string_view why) {
  return std::unexpected(Refusal{400, Error("server.bad_target").because(why)});
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

bool is_plain_text(std::string_view text) { return text::is_utf8(text) && std::ranges::none_of(text, is_control); }

std::vector<std::string_view> values_of(const Request& request, std::string_view name) {
  std::vector<std::string_view> values;
  for (const Header& header : request.headers)
    if (equal_ignoring_case(header.name, name)) values.push_back(header.value);
  return values;
}

// What two programs could read differently is refused rather than cleaned.
Check check_target(const Request& request, std::string_view target) {
  const std::string_view raw_path = target.substr(0, target.find('?'));
  const std::string& path = request.path;
  if (!path.starts_with('/')) return bad_target("not in origin form");
  if (!is_plain_text(path) || path.contains('\\')) return bad_target("path is no plain text");
  if (std::ranges::count(path, '/') != std::ranges::count(raw_path, '/')) return bad_target("path has an encoded '/'");
  const std::string closed = path + "/";
  if (closed.contains("/./") || closed.contains("/../")) return bad_target("path has a dot segment");
  if (request.query.size() > query_parameters_max) return bad_target("too many query parameters");
  for (const auto& [name, value] : request.query)
    if (!is_plain_text(name) || !is_plain_text(value)) return bad_target("query is no plain text");
  return {};
}

Check check_headers(const Request& request) {
  for (const Header& header : request.headers)
    if (std::ranges::any_of(header.value, [](char c) { return c != '\t' && is_control(c); }))
      return malformed("control character in a header");
  return {};
}

Check check_host(const ParsedHead& head, const HostRule& rule) {
  const auto hosts = values_of(head.request, "Host");
  if (hosts.size() > 1) return malformed("several Host headers");
  if (hosts.empty() && head.needs_host) return malformed("no Host header");
  if (hosts.empty()) return {};
  const auto host = host_of(hosts[0]);
  if (!host) return malformed("bad Host header");
  const bool is_listed =
      std::ranges::any_of(rule.hosts, [&](const std::string& known) { return equal_ignoring_case(known, *host); });
  const bool takes_any = rule.hosts.empty() && !is_loopback(rule.address);
  if (is_listed || takes_any || is_loopback(*host)) return {};
  return std::unexpected(Refusal{421, Error("server.unknown_host").with("host", hosts[0])});
}

std::expected<std::size_t, Refusal> check_body(const Request& request) {
  if (!values_of(request, "Transfer-Encoding").empty())
    return std::unexpected(Refusal{411, Error("server.length_required")});
  for (const std::string_view coding : values_of(request, "Content-Encoding"))
    if (!equal_ignoring_case(coding, "identity")) return std::unexpected(Refusal{415, Error("server.body_encoded")});
  const auto lengths = values_of(request, "Content-Length");
  if (lengths.empty()) return 0;
  if (lengths.size() > 1) return malformed("several Content-Length headers");
  std::uint64_t bytes = 0;
  const char* const text = lengths[0].data();
  const char* const text_end = text + lengths[0].size();
  const auto [end, error] = std::from_chars(text, text_end, bytes);
  if (error != std::errc() || end != text_end) return malformed("Content-Length is no number");
  const std::size_t bytes_max = body_bytes_max(request.method, request.path);
  if (bytes > std::max(bytes_max, ignored_body_bytes_max))
    return std::unexpected(
        Refusal{413, Error("server.body_too_large").with("bytes_max", static_cast<long long>(bytes_max))});
  return static_cast<std::size_t>(bytes);
}

}  // namespace

std::expected<std::size_t, Refusal> check_head(const ParsedHead& head, const HostRule& rule) {
  return check_target(head.request, head.target)
      .and_then([&] { return check_headers(head.request); })
      .and_then([&] { return check_host(head, rule); })
      .and_then([&] { return check_body(head.request); });
}

bool is_loopback(std::string_view host) {
  return host == "::1" || host == "[::1]" || equal_ignoring_case(host, "localhost") ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
}

std::optional<std::string> host_of(std::string_view authority) {
  static const std::regex form(R"(([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?)");
  std::cmatch parts;
  if (authority.size() > authority_bytes_max) return std::nullopt;
  if (!std::regex_match(authority.data(), authority.data() + authority.size(), parts, form)) return std::nullopt;
  return parts[1].str();
}

}  // namespace mingchou::server
