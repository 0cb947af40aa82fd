// Accounts with the real program: the first start, the way back for a lost administrator, the check of the trail, and
// sessions over raw sockets and TLS-less HTTP.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <csignal>
#include <filesystem>
#include <format>
#include <regex>

#include "shared/store/database.h"
#include "tests/server/support.h"

using namespace mingchou;
using namespace mingchou::server::test;

namespace {

/// The readable secret in what the program said; "" if there is none.
std::string password_in(const std::string& text) {
  static const std::regex form("[2-9a-z]{5}(-[2-9a-z]{5}){3}");
  std::smatch found;
  return std::regex_search(text, found, form) ? found.str() : std::string();
}

std::string said_by(const std::string& data) { return read_file(data + "-output/out"); }

std::string session(int port, std::string_view headers) {
  return ask(port, std::format("GET /api/v1/session HTTP/1.1\r\nHost: localhost\r\n{}\r\n", headers));
}

}  // namespace

TEST_CASE("the first start makes one administrator and prints the one-time password once, on standard output alone") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  std::string password;
  {
    ServerProcess server(data);
    REQUIRE(server.port() != 0);
    // It stands behind the address, which is what the port was read from.
    for (int i = 0; i < 1000 && password.empty(); ++i) password = password_in(said_by(data));
    REQUIRE_FALSE(password.empty());
    CHECK_FALSE(server.error_output().contains(password));
    const std::string response = sign_in(server.port(), "admin", password);
    CHECK(status_of(response) == 200);
    CHECK(body_of(response).contains("\"must_change_password\":true"));
    CHECK_FALSE(server.error_output().contains(password));
    CHECK(server.end(SIGTERM) == 0);
  }
  ServerProcess again(data);
  REQUIRE(again.port() != 0);
  CHECK(status_of(get(again.port(), "/healthz")) == 200);
  CHECK(password_in(said_by(data)).empty());
  CHECK(status_of(sign_in(again.port(), "admin", password)) == 200);
  struct stat key{};
  CHECK(::stat((data + "/keys/accounts.key").c_str(), &key) == 0);
  CHECK((key.st_mode & 0777) == 0600);
}

TEST_CASE("asked to, the first start writes the one-time password to a file for its own user and prints none") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data", file = folder.path() + "/password";
  ServerProcess server(data, {"--initial-password-file", file});
  REQUIRE(server.port() != 0);
  CHECK(status_of(get(server.port(), "/healthz")) == 200);
  CHECK(password_in(said_by(data)).empty());
  struct stat status{};
  REQUIRE(::stat(file.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(status_of(sign_in(server.port(), "admin", password_in(read_file(file)))) == 200);
}

TEST_CASE("demo users sign in on the machine itself, and where others reach it an administrator is made instead") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  const Finished demo = run_mingchou({"demo", "--data", data, "--targets", "20"});
  REQUIRE(demo.exit_code == 0);
  for (const char* said : {"demo-system", "demo-office", "demo-department", "demo-inspector", "demo-reviewer",
                           "demo-auditor", "demo-county", "demo-county-2026"})
    CHECK(demo.out.contains(said));
  CHECK(run_mingchou({"demo", "--data", data, "--targets", "20"}).out.contains("demo-county-2026"));
  {
    ServerProcess server(data);
    REQUIRE(server.port() != 0);
    CHECK(status_of(sign_in(server.port(), "demo-inspector", "demo-county-2026")) == 200);
    CHECK(password_in(said_by(data)).empty());
    CHECK(server.end(SIGTERM) == 0);
  }
  ServerProcess reachable(data, {"--host", "mingchou.example"});
  REQUIRE(reachable.port() != 0);
  CHECK(status_of(sign_in(reachable.port(), "demo-inspector", "demo-county-2026")) == 401);
  const std::string password = password_in(said_by(data));
  CHECK(status_of(sign_in(reachable.port(), "admin", password)) == 200);
}

TEST_CASE("a lost administrator gets a new one-time password from the command line") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  {
    ServerProcess server(data);
    REQUIRE(server.port() != 0);
    const Finished busy = run_mingchou({"user", "reset-password", "--data", data, "--login", "admin", "--lang", "en"});
    CHECK(busy.exit_code == 1);
    CHECK(busy.error.contains(std::to_string(server.pid())));
    CHECK(server.end(SIGTERM) == 0);
  }
  CHECK(run_mingchou({"user", "list", "--data", data}).out.starts_with("admin\tsystem_administrator\tactive\t"));
  const Finished reset = run_mingchou({"user", "reset-password", "--data", data, "--login", "admin", "--lang", "en"});
  CHECK(reset.exit_code == 0);
  ServerProcess server(data);
  CHECK(status_of(sign_in(server.port(), "admin", password_in(reset.out))) == 200);

  CHECK(run_mingchou({"user", "reset-password", "--data", data}).exit_code == 2);
  CHECK(run_mingchou({"user", "--lang", "en"}).error.contains("Unknown command"));
  CHECK(run_mingchou({"user", "list", "--data", folder.path() + "/none"}).exit_code == 1);
  CHECK_FALSE(std::filesystem::exists(folder.path() + "/none"));
}

TEST_CASE("an unknown login name is told with the way to find the right one") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  REQUIRE(run_mingchou({"demo", "--data", data, "--targets", "20"}).exit_code == 0);
  const Finished reset = run_mingchou({"user", "reset-password", "--data", data, "--login", "x", "--lang", "en"});
  CHECK(reset.exit_code == 1);
  CHECK(reset.error.contains("mingchou user list"));
}

