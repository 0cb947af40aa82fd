// Signing in and out, what a session is worth, passwords and their hashes.
#include <atomic>
#include <set>
#include <thread>

#include "server/accounts/settings.h"
#include "server/api/handlers.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

std::int64_t number(InProcess& server, std::string_view sql) {
  return server.readers->read([&](Database& database) { return database.number(sql); }).value();
}

std::string change(std::string_view password, std::string_view new_password) {
  json::Writer writer;
  return std::move(writer.begin_object().field("password", password).field("new_password", new_password).end_object())
      .take();
}

std::string stored_hash(InProcess& server, const accounts::User& user) {
  return server.readers->read([&](Database& database) { return accounts::password_hash_of(database, user.id); })
      .value();
}

}  // namespace

TEST_CASE("one signs in, is known by the cookie, and signs out") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  CHECK(code_of(browser.ask("GET", "/api/v1/session")) == "account.sign_in_needed");
  const Response signed_in = browser.sign_in(" ADMIN ");
  CHECK(signed_in.status == 200);
  CHECK(field(signed_in, "user", "login") == "admin");
  CHECK(field(signed_in, "grants", "users_write") == "all");
  CHECK(signed_in.header("Cache-Control") == "no-store");
  const Response me = browser.ask("GET", "/api/v1/session");
  CHECK(me.status == 200);
  CHECK(field(me, "id") == field(signed_in, "id"));
  const std::string cookie = browser.cookie;
  CHECK(browser.ask("DELETE", "/api/v1/session").status == 204);
  CHECK(browser.cookie.empty());
  browser.cookie = cookie;
  CHECK(code_of(browser.ask("GET", "/api/v1/session")) == "account.session_ended");
}

TEST_CASE("the cookie is out of reach of scripts, of other sites and, under TLS, of plain http and other hosts") {
  InProcess server;
  add_user(server, "admin");
  Browser plain(server), secure(server);
  secure.is_tls = true;
  const std::string loose(*plain.sign_in("admin").header("Set-Cookie"));
  CHECK(loose.starts_with("mingchou="));
  CHECK(loose.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"));
  const std::string strict(*secure.sign_in("admin").header("Set-Cookie"));
  CHECK(strict.starts_with("__Host-mingchou="));
  CHECK(strict.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"));
}

TEST_CASE("the token is in the cookie only: the database has its hash, the log and the answer nothing") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  const Response response = browser.sign_in("admin");
  const std::string token = browser.cookie.substr(browser.cookie.find('=') + 1);
  REQUIRE(token.size() == 64);
  CHECK_FALSE(response.body.contains(token));
  CHECK_FALSE(response.body.contains("argon2"));
  server.writer->stop();
  CHECK_FALSE(read_file(server.folder.path() + "/mingchou.db").contains(token));
  const std::string log = read_file(server.folder.path() + "/log");
  CHECK_FALSE(log.contains(token));
  CHECK_FALSE(log.contains(good_password));
}

TEST_CASE("signing in gives a new token, and the session that the browser had ends") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  browser.sign_in("admin");
  const std::string first = browser.cookie;
  browser.sign_in("admin");
  CHECK(browser.cookie != first);
  Browser thief(server);
  thief.cookie = first;
  CHECK(thief.ask("GET", "/api/v1/session").status == 401);
  CHECK(browser.ask("GET", "/api/v1/session").status == 200);
}

TEST_CASE("a planted token is never taken over") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  browser.cookie = "mingchou=" + std::string(64, '0');
  browser.sign_in("admin");
  CHECK(browser.cookie != "mingchou=" + std::string(64, '0'));
}

TEST_CASE(
    "an unknown user, a wrong password, a disabled user and a void initial password get one answer for the same work") {
  InProcess server;
  add_user(server, "right");
  add_user(server, "other");
  const accounts::User left = add_user(server, "left", {.role = Role::auditor});
  add_user(server, "late", {.is_initial = true});
  REQUIRE(server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(accounts::update_user(database, left.id, 1, left.profile, false, test_actor(), server.clock.now()));
    return {};
  }));
  server.clock.advance_ms(accounts::initial_password_duration_ms);
  struct Case {
    const char* login;
    std::string_view password;
  };
  std::set<std::string> answers;
  for (const Case& c : {Case{"right", "wrong password"}, Case{"nobody", good_password}, Case{"left", good_password},
                        Case{"late", good_password}, Case{"没有形式", good_password}}) {
    Browser browser(server);
    const std::size_t hashes = server.passwords.count();
    const std::int64_t counts = number(server, "SELECT sum(failure_count) FROM sign_in_attempt");
    Response response = browser.sign_in(c.login, c.password);
    CHECK(response.status == 401);
    // The same work, so the same time: one hash, and one failure in each of the three counts.
    CHECK(server.passwords.count() == hashes + 1);
    CHECK(number(server, "SELECT sum(failure_count) FROM sign_in_attempt") == counts + 3);
    CHECK_FALSE(response.header("Set-Cookie"));
    CHECK(response.header("WWW-Authenticate"));
    answers.insert(response.body);
  }
  CHECK(answers.size() == 1);
}

