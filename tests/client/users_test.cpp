// Users and the audit trail on the client: what is read of the server's answers, and what the screens make of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "client/app/accounts/audit_keeper.h"
#include "client/app/screens/audit_words.h"
#include "tests/client/account_support.h"
#include "tests/client/people_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::accounts_test;

namespace {

constexpr std::string_view grants = R"("users_read":"all","users_write":"all","audit_read":"all")";
constexpr std::string_view first_id = "0197f000-0000-7000-8000-000000000011";

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

std::string users_page(std::string_view cursor = "null") {
  return R"({"items":[)" + user_json({.id = first_id, .login = "li.ming", .name = "李明", .role = "reviewer"}) + "," +
         user_json({.id = "0197f000-0000-7000-8000-000000000012",
                    .login = "wang.fang",
                    .name = "王芳",
                    .role = "inspector",
                    .status = "disabled"}) +
         R"(],"next_cursor":)" + std::string(cursor) + "}";
}

std::string entry(int sequence, std::string_view before = "null", std::string_view after = "null") {
  return R"({"sequence":)" + std::to_string(sequence) +
         R"(,"at":1779990000000,"actor_id":"0197f000-0000-7000-8000-000000000001","actor_login":"demo-admin",)"
         R"("actor_role":"system_administrator","action":"user.update","entity":"user","entity_id":")" +
         std::string(first_id) + R"(","department_id":null,"request":"r1","address":"10.0.0.1","before":)" +
         std::string(before) + R"(,"after":)" + std::string(after) + R"(,"hash":"00"})";
}

struct UsersScene : Harness {
  explicit UsersScene(std::string_view path) : Harness(Look{}, path) {
    reply(200, session_json({.login = "demo-admin", .role = "system_administrator"}, grants));
    // The names of the departments.
    if (network.last) answer(R"({"items":[],"next_cursor":null})");
  }
  /// Who keeps the users and the register of a department.
  UsersScene(std::string_view path, std::string_view of_department) : Harness(Look{}, path) {
    people_test::sign_in(*this, of_department);
  }
  HttpRequest reply(int status, std::string body = {}) {
    HttpRequest sent = accounts_test::answer(network, status, std::move(body));
    settle();
    return sent;
  }
  void open_first() {
    reply(200, user_json({.id = first_id, .login = "li.ming", .name = "李明", .role = "auditor"}));
    reply(200, R"({"items":[]})");
  }
  void press(Text label) { activate(Role::button, say(label)); }
  std::string value(std::string_view id) const {
    return std::ranges::find(app.fields(), id, &EditableField::id)->value;
  }
};

constexpr std::string_view chief_grants =
    R"("registers_read":"own","registers_write":"own","users_read":"own","users_write":"own")";
const std::string person_path = "/api/v1/user-inspectors/" + std::string(people_test::person_id);
const std::string search_path =
    "/api/v1/user-inspectors?limit=20&department_id=" + std::string(people_test::department_id);
constexpr std::string_view zhang = "张建国 · 豫P16220012345";
const std::string zhang_json = choice_json(people_test::person_id, "张建国", "豫P16220012345");

SomeUser inspector_user(std::string_view inspector = {}, int revision = 1) {
  return {.id = first_id,
          .login = "li.ming",
          .name = "李明",
          .role = "inspector",
          .department = people_test::department_id,
          .inspector = inspector,
          .revision = revision};
}

const std::string first_path = "/users/" + std::string(first_id);

}  // namespace

TEST_CASE("users: all pages are read, then searched and filtered by what they are") {
  UsersScene at("/users");
  CHECK(at.reply(200, users_page(R"("wang.fang")")).path == "/api/v1/users?limit=200");
  CHECK(at.reply(200, R"({"items":[],"next_cursor":null})").path == "/api/v1/users?limit=200&cursor=wang.fang");
  CHECK(at.says("共 2 个用户"));
  at.type("users.search", "WANG");
  CHECK(at.says("找到 1 个"));
  CHECK_FALSE(at.says("李明"));
  at.type("users.search", "");
  at.activate(Role::checkbox, say(Text::filter_disabled));
  CHECK_FALSE(at.says("李明"));
  CHECK(at.says("王芳"));
}

