// The only source that includes the HTTP library (it takes half a minute to compile).
#include "server/http/http_server.h"

// The library's own backlog of 5 would turn tablets away that all come at 9 o'clock.
#define CPPHTTPLIB_LISTEN_BACKLOG 1024
#include <httplib.h>

#include <atomic>
#include <cerrno>
#include <format>

#include "server/core/core.h"
#include "server/core/routes.h"
#include "server/http/connections.h"
#include "server/http/head.h"
#include "server/log/log.h"

namespace mingchou::server {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Step = Connections::Step;

/// Reads and writes of the library wait this long at most; the bounds that count are those of Connections.
constexpr time_t socket_wait_seconds = 3600;
constexpr std::size_t read_bytes = 16 * 1024;
/// Bodies up to this size go out in one write with their head.
constexpr std::size_t joined_body_bytes_max = 16 * 1024;
/// What is read and thrown away after a refusal, so that the answer arrives before the connection is reset.
constexpr std::size_t drained_bytes_max = 1024 * 1024;
constexpr auto drain_duration_max = 500ms;

/// What all connections of a server share.
struct Shared {
  Shared(const HttpOptions& o, Context& c, std::size_t crowd) : options(o), context(c), connections(crowd) {
    context.random.fill(id_prefix);
  }

  std::string next_request_id() {
    return std::format("{:02x}{:02x}{:02x}{:02x}-{}", id_prefix[0], id_prefix[1], id_prefix[2], id_prefix[3],
                       ++request_count);
  }

