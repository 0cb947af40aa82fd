// Users and browsers for the tests of accounts: the core in this process, with a cookie jar on the other side.
#pragma once

#include <algorithm>
#include <string>

#include "server/accounts/users.h"
#include "shared/json/json.h"
#include "shared/json/writer.h"
#include "tests/server/in_process.h"

namespace mingchou::server::test {

using access::Role;

inline constexpr std::string_view good_password = "correct horse battery";

inline audit::Actor test_actor() {
  return {.id = {}, .login = std::string(audit::program_login), .role = {}, .request = {}, .address = {}};
}

inline DepartmentId add_department(InProcess& server, const std::string& code) {
  const DepartmentId id{UuidGenerator(server.clock, server.random).next()};
  REQUIRE(server.writer->run([&](Database& database) {
    return database.run(
        "INSERT INTO department (id, code, name, short_name, kind, sort_order, revision, valid_from, recorded_at, "
        "recorded_by, reason) VALUES (?1, ?2, ?2, ?2, 'bureau', 1, 1, '2026-01-01', 1, 'test', 'test')",
        id, code);
  }));
  return id;
}

struct UserOptions {
  Role role = Role::system_administrator;
  std::optional<DepartmentId> department = {};
  bool is_initial = false;
  bool is_demo = false;
  std::string password = std::string(good_password);
};

inline accounts::User add_user(InProcess& server, const std::string& login, const UserOptions& options = {}) {
  accounts::User user;
  user.id = {UuidGenerator(server.clock, server.random).next()};
  user.profile = {.login = login, .name = "张三", .role = options.role, .department_id = options.department};
  user.is_demo = options.is_demo;
  const std::string hash = server.passwords.hash(options.password).value();
  REQUIRE(server.writer->run([&](Database& database) {
    return accounts::insert_user(database, user, {hash, options.is_initial}, test_actor(), server.clock.now());
  }));
  return user;
}

/// Text of a member of a JSON answer, or "".
inline std::string field(const Response& response, std::string_view name, std::string_view inner = {}) {
  const auto document = json::parse(response.content());
  if (!document) return {};
  auto value = document->root().find(name);
  if (value && !inner.empty()) value = value->find(inner);
  return std::string(value.value_or(json::Value()).text().value_or(""));
}

inline std::string code_of(const Response& response) { return field(response, "code"); }

class Browser {
 public:
  explicit Browser(InProcess& server, std::string peer = "127.0.0.1") : peer(std::move(peer)), server_(server) {}

  /// A JSON body if there is one; the mark of our own client, and the cookie.
  Response ask(std::string_view method, std::string_view path, std::string body = {},
               std::vector<Header> headers = {}) {
    Request request;
    request.method = method;
    request.path = path.substr(0, path.find('?'));
    if (path.contains('?')) add_query(request, path.substr(path.find('?') + 1));
    request.headers = std::move(headers);
    request.headers.push_back({"X-Mingchou-Request", "1"});
    if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    if (!cookie.empty()) request.headers.push_back({"Cookie", cookie});
    request.body = std::move(body);
    request.peer = peer;
    request.is_tls = is_tls;
    request.id = "test-" + std::to_string(++asked_);
    Response response = handle(request, *server_.context);
    if (const auto set = response.header("Set-Cookie")) take_cookie(*set);
    return response;
  }

  Response sign_in(std::string_view login, std::string_view password = good_password, std::string_view code = {}) {
    json::Writer writer;
    writer.begin_object().field("login", login).field("password", password);
    if (!code.empty()) writer.field("code", code);
    return ask("POST", "/api/v1/session", std::move(writer.end_object()).take());
  }

  std::string peer;
  bool is_tls = false;
  std::string cookie;

 private:
  static void add_query(Request& request, std::string_view text) {
    while (!text.empty()) {
      const std::string_view pair = text.substr(0, text.find('&'));
      const std::size_t equals = pair.find('=');
      request.query.emplace_back(pair.substr(0, equals), equals == pair.npos ? "" : pair.substr(equals + 1));
      text.remove_prefix(std::min(pair.size() + 1, text.size()));
    }
  }
  void take_cookie(std::string_view set) {
    const std::string_view pair = set.substr(0, set.find(';'));
    cookie = pair.ends_with('=') ? std::string() : std::string(pair);
  }

  InProcess& server_;
  int asked_ = 0;
};

/// The server's own requests (InProcess::ask) are this user's from now on: one who may read all of the registers.
inline void sign_in(InProcess& server, const UserOptions& options = {.role = Role::joint_meeting_office}) {
  const std::string login = "reader-" + std::string(access::text_of(options.role));
  add_user(server, login, options);
  Browser browser(server);
  REQUIRE(browser.sign_in(login).status == 200);
  server.cookie = browser.cookie;
}

}  // namespace mingchou::server::test
