// Any bytes as a cookie, a body, a header or a query: the gate and the handlers never fall over, never answer 5xx, and
// let nobody in. Seeded; MINGCHOU_LONG makes it a hundred times as long.
#include <set>

#include "server/core/routes.h"
#include "tests/fuzz/mutation.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

const std::string samples[] = {
    R"({"login":"admin","password":"correct horse battery"})",
    R"({"login":"admin","password":"x","code":"123456"})",
    R"({"password":"correct horse battery","new_password":"a new long passphrase","code":""})",
    R"({"code":"abcde-fghjk"})",
    R"({"login":"new","name":"李四","role":"inspector","department_id":null})",
    R"({"name":"李四","role":"auditor","department_id":"01890000-0000-7000-8000-000000000001","status":"active"})",
    R"({"name":"\ud83d\ude00","role":"county_viewer","department_id":null,"status":"disabled"})",
};

constexpr std::string_view json_alphabet = "{}[]\",:\\u0123456789abcdefnulltrue \n";

std::string text_of(const Bytes& bytes) { return std::string(as_text(bytes)); }

/// What may be in a header after the guards: no control characters.
std::string header_text(const Bytes& bytes) {
  std::string text = text_of(bytes);
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return text;
}

std::string path_of(const Route& route, const std::string& id) {
  std::string path(route.pattern);
  for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{'))
    path.replace(open, path.find('}') - open + 1, id);
  return path;
}

std::int64_t number(InProcess& server, std::string_view sql) {
  return server.readers->read([&](Database& database) { return database.number(sql); }).value();
}

}  // namespace

TEST_CASE("no bytes in a cookie are a session") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  REQUIRE(browser.sign_in("admin").status == 200);
  const std::string good = browser.cookie;
  const std::string cookies[] = {good, good + "; a=b", "mingchou=" + std::string(64, '0'), "a=b; " + good};
  SeededRandom random(1);
  int let_in = 0;
  for (int i = fuzz::rounds_of(2000); i > 0; --i) {
    browser.cookie = header_text(fuzz::mutate(cookies, "mingchou=; 0123456789abcdef\"%,\t", random));
    if (browser.cookie.empty()) continue;
    const std::string sent = browser.cookie;
    const Response response = browser.ask("GET", "/api/v1/session");
    CHECK((response.status == 200 || response.status == 401));
    // Changes around the token leave it what it is; changes in it don't.
    if (response.status == 200) ++let_in;
    if (response.status == 200) CHECK(sent.contains(good.substr(good.find('=') + 1)));
  }
  CHECK(let_in > 0);
}

TEST_CASE("no body makes a route fail inside, and a body that is refused changes nothing") {
  InProcess server;
  add_user(server, "admin");
  add_user(server, "second");
  const accounts::User user = add_user(server, "user", {.role = Role::auditor});
  Browser browser(server);
  SeededRandom random(2);
  std::set<int> statuses;
  const std::int64_t users_before = number(server, "SELECT count(*) FROM app_user");
  std::int64_t made = 0;
  for (int i = fuzz::rounds_of(600); i > 0; --i) {
    const Bytes bytes = random.below(8) == 0 ? fuzz::random_bytes(64, json_alphabet, random)
                                             : fuzz::mutate(samples, json_alphabet, random);
    for (const Route& route : routes()) {
      if (route.body_bytes_max == 0 || route.operation == "postClientEvent") continue;
      // A session for what needs one; a password that was changed by chance is another test's matter.
      if (browser.cookie.empty()) browser.sign_in("second");
      server.clock.advance_ms(1000);
      const Response response =
          browser.ask(route.method, path_of(route, user.id.uuid.text()), text_of(bytes), {{"If-Match", "\"1\""}});
      statuses.insert(response.status);
      made += response.status == 201 ? 1 : 0;
      CAPTURE(route.operation);
      CAPTURE(text_of(bytes));
      CHECK(response.status < 500);
    }
  }
  CHECK(statuses.contains(400));
  CHECK(number(server, "SELECT count(*) FROM app_user") == users_before + made);
  CHECK_FALSE(
      server.readers->read([](Database& database) { return audit::check_chain(database); }).value().broken_sequence);
}

TEST_CASE("no query or id makes a list fail inside") {
  InProcess server;
  add_user(server, "admin");
  Browser browser(server);
  REQUIRE(browser.sign_in("admin").status == 200);
  const std::string queries[] = {"limit=5&cursor=admin", "cursor=3&action=user.create&from=0&to=1790000000000",
                                 "actor_id=01890000-0000-7000-8000-000000000001&entity=user"};
  const std::string ids[] = {"01890000-0000-7000-8000-000000000001"};
  SeededRandom random(3);
  for (int i = fuzz::rounds_of(500); i > 0; --i) {
    const std::string query = header_text(fuzz::mutate(queries, "=&0123456789abcdef-. ", random));
    const std::string id = header_text(fuzz::mutate(ids, "0123456789abcdef-", random));
    CAPTURE(query);
    CAPTURE(id);
    for (const char* path : {"/api/v1/users?", "/api/v1/audit?"}) CHECK(browser.ask("GET", path + query).status < 500);
    if (!id.contains('?')) CHECK(browser.ask("GET", "/api/v1/users/" + id).status < 500);
  }
}