TEST_CASE("users: without an answer it says so, and tries again") {
  UsersScene at("/users");
  fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.says(say(Text::users_failed)));
  at.press(Text::retry);
  at.reply(200, users_page());
  CHECK(at.says("李明"));
}

TEST_CASE("a new user: what is missing is told, and the one-time password is shown once on the user's page") {
  UsersScene at("/users/new");
  at.press(Text::user_make);
  CHECK(at.network.accounts.empty());
  CHECK(at.shows(Role::alert, say(Text::name_missing)));
  CHECK(at.shows(Role::alert, say(Text::role_missing)));
  at.type("user.login", "li.ming");
  at.type("user.name", "李明");
  at.activate(Role::button, say(Text::role_name));
  at.activate(Role::radio, say(Text::role_auditor));
  CHECK(at.all(Role::dialog).empty());
  at.press(Text::user_make);
  const std::string made = user_json({.id = first_id, .login = "li.ming", .name = "李明", .role = "auditor"});
  const HttpRequest sent = at.reply(201, R"({"user":)" + made + R"(,"initial_password":"abcde-fghij-klmno-pqrst"})");
  CHECK(sent.body == R"({"login":"li.ming","name":"李明","role":"auditor","department_id":null})");
  CHECK(at.app.model().route == Route{Screen::user, std::string(first_id)});
  at.open_first();
  CHECK(at.says("abcde-fghij-klmno-pqrst"));
  at.press(Text::initial_password_copy);
  CHECK(at.shell.copied == "abcde-fghij-klmno-pqrst");
  at.open("/settings");
  at.open(first_path);
  CHECK_FALSE(at.says("abcde-fghij"));
}

TEST_CASE("a user is changed from the revision that was read") {
  UsersScene at(first_path);
  at.open_first();
  CHECK(at.named(Role::button, say(Text::save_word)).disabled);
  at.type("user.name", "李明明");
  at.press(Text::save_word);
  const HttpRequest sent = at.reply(
      200, user_json({.id = first_id, .login = "li.ming", .name = "李明明", .role = "auditor", .revision = 2}));
  CHECK(sent.method == Method::put);
  CHECK(sent.if_match == "\"1\"");
  CHECK(sent.body == R"({"name":"李明明","role":"auditor","department_id":null,"status":"active"})");
  CHECK(at.with_id("toast.text").name == say(Text::user_saved));
  CHECK(at.named(Role::button, say(Text::save_word)).disabled);
}

TEST_CASE("whose account an inspector's is, is chosen among those of the department") {
  UsersScene at(first_path, chief_grants);
  at.reply(200, user_json(inspector_user()));
  at.reply(200, R"({"items":[]})");
  CHECK(at.named(Role::button, say(Text::user_inspector)).description.starts_with(say(Text::user_inspector_none)));
  at.press(Text::user_inspector);
  CHECK(at.shows(Role::status, say(Text::people_loading)));
  const std::string two = zhang_json + "," + choice_json("0197f000-0000-7000-8000-000000000022", "赵丽", "");
  CHECK(at.reply(200, choices_json(two, true)).path == search_path);
  CHECK(at.shows(Role::radio, zhang));
  CHECK(at.shows(Role::radio, "赵丽"));
  CHECK(at.says("只列出了前 2 人"));
  at.type("user.inspectors.query", "建国", true);
  CHECK(at.reply(200, choices_json("")).path == search_path + "&text=%E5%BB%BA%E5%9B%BD");
  CHECK(at.shows(Role::status, say(Text::people_none_found)));
  at.press(Text::recusal_find);
  fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.with_id("user.inspectors.state").role == Role::alert);
  at.press(Text::recusal_find);
  at.reply(200, choices_json(zhang_json));
  at.activate(Role::radio, zhang);
  CHECK(at.all(Role::dialog).empty());
  CHECK(at.named(Role::button, say(Text::user_inspector)).description.starts_with(zhang));
  at.press(Text::save_word);
  const HttpRequest sent = at.reply(200, user_json(inspector_user(people_test::person_id, 2)));
  CHECK(sent.body == R"({"name":"李明","role":"inspector","department_id":")" +
                         std::string(people_test::department_id) + R"(","inspector_id":")" +
                         std::string(people_test::person_id) + R"(","status":"active"})");
}