  const HttpOptions options;
  Context& context;
  Connections connections;
  ByteArray<4> id_prefix{};
  std::atomic<std::uint64_t> request_count = 0;
};

bool write_all(httplib::Stream& stream, std::string_view bytes) {
  constexpr std::size_t write_bytes_max = 64 * 1024;
  while (!bytes.empty()) {
    const ssize_t count = stream.write(bytes.data(), std::min(bytes.size(), write_bytes_max));
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

std::string response_head(const Response& response, bool keeps_alive) {
  std::string head = std::format("HTTP/1.1 {} {}\r\n", response.status, httplib::status_message(response.status));
  for (const Header& header : response.headers) {
    head += header.name;
    head += ": ";
    // No handler may break out of a header, whatever it was given.
    for (const char c : header.value) head += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
    head += "\r\n";
  }
  const bool has_length = response.status != 304 && response.status != 204;
  if (has_length) head += std::format("Content-Length: {}\r\n", response.content().size());
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  head += std::format("Date: {:%a, %d %b %Y %H:%M:%S} GMT\r\n", now);
  head += keeps_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return head;
}

/// One connection from its first byte to its last; lives on one thread.
class Connection {
 public:
  Connection(Shared& shared, Connections::Slot& slot, httplib::Stream& stream, std::string peer, bool is_tls)
      : shared_(shared), slot_(slot), stream_(stream), peer_(std::move(peer)), is_tls_(is_tls) {}

  void serve() {
    while (serve_request()) {
    }
  }

 private:
  /// False when the connection is to be closed.
  bool serve_request() {
    request_ = Request();
    request_.peer = peer_;
    request_.is_tls = is_tls_;
    if (!read_head()) return false;
    began_ = std::chrono::steady_clock::now();
    request_.id = shared_.next_request_id();

    const std::size_t length = head_length(received_);
    if (length > head_bytes_max || length == received_.npos)
      return refuse_and_close(slot_.is_late() ? Refusal{408, Error("server.request_too_slow")}
                                              : Refusal{431, Error("server.headers_too_large")});
    auto head = parse_head(std::string_view(received_).substr(0, length));
    received_.erase(0, length);
    if (!head) return refuse_and_close(head.error());
    request_.method = std::move(head->method);
    request_.path = std::move(head->target.path);
    request_.query = std::move(head->target.query);
    request_.headers = std::move(head->headers);
    if (!is_known_host(head->authority))
      return refuse_and_close({421, Error("server.unknown_host").with("host", head->authority)});
    if (!read_body(*head)) return false;
    return answer(*head);
  }

  /// Waits for the first byte, then reads until the head is whole or too long or late. False: nothing to answer.
  bool read_head() {
    if (received_.empty()) {
      slot_.begin(Step::idle, shared_.options.idle_duration_max);
      if (shared_.connections.is_stopping() || !receive()) return false;
    }
    slot_.begin(Step::reading, shared_.options.head_duration_max);
    while (head_length(received_) == received_.npos && received_.size() <= head_bytes_max)
      if (!receive()) return slot_.is_late();
    return true;
  }

  /// Reads the body into the request. Refuses it, and returns false, if it is too large or late.
  bool read_body(const Head& head) {
    const std::size_t bytes_max = body_bytes_max(request_.method, request_.path);
    // Where nothing takes a body, a small one is read and left to the core's own answer (404, 405, 413).
    constexpr std::size_t ignored_bytes_max = 4096;
    if (head.body_bytes > std::max(bytes_max, ignored_bytes_max))
      return refuse_and_close(
          {413, Error("server.body_too_large").with("bytes_max", static_cast<long long>(bytes_max))});
    const auto body_bytes = static_cast<std::size_t>(head.body_bytes);
    slot_.begin(Step::reading, shared_.options.body_duration_max + slow_duration(body_bytes));
    if (head.expects_continue && received_.size() < body_bytes && !write_all(stream_, "HTTP/1.1 100 Continue\r\n\r\n"))
      return false;
    while (received_.size() < body_bytes) {
      if (receive()) continue;
      if (slot_.is_late()) refuse_and_close({408, Error("server.request_too_slow")});
      return false;
    }
    request_.body = received_.substr(0, body_bytes);
    received_.erase(0, body_bytes);
    return true;
  }

  bool answer(const Head& head) {
    const Response response = handle(request_, shared_.context);
    const bool keeps_alive = head.keeps_alive && response.status < 500 && !shared_.connections.is_stopping() &&
                             !shared_.connections.is_crowded();
    return send(response, keeps_alive) && keeps_alive;
  }

  bool refuse_and_close(const Refusal& refusal) {
    shared_.context.log.write(
        LogLevel::debug, "refused",
        {{"request", request_.id}, {"code", refusal.error.code}, {"detail", refusal.error.detail}});
    if (send(refuse(refusal, request_), false)) drain();
    return false;
  }

  bool send(const Response& response, bool keeps_alive) {
    const std::string_view content = response.content();
    const bool has_body = request_.method != "HEAD" && !content.empty() && response.status != 304;
    slot_.begin(Step::writing, shared_.options.write_duration_max + slow_duration(content.size()));
    std::string bytes = response_head(response, keeps_alive);
    const bool is_joined = has_body && content.size() <= joined_body_bytes_max;
    if (is_joined) bytes += content;
    bool is_sent = write_all(stream_, bytes);
    if (is_sent && has_body && !is_joined) is_sent = write_all(stream_, content);
    log(response, is_sent, has_body ? content.size() : 0);
    return is_sent;
  }

  void log(const Response& response, bool is_sent, std::size_t bytes) {
    const auto duration = std::chrono::steady_clock::now() - began_;
    shared_.context.log.write(LogLevel::info, is_sent ? "request" : "request_cut",
                              {{"request", request_.id},
                               {"method", request_.method},
                               {"path", request_.path},
                               {"status", response.status},
                               {"bytes", static_cast<std::int64_t>(bytes)},
                               {"us", std::chrono::duration_cast<std::chrono::microseconds>(duration).count()},
                               {"peer", request_.peer}});
  }

  /// Closing with unread bytes would reset the connection and could destroy the answer on its way.
  void drain() {
    ::shutdown(stream_.socket(), SHUT_WR);
    slot_.begin(Step::reading, drain_duration_max);
    std::size_t drained = 0;
    while (drained < drained_bytes_max) {
      received_.clear();
      if (!receive()) break;
      drained += received_.size();
    }
  }

  bool receive() {
    char bytes[read_bytes];
    const ssize_t count = stream_.read(bytes, sizeof bytes);
    if (count <= 0) return false;
    received_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }

  bool is_known_host(std::string_view authority) const {
    const std::string_view host = host_of(authority);
    if (host.empty()) return true;  // HTTP/1.0
    if (shared_.options.hosts.empty()) return !is_loopback(shared_.options.address) || is_loopback(host);
    for (const std::string& known : shared_.options.hosts)
      if (equal_ignoring_case(known, host)) return true;
    return is_loopback(host);
  }

  milliseconds slow_duration(std::size_t bytes) const {
    return milliseconds(bytes * 1000 / shared_.options.slow_bytes_per_second);
  }

  Shared& shared_;
  Connections::Slot& slot_;
  httplib::Stream& stream_;
  const std::string peer_;
  const bool is_tls_;
  std::string received_;  // read from the socket and not yet used; more than one request when pipelined
  Request request_;
  SteadyTime began_;
};

std::string peer_of(socket_t socket) {
  std::string address;
  int port = 0;
  httplib::detail::get_remote_ip_and_port(socket, address, port);
  return address;
}

class PlainServer final : public httplib::Server {
 public:
  explicit PlainServer(Shared& shared) : shared_(shared) {}

 private:
  bool process_and_close_socket(socket_t socket) override {
    {
      Connections::Slot slot(shared_.connections, socket);
      httplib::detail::SocketStream stream(socket, socket_wait_seconds, 0, socket_wait_seconds, 0);
      Connection(shared_, slot, stream, peer_of(socket), false).serve();
    }
    httplib::detail::close_socket(socket);
    return true;
  }
  Shared& shared_;
};

class TlsServer final : public httplib::SSLServer {
 public:
  TlsServer(Shared& shared, const HttpOptions& options)
      : SSLServer(options.tls_certificate.c_str(), options.tls_key.c_str()), shared_(shared) {}

 private:
  bool process_and_close_socket(socket_t socket) override {
    {
      Connections::Slot slot(shared_.connections, socket);
      slot.begin(Step::reading, shared_.options.head_duration_max);
      if (const auto session = httplib::tls::create_session(tls_context(), socket)) {
        httplib::tls::TlsError error;
        const bool is_secure = httplib::tls::accept_nonblocking(session, socket, socket_wait_seconds, 0, &error);
        if (is_secure) {
          httplib::detail::SSLSocketStream stream(socket, session, socket_wait_seconds, 0, socket_wait_seconds, 0);
          Connection(shared_, slot, stream, peer_of(socket), true).serve();
          slot.begin(Step::writing, 1s);
        }
        if (is_secure) httplib::tls::shutdown(session, true);
        httplib::tls::free_session(session);
      }
    }
    httplib::detail::close_socket(socket);
    return true;
  }
  Shared& shared_;
};

class HttplibServer final : public HttpServer {
 public:
  HttplibServer(const HttpOptions& options, Context& context)
      : shared_(options, context, std::max<std::size_t>(1, options.threads * 9 / 10)) {
    if (options.tls_certificate.empty())
      server_ = std::make_unique<PlainServer>(shared_);
    else
      server_ = std::make_unique<TlsServer>(shared_, options);
  }

  Result<> bind() {
    const HttpOptions& options = shared_.options;
    if (!server_->is_valid())
      return fail(
          Error("server.tls_unreadable").with("certificate", options.tls_certificate).with("key", options.tls_key));
    // All threads from the start: the library's pool would let a connection wait behind a kept-alive one when it
    // grows on demand.
    server_->new_task_queue = [&options] {
      return new httplib::ThreadPool(options.threads, options.threads, options.waiting_connections_max);
    };
    server_->set_tcp_nodelay(true);
    server_->set_read_timeout(socket_wait_seconds);
    server_->set_write_timeout(socket_wait_seconds);
    // Not the library's SO_REUSEPORT: two servers on one port would each get half of the requests.
    server_->set_socket_options([](socket_t socket) { httplib::set_socket_opt(socket, SOL_SOCKET, SO_REUSEADDR, 1); });
    int error_number = 0;
    server_->set_error_logger([&](const httplib::Error&, const httplib::Request*) { error_number = errno; });
    if (options.port == 0)
      port_ = server_->bind_to_any_port(options.address);
    else
      port_ = server_->bind_to_port(options.address, options.port) ? options.port : -1;
    server_->set_error_logger([](const httplib::Error&, const httplib::Request*) {});
    if (port_ > 0) return {};
    if (error_number == EADDRINUSE) return fail(Error("server.port_busy").with("port", options.port));
    if (error_number == EACCES) return fail(Error("server.port_forbidden").with("port", options.port));
    return fail(Error("server.address_unusable").with("address", options.address));
  }

  void run() override { server_->listen_after_bind(); }
  void stop() override {
    // The library forgets a stop() that comes before its loop has begun.
    server_->wait_until_ready();
    server_->stop();
    shared_.connections.stop(shared_.options.stop_duration_max);
  }
  int port() const override { return port_; }

 private:
  Shared shared_;
  std::unique_ptr<httplib::Server> server_;
  int port_ = -1;
};

}  // namespace

bool is_loopback(std::string_view host) {
  return host == "::1" || host == "[::1]" || equal_ignoring_case(host, "localhost") ||
         (host.starts_with("127.") && host.find_first_not_of("0123456789.") == host.npos);
}

Result<std::unique_ptr<HttpServer>> HttpServer::open(const HttpOptions& options, Context& context) {
  auto server = std::make_unique<HttplibServer>(options, context);
  MC_TRY(server->bind());
  return server;
}

}  // namespace mingchou::server
