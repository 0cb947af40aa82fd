// The screens about one's own account: what they say, what they send, and what they keep of what was typed.
#include <doctest/doctest.h>

#include <algorithm>

#include "client/app/screens/account_words.h"
#include "client/app/screens/password_change.h"
#include "tests/client/account_support.h"
#include "tests/client/register_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::accounts_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

struct AccountScene : Harness {
  explicit AccountScene(std::string_view path) : Harness(Look{}, path) {}

  void nobody() { reply(401, problem_json("account.sign_in_needed")); }
  void somebody(const SomeUser& user = {}) { reply(200, session_json(user)); }
  HttpRequest reply(int status, std::string body = {}) {
    HttpRequest sent = accounts_test::answer(network, status, std::move(body));
    settle();
    return sent;
  }
  std::string value(std::string_view id) const {
    const auto found = std::ranges::find(app.fields(), id, &EditableField::id);
    return found == app.fields().end() ? "(no such field)" : found->value;
  }
  void press(Text label) { activate(Role::button, say(label)); }
};

}  // namespace

TEST_CASE("sign in: Enter sends, and the address leads on to where one came from") {
  AccountScene at("/settings");
  at.nobody();
  at.open("/sign-in");
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "demo-county-2026", true);
  CHECK(at.shows(Role::button, say(Text::sending)));
  CHECK(at.reply(200, session_json({})).body == R"({"login":"demo-office","password":"demo-county-2026"})");
  CHECK(at.app.model().route.screen == Screen::settings);
  CHECK(at.shell.route == "/settings");
  CHECK(at.says("您已登录"));
}

TEST_CASE("sign in: a wrong password keeps the login, and the keyboard goes to the empty password") {
  AccountScene at("/sign-in");
  at.nobody();
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "wrong", true);
  at.reply(401, problem_json("account.sign_in_refused"));
  CHECK(at.value("sign_in.login") == "demo-office");
  CHECK(at.value("sign_in.password").empty());
  CHECK(at.app.ui().focused_id == "sign_in.password");
  CHECK(at.with_id("sign_in.error").role == Role::alert);
}

TEST_CASE("sign in: what nobody answered is still there, and says so") {
  AccountScene at("/sign-in");
  at.nobody();
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "right", true);
  fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.value("sign_in.password") == "right");
  CHECK(at.says("输入的内容还在"));
}

TEST_CASE("sign in: nothing is sent while something is missing, and the field says what") {
  AccountScene at("/sign-in");
  at.nobody();
  at.press(Text::sign_in_title);
  CHECK(at.network.accounts.empty());
  CHECK(at.with_id("sign_in.login").invalid);
  CHECK(at.shows(Role::alert, say(Text::login_missing)));
  CHECK(at.app.ui().focused_id == "sign_in.login");
}

TEST_CASE("sign in: after too many attempts the time left counts down, and nothing is sent before") {
  AccountScene at("/sign-in");
  at.nobody();
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "wrong", true);
  at.reply(429, problem_json("account.too_many_attempts", R"("seconds":"65")"));
  CHECK(at.shows(Role::button, "请等待 1:05"));
  CHECK(at.named(Role::button, "请等待 1:05").disabled);
  at.type("sign_in.password", "wrong", true);
  CHECK(at.network.accounts.empty());
  REQUIRE(at.app.wake_in_ms());
  at.frame(2'000);
  CHECK(at.says("请等待 1:03"));
  at.frame(64'000);
  at.settle();
  CHECK(at.shows(Role::button, say(Text::sign_in_title)));
  CHECK_FALSE(at.app.wake_in_ms());
}

TEST_CASE("sign in: the code is a step of its own, sent with the password, and one can go back") {
  AccountScene at("/sign-in");
  at.nobody();
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "right", true);
  at.reply(403, problem_json("account.second_factor_needed"));
  CHECK(at.app.ui().focused_id == "sign_in.code");
  SUBCASE("sent") {
    at.type("sign_in.code", "123456", true);
    CHECK(at.reply(200, session_json({})).body == R"({"login":"demo-office","password":"right","code":"123456"})");
    CHECK(at.app.model().session.is_signed_in());
  }
  SUBCASE("back") {
    at.press(Text::sign_in_other);
    CHECK(at.value("sign_in.password").empty());
    CHECK(at.value("sign_in.login") == "demo-office");
  }
}

