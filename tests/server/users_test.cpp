// Keeping users: who sees and manages whom, revisions, and what a change does to sessions.
#include <set>

#include "server/api/handlers.h"
#include "server/api/managed_user.h"
#include "server/core/admission.h"
#include "shared/registry/register_writer.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

constexpr std::string_view users = "/api/v1/users";

std::string id_or_null(const std::optional<DepartmentId>& id) {
  return id ? '"' + id->uuid.text() + '"' : std::string("null");
}

std::string new_user(const std::string& login, Role role, const std::optional<DepartmentId>& department) {
  return R"({"login":")" + login + R"(","name":"李四","role":")" + std::string(text_of(role)) +
         R"(","department_id":)" + id_or_null(department) + "}";
}

std::string user_change(Role role, const std::optional<DepartmentId>& department, const char* status = "active") {
  return R"({"name":"李四","role":")" + std::string(text_of(role)) + R"(","department_id":)" + id_or_null(department) +
         R"(,"status":")" + status + "\"}";
}

std::string path_of(const accounts::User& user) { return std::string(users) + "/" + user.id.uuid.text(); }

/// Two departments with an administrator each, and somebody at the top.
struct County {
  County() {
    add_user(server, "top");
    a_admin = add_user(server, "a.admin", {.role = Role::department_administrator, .department = a});
    a_inspector = add_user(server, "a.inspector", {.role = Role::inspector, .department = a});
    b_inspector = add_user(server, "b.inspector", {.role = Role::inspector, .department = b});
    REQUIRE(top.sign_in("top").status == 200);
    REQUIRE(chief.sign_in("a.admin").status == 200);
  }
  InProcess server;
  DepartmentId a = add_department(server, "A"), b = add_department(server, "B");
  accounts::User a_admin, a_inspector, b_inspector;
  Browser top{server}, chief{server};
};

}  // namespace

TEST_CASE("a department's administrator sees the department's users and no others, not even that they are there") {
  County county;
  const Response list = county.chief.ask("GET", users);
  CHECK(list.body.contains("a.inspector"));
  CHECK_FALSE(list.body.contains("b.inspector"));
  CHECK_FALSE(list.body.contains("\"top\""));
  CHECK(county.chief.ask("GET", path_of(county.a_inspector)).status == 200);
  const Response other = county.chief.ask("GET", path_of(county.b_inspector));
  CHECK(other.status == 404);
  CHECK(code_of(other) == "server.not_found");
  CHECK(county.top.ask("GET", path_of(county.b_inspector)).status == 200);
}

TEST_CASE("a department's administrator touches nobody elsewhere, by whatever route") {
  County county;
  const std::string path = path_of(county.b_inspector);
  const std::string body = user_change(Role::inspector, county.a);
  CHECK(county.chief.ask("PUT", path, body, {{"If-Match", "\"1\""}}).status == 404);
  CHECK(county.chief.ask("POST", path + "/password").status == 404);
  CHECK(county.chief.ask("DELETE", path + "/second-factor").status == 404);
  CHECK(county.chief.ask("GET", path + "/sessions").status == 404);
  CHECK(county.chief.ask("DELETE", path + "/sessions").status == 404);
  CHECK(county.chief.ask("DELETE", path + "/sessions/" + county.a.uuid.text()).status == 404);
  CHECK(code_of(county.chief.ask("POST", users, new_user("x.new", Role::inspector, county.b))) ==
        "account.not_allowed");
}

