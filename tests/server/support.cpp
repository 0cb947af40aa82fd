#include "tests/server/support.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <format>
#include <fstream>
#include <iterator>
#include <thread>

#include "server/core/request.h"

namespace mingchou::server::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

/// Starts the program with its outputs in files of `folder`.
pid_t start(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
            const std::string& folder) {
  std::vector<std::string> words = {MINGCHOU_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> variables = {"PATH=/usr/bin:/bin"};
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS"})
    if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + "=" + value);
  variables.insert(variables.end(), environment.begin(), environment.end());

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  constexpr int flags = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, 1, (folder + "/out").c_str(), flags, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, (folder + "/error").c_str(), flags, 0600);
  pid_t pid = -1;
  const int failed =
      posix_spawn(&pid, MINGCHOU_PROGRAM, &actions, nullptr, pointers(words).data(), pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  return failed ? -1 : pid;
}

int exit_code_of(int status) { return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status); }

int wait_for(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return exit_code_of(status);
}

/// The port in the line that the server prints when it listens; 0 if there is no whole line.
int port_in(std::string_view out) {
  const std::size_t end = out.find("/\n");
  const std::size_t colon = end == out.npos ? out.npos : out.rfind(':', end);
  int port = 0;
  if (colon != out.npos) std::from_chars(out.data() + colon + 1, out.data() + end, port);
  return port;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "mingchou-test-XXXXXX").string();
  if (mkdtemp(name.data()) != nullptr) path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  if (is_kept_) return;
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

void write_file(const std::string& path, std::string_view content) {
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Finished run_mingchou(const std::vector<std::string>& arguments) {
  const TemporaryFolder output;
  const pid_t pid = start(arguments, {}, output.path());
  const int exit_code = pid < 0 ? 127 : wait_for(pid);
  return {exit_code, read_file(output.path() + "/out"), read_file(output.path() + "/error")};
}

ServerProcess::ServerProcess(const std::string& data, std::vector<std::string> more,
                             std::vector<std::string> environment) {
  folder_for_output_ = data + "-output";
  std::filesystem::create_directories(folder_for_output_);
  std::vector<std::string> arguments = {"serve", "--data", data, "--port", "0", "--threads", "32"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  pid_ = start(arguments, environment, folder_for_output_);
  constexpr auto patience = std::chrono::seconds(30);
  for (const auto until = steady_clock::now() + patience; pid_ > 0 && steady_clock::now() < until;) {
    port_ = port_in(read_file(folder_for_output_ + "/out"));
    if (port_ != 0 || !is_running()) return;
    std::this_thread::sleep_for(milliseconds(2));
  }
}

ServerProcess::~ServerProcess() {
  if (pid_ > 0) end(SIGKILL);
}

bool ServerProcess::is_running() const {
  siginfo_t info{};
  return pid_ > 0 && waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid == 0;
}

int ServerProcess::end(int signal_number) {
  ::kill(pid_, signal_number);
  const int exit_code = wait_for(pid_);
  pid_ = -1;
  return exit_code;
}

std::string ServerProcess::error_output() const { return read_file(folder_for_output_ + "/error"); }

RawSocket::RawSocket(int port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    socket_ = -1;
    return;
  }
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

RawSocket::~RawSocket() {
  if (socket_ >= 0) ::close(socket_);
}

bool RawSocket::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool RawSocket::receive_some(milliseconds patience) {
  pollfd wait{socket_, POLLIN, 0};
  if (::poll(&wait, 1, static_cast<int>(patience.count())) <= 0) return false;
  char bytes[16 * 1024];
  const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  received_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

std::string RawSocket::receive_all(milliseconds patience) {
  while (receive_some(patience)) {
  }
  return std::exchange(received_, {});
}

std::string RawSocket::receive_response(bool has_body) {
  constexpr auto patience = std::chrono::seconds(20);
  while (!received_.contains("\r\n\r\n"))
    if (!receive_some(patience)) return {};
  const std::size_t head = received_.find("\r\n\r\n") + 4;
  std::size_t length = 0;
  if (const auto text = header_of(received_, "Content-Length"); text && has_body)
    std::from_chars(text->data(), text->data() + text->size(), length);
  while (received_.size() < head + length)
    if (!receive_some(patience)) return {};
  std::string response = received_.substr(0, head + length);
  received_.erase(0, head + length);
  return response;
}

bool RawSocket::is_closed_within(milliseconds duration) {
  const auto until = steady_clock::now() + duration;
  for (;;) {
    const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(left.count())) <= 0) return false;
    char byte[1024];
    if (::recv(socket_, byte, sizeof byte, 0) <= 0) return true;
  }
}

std::string ask(int port, std::string_view request) {
  RawSocket socket(port);
  socket.send(request);
  return socket.receive_response(!request.starts_with("HEAD "));
}

std::string get(int port, std::string_view path, std::string_view more_headers) {
  return ask(port,
             "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(more_headers) + "\r\n");
}

std::string request(std::string_view method, std::string_view path, std::string_view body,
                    std::string_view more_headers) {
  return std::format(
      "{} {} HTTP/1.1\r\nHost: localhost\r\nX-Mingchou-Request: 1\r\nContent-Type: application/json\r\n"
      "Content-Length: {}\r\n{}\r\n{}",
      method, path, body.size(), more_headers, body);
}

std::string sign_in(int port, std::string_view login, std::string_view password) {
  return ask(port,
             request("POST", "/api/v1/session", std::format(R"({{"login":"{}","password":"{}"}})", login, password)));
}

/// "Cookie: …\r\n" with what the answer has set.
std::string cookie_line(const std::string& response) {
  const std::string set = header_of(response, "Set-Cookie").value_or("");
  return "Cookie: " + set.substr(0, set.find(';')) + "\r\n";
}

int status_of(std::string_view response) {
  int status = 0;
  if (response.starts_with("HTTP/1.1 ")) std::from_chars(response.data() + 9, response.data() + 12, status);
  return status;
}

std::string body_of(std::string_view response) {
  const std::size_t end = response.find("\r\n\r\n");
  return end == response.npos ? std::string() : std::string(response.substr(end + 4));
}

std::optional<std::string> header_of(std::string_view response, std::string_view name) {
  const std::string_view head = response.substr(0, response.find("\r\n\r\n"));
  for (std::size_t at = head.find("\r\n"); at != head.npos; at = head.find("\r\n", at + 2)) {
    const std::string_view line = head.substr(at + 2, head.find("\r\n", at + 2) - at - 2);
    const std::size_t colon = line.find(':');
    if (colon != line.npos && equal_ignoring_case(line.substr(0, colon), name))
      return std::string(trimmed(line.substr(colon + 1)));
  }
  return std::nullopt;
}

bool is_long_run() { return std::getenv("MINGCHOU_LONG") != nullptr; }

}  // namespace mingchou::server::test