TEST_CASE("a password is nowhere in what screen readers get, nor among what is drawn") {
  AccountScene at("/sign-in");
  at.nobody();
  std::vector<DrawnText> drawn;
  at.app.log_text(&drawn);
  at.type("sign_in.password", "secret words");
  const auto is_drawn = [&] {
    return std::ranges::any_of(drawn, [](const DrawnText& text) { return text.text.contains("secret words"); });
  };
  CHECK_FALSE(at.says("secret words"));
  CHECK_FALSE(at.app.semantics().json().contains("secret"));
  CHECK_FALSE(is_drawn());
  at.press(Text::show_password);
  CHECK(is_drawn());
  CHECK_FALSE(at.app.semantics().json().contains("secret words"));
  CHECK(at.shows(Role::button, say(Text::hide_password)));
  at.app.log_text(nullptr);
}

TEST_CASE("passwords go when their screen is left") {
  AccountScene at("/sign-in");
  at.nobody();
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "secret words");
  at.open("/settings");
  at.open("/sign-in");
  CHECK(at.value("sign_in.password").empty());
  CHECK(at.value("sign_in.login") == "demo-office");
}

TEST_CASE("fields tell password managers and keyboards what they are for") {
  AccountScene at("/sign-in");
  at.nobody();
  const auto field = [&](std::string_view id) { return *std::ranges::find(at.app.fields(), id, &EditableField::id); };
  CHECK(field("sign_in.login").autocomplete == "username");
  CHECK(field("sign_in.login").kind == FieldKind::exact);
  CHECK(field("sign_in.password").autocomplete == "current-password");
  CHECK(field("sign_in.password").kind == FieldKind::password);
  CHECK(field("sign_in.password").enter == EnterKey::go);
  CHECK_FALSE(at.with_id("sign_in").id.empty());
  CHECK(at.with_id("sign_in").role == Role::form);
}

TEST_CASE("Caps Lock is told at the password that is being typed") {
  AccountScene at("/sign-in");
  at.nobody();
  at.app.set_caps_lock(true);
  at.settle();
  CHECK_FALSE(at.says(say(Text::caps_lock_on)));
  at.app.focus("sign_in.password", true);
  at.settle();
  CHECK(at.says(say(Text::caps_lock_on)));
}

TEST_CASE("an initial password is changed before all else, by rules that are told while typing") {
  AccountScene at("/sign-in");
  at.nobody();
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "initial", true);
  at.reply(200, session_json({.must_change_password = true}));
  CHECK(at.app.model().route.screen == Screen::password);
  at.type("password.present", "initial");
  at.type("password.chosen", "short");
  CHECK(at.says("还差 5 个字符"));
  at.type("password.chosen", "several unrelated words");
  CHECK(at.says(say(Text::password_good)));
  at.type("password.again", "several unrelated wards", true);
  CHECK(at.network.accounts.empty());
  CHECK(at.shows(Role::alert, say(Text::password_differs)));
  at.type("password.again", "several unrelated words", true);
  CHECK(at.reply(200, session_json({})).path == "/api/v1/session/password");
  CHECK(at.app.model().route.screen == Screen::home);
  CHECK(at.says(say(Text::password_changed)));
}

TEST_CASE("the client's rules of passwords are those of the server") {
  Ui ui;
  const auto fault = [&](std::string_view typed) {
    return password_screen::new_password_fault(ui, typed, "demo-office");
  };
  CHECK(fault("1234567890").contains("常见"));
  CHECK(fault("demo-office1").contains("用户名"));
  CHECK(fault("abababababab").contains("5"));
  CHECK(fault("several unrelated words").empty());
}