TEST_CASE("nobody raises anybody beyond their own reach") {
  County county;
  for (const Role role : {Role::system_administrator, Role::joint_meeting_office, Role::auditor, Role::county_viewer}) {
    CHECK(code_of(county.chief.ask("POST", users, new_user("x.new", role, county.a))) == "account.not_allowed");
    CHECK(code_of(county.chief.ask("PUT", path_of(county.a_inspector), user_change(role, county.a),
                                   {{"If-Match", "\"1\""}})) == "account.not_allowed");
  }
  // Moving somebody out of one's own department is not one's own to do either.
  CHECK(code_of(county.chief.ask("PUT", path_of(county.a_inspector), user_change(Role::inspector, county.b),
                                 {{"If-Match", "\"1\""}})) == "account.not_allowed");
  // A person of the department in a role that reaches beyond it is seen but not managed.
  const accounts::User auditor = add_user(county.server, "a.auditor", {.role = Role::auditor, .department = county.a});
  CHECK(county.chief.ask("GET", path_of(auditor)).status == 200);
  CHECK(code_of(county.chief.ask("POST", path_of(auditor) + "/password")) == "account.not_allowed");
  // Nor does anybody change their own rights.
  const std::string own = path_of(county.a_admin);
  CHECK(code_of(county.chief.ask("PUT", own, user_change(Role::reviewer, county.a), {{"If-Match", "\"1\""}})) ==
        "account.own_rights");
  CHECK(code_of(county.chief.ask("POST", own + "/password")) == "account.own_rights");
}

TEST_CASE("a new user signs in with the initial password, which is shown once and must be changed") {
  County county;
  const Response made = county.chief.ask("POST", users, new_user("A.New", Role::reviewer, county.a));
  REQUIRE(made.status == 201);
  CHECK(field(made, "user", "login") == "a.new");
  CHECK(made.header("Location") == std::string(users) + "/" + field(made, "user", "id"));
  const std::string password = field(made, "initial_password");
  CHECK_FALSE(county.chief.ask("GET", *made.header("Location")).body.contains(password));
  Browser browser(county.server);
  CHECK(browser.sign_in("a.new", password).body.contains("\"must_change_password\":true"));

  CHECK(code_of(county.chief.ask("POST", users, new_user("a.new", Role::reviewer, county.a))) == "account.login_taken");
  CHECK(code_of(county.chief.ask("POST", users, new_user("张三", Role::reviewer, county.a))) == "account.bad_login");
  CHECK(code_of(county.top.ask("POST", users, new_user("x.new", Role::inspector, std::nullopt))) ==
        "account.department_needed");
  CHECK(code_of(county.top.ask("POST", users, new_user("x.new", Role::inspector, DepartmentId{}))) ==
        "account.unknown_department");
}

TEST_CASE("a change names the revision it is about, and one of an older state is refused") {
  County county;
  const std::string path = path_of(county.a_inspector);
  const Response before = county.chief.ask("GET", path);
  CHECK(before.header("ETag") == "\"1\"");
  CHECK(county.chief.ask("GET", path, "", {{"If-None-Match", "\"1\""}}).status == 304);
  const std::string body = user_change(Role::reviewer, county.a);
  CHECK(county.chief.ask("PUT", path, body).status == 428);
  const Response changed = county.chief.ask("PUT", path, body, {{"If-Match", "\"1\""}});
  CHECK(changed.status == 200);
  CHECK(changed.header("ETag") == "\"2\"");
  CHECK(field(changed, "role") == "reviewer");
  for (const char* stale : {"\"1\"", "\"3\"", "W/\"2\"", "*", "2"})
    CHECK(county.chief.ask("PUT", path, body, {{"If-Match", stale}}).status == 412);
  for (const char* bad : {"{}", "[]", R"({"name":"x","role":"emperor","department_id":null,"status":"active"})",
                          R"({"name":"x","role":"auditor","department_id":1,"status":"active"})",
                          R"({"name":"x","role":"auditor","department_id":null,"status":"gone"})"})
    CHECK(county.top.ask("PUT", path, bad, {{"If-Match", "\"2\""}}).status == 400);
}

TEST_CASE("whose role, department or status changes is signed out; a new name changes nothing") {
  County county;
  const std::string path = path_of(county.a_inspector);
  Browser inspector(county.server);
  const auto is_in = [&] { return inspector.ask("GET", "/api/v1/session").status == 200; };
  inspector.sign_in("a.inspector");
  CHECK(county.top.ask("PUT", path, user_change(Role::inspector, county.a), {{"If-Match", "\"1\""}}).status == 200);
  CHECK(is_in());
  struct Case {
    Role role;
    DepartmentId department;
    const char* status;
  };
  int revision = 2;
  for (const Case& c : {Case{Role::reviewer, county.a, "active"}, Case{Role::reviewer, county.b, "active"},
                        Case{Role::reviewer, county.b, "disabled"}}) {
    REQUIRE(inspector.sign_in("a.inspector").status == 200);
    CHECK(county.top
              .ask("PUT", path, user_change(c.role, c.department, c.status),
                   {{"If-Match", '"' + std::to_string(revision++) + '"'}})
              .status == 200);
    CHECK_FALSE(is_in());
  }
  CHECK(inspector.sign_in("a.inspector").status == 401);
}

