// Sockets on one side, the core on the other: HTTP/1.1 over cpp-httplib's listener, thread pool and TLS.
//
// Request heads are read and checked by head.h, bodies by their Content-Length alone, every step within a bound of
// time, so none of the library's own request parsing is reached. One thread per connection; pipelined requests are
// answered in order. No proxy is trusted: the peer is the other end of the socket.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "server/core/context.h"
#include "shared/base/error.h"

namespace mingchou::server {

struct HttpOptions {
  std::string address = "127.0.0.1";
  /// 0: any free one.
  int port = 8080;
  /// Files in PEM; both or none.
  std::string tls_certificate;
  std::string tls_key;
  /// Names and addresses that a request may give as its host. Empty: on a loopback address only the loopback's own
  /// names (so that no foreign page reaches it by rebinding a name), elsewhere any.
  std::vector<std::string> hosts;
  /// Connections served at once; 300 tablets and some desktops.
  std::size_t threads = 384;
  std::size_t waiting_connections_max = 2048;
  std::chrono::milliseconds head_duration_max{10'000};
  /// To these is added the time that the bytes take at slow_bytes_per_second.
  std::chrono::milliseconds body_duration_max{10'000};
  std::chrono::milliseconds write_duration_max{30'000};
  std::chrono::milliseconds idle_duration_max{2'000};
  std::size_t slow_bytes_per_second = 8 * 1024;
  /// How long requests may still run after stop().
  std::chrono::milliseconds stop_duration_max{5'000};
};

/// True for 127.0.0.0/8, ::1 and localhost.
bool is_loopback(std::string_view host);

class HttpServer {
 public:
  /// Binds the address. Errors: server.port_busy {port}, server.port_forbidden {port}, server.address_unusable
  /// {address}, server.tls_unreadable {certificate, key}.
  static Result<std::unique_ptr<HttpServer>> open(const HttpOptions& options, Context& context);
  virtual ~HttpServer() = default;

  /// Serves until stop(), then lets running requests end. Call once.
  virtual void run() = 0;
  /// From any thread; returns at once.
  virtual void stop() = 0;
  virtual int port() const = 0;
};

}  // namespace mingchou::server
