// Sockets on one side, the core on the other. cpp-httplib listens, does TLS, parses requests and writes responses;
// ours is the mapping to the core, the guards (guard.h) and the bounds of time. Those are ours because the library's
// are for each read or write: a client that sends a byte now and then would keep a thread for ever (connections.h).
//
// The holes of 0.41 that are closed here: a negative chunk size ends the process; compressed bodies unpack beyond the
// limit of size; a request without a length is followed by reading on until the client closes; pipelined requests
// are lost; header values are percent-decoded; a crafted X-Forwarded-For crashes where proxies are trusted (none is:
// the peer is the other end of the socket). One thread per connection; pipelined requests are answered in order.
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
