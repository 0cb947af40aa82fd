// Guessing passwords: it is counted, it makes one wait, and it locks nobody out for ever.
#include "server/accounts/attempts.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "server/accounts/initial_users.h"
#include "server/accounts/settings.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::accounts;
using namespace mingchou::server::test;

namespace {

constexpr std::string_view wrong = "wrong password";

int seconds_of(const Response& response) {
  return std::stoi(std::string(response.header("Retry-After").value_or("0")));
}

void fail_times(Browser& browser, const std::string& login, std::int64_t times) {
  for (std::int64_t i = 0; i < times; ++i) REQUIRE(code_of(browser.sign_in(login, wrong)) == "account.sign_in_refused");
}

}  // namespace

TEST_CASE("after five failures one waits, longer each time, and the right password waits too") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server, "10.0.0.1");
  fail_times(browser, "admin", pair_back_off.free_failures);
  std::int64_t expected = pair_back_off.first_ms;
  for (int i = 0; i < 8; ++i) {
    const Response blocked = browser.sign_in("admin");
    REQUIRE(blocked.status == 429);
    CHECK(code_of(blocked) == "account.too_many_attempts");
    CHECK(seconds_of(blocked) == expected / 1000);
    server.clock.advance_ms(expected);
    fail_times(browser, "admin", 1);
    expected = std::min(expected * 2, pair_back_off.longest_ms);
  }
  CHECK(expected == pair_back_off.longest_ms);
  server.clock.advance_ms(expected);
  CHECK(browser.sign_in("admin").status == 200);
  // All is forgiven: five more are free.
  fail_times(browser, "admin", pair_back_off.free_failures - 1);
  CHECK(browser.sign_in("admin").status == 200);
}

TEST_CASE("attempts during a block do not prolong it") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server, "10.0.0.1");
  fail_times(browser, "admin", pair_back_off.free_failures);
  for (int i = 0; i < 50; ++i) CHECK(browser.sign_in("admin", wrong).status == 429);
  server.clock.advance_ms(pair_back_off.first_ms);
  CHECK(browser.sign_in("admin").status == 200);
}

TEST_CASE("names that nobody has are blocked alike") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server, "10.0.0.1");
  fail_times(browser, "nobody", pair_back_off.free_failures);
  fail_times(browser, "admin", pair_back_off.free_failures);
  Response unknown = browser.sign_in("nobody"), known = browser.sign_in("admin");
  CHECK(unknown.body.substr(0, unknown.body.find("request_id")) == known.body.substr(0, known.body.find("request_id")));
}

TEST_CASE("a restart forgives nothing") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server, "10.0.0.1");
  fail_times(browser, "admin", pair_back_off.free_failures);
  server.writer->stop();
  server.writer = std::make_unique<Writer>(Database::open({.path = server.folder.path() + "/mingchou.db"}).value(),
                                           Writer::Options{}, *server.log);
  server.make_context();
  CHECK(browser.sign_in("admin").status == 429);
}

TEST_CASE("one address that tries many names is blocked, others are not") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server, "10.0.0.1"), other(server, "10.0.0.2");
  for (std::int64_t i = 0; i < address_back_off.free_failures; ++i)
    REQUIRE(browser.sign_in("name" + std::to_string(i), wrong).status == 401);
  CHECK(browser.sign_in("admin").status == 429);
  CHECK(other.sign_in("admin").status == 200);
}

TEST_CASE("guesses from everywhere are slowed down, but never where the user has signed in before") {
  InProcess server;
  add_user(server, "admin");
  Browser known(server, "10.0.0.1"), known_too(server, "2001:db8:1:2::1");
  REQUIRE(known.sign_in("admin").status == 200);
  REQUIRE(known_too.sign_in("admin").status == 200);
  const auto attack = [&] {
    for (std::int64_t i = 0; i <= user_back_off.free_failures; ++i)
      Browser(server, "172.16." + std::to_string(i / 4) + "." + std::to_string(i % 4)).sign_in("admin", wrong);
  };
  attack();
  CHECK(Browser(server, "192.0.2.1").sign_in("admin").status == 429);
  CHECK(known.sign_in("admin").status == 200);
  // A tablet changes its address within its network.
  known_too.peer = "2001:db8:1:2::99";
  CHECK(known_too.sign_in("admin").status == 200);
  CHECK(Browser(server, "2001:db8:1:3::1").sign_in("admin").status == 429);
  // It ends by itself as well.
  server.clock.advance_ms(user_back_off.longest_ms);
  CHECK(Browser(server, "192.0.2.1").sign_in("admin").status == 200);
}

TEST_CASE("guesses that come all at once do not slip through") {
  InProcess server;
  add_user(server, "admin");
  std::atomic<int> tried = 0;
  {
    std::vector<std::thread> threads;
    for (int i = 0; i < 16; ++i)
      threads.emplace_back([&] { tried += Browser(server, "10.0.0.1").sign_in("admin", wrong).status == 401 ? 1 : 0; });
    for (std::thread& thread : threads) thread.join();
  }
  CHECK(tried == pair_back_off.free_failures);
}