TEST_CASE("check verifies the trail, prints its head, and names the first broken entry") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  REQUIRE(run_mingchou({"demo", "--data", data, "--targets", "20"}).exit_code == 0);
  const Finished sound = run_mingchou({"check", "--data", data, "--lang", "en"});
  CHECK(sound.exit_code == 0);
  CHECK(sound.out.contains("7 entries"));
  {
    auto database = Database::open({.path = data + "/mingchou.db", .access = Access::read_write});
    REQUIRE(database);
    REQUIRE(
        database->run_script("DROP TRIGGER audit_entry_no_update; UPDATE audit_entry SET at = 1 WHERE sequence = 5"));
  }
  const Finished broken = run_mingchou({"check", "--data", data, "--lang", "en"});
  CHECK(broken.exit_code == 1);
  CHECK(broken.out.contains("from entry 5 on"));
}

TEST_CASE("over a raw socket a session is what its cookie says, and nothing that only looks like one") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  REQUIRE(run_mingchou({"demo", "--data", data, "--targets", "20"}).exit_code == 0);
  ServerProcess server(data);
  const int port = server.port();
  REQUIRE(port != 0);
  const std::string response = sign_in(port, "demo-auditor", "demo-county-2026");
  REQUIRE(status_of(response) == 200);
  const std::string cookie = cookie_line(response);
  CHECK(status_of(session(port, cookie)) == 200);
  const std::string token = cookie.substr(17, 64);
  struct Case {
    std::string headers;
    int status;
  };
  const Case cases[] = {
      {"", 401},
      {"Cookie: mingchou=" + token.substr(0, 63) + "\r\n", 401},
      {"Cookie: mingchou=" + token + "0\r\n", 401},
      {"Cookie: mingchou=" + std::string(64, 'A') + "\r\n", 401},
      {"Cookie: mingchou=%00" + token + "\r\n", 400},
      {"Cookie: mingchou=\"" + token + "\"\r\n", 401},
      {"Cookie: __Host-mingchou=" + token + "\r\n", 401},
      {"Cookie: mingchou=" + token + "; mingchou=" + std::string(64, '0') + "\r\n", 401},
      {cookie + "Cookie: mingchou=" + std::string(64, '0') + "\r\n", 401},
      {"Cookie: a=b; mingchou=" + token + "; c=d\r\n", 200},
      {"Cookie: " + std::string(4000, ';') + "mingchou=" + token + "\r\n", 200},
      {"Authorization: Bearer " + token + "\r\n", 401},
      {cookie + "X-Forwarded-For: 1.2.3.4\r\n", 401},
  };
  for (const Case& c : cases) {
    CAPTURE(c.headers);
    CHECK(status_of(session(port, c.headers)) == c.status);
  }
  // A token in the address is nobody's, and HEAD is a read like GET.
  CHECK(status_of(get(port, "/api/v1/session?mingchou=" + token)) == 401);
  CHECK(status_of(ask(port, "HEAD /api/v1/session HTTP/1.1\r\nHost: localhost\r\n" + cookie + "\r\n")) == 200);
}

TEST_CASE("over a raw socket a forged write is refused and changes nothing") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  REQUIRE(run_mingchou({"demo", "--data", data, "--targets", "20"}).exit_code == 0);
  ServerProcess server(data);
  const int port = server.port();
  REQUIRE(port != 0);
  const std::string cookie = cookie_line(sign_in(port, "demo-system", "demo-county-2026"));
  const auto sign_out = [&](const std::string& headers) {
    return status_of(ask(port, "DELETE /api/v1/session HTTP/1.1\r\nHost: localhost:1\r\n" + headers + "\r\n"));
  };
  CHECK(sign_out(cookie) == 403);
  CHECK(sign_out(cookie + "X-Mingchou-Request: 1\r\nOrigin: http://evil.example\r\n") == 403);
  CHECK(sign_out(cookie + "X-Mingchou-Request: 1\r\nOrigin: null\r\n") == 403);
  CHECK(sign_out(cookie + "X-Mingchou-Request: 1\r\nSec-Fetch-Site: cross-site\r\n") == 403);
  // A form can send this much without asking.
  const std::string form =
      "POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}";
  CHECK(status_of(ask(port, form)) == 403);
  // And a page elsewhere gets no leave to send more.
  const std::string preflight = ask(port,
                                    "OPTIONS /api/v1/session HTTP/1.1\r\nHost: localhost\r\nOrigin: "
                                    "http://evil.example\r\nAccess-Control-Request-Method: DELETE\r\n\r\n");
  CHECK(status_of(preflight) == 405);
  CHECK_FALSE(header_of(preflight, "Access-Control-Allow-Origin"));
  CHECK(status_of(session(port, cookie)) == 200);
  CHECK(sign_out(cookie + "X-Mingchou-Request: 1\r\nOrigin: http://localhost:1\r\n") == 204);
  CHECK(status_of(session(port, cookie)) == 401);
}

TEST_CASE("a flood of wrong passwords leaves the server answering, and is slowed down") {
  const TemporaryFolder folder;
  const std::string data = folder.path() + "/data";
  REQUIRE(run_mingchou({"demo", "--data", data, "--targets", "20"}).exit_code == 0);
  ServerProcess server(data);
  const int port = server.port();
  REQUIRE(port != 0);
  int refused = 0, blocked = 0;
  for (int i = 0; i < 20; ++i) {
    const std::string response = sign_in(port, "demo-system", "wrong password");
    refused += status_of(response) == 401 ? 1 : 0;
    blocked += status_of(response) == 429 && header_of(response, "Retry-After") ? 1 : 0;
  }
  CHECK(refused == 5);
  CHECK(blocked == 15);
  CHECK(status_of(get(port, "/healthz")) == 200);
}