TEST_CASE("account: devices are listed, this one marked, and others ended") {
  AccountScene at("/account");
  at.somebody();
  at.reply(200, R"({"items":[{"id":"0197f000-0000-7000-8000-0000000000aa","is_own":true,"created_at":1,)"
                R"("last_seen_at":2,"expires_at":3,"address":"10.0.0.1","agent":"Windows NT Chrome/1 Edg/1"},)"
                R"({"id":"0197f000-0000-7000-8000-0000000000bb","is_own":false,"created_at":1,"last_seen_at":2,)"
                R"("expires_at":3,"address":"10.0.0.2","agent":"Android Chrome/1"}]})");
  CHECK(at.says("Edge · Windows"));
  CHECK(at.says(say(Text::session_own)));
  at.activate(Role::button, "结束：Chrome · Android");
  CHECK(at.reply(204).method == Method::remove);
  CHECK_FALSE(at.says("Android"));
}

TEST_CASE("account: signing out says what stays on the device, and leads home") {
  AccountScene at("/account");
  at.somebody();
  at.reply(200, R"({"items":[]})");
  at.press(Text::sign_out);
  REQUIRE(at.all(Role::dialog).size() == 1);
  CHECK(at.says("留在这台设备上"));
  at.app.activate("account.leave.confirm");
  at.settle();
  CHECK(at.reply(204).path == "/api/v1/session");
  CHECK(at.app.model().route.screen == Screen::home);
  CHECK_FALSE(at.app.model().session.user);
}

TEST_CASE("account: without a session, or a server, it says so and shows the way on") {
  AccountScene at("/account");
  SUBCASE("signed out") {
    at.nobody();
    at.press(Text::sign_in_title);
    CHECK(at.app.model().route.screen == Screen::sign_in);
  }
  SUBCASE("unreachable") {
    fail_request(at.network, "client.offline");
    at.settle();
    CHECK(at.says(say(Text::gate_unreachable_title)));
    at.press(Text::retry);
    at.somebody();
    CHECK(at.shows(Role::button, say(Text::sign_out)));
  }
}