TEST_CASE("an account names the inspector it belongs to: one of its department, and nobody else's") {
  County county;
  const auto add_inspector = [&](const DepartmentId& department) {
    Inspector made;
    made.id = {UuidGenerator(county.server.clock, county.server.random).next()};
    made.staff_number = made.id.uuid.text();
    made.name = "李四";
    made.department_id = department;
    made.source = "test";
    REQUIRE(county.server.writer->run([&](Database& database) {
      return RegisterWriter(database, {*CivilDate::parse("2026-01-01"), {1}, "test", "test"}).insert(made);
    }));
    return made.id;
  };
  const InspectorId first = add_inspector(county.a), second = add_inspector(county.a), other = add_inspector(county.b);
  const std::string path = path_of(county.a_inspector);
  int revision = 1;
  const auto put = [&](Role role, const std::string& inspector, const char* department = nullptr) {
    std::string body = user_change(role, department == nullptr ? county.a : county.b);
    if (!inspector.empty()) body.insert(body.size() - 1, R"(,"inspector_id":)" + inspector);
    Browser& browser = department == nullptr ? county.chief : county.top;
    Response done = browser.ask("PUT", path, body, {{"If-Match", '"' + std::to_string(revision) + '"'}});
    if (done.status == 200) ++revision;
    return done;
  };
  const auto quoted = [](const InspectorId& id) { return '"' + id.uuid.text() + '"'; };
  CHECK(county.chief.ask("GET", path).body.contains(R"("inspector_id":null)"));
  CHECK(code_of(put(Role::inspector, quoted(other))) == "account.unknown_inspector");
  CHECK(code_of(put(Role::inspector, quoted({}))) == "account.unknown_inspector");
  CHECK(code_of(put(Role::reviewer, quoted(first))) == "account.inspector_role");
  CHECK(code_of(put(Role::inspector, "1")) == "server.field_invalid");
  CHECK(field(put(Role::inspector, quoted(first)), "inspector_id") == first.uuid.text());
  // The session tells it, and who does not write of inspectors takes nobody's off.
  Browser inspector(county.server);
  CHECK(field(inspector.sign_in("a.inspector"), "user", "inspector_id") == first.uuid.text());
  CHECK(field(county.chief.ask("GET", path), "inspector_id") == first.uuid.text());
  CHECK(code_of(county.chief.ask("PUT", path, user_change(Role::inspector, county.a), {{"If-Match", "\"2\""}})) == "");
  CHECK(field(county.chief.ask("GET", path), "inspector_id") == first.uuid.text());
  CHECK(county.chief.ask("GET", "/api/v1/audit").body.contains(first.uuid.text()));

  std::string body = new_user("a.second", Role::inspector, county.a);
  body.insert(body.size() - 1, R"(,"inspector_id":)" + quoted(first));
  const Response taken = county.chief.ask("POST", users, body);
  CHECK(taken.status == 409);
  CHECK(code_of(taken) == "account.inspector_taken");
  CHECK(taken.body.contains("a.inspector"));
  body.replace(body.find(first.uuid.text()), 36, second.uuid.text());
  CHECK(county.chief.ask("POST", users, body).status == 201);
  CHECK(code_of(put(Role::inspector, quoted(second))) == "account.inspector_taken");

  // Who has left the register stands in the way of no other change, and is nobody's to take anew.
  REQUIRE(county.server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(database.run("UPDATE inspector SET valid_to = '2026-09-21' WHERE id = ?", first));
    return database.run("UPDATE app_user SET name = '王五' WHERE login = 'a.inspector'");
  }));
  CHECK(field(put(Role::inspector, ""), "inspector_id") == first.uuid.text());
  CHECK(field(put(Role::inspector, "null"), "status") == "active");
  CHECK(code_of(put(Role::inspector, quoted(first))) == "account.unknown_inspector");
  CHECK(code_of(put(Role::inspector, quoted(second))) == "account.inspector_taken");
  const InspectorId third = add_inspector(county.a);
  CHECK(field(put(Role::inspector, quoted(third)), "inspector_id") == third.uuid.text());

  // Somewhere else, or in another role, nobody is that inspector any more.
  CHECK(put(Role::inspector, "", "b").body.contains(R"("inspector_id":null)"));
}

