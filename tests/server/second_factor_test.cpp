// TOTP by the vectors of RFC 6238, and a second factor's life.
#include "server/accounts/second_factor.h"

#include "server/accounts/readable_secret.h"
#include "server/accounts/settings.h"
#include "server/accounts/totp.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::accounts;
using namespace mingchou::server::test;

namespace {

constexpr std::string_view factor_path = "/api/v1/session/second-factor";

std::string proof(std::string_view password, std::string_view code = {}) {
  json::Writer writer;
  writer.begin_object().field("password", password);
  if (!code.empty()) writer.field("code", code);
  return std::move(writer.end_object()).take();
}

Bytes from_base32(std::string_view text) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  Bytes bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    bits = bits << 5 | static_cast<std::uint32_t>(alphabet.find(c));
    count += 5;
    if (count >= 8) bytes.push_back(static_cast<std::uint8_t>(bits >> (count -= 8)));
  }
  return bytes;
}

std::string code_now(InProcess& server, BytesView secret, std::int64_t steps_on = 0) {
  return totp_code(secret, totp_step_of(server.clock.now()) + steps_on).value();
}

struct SetUp {
  Bytes secret;
  std::vector<std::string> recovery_codes;
};

SetUp set_up(InProcess& server, Browser& browser) {
  const Response begun = browser.ask("POST", factor_path, proof(good_password));
  REQUIRE(begun.status == 200);
  SetUp result{from_base32(field(begun, "secret")), {}};
  const std::string body = R"({"code":")" + code_now(server, result.secret) + "\"}";
  const Response confirmed = browser.ask("POST", std::string(factor_path) + "/confirmation", body);
  REQUIRE(confirmed.status == 200);
  const auto document = json::parse(confirmed.content());
  for (const json::Value code : document->root().find("recovery_codes").value().items())
    result.recovery_codes.emplace_back(code.text().value());
  return result;
}

}  // namespace

TEST_CASE("codes are those of RFC 6238, appendix B") {
  struct Vector {
    std::int64_t seconds;
    const char* code;
  };
  for (const Vector& vector :
       {Vector{59, "94287082"}, Vector{1111111109, "07081804"}, Vector{1111111111, "14050471"},
        Vector{1234567890, "89005924"}, Vector{2000000000, "69279037"}, Vector{20000000000, "65353130"}})
    CHECK(totp_code(as_bytes("12345678901234567890"), totp_step_of({vector.seconds * 1000}), 8).value() == vector.code);
}

TEST_CASE("base32 is that of RFC 4648, section 10, without padding") {
  struct Vector {
    const char* plain;
    const char* text;
  };
  for (const Vector& vector : {Vector{"", ""}, Vector{"f", "MY"}, Vector{"fo", "MZXQ"}, Vector{"foo", "MZXW6"},
                               Vector{"foob", "MZXW6YQ"}, Vector{"fooba", "MZXW6YTB"}, Vector{"foobar", "MZXW6YTBOI"}})
    CHECK(to_base32(as_bytes(vector.plain)) == vector.text);
}

TEST_CASE("a code fits its step and one beside it, once, and nothing else") {
  const BytesView secret = as_bytes("12345678901234567890");
  const Instant now{1'790'000'000'000};
  const std::int64_t step = totp_step_of(now);
  const auto match = [&](std::int64_t of_step, std::int64_t last = 0) {
    return match_totp(secret, totp_code(secret, of_step).value(), now, last).value();
  };
  for (const std::int64_t near : {step - 1, step, step + 1}) {
    CHECK(match(near) == near);
    CHECK_FALSE(match(near, near));
  }
  for (const std::int64_t far : {step - 2, step + 2}) CHECK_FALSE(match(far));
  for (const char* bad : {"", "1", "12345678", "abcdef", "\xff\xff\xff\xff\xff\xff"})
    CHECK_FALSE(match_totp(secret, bad, now, 0).value());
}

TEST_CASE("once set up it is asked for at every sign-in, and each code counts once") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server), other(server);
  browser.sign_in("admin");
  other.sign_in("admin");
  const SetUp factor = set_up(server, browser);
  CHECK(factor.secret.size() == totp_secret_bytes);
  CHECK(factor.recovery_codes.size() == recovery_codes_count);
  CHECK(browser.ask("GET", "/api/v1/session").body.contains("\"second_factor\":true"));
  CHECK(other.ask("GET", "/api/v1/session").status == 401);

  Browser again(server);
  CHECK(code_of(again.sign_in("admin")) == "account.second_factor_needed");
  // The code that confirmed is used up.
  CHECK(code_of(again.sign_in("admin", good_password, code_now(server, factor.secret))) ==
        "account.second_factor_wrong");
  server.clock.advance_ms(totp_step_ms);
  const std::string code = code_now(server, factor.secret);
  CHECK(again.sign_in("admin", good_password, code).status == 200);
  CHECK(code_of(again.sign_in("admin", good_password, code)) == "account.second_factor_wrong");
  CHECK(code_of(again.sign_in("admin", "wrong password", code_now(server, factor.secret, 1))) ==
        "account.sign_in_refused");
}

