// The only source that includes the HTTP library (it takes half a minute to compile). Where http_server.h says that the
// library does something, this is version 0.41.
#include "server/http/http_server.h"

#include "server/http/guard.h"

// The library's own backlog of 5 would turn tablets away that all come at 9 o'clock.
#define CPPHTTPLIB_LISTEN_BACKLOG 1024
#define CPPHTTPLIB_HEADER_MAX_COUNT ::mingchou::server::headers_max
#define CPPHTTPLIB_HEADER_MAX_LENGTH ::mingchou::server::header_line_bytes_max
#define CPPHTTPLIB_REQUEST_URI_MAX_LENGTH ::mingchou::server::target_bytes_max
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <format>
#include <optional>

#include "server/core/core.h"
#include "server/core/routes.h"
#include "server/http/connections.h"
#include "server/log/log.h"

namespace mingchou::server {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Step = Connections::Step;

/// Reads and writes of the library wait this long at most; the bounds that count are those of Connections.
constexpr time_t socket_wait_seconds = 3600;
constexpr std::size_t requests_per_connection_max = 1000;
/// Larger files in memory are sent from where they are; the library copies a body twice.
constexpr std::size_t copied_body_bytes_max = 16 * 1024;
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
  milliseconds slow_duration(std::size_t bytes) const {
    return milliseconds(bytes * 1000 / options.slow_bytes_per_second);
  }

  const HttpOptions options;
  Context& context;
  Connections connections;
  ByteArray<4> id_prefix{};
  std::atomic<std::uint64_t> request_count = 0;
};

/// The library's stream, of which no more can be read than was allowed, nor longer than the slot's step may last.
/// When the bytes are used up it looks closed: the library neither takes an endless head nor touches, after a
/// refusal or a request without a length, what follows it (0.41 would read all of it, as chunks if asked to).
class BoundedStream final : public httplib::Stream {
 public:
  /// `session` is null without TLS.
  BoundedStream(httplib::Stream& inner, Shared& shared, Connections::Slot& slot, httplib::tls::session_t session)
      : inner_(inner), shared_(shared), slot_(slot), session_(session) {}

  void await_head() {
    slot_.begin(Step::idle, shared_.options.idle_duration_max);
    bytes_left_ = head_bytes_max;
    is_idle_ = true;
    is_used_up_ = false;
  }
  void allow(std::size_t bytes, milliseconds duration_max) {
    slot_.begin(Step::reading, duration_max);
    bytes_left_ = bytes;
  }
  /// Whether more was asked for than was allowed.
  bool is_used_up() const { return is_used_up_; }
  SteadyTime head_began() const { return head_began_; }

  ssize_t read(char* bytes, std::size_t size) override {
    is_used_up_ = bytes_left_ == 0;
    if (is_used_up_) return 0;
    const ssize_t count = inner_.read(bytes, std::min(size, bytes_left_));
    is_shut_ = count <= 0 && slot_.is_late();
    if (count <= 0) return count;
    bytes_left_ -= static_cast<std::size_t>(count);
    if (std::exchange(is_idle_, false)) {
      head_began_ = std::chrono::steady_clock::now();
      slot_.begin(Step::reading, shared_.options.head_duration_max);
    }
    return count;
  }
  ssize_t write(const char* bytes, std::size_t size) override {
    const ssize_t count = is_shut_ && session_ ? write_after_shut(bytes, size) : inner_.write(bytes, size);
    return count == 0 && size > 0 ? -1 : count;  // the library would try for ever
  }
  bool is_readable() const override { return bytes_left_ > 0 && inner_.is_readable(); }
  bool wait_readable() const override { return inner_.wait_readable(); }
  bool wait_writable() const override { return inner_.wait_writable(); }
  void get_remote_ip_and_port(std::string& ip, int& port) const override { inner_.get_remote_ip_and_port(ip, port); }
  void get_local_ip_and_port(std::string& ip, int& port) const override { inner_.get_local_ip_and_port(ip, port); }
  socket_t socket() const override { return inner_.socket(); }
  time_t duration() const override { return inner_.duration(); }

 private:
  /// Over TLS the library takes the reading side that we shut for a peer that has gone, and writes no more. What goes
  /// out here is a problem document, which fits the socket's buffer.
  ssize_t write_after_shut(const char* bytes, std::size_t size) {
    httplib::tls::TlsError error;
    return httplib::tls::write(session_, bytes, size, error);
  }

  httplib::Stream& inner_;
  Shared& shared_;
  Connections::Slot& slot_;
  httplib::tls::session_t session_;
  bool is_shut_ = false;  // the request was late
  std::size_t bytes_left_ = 0;
  bool is_idle_ = false;
  bool is_used_up_ = false;
  SteadyTime head_began_;
};

/// One connection from its first byte to its last; lives on one thread. The library calls back into it.
class Connection {
 public:
  /// Server::process_request(): one request from the stream, its answer into it. False if the stream has failed.
  using Process = std::function<bool(httplib::Stream&, const std::string& peer, bool must_close, bool& is_closed,
                                     const std::function<void(httplib::Request&)>& take_head)>;

