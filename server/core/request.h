// What the server's core takes and gives: plain values, with nothing of sockets or of the HTTP library in them, so
// that tests and the simulator call the core directly. Whoever makes a Request has checked its framing and bounds.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/error.h"

namespace mingchou::server {

struct Header {
  std::string name;
  std::string value;
};

struct Request {
  std::string method;
  /// Decoded and checked: begins with '/', UTF-8, no control characters, no "." or ".." segment.
  std::string path;
  /// Name and value, decoded; equal names in the order of the target, and the same pair only once.
  std::vector<std::pair<std::string, std::string>> query;
  std::vector<Header> headers;
  std::string body;
  /// The other end of the connection, never taken from a header.
  std::string peer;
  bool is_tls = false;
  /// Names this request in the log and in problem documents.
  std::string id;

  /// The value of the first header of that name (any case).
  std::optional<std::string_view> header(std::string_view name) const;
  /// The value of a query parameter that stands once or more: the first.
  std::optional<std::string_view> query_value(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<Header> headers;
  std::string body;
  /// Sent instead of `body` if set: bytes that many responses share (a file in memory).
  std::shared_ptr<const std::string> shared_body;

  void set(std::string_view name, std::string_view value);
  std::optional<std::string_view> header(std::string_view name) const;
  std::string_view content() const { return shared_body ? std::string_view(*shared_body) : std::string_view(body); }
};

/// An error together with the status that tells it to HTTP.
struct Refusal {
  int status;
  Error error;
};

/// Header names and list tokens compare without case, in ASCII only.
bool equal_ignoring_case(std::string_view a, std::string_view b);
/// Without spaces and tabs at both ends.
std::string_view trimmed(std::string_view text);

}  // namespace mingchou::server
