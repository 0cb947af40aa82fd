#include "server/http/head.h"

#include <algorithm>
#include <charconv>

namespace mingchou::server {
namespace {

using namespace std::literals;

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           "!#$%&'*+-.^_`|~"sv.find(c) != std::string_view::npos;
  });
}

/// Field values: visible ASCII, spaces and tabs, and bytes above 0x7F (kept as they are, never interpreted).
bool is_field_value(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= 0x20 && byte != 0x7F);
  });
}

Refusal malformed(std::string_view why) { return {400, Error("server.bad_request").because(why)}; }

/// Takes one line off `bytes`, without its CRLF. The caller knows that there is one.
std::string_view take_line(std::string_view& bytes) {
  const std::size_t end = bytes.find("\r\n");
  const std::string_view line = bytes.substr(0, end);
  bytes.remove_prefix(end + 2);
  return line;
}

std::expected<void, Refusal> parse_request_line(std::string_view line, Head& head) {
  const std::size_t first = line.find(' ');
  const std::size_t second = first == line.npos ? line.npos : line.find(' ', first + 1);
  if (second == line.npos) return std::unexpected(malformed("request line has fewer than three parts"));
  const std::string_view method = line.substr(0, first);
  const std::string_view version = line.substr(second + 1);
  if (!is_token(method)) return std::unexpected(malformed("method is no token"));
  if (version != "HTTP/1.1" && version != "HTTP/1.0") {
    if (version.starts_with("HTTP/") && version.size() == 8)
      return std::unexpected(Refusal{505, Error("server.bad_http_version")});
    return std::unexpected(malformed("request line has no version"));
  }
  constexpr std::string_view methods[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  if (std::ranges::find(methods, method) == std::end(methods))
    return std::unexpected(Refusal{501, Error("server.method_unknown")});
  head.method = method;
  head.keeps_alive = version == "HTTP/1.1";
  auto target = parse_target(line.substr(first + 1, second - first - 1));
  if (!target) return std::unexpected(std::move(target).error());
  head.target = *std::move(target);
  return {};
}

std::expected<void, Refusal> parse_header_line(std::string_view line, Head& head) {
  if (head.headers.size() == headers_max || line.size() > header_line_bytes_max)
    return std::unexpected(Refusal{431, Error("server.headers_too_large")});
  const std::size_t colon = line.find(':');
  if (colon == line.npos) return std::unexpected(malformed("header line has no colon"));
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  // A name is a token, so folded lines and a space before the colon are refused here.
  if (!is_token(name) || !is_field_value(value)) return std::unexpected(malformed("bad header line"));
  head.headers.push_back({std::string(name), std::string(value)});
  return {};
}

std::vector<std::string_view> values_of(const Head& head, std::string_view name) {
  std::vector<std::string_view> values;
  for (const Header& header : head.headers)
    if (equal_ignoring_case(header.name, name)) values.push_back(header.value);
  return values;
}

std::expected<void, Refusal> check_framing(Head& head) {
  if (!values_of(head, "Transfer-Encoding").empty())
    return std::unexpected(Refusal{411, Error("server.length_required")});
  for (const std::string_view coding : values_of(head, "Content-Encoding"))
    if (!equal_ignoring_case(coding, "identity")) return std::unexpected(Refusal{415, Error("server.body_encoded")});
  const auto lengths = values_of(head, "Content-Length");
  if (lengths.size() > 1) return std::unexpected(malformed("several Content-Length headers"));
  if (lengths.size() == 1) {
    const std::string_view text = lengths[0];
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), head.body_bytes);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
      return std::unexpected(malformed("Content-Length is no number"));
  }
  return {};
}

std::expected<void, Refusal> check_host(Head& head, bool is_http_1_1) {
  const auto hosts = values_of(head, "Host");
  if (hosts.size() > 1) return std::unexpected(malformed("several Host headers"));
  if (hosts.empty() && is_http_1_1) return std::unexpected(malformed("no Host header"));
  if (!hosts.empty() && !is_authority(hosts[0])) return std::unexpected(malformed("bad Host header"));
  // RFC 9112 section 3.2.2: the authority of an absolute-form target counts, not Host.
  head.authority = !head.target.authority.empty() ? head.target.authority
                   : hosts.empty()                ? std::string()
                                                  : std::string(hosts[0]);
  return {};
}

std::expected<void, Refusal> read_connection(Head& head) {
  for (std::string_view list : values_of(head, "Connection")) {
    while (!list.empty()) {
      const std::size_t end = std::min(list.find(','), list.size());
      const std::string_view option = trimmed(list.substr(0, end));
      if (equal_ignoring_case(option, "close")) head.keeps_alive = false;
      list.remove_prefix(std::min(end + 1, list.size()));
    }
  }
  for (const std::string_view expectation : values_of(head, "Expect")) {
    if (!equal_ignoring_case(expectation, "100-continue"))
      return std::unexpected(Refusal{417, Error("server.bad_request").because("unknown expectation")});
    head.expects_continue = true;
  }
  return {};
}

}  // namespace

std::size_t head_length(std::string_view bytes) {
  const std::size_t end = bytes.find("\r\n\r\n");
  return end == bytes.npos ? bytes.npos : end + 4;
}

std::expected<Head, Refusal> parse_head(std::string_view bytes) {
  const std::size_t length = head_length(bytes);
  if (length != bytes.size()) return std::unexpected(malformed("no empty line at the end"));
  bytes.remove_suffix(2);
  Head head;
  if (auto done = parse_request_line(take_line(bytes), head); !done) return std::unexpected(std::move(done).error());
  const bool is_http_1_1 = head.keeps_alive;
  while (!bytes.empty())
    if (auto done = parse_header_line(take_line(bytes), head); !done) return std::unexpected(std::move(done).error());
  if (auto done = check_framing(head); !done) return std::unexpected(std::move(done).error());
  if (auto done = check_host(head, is_http_1_1); !done) return std::unexpected(std::move(done).error());
  if (auto done = read_connection(head); !done) return std::unexpected(std::move(done).error());
  return head;
}

}  // namespace mingchou::server