TEST_CASE("a recovery code stands in once, however it is typed") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  browser.sign_in("admin");
  const SetUp factor = set_up(server, browser);
  std::string typed = factor.recovery_codes[3];
  typed.replace(typed.find('-'), 1, " ");
  typed[0] = static_cast<char>(std::toupper(typed[0]));
  CHECK(Browser(server).sign_in("admin", good_password, typed).status == 200);
  CHECK(code_of(Browser(server).sign_in("admin", good_password, typed)) == "account.second_factor_wrong");
  CHECK(Browser(server).sign_in("admin", good_password, factor.recovery_codes[4]).status == 200);
  CHECK(Browser(server).sign_in("admin", good_password, readable_secret(2, server.random)).status == 403);
}

TEST_CASE("guessing codes is counted like guessing passwords") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  browser.sign_in("admin");
  const SetUp factor = set_up(server, browser);
  Browser thief(server, "10.9.9.9");
  for (std::int64_t i = 0; i < pair_back_off.free_failures; ++i) {
    // The password without a code neither counts nor forgives.
    CHECK(code_of(thief.sign_in("admin")) == "account.second_factor_needed");
    CHECK(code_of(thief.sign_in("admin", good_password, "000000")) == "account.second_factor_wrong");
  }
  server.clock.advance_ms(1);
  CHECK(thief.sign_in("admin", good_password, code_now(server, factor.secret, 1)).status == 429);
}

TEST_CASE("it is not asked for before it is confirmed, and a wrong code confirms nothing") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  browser.sign_in("admin");
  const std::string confirmation = std::string(factor_path) + "/confirmation";
  CHECK(code_of(browser.ask("POST", confirmation, R"({"code":"000000"})")) == "account.no_second_factor");
  CHECK(code_of(browser.ask("POST", factor_path, proof("wrong"))) == "account.password_wrong");
  REQUIRE(browser.ask("POST", factor_path, proof(good_password)).status == 200);
  CHECK(code_of(browser.ask("POST", confirmation, R"({"code":"abcdef"})")) == "account.second_factor_wrong");
  CHECK(browser.sign_in("admin").status == 200);
}

TEST_CASE("it is removed with the password and a code, or by whoever keeps the user") {
  InProcess server;
  const User user = add_user(server, "user", {.role = Role::auditor});
  add_user(server, "admin");
  Browser browser(server), admin(server);
  browser.sign_in("user");
  admin.sign_in("admin");
  SetUp factor = set_up(server, browser);
  const std::string removal = std::string(factor_path) + "/removal";
  CHECK(code_of(browser.ask("POST", factor_path, proof(good_password, factor.recovery_codes[0]))) ==
        "account.second_factor_exists");
  CHECK(code_of(browser.ask("POST", removal, proof(good_password))) == "account.second_factor_wrong");
  CHECK(browser.ask("POST", removal, proof(good_password, factor.recovery_codes[1])).status == 204);
  CHECK(Browser(server).sign_in("user").status == 200);

  server.clock.advance_ms(2 * totp_step_ms);
  factor = set_up(server, browser);
  CHECK(Browser(server).sign_in("user").status == 403);
  CHECK(admin.ask("DELETE", "/api/v1/users/" + user.id.uuid.text() + "/second-factor").status == 204);
  CHECK(Browser(server).sign_in("user").status == 200);
}

TEST_CASE("the database alone gives away neither the secret nor the recovery codes") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  browser.sign_in("admin");
  const SetUp factor = set_up(server, browser);
  server.writer->stop();
  const std::string file = read_file(server.folder.path() + "/mingchou.db");
  CHECK_FALSE(file.contains(as_text(factor.secret)));
  CHECK_FALSE(file.contains(to_base32(factor.secret)));
  for (const std::string& code : factor.recovery_codes) CHECK_FALSE(file.contains(code));
}

TEST_CASE("a sealed secret that is moved to another user, or touched, does not open") {
  InProcess server;
  const Uuid a = UuidGenerator(server.clock, server.random).next(),
             b = UuidGenerator(server.clock, server.random).next();
  Bytes sealed = server.account_keys->seal(a, as_bytes("secret"), server.random).value();
  CHECK(as_text(server.account_keys->open_sealed(a, sealed).value().view()) == "secret");
  CHECK_FALSE(server.account_keys->open_sealed(b, sealed));
  sealed.back() ^= 1;
  CHECK_FALSE(server.account_keys->open_sealed(a, sealed));
  CHECK_FALSE(server.account_keys->open_sealed(a, as_bytes("short")));
}

TEST_CASE("readable secrets have their form, and come back from how people type them") {
  SeededRandom random(7);
  const std::string secret = readable_secret(4, random);
  CHECK(secret.size() == 23);
  for (const std::size_t dash : {5, 11, 17}) CHECK(secret[dash] == '-');
  CHECK(tidy_readable_secret(secret) == secret);
  CHECK(tidy_readable_secret("ABCDE fghjk") == "abcde-fghjk");
  CHECK(tidy_readable_secret("") == "");
}