TEST_CASE("the second factor: secret and codes are shown once, copied without being told, and gone afterwards") {
  AccountScene at("/account/second-factor");
  at.somebody();
  at.type("factor.password", "the password", true);
  CHECK(at.reply(200, R"({"secret":"JBSWY3DP","address":"otpauth://totp/x"})").body ==
        R"({"password":"the password"})");
  CHECK(at.says("JBSW Y3DP"));
  at.press(Text::factor_copy_secret);
  CHECK(at.shell.copied == "JBSWY3DP");
  at.app.copied(true);
  at.settle();
  CHECK(at.with_id("toast.text").name == say(Text::copied_secret));
  at.type("factor.first_code", "123456", true);
  at.reply(200, R"({"recovery_codes":["aaaaa-bbbbb","ccccc-ddddd"]})");
  CHECK(at.says("aaaaa-bbbbb"));
  CHECK_FALSE(at.says("JBSW"));
  at.open("/settings");
  at.open("/account/second-factor");
  CHECK_FALSE(at.says("aaaaa-bbbbb"));
  CHECK(at.says(say(Text::factor_is_on)));
}

TEST_CASE("an inspector works on without session and without network: the tablet's own data are never locked") {
  RegisterScene scene;
  scene.serve();
  const auto writes = [&] {
    scene.open(path_of({Screen::target, scene.some_target().id.uuid.text()}));
    scene.type("note.text", "到过");
    CHECK(scene.shows(Role::button, say(Text::note_save)));
  };
  SUBCASE("the session ended") {
    scene.app.activate("header.account");
    scene.open("/account");
    accounts_test::answer(scene.network, 401, problem_json("account.session_ended"));
    scene.settle();
    CHECK(scene.says("登录已失效"));
    writes();
    CHECK(scene.app.model().session.user->login == "demo-office");
  }
  SUBCASE("the data were opened anew without network: the device knows who it was") {
    scene.give_away();
    scene.take_over();
    writes();
    CHECK(scene.app.model().session.user->login == "demo-office");
  }
}

namespace {

/// Somebody else signs in over the tablet's own screen.
void sign_in_as(RegisterScene& scene, const SomeUser& user, std::string_view grants = R"("registers_read":"own")") {
  scene.open("/sign-in");
  scene.type("sign_in.login", std::string(user.login));
  scene.type("sign_in.password", "the password", true);
  answer_to(scene.network, "/api/v1/session", 200, session_json(user, grants));
  scene.settle();
}

void sign_out(RegisterScene& scene) {
  scene.open("/account");
  scene.activate(Role::button, text(Text::sign_out, Language::chinese));
  scene.app.activate("account.leave.confirm");
  scene.settle();
  answer_to(scene.network, "/api/v1/session", 204);
  scene.settle();
}

constexpr SomeUser other_inspector{.id = "0197f000-0000-7000-8000-000000000002",
                                   .login = "li-si",
                                   .name = "李四",
                                   .role = "inspector",
                                   .department = "0197f000-0000-7000-8000-00000000000d"};

}  // namespace

TEST_CASE("who has signed out leaves nothing to be seen on the tablet, and finds all of it when back") {
  RegisterScene scene;
  scene.serve();
  const std::string page = path_of({Screen::target, scene.some_target().id.uuid.text()});
  scene.open(page);
  scene.type("note.text", "后厨有积水");
  scene.activate(Role::button, "保存记录");
  sign_out(scene);
  for (const std::string_view path : {std::string_view("/"), std::string_view("/targets"), std::string_view(page)}) {
    scene.open(path);
    CHECK(scene.says("登录后才能查看"));
    CHECK_FALSE(scene.says("后厨有积水"));
    CHECK_FALSE(scene.says(scene.some_target().name));
  }
  SUBCASE("also after a new start without network") {
    scene.give_away();
    scene.take_over();
    scene.open("/targets");
    CHECK(scene.says("登录后才能查看"));
  }
  sign_in_as(scene, {}, R"("registers_read":"all")");
  scene.open(page);
  CHECK(scene.says("后厨有积水"));
  CHECK(scene.app.model().targets.generation);
  CHECK(scene.network.last_path != manifest_path);
}

TEST_CASE("whoever may read another part of the register gets one of their own, and nobody's notes but theirs") {
  RegisterScene scene;
  scene.serve();
  const std::string page = path_of({Screen::target, scene.some_target().id.uuid.text()});
  scene.open(page);
  scene.type("note.text", "后厨有积水");
  scene.activate(Role::button, "保存记录");
  sign_out(scene);
  sign_in_as(scene, other_inspector);
  CHECK_FALSE(scene.app.model().targets.generation);
  CHECK(scene.app.model().targets.list == nullptr);
  scene.open(page);
  CHECK_FALSE(scene.says("后厨有积水"));
  CHECK_FALSE(scene.says(scene.some_target().name));
  scene.open("/targets");
  scene.serve();
  CHECK(scene.rows().size() > 3);
  CHECK(scene.app.model().notes.count == 0);
  // What the first one wrote is on the device, and on its way to the server.
  CHECK(scene.app.model().notes.operations == 1);
}

TEST_CASE("without a session the register says what it needs, leads to it, and comes by itself afterwards") {
  AccountScene at("/targets");
  at.nobody();
  at.open_storage();
  CHECK(at.says("登录后会下载您可以查看的名录"));
  CHECK_FALSE(at.network.last);
  at.press(Text::sign_in_title);
  CHECK(at.app.model().route.screen == Screen::sign_in);
  at.type("sign_in.login", "demo-office");
  at.type("sign_in.password", "the password", true);
  at.reply(200, session_json({}, R"("registers_read":"all")"));
  CHECK(at.app.model().route.screen == Screen::targets);
  CHECK(at.network.last_path == manifest_path);
}

TEST_CASE("a role that has nothing to do with the registers is not shown any") {
  AccountScene at("/");
  at.reply(200, session_json({.login = "demo-system", .role = "system_administrator"}, R"("users_read":"all")"));
  at.open_storage();
  CHECK_FALSE(at.shows(Role::link, say(Text::targets_title)));
  CHECK_FALSE(at.says(say(Text::download_register)));
  CHECK(at.says(say(Text::users_title)));
}

TEST_CASE("devices are told by browser and system, as far as they say") {
  Ui ui;
  CHECK(device_words(ui, "Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0") == "Edge · Windows");
  CHECK(device_words(ui, "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) Version/17.5 Safari/604.1") == "Safari · iPad");
  CHECK(device_words(ui, "") == say(Text::session_unknown_device));
}