TEST_CASE("an unknown user costs a hash with the same parameters as a known one") {
  InProcess server;
  const crypto::Argon2Parameters wanted{.memory_kib = 16, .passes = 2, .lanes = 1};
  accounts::PasswordHasher hasher({.parameters = wanted}, server.random);
  // Another secret of the same form must have been hashed: what is no text of these parameters would be an error.
  CHECK(hasher.verify("anything", std::nullopt).value() == false);
  const std::string text = hasher.hash("anything").value();
  CHECK(crypto::password_parameters(text).value() == wanted);
  CHECK(hasher.verify("anything", text).value());
  CHECK_FALSE(hasher.verify("anything else", text).value());
}

TEST_CASE("sessions end after their time, after a time of disuse, and when the user is disabled") {
  InProcess server;
  add_user(server, "admin");
  const accounts::User user = add_user(server, "user", {.role = Role::auditor});
  Browser idle(server), busy(server), ended(server);
  for (Browser* browser : {&idle, &busy}) browser->sign_in("admin");
  ended.sign_in("user");
  REQUIRE(server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(accounts::update_user(database, user.id, 1, user.profile, false, test_actor(), server.clock.now()));
    return {};
  }));
  CHECK(ended.ask("GET", "/api/v1/session").status == 401);

  std::int64_t passed = 0;
  for (; passed + accounts::session_idle_ms / 2 < accounts::session_duration_ms;
       passed += accounts::session_idle_ms / 2) {
    CHECK(busy.ask("GET", "/api/v1/session").status == 200);
    // The note of its use is written behind the answer.
    REQUIRE(server.writer->run([](Database&) -> Result<> { return {}; }));
    server.clock.advance_ms(accounts::session_idle_ms / 2);
  }
  CHECK(idle.ask("GET", "/api/v1/session").status == 401);
  CHECK(busy.ask("GET", "/api/v1/session").status == 200);
  server.clock.advance_ms(accounts::session_duration_ms - passed);
  CHECK(busy.ask("GET", "/api/v1/session").status == 401);
}

TEST_CASE("the use of a session is noted once a minute, not with every request") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  browser.sign_in("admin");
  const auto last_seen = [&] { return number(server, "SELECT max(last_seen_at) FROM session"); };
  const std::int64_t first = last_seen();
  const auto ask_after = [&](std::int64_t ms) {
    server.clock.advance_ms(ms);
    browser.ask("GET", "/api/v1/session");
    REQUIRE(server.writer->run([](Database&) -> Result<> { return {}; }));
  };
  ask_after(accounts::session_touch_ms - 1);
  CHECK(last_seen() == first);
  ask_after(1);
  CHECK(last_seen() == first + accounts::session_touch_ms);
}

TEST_CASE("an initial password opens nothing but its own change") {
  InProcess server;
  add_user(server, "admin", {.is_initial = true});
  Browser browser(server);
  const Response signed_in = browser.sign_in("admin");
  CHECK(signed_in.body.contains("\"must_change_password\":true"));
  CHECK(code_of(browser.ask("GET", "/api/v1/users")) == "account.password_change_needed");
  const std::string before = browser.cookie;
  CHECK(browser.ask("POST", "/api/v1/session/password", change(good_password, "a new long passphrase")).status == 200);
  CHECK(browser.cookie != before);
  CHECK(browser.ask("GET", "/api/v1/users").status == 200);
  Browser again(server);
  CHECK(again.sign_in("admin").status == 401);
  CHECK(again.sign_in("admin", "a new long passphrase").status == 200);
}

TEST_CASE("changing the password needs the present one and a good new one, and ends every other session") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server), other(server);
  browser.sign_in("admin");
  other.sign_in("admin");
  const auto try_change = [&](std::string_view password, std::string_view new_password) {
    const Response response = browser.ask("POST", "/api/v1/session/password", change(password, new_password));
    return response.status == 200 ? std::string("changed") : code_of(response);
  };
  CHECK(try_change("wrong", "a new long passphrase") == "account.password_wrong");
  CHECK(try_change(good_password, "short") == "account.password_length");
  CHECK(try_change(good_password, "administrator") == "account.password_common");
  CHECK(try_change(good_password, good_password) == "account.password_same");
  CHECK(other.ask("GET", "/api/v1/session").status == 200);
  CHECK(try_change(good_password, "a new long passphrase") == "changed");
  CHECK(other.ask("GET", "/api/v1/session").status == 401);
  CHECK(browser.ask("GET", "/api/v1/session").status == 200);
}

