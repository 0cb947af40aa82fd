// Requests to our own server. An interface, because tests replace the network.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou::client {

namespace network_limits {
/// Without a single byte of the answer; the whole may take longer.
inline constexpr int request_ms_max = 20'000;
}  // namespace network_limits

struct HttpAnswer {
  int status = 0;
  std::string body;
  /// What the server says about trying again (Retry-After in seconds).
  std::optional<int> retry_after_s = {};
};

class Network {
 public:
  /// Called once, between frames; never after abort(). Errors: client.offline, client.timeout,
  /// client.answer_too_large.
  using Done = std::function<void(Result<HttpAnswer>)>;
  using RequestId = std::uint32_t;

  virtual ~Network() = default;
  /// `path` begins with "/". The id is never 0.
  virtual RequestId get(std::string_view path, Done done) = 0;
  virtual void abort(RequestId id) = 0;
};

}  // namespace mingchou::client