  Connection(Shared& shared, Connections::Slot& slot, httplib::Stream& stream, httplib::tls::session_t session)
      : shared_(shared), slot_(slot), stream_(stream, shared, slot, session), is_tls_(session != nullptr) {
    int port = 0;
    stream.get_remote_ip_and_port(peer_, port);
    current = this;
  }
  ~Connection() { current = nullptr; }

  void serve(const Process& process) {
    for (std::size_t left = requests_per_connection_max; left > 0 && !ends_; --left) {
      if (shared_.connections.is_stopping()) return;
      begin_request();
      bool is_closed = false;
      const bool is_sent =
          process(stream_, peer_, left == 1, is_closed, [this](httplib::Request& head) { take_head(head); });
      if (status_ != 0) log(is_sent);
      ends_ = ends_ || !is_sent || is_closed;
    }
    if (status_ >= 400) drain();
  }

  static void set_handlers(httplib::Server& server) {
    using Next = httplib::Server::HandlerResponse;
    server.set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
      if (!current->refusal_) return Next::Unhandled;
      response.status = current->refusal_->status;
      return Next::Handled;
    });
    const auto answer = [](const httplib::Request& request, httplib::Response& response) {
      current->answer(request.body, response);
    };
    server.Get("/", answer).Post("/", answer).Put("/", answer);
    server.Patch("/", answer).Delete("/", answer).Options("/", answer);
    // Called for the core's answers from 400 on, too.
    server.set_error_handler([](const httplib::Request&, httplib::Response& response) {
      if (current->is_answered_) return Next::Unhandled;
      current->refuse_request(response);
      return Next::Handled;
    });
    server.set_post_routing_handler(
        [](const httplib::Request&, httplib::Response& response) { current->finish(response); });
  }

 private:
  void begin_request() {
    request_ = Request();
    request_.peer = peer_;
    request_.is_tls = is_tls_;
    request_.id = shared_.next_request_id();
    refusal_.reset();
    is_answered_ = false;
    status_ = 0;
    stream_.await_head();
  }

  /// Takes over what the library has parsed, before any of it has effects. It keeps only what frames the message, so
  /// that it neither takes forms apart, unpacks, upgrades nor cuts out ranges; the path is matched by the core.
  void take_head(httplib::Request& head) {
    request_.method = head.method;
    request_.path = std::exchange(head.path, "/");
    for (const auto& [name, value] : head.params) request_.query.emplace_back(name, value);
    for (const auto& [name, value] : head.headers) request_.headers.push_back({name, value});
    const auto body_bytes = check_head({request_, head.target, head.version == "HTTP/1.1"},
                                       {shared_.options.address, shared_.options.hosts});
    if (!body_bytes) refusal_ = body_bytes.error();
    head.ranges.clear();
    std::erase_if(head.headers, [&](const auto& header) {
      const std::string& name = header.first;
      return refusal_ || !(equal_ignoring_case(name, "Content-Length") || equal_ignoring_case(name, "Connection") ||
                           equal_ignoring_case(name, "Expect"));
    });
    const std::size_t bytes = body_bytes.value_or(0);
    stream_.allow(bytes, shared_.options.body_duration_max + shared_.slow_duration(bytes));
  }

  void answer(const std::string& body, httplib::Response& answer) {
    request_.body = body;
    fill(answer, handle(request_, shared_.context));
  }

  /// Our document for what the guards or the library have refused.
  void refuse_request(httplib::Response& answer) {
    const Refusal refusal = refusal_ ? *refusal_ : refusal_of_library(answer.status);
    shared_.context.log.write(
        LogLevel::debug, "refused",
        {{"request", request_.id}, {"code", refusal.error.code}, {"detail", refusal.error.detail}});
    fill(answer, refuse(refusal, request_));
  }

  Refusal refusal_of_library(int status) const {
    if (slot_.is_late()) return {408, Error("server.request_too_slow")};
    if (stream_.is_used_up()) return {431, Error("server.headers_too_large")};
    if (status == 414) return {414, Error("server.target_too_long").with("bytes_max", target_bytes_max)};
    if (status >= 500) return {status, Error("server.internal")};
    return {status, Error("server.bad_request").because("refused by the HTTP library")};
  }

  void fill(httplib::Response& answer, const Response& response) {
    is_answered_ = true;
    content_bytes_ = response.content().size();
    answer.status = response.status;
    // The library does not begin to send from a provider once it is stopping.
    const bool is_copied = content_bytes_ <= copied_body_bytes_max || shared_.connections.is_stopping();
    if (is_copied || !response.shared_body) {
      answer.body = response.content();
    } else {
      const auto send = [file = response.shared_body](std::size_t at, std::size_t bytes, httplib::DataSink& sink) {
        return sink.write(file->data() + at, bytes);
      };
      answer.set_content_provider(content_bytes_, "", send);
      answer.headers.clear();
    }
    for (const Header& header : response.headers) answer.set_header(header.name, header.value);
  }

  /// The last touch before the head goes out.
  void finish(httplib::Response& answer) {
    status_ = answer.status;
    ends_ = answer.has_header("Connection") || shared_.connections.is_stopping() || shared_.connections.is_crowded();
    for (const char* name : {"Accept-Ranges", ends_ ? "Keep-Alive" : "", "Connection"}) answer.headers.erase(name);
    if (ends_) answer.set_header("Connection", "close");
    if (status_ == 304 || status_ == 204) answer.headers.erase("Content-Length");
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    answer.set_header("Date", std::format("{:%a, %d %b %Y %H:%M:%S} GMT", now));
    slot_.begin(Step::writing, shared_.options.write_duration_max + shared_.slow_duration(content_bytes_));
  }

  void log(bool is_sent) {
    const auto duration = std::chrono::steady_clock::now() - stream_.head_began();
    const std::size_t bytes = request_.method == "HEAD" ? 0 : content_bytes_;
    shared_.context.log.write(LogLevel::info, is_sent ? "request" : "request_cut",
                              {{"request", request_.id},
                               {"method", request_.method},
                               {"path", request_.path},
                               {"status", status_},
                               {"bytes", static_cast<std::int64_t>(bytes)},
                               {"us", std::chrono::duration_cast<std::chrono::microseconds>(duration).count()},
                               {"peer", request_.peer}});
  }

  /// Closing with unread bytes would reset the connection and could destroy the answer on its way.
  void drain() {
    ::shutdown(stream_.socket(), SHUT_WR);
    stream_.allow(drained_bytes_max, drain_duration_max);
    char bytes[16 * 1024];
    while (stream_.read(bytes, sizeof bytes) > 0) {
    }
  }

  /// The library's handlers are one for all connections and know only its request; each connection has a thread.
  static thread_local Connection* current;

  Shared& shared_;
  Connections::Slot& slot_;
  BoundedStream stream_;
  std::string peer_;
  const bool is_tls_;
  bool ends_ = false;
  // Of the present request:
  Request request_;
  std::optional<Refusal> refusal_;  // by the guards
  bool is_answered_ = false;        // the response is ours, not the library's
  int status_ = 0;                  // 0: nothing was answered
  std::size_t content_bytes_ = 0;
};

