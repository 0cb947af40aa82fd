// The screens about accounts, in the states that a user may meet.
#include "tests/client/account_support.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

using namespace accounts_test;

constexpr std::string_view all_grants =
    R"("registers_read":"all","users_read":"all","users_write":"all","audit_read":"all")";

std::string word(Harness& at, Text name) { return std::string(text(name, at.app.model().preferences.language)); }

void nobody(Harness& at) {
  answer(at.network, 401, problem_json("account.sign_in_needed"));
  at.settle();
}

void somebody(Harness& at, const SomeUser& user = {.department = "d1"}) {
  answer(at.network, 200, session_json(user, all_grants));
  at.settle();
}

void send_sign_in(Harness& at) {
  nobody(at);
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "wrong password", true);
}

void refused(Harness& at, std::string_view code, std::string_view arguments = {}) {
  answer(at.network, code == "account.too_many_attempts" ? 429 : 401, problem_json(code, arguments));
  at.settle();
}

void give_sessions(Harness& at) {
  answer(
      at.network, 200,
      R"({"items":[{"id":"0197f000-0000-7000-8000-0000000000aa","is_own":true,"created_at":1779990000000,)"
      R"("last_seen_at":1779999000000,"expires_at":1780086400000,"address":"10.20.3.117",)"
      R"("agent":"Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/126.0 Safari/537.36 Edg/126.0"},)"
      R"({"id":"0197f000-0000-7000-8000-0000000000bb","is_own":false,"created_at":1779900000000,)"
      R"("last_seen_at":1779950000000,"expires_at":1780000000000,"address":"2409:8a28:ec3:5e10:1c2b:3d4e:5f60:7a8b",)"
      R"("agent":"Mozilla/5.0 (Linux; Android 14; Pad 6) Chrome/125.0 Safari/537.36"}]})");
  at.settle();
}

void open_account(Harness& at) {
  somebody(at);
  give_sessions(at);
}

void begin_factor(Harness& at) {
  somebody(at);
  at.type("factor.password", "the password", true);
  answer(at.network, 200,
         R"({"secret":"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP","address":"otpauth://totp/Mingchou:demo-office?secret=X"})");
  at.settle();
}

}  // namespace

std::vector<Scene> account_scenes() {
  return {
      {"sign-in", "/sign-in", nobody},
      {"sign-in-missing", "/sign-in",
       [](Harness& at) {
         nobody(at);
         at.activate(Role::button, word(at, Text::sign_in_title));
       }},
      {"sign-in-sending", "/sign-in", send_sign_in},
      {"sign-in-refused", "/sign-in",
       [](Harness& at) {
         send_sign_in(at);
         refused(at, "account.sign_in_refused");
       }},
      {"sign-in-locked", "/sign-in",
       [](Harness& at) {
         send_sign_in(at);
         refused(at, "account.too_many_attempts", R"("seconds":"65")");
       }},
      {"sign-in-offline", "/sign-in",
       [](Harness& at) {
         send_sign_in(at);
         fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"sign-in-code", "/sign-in",
       [](Harness& at) {
         send_sign_in(at);
         answer(at.network, 403, problem_json("account.second_factor_needed"));
         at.settle();
       }},
      {"sign-in-shown", "/sign-in",
       [](Harness& at) {
         nobody(at);
         at.type("sign_in.login", "demo-office");
         at.type("sign_in.password", "a password in letters");
         at.app.set_caps_lock(true);
         at.app.focus("sign_in.password", true);
         at.activate(Role::button, word(at, Text::show_password));
       }},
      {"password-forced", "/account/password", [](Harness& at) { somebody(at, {.must_change_password = true}); }},
      {"password-typing", "/account/password",
       [](Harness& at) {
         somebody(at, {.second_factor = true});
         at.type("password.present", "old");
         at.type("password.chosen", "12345678901");
         at.type("password.again", "x");
         at.activate(Role::button, word(at, Text::password_save));
       }},
      {"account", "/account", open_account},
      {"account-loading", "/account", [](Harness& at) { somebody(at); }},
      {"account-no-sessions", "/account",
       [](Harness& at) {
         somebody(at);
         fail_request(at.network, "client.timeout");
         at.settle();
       }},
      {"account-leaving", "/account",
       [](Harness& at) {
         open_account(at);
         at.activate(Role::button, word(at, Text::sign_out));
       }},
      {"account-signed-out", "/account", nobody},
      {"account-unreachable", "/account",
       [](Harness& at) {
         fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"account-password-needed", "/account", [](Harness& at) { somebody(at, {.must_change_password = true}); }},
      {"factor", "/account/second-factor", [](Harness& at) { somebody(at); }},
      {"factor-secret", "/account/second-factor", begin_factor},
      {"factor-codes", "/account/second-factor",
       [](Harness& at) {
         begin_factor(at);
         at.type("factor.first_code", "123456", true);
         answer(at.network, 200,
                R"({"recovery_codes":["abcde-fghij","klmno-pqrst","uvwxy-z2345","67abc-defgh","ijklm-nopqr"]})");
         at.settle();
       }},
      {"factor-on", "/account/second-factor", [](Harness& at) { somebody(at, {.second_factor = true}); }},
      {"home-signed-in", "/",
       [](Harness& at) {
         somebody(at);
         at.open_storage();
       }},
      {"home-session-ended", "/",
       [](Harness& at) {
         somebody(at, {.must_change_password = true});
         at.open_storage();
       }},
  };
}

}  // namespace mingchou::client
