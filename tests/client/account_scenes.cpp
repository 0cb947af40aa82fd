// The screens about accounts, in the states that a user may meet.
#include "tests/client/account_support.h"
#include "tests/client/people_support.h"
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

constexpr std::string_view someone = "0197f000-0000-7000-8000-000000000011";

std::string users_page() {
  std::string items;
  static constexpr std::string_view names[] = {"李明", "欧阳建国", "王芳", "阿不都热合曼·买买提", "张伟"};
  static constexpr std::string_view roles[] = {"reviewer", "department_administrator", "inspector", "auditor",
                                               "county_viewer"};
  for (int i = 0; i < 40; ++i) {
    const auto at = static_cast<std::size_t>(i) % 5;
    const std::string id = "0197f000-0000-7000-8000-0000000001" + std::to_string(10 + i);
    const std::string login = "user." + std::to_string(100 + i);
    items += (i ? "," : "") + user_json({.id = id,
                                         .login = login,
                                         .name = names[at],
                                         .role = roles[at],
                                         .status = i % 7 == 3 ? "disabled" : "active",
                                         .must_change_password = i % 6 == 1});
  }
  return R"({"items":[)" + items + R"(],"next_cursor":null})";
}

void open_users(Harness& at) {
  somebody(at);
  answer(at.network, 200, users_page());
  at.settle();
}

void keeper_of_departments(Harness& at) {
  answer(at.network, 200,
         session_json({.login = "demo-office"}, R"("departments_write":"all","registers_read":"all")"));
  at.settle();
}

void open_department(Harness& at) {
  keeper_of_departments(at);
  answer(
      at.network, 200,
      R"({"id":"0197f000-0000-7000-8000-0000000000d1","code":"XHXFJY","name":"西华县消防救援大队","short_name":"县消防救援大队","kind":"bureau",)"
      R"("sort_order":12,"phone":"0394-2533119","revision":3,"valid_from":"2026-01-05",)"
      R"("recorded_at":1779990000000,"recorded_by":"demo-office","reason":"更正电话"})");
  at.settle();
}

void open_user(Harness& at) {
  somebody(at);
  answer(at.network, 200,
         user_json({.id = someone, .login = "li.ming", .name = "李明", .role = "auditor", .second_factor = true}));
  at.settle();
  give_sessions(at);
}

const std::string zhang_json = choice_json(people_test::person_id, "张建国", "豫P16220012345");

/// The account of somebody of the register.
void open_inspector_user(Harness& at) {
  somebody(at);
  answer(at.network, 200,
         user_json({.id = someone,
                    .login = "zhang.jianguo",
                    .name = "张建国",
                    .role = "inspector",
                    .department = people_test::department_id,
                    .inspector = people_test::person_id}));
  at.settle();
  give_sessions(at);
  answer(at.network, 200, zhang_json);
  at.settle();
}