thread_local Connection* Connection::current = nullptr;

class PlainServer final : public httplib::Server {
 public:
  explicit PlainServer(Shared& shared) : shared_(shared) {}

 private:
  bool process_and_close_socket(socket_t socket) override {
    {
      Connections::Slot slot(shared_.connections, socket);
      httplib::detail::SocketStream stream(socket, socket_wait_seconds, 0, socket_wait_seconds, 0);
      Connection(shared_, slot, stream, nullptr).serve(process_);
    }
    httplib::detail::close_socket(socket);
    return true;
  }
  const Connection::Process process_ = [this](auto& stream, auto& peer, bool must_close, bool& is_closed, auto& take) {
    return process_request(stream, peer, 0, "", 0, must_close, is_closed, take);
  };
  Shared& shared_;
};

class TlsServer final : public httplib::SSLServer {
 public:
  TlsServer(Shared& shared, const HttpOptions& options)
      : SSLServer(options.tls_certificate.c_str(), options.tls_key.c_str()), shared_(shared) {
    // The reaper ends a late request by shutting the reading side. To OpenSSL such an end would be an attack, and it
    // would refuse to send our answer (408) as well. What an attacker may cut off is seen all the same: a head ends
    // with its empty line, a body after its length.
    if (is_valid()) SSL_CTX_set_options(static_cast<SSL_CTX*>(tls_context()), SSL_OP_IGNORE_UNEXPECTED_EOF);
  }

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
          Connection(shared_, slot, stream, session).serve(process_);
          slot.begin(Step::writing, 1s);
        }
        if (is_secure) httplib::tls::shutdown(session, true);
        httplib::tls::free_session(session);
      }
    }
    httplib::detail::close_socket(socket);
    return true;
  }
  const Connection::Process process_ = [this](auto& stream, auto& peer, bool must_close, bool& is_closed, auto& take) {
    return process_request(stream, peer, 0, "", 0, must_close, is_closed, take);
  };
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
    Connection::set_handlers(*server_);
    server_->set_payload_max_length(std::ranges::max(routes(), {}, &Route::body_bytes_max).body_bytes_max);
    server_->set_keep_alive_max_count(requests_per_connection_max);
    server_->set_keep_alive_timeout(std::max<time_t>(1, options.idle_duration_max / 1s));
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

Result<std::unique_ptr<HttpServer>> HttpServer::open(const HttpOptions& options, Context& context) {
  auto server = std::make_unique<HttplibServer>(options, context);
  MC_TRY(server->bind());
  return server;
}

}  // namespace mingchou::server