TEST_CASE("a hash of older parameters is replaced at the next sign-in") {
  InProcess server;
  const accounts::User user = add_user(server, "admin");
  const std::string fresh = stored_hash(server, user);
  Browser browser(server);
  browser.sign_in("admin");
  CHECK(stored_hash(server, user) == fresh);

  const std::string old =
      crypto::hash_password(good_password, {.memory_kib = 8, .passes = 2, .lanes = 1}, server.random).value();
  REQUIRE(server.writer->run(
      [&](Database& database) { return database.run("UPDATE app_user SET password_hash = ?", old); }));
  CHECK(browser.sign_in("admin").status == 200);
  CHECK(crypto::password_parameters(stored_hash(server, user)).value() == cheap_parameters);
  CHECK(browser.sign_in("admin").status == 200);
}

TEST_CASE("hashes run two at a time, and who comes when too many wait is told to come again") {
  SystemRandom random;
  accounts::PasswordHasher hasher({.parameters = {.memory_kib = 256, .passes = 1, .lanes = 1}}, random);
  const std::string text = hasher.hash("password").value();
  std::atomic<int> right = 0;
  {
    std::vector<std::thread> threads;
    for (int i = 0; i < 24; ++i)
      threads.emplace_back([&] { right += hasher.verify("password", text).value_or(false) ? 1 : 0; });
    for (std::thread& thread : threads) thread.join();
  }
  CHECK(right == 24);
  CHECK(hasher.peak() <= accounts::hashes_at_once_max);

  accounts::PasswordHasher none({.parameters = cheap_parameters, .at_once_max = 0, .waiting_max = 0}, random);
  CHECK(none.hash("password").error().code == "server.busy");
  accounts::PasswordHasher slow(
      {.parameters = cheap_parameters, .at_once_max = 0, .waiting_max = 1, .wait_max = std::chrono::milliseconds(1)},
      random);
  CHECK(slow.verify("password", text).error().code == "server.busy");
}

TEST_CASE("one has a bounded number of sessions: the oldest ends") {
  InProcess server;
  add_user(server, "admin");
  std::vector<std::unique_ptr<Browser>> browsers;
  for (std::size_t i = 0; i <= accounts::sessions_per_user_max; ++i) {
    browsers.push_back(std::make_unique<Browser>(server));
    REQUIRE(browsers.back()->sign_in("admin").status == 200);
    server.clock.advance_ms(1);
  }
  CHECK(browsers[0]->ask("GET", "/api/v1/session").status == 401);
  CHECK(browsers[1]->ask("GET", "/api/v1/session").status == 200);
  CHECK(browsers.back()->ask("GET", "/api/v1/session").status == 200);
}

TEST_CASE("sessions of long ago are forgotten") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  browser.sign_in("admin");
  server.clock.advance_ms(accounts::session_memory_ms + 1);
  browser.sign_in("admin");
  CHECK(number(server, "SELECT count(*) FROM session") == 1);
}

TEST_CASE("one sees one's own sessions and ends them, and nobody else's") {
  InProcess server;
  add_user(server, "admin");
  add_user(server, "other", {.role = Role::auditor});
  Browser desk(server), tablet(server, "10.0.0.7"), other(server);
  desk.sign_in("admin");
  const std::string tablet_session = field(tablet.sign_in("admin"), "id");
  const std::string other_session = field(other.sign_in("other"), "id");
  const Response list = desk.ask("GET", "/api/v1/sessions");
  CHECK(list.body.contains(tablet_session));
  CHECK(list.body.contains("10.0.0.7"));
  CHECK_FALSE(list.body.contains(other_session));
  CHECK(desk.ask("DELETE", "/api/v1/sessions/" + other_session).status == 404);
  CHECK(desk.ask("DELETE", "/api/v1/sessions/nonsense").status == 404);
  CHECK(desk.ask("DELETE", "/api/v1/sessions/" + tablet_session).status == 204);
  CHECK(desk.ask("DELETE", "/api/v1/sessions/" + tablet_session).status == 404);
  CHECK(tablet.ask("GET", "/api/v1/session").status == 401);
  CHECK(other.ask("GET", "/api/v1/session").status == 200);
}

TEST_CASE("bad bodies are refused by field, without a count of failures") {
  InProcess server;
  Browser browser(server);
  for (const char* body : {"{", "[]", "{}", R"({"login":"a"})", R"({"login":"","password":"x"})",
                           R"({"login":1,"password":"x"})", R"({"login":"a","password":"x","more":1})",
                           R"({"login":"a","password":"x","code":7})", R"({"login":"a","login":"b","password":"x"})"})
    CHECK(browser.ask("POST", "/api/v1/session", body).status == 400);
  CHECK(browser.ask("POST", "/api/v1/session", R"({"login":"a","password":"\u0000"})").status == 400);
  CHECK(browser.ask("POST", "/api/v1/session", "", {{"Content-Type", "text/plain"}}).status == 415);
  CHECK(browser.ask("POST", "/api/v1/session", std::string(5000, ' ')).status == 413);
  CHECK(number(server, "SELECT count(*) FROM sign_in_attempt") == 0);
}