void open_audit(Harness& at) {
  somebody(at);
  static constexpr std::string_view actions[] = {"session.begin", "user.update", "user.create", "sign_in.block",
                                                 "user.password_reset"};
  std::string items;
  for (int i = 0; i < 60; ++i)
    items += (i ? "," : "") + std::string(R"({"sequence":)") + std::to_string(900 - i) + R"(,"at":)" +
             std::to_string(1779999000000 - i * 3'700'000LL) +
             R"(,"actor_id":"0197f000-0000-7000-8000-000000000001","actor_login":"demo-admin",)"
             R"("actor_role":"system_administrator","action":")" +
             std::string(actions[static_cast<std::size_t>(i) % 5]) + R"(","entity":"user","entity_id":")" +
             std::string(someone) +
             R"(","department_id":null,"request":"0197f00000007000800000000000a1","address":"10.20.3.117",)"
             R"("before":{"login":"li.ming","name":"李明","role":"inspector","department_id":null,"status":"active"},)"
             R"("after":{"login":"li.ming","name":"李明","role":"reviewer","department_id":null,"status":"active"}})";
  answer(at.network, 200, R"({"items":[)" + items + R"(],"next_cursor":"841"})");
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
      {"department-new", "/departments/new", keeper_of_departments},
      {"department-missing", "/departments/new",
       [](Harness& at) {
         keeper_of_departments(at);
         at.activate(Role::button, word(at, Text::department_make));
       }},
      {"department", "/departments/0197f000-0000-7000-8000-0000000000d1", open_department},
      {"department-end", "/departments/0197f000-0000-7000-8000-0000000000d1",
       [](Harness& at) {
         open_department(at);
         at.app.activate("department.end");
         at.settle();
       }},
      {"users", "/users", open_users},
      {"users-role-menu", "/users",
       [](Harness& at) {
         open_users(at);
         at.activate(Role::button, word(at, Text::filter_role));
       }},
      {"users-none", "/users",
       [](Harness& at) {
         open_users(at);
         at.type("users.search", "nobody of that name");
       }},
      {"users-failed", "/users",
       [](Harness& at) {
         somebody(at);
         fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"users-not-allowed", "/users",
       [](Harness& at) {
         answer(at.network, 200, session_json({}, R"("registers_read":"all")"));
         at.settle();
       }},
      {"user", "/users/0197f000-0000-7000-8000-000000000011", open_user},
      {"user-inspector", "/users/0197f000-0000-7000-8000-000000000011", open_inspector_user},
      {"user-inspector-choice", "/users/0197f000-0000-7000-8000-000000000011",
       [](Harness& at) {
         open_inspector_user(at);
         at.app.activate("user.inspector");
         at.settle();
         const std::string two = zhang_json + "," + choice_json("0197f000-0000-7000-8000-000000000022", "欧阳丽华", "");
         answer(at.network, 200, choices_json(two, true));
         at.settle();
       }},
      {"user-inspector-failed", "/users/0197f000-0000-7000-8000-000000000011",
       [](Harness& at) {
         open_inspector_user(at);
         at.app.activate("user.inspector");
         at.settle();
         fail_request(at.network, "client.timeout");
         at.settle();
       }},
      {"user-inspector-system", "/users/0197f000-0000-7000-8000-000000000011",
       [](Harness& at) {
         answer(at.network, 200,
                session_json({.login = "demo-admin", .role = "system_administrator"},
                             R"("users_read":"all","users_write":"all")"));
         at.settle();
         answer(at.network, 200,
                user_json({.id = someone,
                           .login = "zhang.jianguo",
                           .name = "张建国",
                           .role = "inspector",
                           .department = people_test::department_id}));
         at.settle();
         give_sessions(at);
       }},
      {"user-conflict", "/users/0197f000-0000-7000-8000-000000000011",
       [](Harness& at) {
         open_user(at);
         at.type("user.name", "李明明");
         at.activate(Role::button, word(at, Text::save_word));
         answer(at.network, 412, problem_json("account.changed_meanwhile"));
         answer(at.network, 200,
                user_json({.id = someone, .login = "li.ming", .name = "李大明", .role = "auditor", .revision = 5}));
         at.settle();
       }},
      {"user-reset-question", "/users/0197f000-0000-7000-8000-000000000011",
       [](Harness& at) {
         open_user(at);
         at.activate(Role::button, word(at, Text::reset_password));
       }},
      {"user-initial-password", "/users/0197f000-0000-7000-8000-000000000011",
       [](Harness& at) {
         open_user(at);
         at.activate(Role::button, word(at, Text::reset_password));
         at.app.activate("user.question.confirm");
         at.settle();
         answer(at.network, 200,
                R"({"user":)" + user_json({.id = someone, .login = "li.ming", .name = "李明", .role = "reviewer"}) +
                    R"(,"initial_password":"k3m9p-x7q2w-a8d4f-t6n5c"})");
         at.settle();
       }},
      {"user-new", "/users/new",
       [](Harness& at) {
         somebody(at);
         at.activate(Role::button, word(at, Text::user_make));
       }},
      {"user-new-role", "/users/new",
       [](Harness& at) {
         somebody(at);
         at.activate(Role::button, word(at, Text::role_name));
       }},
      {"audit", "/audit", open_audit},
      {"audit-entry", "/audit",
       [](Harness& at) {
         open_audit(at);
         at.app.activate("audit.list/899");
         at.settle();
       }},
      {"audit-action-menu", "/audit",
       [](Harness& at) {
         open_audit(at);
         at.activate(Role::button, word(at, Text::audit_what));
       }},
      {"audit-days", "/audit",
       [](Harness& at) {
         open_audit(at);
         at.activate(Role::button, word(at, Text::audit_period));
         at.activate(Role::menuitemradio, word(at, Text::audit_days));
         at.type("audit.days.last", "2026-01-01");
         at.app.activate("audit.days.form.submit");
         at.settle();
       }},
      {"audit-export", "/audit",
       [](Harness& at) {
         open_audit(at);
         at.app.activate("header.export");
         at.settle();
       }},
      {"audit-failed", "/audit",
       [](Harness& at) {
         somebody(at);
         fail_request(at.network, "client.timeout");
         at.settle();
       }},
      {"home-signed-out", "/",
       [](Harness& at) {
         nobody(at);
         at.open_storage();
       }},
      {"home-locked", "/",
       [](Harness& at) {
         somebody(at);
         at.open_storage();
         at.open("/account");
         give_sessions(at);
         at.activate(Role::button, word(at, Text::sign_out));
         at.app.activate("account.leave.confirm");
         at.settle();
         accounts_test::answer(at.network, 204);
         at.settle();
       }},
      {"targets-signed-out", "/targets",
       [](Harness& at) {
         nobody(at);
         at.open_storage();
       }},
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