TEST_CASE("whose account it is stands there by name, and can be taken off") {
  UsersScene at(first_path, chief_grants);
  at.reply(200, user_json(inspector_user(people_test::person_id)));
  at.reply(200, R"({"items":[]})");
  const auto told = [&] { return at.named(Role::button, say(Text::user_inspector)).description; };
  CHECK(told().starts_with(say(Text::person_loading)));
  CHECK(at.network.accounts.front().request.path == person_path);
  fail_request(at.network, "client.offline");
  at.settle();
  CHECK(told().starts_with(say(Text::user_inspector_unread)));
  at.press(Text::user_inspector);
  CHECK(at.reply(200, zhang_json).path == person_path);
  CHECK(told().starts_with(zhang));
  CHECK(at.reply(200, choices_json(zhang_json)).path == search_path);
  at.activate(Role::radio, say(Text::user_inspector_none));
  at.press(Text::save_word);
  CHECK(at.reply(200, user_json(inspector_user({}, 2))).body.contains(R"("inspector_id":null)"));
}

TEST_CASE("another role or another department has no such inspector") {
  UsersScene at(first_path, chief_grants);
  at.reply(200, user_json(inspector_user(people_test::person_id)));
  at.reply(200, R"({"items":[]})");
  at.reply(200, zhang_json);
  SUBCASE("role") {
    at.press(Text::role_name);
    at.activate(Role::radio, say(Text::role_reviewer));
    CHECK_FALSE(at.shows(Role::button, say(Text::user_inspector)));
    at.press(Text::save_word);
    CHECK_FALSE(at.network.accounts.front().request.body.contains("inspector_id"));
  }
  SUBCASE("department") {
    at.press(Text::department_name);
    at.activate(Role::radio, say(Text::department_none));
    CHECK_FALSE(at.shows(Role::button, say(Text::user_inspector)));
    at.press(Text::department_name);
    at.activate(Role::radio, "西华县市场监督管理局");
    CHECK(at.named(Role::button, say(Text::user_inspector)).description.starts_with(say(Text::user_inspector_none)));
  }
}

TEST_CASE("who keeps users without a part in the registers chooses whose account it is too") {
  UsersScene at(first_path);
  at.reply(200, user_json(inspector_user()));
  at.reply(200, R"({"items":[]})");
  at.press(Text::user_inspector);
  CHECK(at.reply(200, choices_json(zhang_json)).path == search_path);
  at.activate(Role::radio, zhang);
  at.press(Text::save_word);
  CHECK(at.network.accounts.front().request.body.contains(people_test::person_id));
}

TEST_CASE("where somebody else was quicker both stand there, and what was typed stays until one decides") {
  UsersScene at(first_path);
  at.open_first();
  at.type("user.name", "李明明");
  at.press(Text::save_word);
  at.reply(412, problem_json("account.changed_meanwhile"));
  at.reply(200, user_json({.id = first_id, .login = "li.ming", .name = "李大明", .role = "auditor", .revision = 5}));
  CHECK(at.value("user.name") == "李明明");
  CHECK(at.says(say(Text::conflict_words)));
  CHECK(at.says("现在是“李大明”，您输入的是“李明明”"));
  SUBCASE("mine") {
    at.press(Text::conflict_keep_mine);
    at.press(Text::save_word);
    const HttpRequest sent = at.reply(
        200, user_json({.id = first_id, .login = "li.ming", .name = "李明明", .role = "auditor", .revision = 6}));
    CHECK(sent.if_match == "\"5\"");
    CHECK(sent.body.contains("李明明"));
  }
  SUBCASE("theirs") {
    at.press(Text::conflict_take_theirs);
    CHECK(at.value("user.name") == "李大明");
  }
  CHECK_FALSE(at.says(say(Text::conflict_words)));
}

