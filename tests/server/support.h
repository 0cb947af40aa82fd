// What the server's tests share: a folder that goes away, the real program as a child process, a raw socket.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mingchou::server::test {

/// A fresh folder below the system's temporary one; removed with all in it.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }
  /// Leaves it where it is, for whoever looks into a failure.
  void keep() { is_kept_ = true; }

 private:
  std::string path_;
  bool is_kept_ = false;
};

void write_file(const std::string& path, std::string_view content);
std::string read_file(const std::string& path);

struct Finished {
  int exit_code;  // 128 + signal if a signal ended it
  std::string out;
  std::string error;
};

/// Runs "mingchou ARGUMENTS" to its end. LANG is unset, so sentences are Chinese unless --lang says otherwise.
Finished run_mingchou(const std::vector<std::string>& arguments);

/// "mingchou serve --port 0 …" as a child; killed if it still runs at the end.
class ServerProcess {
 public:
  explicit ServerProcess(const std::string& data, std::vector<std::string> more = {},
                         std::vector<std::string> environment = {});
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  /// 0 if it did not come up.
  int port() const { return port_; }
  pid_t pid() const { return pid_; }
  /// Sends the signal and waits; the exit code as in Finished.
  int end(int signal_number);
  bool is_running() const;
  std::string error_output() const;

 private:
  pid_t pid_ = -1;
  int port_ = 0;
  std::string folder_for_output_;
};

/// A TCP connection to 127.0.0.1 that sends and receives bytes as they are.
class RawSocket {
 public:
  explicit RawSocket(int port);
  ~RawSocket();
  RawSocket(const RawSocket&) = delete;
  RawSocket& operator=(const RawSocket&) = delete;

  bool is_open() const { return socket_ >= 0; }
  /// False if the other end has closed.
  bool send(std::string_view bytes);
  /// Until the other end closes, or nothing came for `patience`.
  std::string receive_all(std::chrono::milliseconds patience = std::chrono::seconds(20));
  /// One response with its body; "" if the connection ended before it was whole. `has_body` is false after HEAD.
  std::string receive_response(bool has_body = true);
  /// True if the other end closed within the time.
  bool is_closed_within(std::chrono::milliseconds duration);

 private:
  bool receive_some(std::chrono::milliseconds patience);
  int socket_ = -1;
  std::string received_;
};

/// One request on a connection of its own; the whole response.
std::string ask(int port, std::string_view request);
/// GET of a path with nothing special.
/// More headers end with "\r\n" each.
std::string get(int port, std::string_view path, std::string_view more_headers = {});
/// 0 if the response is none.
int status_of(std::string_view response);
std::string body_of(std::string_view response);
std::optional<std::string> header_of(std::string_view response, std::string_view name);

/// A request with a JSON body and the mark of our own client.
std::string request(std::string_view method, std::string_view path, std::string_view body,
                    std::string_view more_headers = {});
/// The whole answer.
std::string sign_in(int port, std::string_view login, std::string_view password);
/// "Cookie: …\r\n" with what the answer has set.
std::string cookie_line(const std::string& response);

bool is_long_run();

}  // namespace mingchou::server::test