TEST_CASE("who keeps users sees of inspectors what says whose an account is, in the reach of users only") {
  County county;
  const auto add = [&](const DepartmentId& department, const char* number, const char* name) {
    Inspector inspector;
    inspector.id = {UuidGenerator(county.server.clock, county.server.random).next()};
    inspector.staff_number = number;
    inspector.name = name;
    inspector.phone = "13800000000";
    inspector.department_id = department;
    inspector.source = "test";
    REQUIRE(county.server.writer->run([&](Database& database) {
      return RegisterWriter(database, {*CivilDate::of(2026, 1, 1), {1}, "test", "test"}).insert(inspector);
    }));
    return inspector.id.uuid.text();
  };
  const std::string zhang = add(county.a, "7", "张三"), other = add(county.b, "8", "李四");
  const std::string path = "/api/v1/user-inspectors";
  const auto found = [&](Browser& browser, const DepartmentId& department, const std::string& more = {}) {
    return browser.ask("GET", path + "?department_id=" + department.uuid.text() + more);
  };
  const std::string one = R"({"id":")" + zhang + R"(","name":"张三","certificate":""})";
  CHECK(found(county.top, county.a).body == R"({"items":[)" + one + R"(],"has_more":false})");
  CHECK(found(county.chief, county.a).body == found(county.top, county.a).body);
  CHECK(found(county.top, county.a, "&text=四").body.contains(R"("items":[])"));
  CHECK(found(county.top, county.a, "&text=7").body.contains(zhang));
  CHECK(county.top.ask("GET", path + "/" + zhang).body == one);
  // Another department's are not there for who keeps the own users.
  CHECK(found(county.chief, county.b).body.contains(R"("items":[])"));
  CHECK(county.chief.ask("GET", path + "/" + other).status == 404);
  CHECK(county.top.ask("GET", path + "/" + other).status == 200);
  CHECK(code_of(county.top.ask("GET", path)) == "server.field_invalid");
  add(county.a, "9", "王五");
  CHECK(found(county.top, county.a, "&limit=1").body.contains(R"("has_more":true)"));
  CHECK(found(county.top, county.a, "&limit=51").status == 400);
}

TEST_CASE("a reset password signs the user out and gives an initial one") {
  County county;
  Browser inspector(county.server);
  inspector.sign_in("a.inspector");
  const Response reset = county.chief.ask("POST", path_of(county.a_inspector) + "/password");
  CHECK(reset.status == 200);
  CHECK(inspector.ask("GET", "/api/v1/session").status == 401);
  CHECK(inspector.sign_in("a.inspector").status == 401);
  CHECK(inspector.sign_in("a.inspector", field(reset, "initial_password")).status == 200);
}

TEST_CASE("whoever keeps a user ends the user's sessions, one or all") {
  County county;
  Browser first(county.server), second(county.server), third(county.server);
  const std::string session = field(first.sign_in("a.inspector"), "id");
  second.sign_in("a.inspector");
  third.sign_in("b.inspector");
  const std::string path = path_of(county.a_inspector) + "/sessions";
  CHECK(county.chief.ask("GET", path).body.contains(session));
  CHECK(county.chief.ask("DELETE", path + "/" + session).status == 204);
  CHECK(county.chief.ask("DELETE", path + "/" + session).status == 404);
  CHECK(first.ask("GET", "/api/v1/session").status == 401);
  CHECK(second.ask("GET", "/api/v1/session").status == 200);
  CHECK(county.chief.ask("DELETE", path).status == 204);
  CHECK(second.ask("GET", "/api/v1/session").status == 401);
  CHECK(third.ask("GET", "/api/v1/session").status == 200);
}