TEST_CASE("disabling asks first, and leaves alone what is being typed") {
  UsersScene at(first_path);
  at.open_first();
  at.type("user.name", "李明明");
  at.press(Text::disable_user);
  REQUIRE(at.all(Role::dialog).size() == 1);
  at.app.activate("user.question.confirm");
  at.settle();
  const HttpRequest sent = at.reply(200, user_json({.id = first_id,
                                                    .login = "li.ming",
                                                    .name = "李明",
                                                    .role = "auditor",
                                                    .status = "disabled",
                                                    .revision = 2}));
  CHECK(sent.body == R"({"name":"李明","role":"auditor","department_id":null,"status":"disabled"})");
  CHECK(at.value("user.name") == "李明明");
  CHECK(at.shows(Role::button, say(Text::enable_user)));
}

TEST_CASE("what one changed oneself of the account does not stand against what is being typed") {
  UsersScene at(first_path);
  at.open_first();
  at.type("user.name", "李明明");
  at.press(Text::reset_password);
  at.app.activate("user.question.confirm");
  at.settle();
  const auto account = [](std::string_view name, int revision) {
    return user_json({.id = first_id, .login = "li.ming", .name = name, .role = "auditor", .revision = revision});
  };
  at.reply(200, R"({"user":)" + account("李明", 2) + R"(,"initial_password":"zzzzz-yyyyy"})");
  at.reply(200, R"({"items":[]})");
  CHECK_FALSE(at.says(say(Text::conflict_words)));
  at.press(Text::save_word);
  CHECK(at.reply(200, account("李明明", 3)).if_match == "\"2\"");
}

TEST_CASE("a conflict whose newest state can't be read says so, and what was typed stays") {
  UsersScene at(first_path);
  at.open_first();
  at.type("user.name", "李明明");
  at.press(Text::save_word);
  at.reply(412, problem_json("account.changed_meanwhile"));
  fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.with_id("user.error").role == Role::alert);
  CHECK(at.value("user.name") == "李明明");
  at.press(Text::retry);
  at.reply(200, user_json({.id = first_id, .login = "li.ming", .name = "李大明", .role = "auditor", .revision = 5}));
  CHECK(at.says("现在是“李大明”，您输入的是“李明明”"));
}

TEST_CASE("while a change is being saved the account is not disabled: that would be lost") {
  UsersScene at(first_path);
  at.open_first();
  at.type("user.name", "李明明");
  at.press(Text::save_word);
  CHECK(at.named(Role::button, say(Text::disable_user)).disabled);
}

