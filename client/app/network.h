// Requests to our own server. An interface, because tests replace the network.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "shared/base/error.h"

namespace mingchou::client {

namespace network_limits {
/// Without a single byte of the answer; the whole may take longer.
inline constexpr int request_ms_max = 20'000;
/// The same of files, which the server may have to make first.
inline constexpr int file_request_ms_max = 120'000;
}  // namespace network_limits

enum class Method : std::uint8_t { get, post, put, remove };

struct HttpRequest {
  Method method = Method::get;
  /// Begins with "/".
  std::string path;
  /// JSON; empty for none.
  std::string body = {};
  /// The entity tag that the thing must still have, as an answer gave it; empty for none.
  std::string if_match = {};
  /// Files that pass by the app. `sends`: the body is the file that the user chose last (Shell::choose_file), as it is.
  /// `saves`: what a good answer brings goes into the device's downloads, and the answer's body is the file's name.
  enum class Files : std::uint8_t { none, sends, saves };
  Files files = Files::none;
  /// Hears between frames how many bytes of the file have left.
  std::function<void(std::int64_t)> sent = {};
  /// Of what the server writes for people: "zh-CN". Empty for what the browser asks for.
  std::string language = {};
};

struct HttpAnswer {
  int status = 0;
  std::string body;
  /// What the server says about trying again (Retry-After in seconds).
  std::optional<int> retry_after_s = {};
  /// The entity tag with its quotation marks; empty without one.
  std::string etag = {};
};

class Network {
 public:
  /// Called once, between frames; never after abort(). Errors: client.offline, client.timeout,
  /// client.answer_too_large,
  /// client.file_gone.
  using Done = std::function<void(Result<HttpAnswer>)>;
  using RequestId = std::uint32_t;

  virtual ~Network() = default;
  /// The browser adds the session's cookie, and the mark against foreign pages to whatever changes something. What a
  /// request that got no answer did is not known. The id is never 0.
  virtual RequestId send(const HttpRequest& request, Done done) = 0;
  RequestId get(std::string_view path, Done done) { return send({.path = std::string(path)}, std::move(done)); }
  virtual void abort(RequestId id) = 0;
};

}  // namespace mingchou::client