TEST_CASE("what was let through the gate is not done once the session has ended, nor to a user who changed meanwhile") {
  County county;
  Request request;
  request.headers = {{"Cookie", county.top.cookie}, {"Content-Type", "application/json"}};
  request.id = "test";
  request.body = new_user("late", Role::auditor, std::nullopt);
  const auto found = session_of(request, *county.server.context);
  REQUIRE(found);
  const Caller caller{*found, Scope::all};
  const std::string id = county.a_inspector.id.uuid.text();
  const auto code = [](const Reply& reply) { return reply ? std::string("done") : reply.error().error.code; };
  REQUIRE(county.server.writer->run([&](Database& database) {
    return database.run("UPDATE app_user SET revision = 2 WHERE login = 'a.inspector'");
  }));
  CHECK(code(post_user_password(request, {{"user", id}}, caller, *county.server.context)) == "done");
  REQUIRE(county.top.ask("DELETE", "/api/v1/session").status == 204);
  CHECK(code(post_user(request, {}, caller, *county.server.context)) == "account.session_ended");
  CHECK(code(post_user_password(request, {{"user", id}}, caller, *county.server.context)) == "account.session_ended");
  CHECK(code(delete_user_sessions(request, {{"user", id}}, caller, *county.server.context)) == "account.session_ended");
  CHECK_FALSE(
      county.server.readers->read([](Database& database) { return accounts::find_user(database, "late"); }).value());
  accounts::User stale = county.a_inspector;
  REQUIRE(county.server.writer->run([&](Database& database) -> Result<> {
    CHECK(demand_unchanged(database, stale).error().code == "account.changed_meanwhile");
    stale.revision = 3;
    CHECK(demand_unchanged(database, stale));
    return {};
  }));
}

TEST_CASE("the last administrator stays, and a demo one does not count") {
  InProcess server;
  const accounts::User last = add_user(server, "last");
  add_user(server, "demo-system", {.is_demo = true});
  Browser demo(server);
  REQUIRE(demo.sign_in("demo-system").status == 200);
  const std::string path = path_of(last);
  for (const auto& [role, status] : {std::pair(Role::auditor, "active"), {Role::system_administrator, "disabled"}})
    CHECK(code_of(demo.ask("PUT", path, user_change(role, std::nullopt, status), {{"If-Match", "\"1\""}})) ==
          "account.last_administrator");
  add_user(server, "second");
  CHECK(demo.ask("PUT", path, user_change(Role::auditor, std::nullopt), {{"If-Match", "\"1\""}}).status == 200);
}

TEST_CASE("the list of users gives each once over its pages") {
  InProcess server;
  for (int i = 0; i < 11; ++i) add_user(server, "user" + std::to_string(i));
  Browser browser(server);
  browser.sign_in("user3");
  std::set<std::string> logins;
  std::string cursor;
  int pages = 0;
  do {
    const Response page = browser.ask("GET", std::string(users) + "?limit=4&cursor=" + cursor);
    REQUIRE(page.status == 200);
    const auto document = json::parse(page.content());
    for (const json::Value user : document->root().find("items").value().items())
      CHECK(logins.emplace(user.find("login").value().text().value()).second);
    cursor = field(page, "next_cursor");
  } while (!cursor.empty() && ++pages < 10);
  CHECK(logins.size() == 11);
  for (const char* bad : {"0", "201", "x", "-1", "99999999999999999999"})
    CHECK(browser.ask("GET", std::string(users) + "?limit=" + bad).status == 400);
  CHECK(browser.ask("GET", std::string(users) + "?cursor=" + std::string(33, 'a')).status == 400);
}

TEST_CASE("ids of no form are unknown things, not errors") {
  County county;
  for (const char* bad : {"x", "1", "%", "00000000-0000-7000-8000-00000000000", "00000000-0000-7000-8000-00000000000G"})
    CHECK(county.top.ask("GET", std::string(users) + "/" + bad).status == 404);
}