TEST_CASE("what is saved of one user is not told of the next, and each keeps what was typed") {
  constexpr std::string_view second_id = "0197f000-0000-7000-8000-000000000012";
  const auto second = user_json({.id = second_id, .login = "wang.fang", .name = "王芳", .role = "inspector"});
  UsersScene at(first_path);
  at.open_first();
  at.type("user.name", "李明明");
  at.press(Text::save_word);
  at.reply(200, user_json({.id = first_id, .login = "li.ming", .name = "李明明", .role = "auditor", .revision = 2}));
  at.network.accounts.clear();
  at.type("user.name", "李小明");
  at.frame(60'000);
  at.settle();
  at.open("/users/" + std::string(second_id));
  at.reply(200, second);
  CHECK_FALSE(at.says(say(Text::user_saved)));
  CHECK(at.value("user.name") == "王芳");
  at.network.accounts.clear();
  at.open(first_path);
  at.reply(200, user_json({.id = first_id, .login = "li.ming", .name = "李明明", .role = "auditor", .revision = 2}));
  CHECK(at.value("user.name") == "李小明");
}

TEST_CASE("a one-time password that came while one was elsewhere is shown on the user's page, once") {
  UsersScene at("/users/new");
  at.type("user.login", "zhao.qi");
  at.type("user.name", "赵琪");
  at.app.activate("user.role");
  at.settle();
  at.activate(Role::radio, say(Text::role_auditor));
  at.press(Text::user_make);
  at.open("/settings");
  const std::string made = user_json({.id = first_id, .login = "zhao.qi", .name = "赵琪", .role = "auditor"});
  at.reply(201, R"({"user":)" + made + R"(,"initial_password":"zzzzz-yyyyy"})");
  CHECK(at.app.model().route.screen == Screen::settings);
  CHECK(at.says("一次性密码显示在该用户的页面上"));
  at.open(first_path);
  at.reply(200, made);
  CHECK(at.says("zzzzz-yyyyy"));
  at.open("/settings");
  at.network.accounts.clear();
  at.open(first_path);
  CHECK_FALSE(at.says("zzzzz-yyyyy"));
}

TEST_CASE("a password is reset after a question, and the new one shown") {
  UsersScene at(first_path);
  at.open_first();
  at.press(Text::reset_password);
  at.app.activate("user.question.confirm");
  at.settle();
  const std::string made = user_json({.id = first_id, .login = "li.ming", .name = "李明", .role = "auditor"});
  CHECK(at.reply(200, R"({"user":)" + made + R"(,"initial_password":"zzzzz-yyyyy-xxxxx-wwwww"})").path ==
        "/api/v1/users/" + std::string(first_id) + "/password");
  CHECK(at.says("zzzzz-yyyyy-xxxxx-wwwww"));
}

TEST_CASE("what one user read is not there for the next") {
  UsersScene at("/users");
  at.reply(200, users_page());
  at.open("/account");
  at.network.accounts.clear();
  at.press(Text::sign_out);
  at.app.activate("account.leave.confirm");
  at.settle();
  at.reply(204);
  CHECK_FALSE(at.app.model().users.list);
}

TEST_CASE("a role that may not sees neither the way nor the page") {
  Harness at(Look{}, "/users");
  accounts_test::answer(at.network, 200, session_json({}, R"("registers_read":"all")"));
  at.settle();
  CHECK(at.says(say(Text::gate_not_allowed_title)));
  CHECK_FALSE(at.shows(Role::link, say(Text::users_title)));
  CHECK(at.network.accounts.empty());
}

TEST_CASE("audit: entries are read page by page as one scrolls, and filters begin anew") {
  UsersScene at("/audit");
  std::string items;
  for (int i = 100; i > 0; --i) items += (i == 100 ? "" : ",") + entry(100 + i);
  CHECK(at.reply(200, R"({"items":[)" + items + R"(],"next_cursor":"101"})").path == "/api/v1/audit?limit=100");
  CHECK(at.network.accounts.empty());
  CHECK(at.says("往下还有"));
  at.app.key("End", false);
  at.settle();
  CHECK(at.reply(200, R"({"items":[)" + entry(100) + R"(],"next_cursor":null})").path ==
        "/api/v1/audit?limit=100&cursor=101");
  CHECK(at.says("共 101 条"));
  at.activate(Role::button, say(Text::audit_what));
  at.activate(Role::menuitemradio, say(Text::audit_user_create));
  CHECK(at.reply(200, R"({"items":[],"next_cursor":null})").path == "/api/v1/audit?limit=100&action=user.create");
  CHECK(at.says(say(Text::audit_none_found)));
}

TEST_CASE("audit: entries of certain days are asked for, and told as such") {
  UsersScene at("/audit");
  at.reply(200, R"({"items":[],"next_cursor":null})");
  at.activate(Role::button, say(Text::audit_period));
  at.activate(Role::menuitemradio, say(Text::audit_days));
  at.type("audit.days.first", "2026-03-05");
  at.type("audit.days.last", "2026-03-01");
  at.press(Text::audit_days_show);
  CHECK(at.says(say(Text::audit_days_reversed)));
  CHECK(at.network.accounts.empty());
  at.type("audit.days.last", "2026-03-31");
  at.press(Text::audit_days_show);
  CHECK(at.all(Role::dialog).empty());
  // From the first midnight in the county to the one after the last day.
  CHECK(at.reply(200, R"({"items":[],"next_cursor":null})").path ==
        "/api/v1/audit?limit=100&from=1772640000000&to=1774972800000");
  CHECK(at.shows(Role::button, "2026-03-05 至 2026-03-31"));
  at.activate(Role::button, "2026-03-05 至 2026-03-31");
  at.activate(Role::menuitemradio, say(Text::period_all));
  CHECK(at.network.accounts.front().request.path == "/api/v1/audit?limit=100");
}

TEST_CASE("audit: the file has what the filters show") {
  UsersScene at("/audit");
  at.reply(200, R"({"items":[],"next_cursor":null})");
  at.activate(Role::button, say(Text::audit_what));
  at.activate(Role::menuitemradio, say(Text::audit_user_create));
  at.reply(200, R"({"items":[],"next_cursor":null})");
  at.press(Text::export_list_title);
  CHECK(at.says(say(Text::export_filtered)));
  at.press(Text::export_save);
  const HttpRequest& file = at.network.accounts.front().request;
  CHECK(file.path == "/api/v1/list-exports?list=audit&action=user.create&format=xlsx");
  CHECK(file.files == HttpRequest::Files::saves);
}

TEST_CASE("users: the list is taken out as a file") {
  UsersScene at("/users");
  at.reply(200, R"({"items":[],"next_cursor":null})");
  at.press(Text::export_list_title);
  at.press(Text::export_save);
  CHECK(at.network.accounts.front().request.path == "/api/v1/list-exports?list=users&format=xlsx");
}

TEST_CASE("audit: an entry says what was before and after, in words, and leads on to the same person") {
  UsersScene at("/audit");
  at.reply(200, R"({"items":[)" +
                    entry(7, R"({"login":"li.ming","role":"inspector","status":"active"})",
                          R"({"login":"li.ming","role":"reviewer","status":"active"})") +
                    R"(],"next_cursor":null})");
  at.app.activate("audit.list/7");
  at.settle();
  REQUIRE(at.all(Role::dialog).size() == 1);
  CHECK(at.says("执法检查人员 → 审核人员"));
  CHECK(at.says("demo-admin（系统管理员）"));
  at.press(Text::audit_all_of_actor);
  CHECK(at.all(Role::dialog).empty());
  CHECK(at.reply(200, R"({"items":[],"next_cursor":null})").path ==
        "/api/v1/audit?limit=100&actor_id=0197f000-0000-7000-8000-000000000001");
  at.activate(Role::button, "去掉筛选：操作人：demo-admin");
  CHECK(at.reply(200, R"({"items":[],"next_cursor":null})").path == "/api/v1/audit?limit=100");
}

TEST_CASE("audit: fields are called as the form of that thing calls them") {
  Harness at;
  const Ui& ui = at.app.ui();
  const Model& model = at.app.model();
  CHECK(audit_field_words(ui, "user", "name") == "姓名");
  CHECK(audit_field_words(ui, "department", "name") == "部门名称");
  CHECK(audit_field_words(ui, "target", "credit_code") == say(Text::code_credit));
  CHECK(audit_field_words(ui, "target", "name") == say(Text::field_name));
  CHECK(audit_value_words(ui, model, "user", "status", "active") == "正常");
  CHECK(audit_value_words(ui, model, "target", "status", "active") == say(Text::status_active));
  CHECK(audit_value_words(ui, model, "target", "risk_class", "D") == "D 类");
  CHECK(audit_value_words(ui, model, "inspector", "status", "on_leave") == say(Text::person_on_leave));
  CHECK(audit_value_words(ui, model, "import", "rows", "12") == "12");
  CHECK(audit_entity_words(ui, "targets") == say(Text::audit_entity_target));
  CHECK(audit_value_words(ui, model, "target", "phone", "***") == say(Text::audit_withheld));
}

TEST_CASE("audit: no answer is trusted, and one that repeats itself is stopped") {
  const std::string page = R"({"items":[)" + entry(7, R"({"a":1,"b":[2]})", R"({"a":2})") + R"(],"next_cursor":"7"})";
  const auto read = read_audit_page(page);
  REQUIRE(read);
  REQUIRE(read->entries.at(0).changes.size() == 2);
  CHECK(read->entries.at(0).changes.at(1).before == "[2]");
  CHECK_FALSE(read->entries.at(0).changes.at(1).after);
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string mutated = page;
    for (auto left = 1 + random() % 3; left > 0; --left)
      mutated[random() % mutated.size()] = static_cast<char>(random());
    if (const auto other = read_audit_page(mutated)) CHECK(other->entries.size() <= 1);
  }
  FakeNetwork network;
  AuditModel model;
  const CivilDate today = *CivilDate::parse("2026-06-01");
  AuditKeeper keeper(network, model, today);
  keeper.carry_out(ShowAudit{});
  accounts_test::answer(network, 200, page);
  CHECK(model.has_more);
  keeper.carry_out(ReadMoreAudit{});
  accounts_test::answer(network, 200, page);
  CHECK_FALSE(model.has_more);
}