TEST_CASE("an attempt that the server was too busy to decide does not count") {
  InProcess server;
  add_user(server, "admin");
  PasswordHasher none({.parameters = cheap_parameters, .at_once_max = 0, .waiting_max = 0}, server.random);
  Context& working = *server.context;
  Context busy{working.clock,
               working.random,
               working.log,
               working.files,
               working.writer,
               working.readers,
               working.target_snapshots,
               working.keys,
               none,
               working.account_keys,
               true,
               working.data_folder,
               working.imports,
               working.log_signer};
  const Context kept = working;
  server.context = std::make_unique<Context>(busy);
  Browser browser(server, "10.0.0.1");
  for (int i = 0; i < 20; ++i) CHECK(browser.sign_in("admin").status == 503);
  server.context = std::make_unique<Context>(kept);
  CHECK(browser.sign_in("admin").status == 200);
}

TEST_CASE("failures are forgotten one after the other") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server, "10.0.0.1");
  fail_times(browser, "admin", pair_back_off.free_failures - 1);
  server.clock.advance_ms((pair_back_off.free_failures - 1) * pair_back_off.forget_ms);
  fail_times(browser, "admin", pair_back_off.free_failures - 1);
  server.clock.advance_ms(pair_back_off.forget_ms);
  fail_times(browser, "admin", 2);
  CHECK(browser.sign_in("admin").status == 429);
}

TEST_CASE("an office behind one address that mistypes all day long is not locked out") {
  InProcess server;
  Browser office(server, "10.0.0.1");
  for (int i = 0; i < 300; ++i) {
    server.clock.advance_ms(address_back_off.forget_ms * 9 / 10);
    REQUIRE(office.sign_in("name" + std::to_string(i), wrong).status == 401);
  }
}

TEST_CASE("a block does not outlive a clock that is put back") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server, "10.0.0.1");
  fail_times(browser, "admin", pair_back_off.free_failures);
  server.clock.advance_ms(-30LL * 24 * 3600 * 1000);
  CHECK(browser.sign_in("admin").status == 200);
}

TEST_CASE("a block is in the audit trail, single failures are not") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server, "10.0.0.1");
  const auto blocks = [&] {
    return server.readers
        ->read([](Database& database) {
          return database.number("SELECT count(*) FROM audit_entry WHERE action = 'sign_in.block'");
        })
        .value();
  };
  fail_times(browser, "admin", pair_back_off.free_failures - 1);
  CHECK(blocks() == 0);
  fail_times(browser, "admin", 1);
  CHECK(blocks() == 1);
}

TEST_CASE("the table of attempts is bounded") {
  InProcess server;
  REQUIRE(server.writer->run([&](Database& database) -> Result<> {
    for (std::int64_t i = 0; i < attempt_rows_max + 500; ++i)
      MC_TRY(begin_attempt(database, {.login = "u" + std::to_string(i), .address = "a"}, server.clock.now()));
    return {};
  }));
  const auto rows =
      server.readers->read([](Database& database) { return database.number("SELECT count(*) FROM sign_in_attempt"); });
  CHECK(rows.value() <= attempt_rows_max);
}

TEST_CASE("an address is an IPv4 address or the /64 of an IPv6 one") {
  CHECK(address_key("10.0.0.1") == "10.0.0.1");
  CHECK(address_key("::ffff:10.0.0.1") == "10.0.0.1");
  CHECK(address_key("2001:db8:1:2:3:4:5:6") == address_key("2001:db8:1:2::1"));
  CHECK(address_key("2001:db8:1:2::1") != address_key("2001:db8:1:3::1"));
  CHECK(address_key("") == "");
}

TEST_CASE("the command line gives a lost administrator a way back, whatever happened") {
  InProcess server;
  const User user = add_user(server, "admin");
  add_user(server, "second");
  Browser browser(server, "10.0.0.1");
  REQUIRE(server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(update_user(database, user.id, 1, user.profile, false, test_actor(), server.clock.now()));
    return {};
  }));
  fail_times(browser, "admin", pair_back_off.free_failures);
  InitialPassword made;
  REQUIRE(server.writer->run([&](Database& database) -> Result<> {
    made = MC_TRY(reset_password(database, " Admin ", server.passwords, server.clock, server.random));
    return {};
  }));
  CHECK(made.password.size() == 23);
  const Response signed_in = browser.sign_in("admin", made.password);
  CHECK(signed_in.status == 200);
  CHECK(signed_in.body.contains("\"must_change_password\":true"));
  const auto unknown = server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(reset_password(database, "nobody", server.passwords, server.clock, server.random));
    return {};
  });
  CHECK(unknown.error().code == "account.unknown_login");
}
