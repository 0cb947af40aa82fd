// The audit trail: everything is in it, nothing secret is, nothing gets out of it, and who may see what.
#include <algorithm>
#include <set>

#include "server/audit/trail.h"
#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

Result<> append_some(InProcess& server, int count) {
  return server.writer->run([&](Database& database) -> Result<> {
    for (int i = 0; i < count; ++i)
      MC_TRY(audit::append(database, test_actor(),
                           {.action = "test",
                            .entity = "thing",
                            .entity_id = {},
                            .department_id = {},
                            .before = R"({"b":1,"a":"x"})",
                            .after = R"({"a":"y"})"},
                           server.clock.now()));
    return {};
  });
}

audit::ChainReport check(InProcess& server) {
  return server.readers->read([](Database& database) { return audit::check_chain(database); }).value();
}

Result<> sql(InProcess& server, std::string_view text) {
  return server.writer->run([&](Database& database) { return database.run_script(text); });
}

constexpr std::string_view without_triggers =
    "DROP TRIGGER audit_entry_no_update; DROP TRIGGER audit_entry_no_delete; DROP TRIGGER audit_entry_in_order;";

std::vector<std::string> actions(InProcess& server) {
  std::vector<std::string> list;
  REQUIRE(server.readers->read([&](Database& database) -> Result<> {
    Statement rows = MC_TRY(database.prepare("SELECT action FROM audit_entry ORDER BY sequence"));
    while (MC_TRY(rows.step())) list.emplace_back(rows.text(0));
    return {};
  }));
  return list;
}

}  // namespace

TEST_CASE("the chain holds from the first row on, and states are kept in canonical form") {
  InProcess server;
  CHECK(check(server).entries == 0);
  REQUIRE(append_some(server, 20));
  const audit::ChainReport report = check(server);
  CHECK(report.entries == 20);
  CHECK_FALSE(report.broken_sequence);
  CHECK(server.readers
            ->read([](Database& database) {
              return database.number(R"(SELECT count(*) FROM audit_entry WHERE before = '{"a":"x","b":1}')");
            })
            .value() == 20);
}

TEST_CASE("rows are neither changed, deleted, replaced nor put in between") {
  InProcess server;
  REQUIRE(append_some(server, 3));
  for (const char* attack : {
           "UPDATE audit_entry SET action = 'x' WHERE sequence = 2",
           "UPDATE audit_entry SET sequence = 9 WHERE sequence = 3",
           "DELETE FROM audit_entry",
           "DELETE FROM audit_entry WHERE sequence = 3",
           "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 2",
           "REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE sequence = 3",
           "INSERT OR IGNORE INTO audit_entry SELECT sequence + 1, at, actor_id, actor_login, actor_role, action, "
           "entity, entity_id, department_id, request, address, before, after, previous_hash, hash FROM audit_entry "
           "WHERE sequence = 3",
       }) {
    CAPTURE(attack);
    CHECK_FALSE(sql(server, attack));
  }
  CHECK(check(server).entries == 3);
  CHECK_FALSE(check(server).broken_sequence);
}

TEST_CASE("a change behind the triggers' back is found, with the first row that it broke") {
  struct Case {
    const char* attack;
    std::int64_t broken;
  };
  for (const Case& c : {
           Case{"UPDATE audit_entry SET at = at + 1 WHERE sequence = 4", 4},
           Case{"UPDATE audit_entry SET actor_login = 'other' WHERE sequence = 1", 1},
           Case{"UPDATE audit_entry SET actor_role = 'other' WHERE sequence = 2", 2},
           Case{"UPDATE audit_entry SET action = 'other' WHERE sequence = 2", 2},
           Case{"UPDATE audit_entry SET entity = 'other' WHERE sequence = 2", 2},
           Case{"UPDATE audit_entry SET entity_id = zeroblob(16) WHERE sequence = 2", 2},
           Case{"UPDATE audit_entry SET request = 'other' WHERE sequence = 2", 2},
           Case{"UPDATE audit_entry SET address = 'other' WHERE sequence = 2", 2},
           Case{"UPDATE audit_entry SET before = NULL WHERE sequence = 5", 5},
           Case{"UPDATE audit_entry SET after = '{}' WHERE sequence = 8", 8},
           Case{"UPDATE audit_entry SET after = 'no JSON' WHERE sequence = 8", 8},
           Case{"UPDATE audit_entry SET hash = zeroblob(32) WHERE sequence = 3", 3},
           Case{"UPDATE audit_entry SET previous_hash = zeroblob(32) WHERE sequence = 3", 3},
           Case{"DELETE FROM audit_entry WHERE sequence = 6", 6},
           Case{"DELETE FROM audit_entry WHERE sequence < 3", 1},
           Case{"UPDATE audit_entry SET sequence = 9 WHERE sequence = 8", 8},
       }) {
    InProcess server;
    REQUIRE(append_some(server, 8));
    REQUIRE(sql(server, std::string(without_triggers) + c.attack));
    CAPTURE(c.attack);
    CHECK(check(server).broken_sequence == c.broken);
  }
}

TEST_CASE("a row that is forged with a hash of its own breaks the next one, even if that is made to follow it") {
  InProcess server;
  REQUIRE(append_some(server, 6));
  REQUIRE(sql(server, without_triggers));
  REQUIRE(server.writer->run([&](Database& database) -> Result<> {
    Statement find = MC_TRY(database.prepare("SELECT previous_hash FROM audit_entry WHERE sequence = 4"));
    REQUIRE(MC_TRY(find.step()));
    audit::Entry forged;
    forged.sequence = 4;
    forged.actor_login = "forged";
    forged.action = "test";
    std::ranges::copy(find.blob(0), forged.previous_hash.begin());
    const auto hash = MC_TRY(audit::hash_of(forged));
    MC_TRY(database.run(
        "UPDATE audit_entry SET at = 0, actor_login = 'forged', actor_role = '', action = 'test', entity = '', "
        "request = '', address = '', before = NULL, after = NULL, hash = ? WHERE sequence = 4",
        BytesView(hash)));
    return database.run("UPDATE audit_entry SET previous_hash = ? WHERE sequence = 5", BytesView(hash));
  }));
  CHECK(check(server).broken_sequence == 5);
}

TEST_CASE("the hash does not hang on which fields are set: each is under its own name") {
  audit::Entry a;
  a.actor_login = "x";
  a.actor_role = "y";
  audit::Entry b = a;
  std::swap(b.actor_login, b.actor_role);
  CHECK(audit::hash_of(a).value() != audit::hash_of(b).value());
  audit::Entry c = a, d = a;
  c.entity_id = Uuid{};
  d.department_id = Uuid{};
  CHECK(audit::hash_of(c).value() != audit::hash_of(d).value());
  audit::Entry e = a, f = a;
  e.before = "{}";
  f.after = "{}";
  CHECK(audit::hash_of(e).value() != audit::hash_of(f).value());
}

TEST_CASE("a state that can't be kept fails its change") {
  InProcess server;
  for (const std::string& bad : {std::string("[]"), std::string("{"), "{\"a\":\"" + std::string(70'000, 'x') + "\"}"}) {
    const auto done = server.writer->run([&](Database& database) -> Result<> {
      return audit::append(
          database, test_actor(),
          {.action = "test", .entity = "thing", .entity_id = {}, .department_id = {}, .before = bad, .after = {}},
          server.clock.now());
    });
    CHECK(done.error().code == "server.internal");
  }
  CHECK(check(server).entries == 0);
}

TEST_CASE("everything that users do to accounts is in the trail, and no secret is") {
  InProcess server;
  const DepartmentId department = add_department(server, "A");
  add_user(server, "admin");
  Browser admin(server), user(server);
  admin.sign_in("admin");
  const Response made = admin.ask(
      "POST", "/api/v1/users",
      R"({"login":"new","name":"李四","role":"inspector","department_id":")" + department.uuid.text() + "\"}");
  REQUIRE(made.status == 201);
  const std::string path = "/api/v1/users/" + field(made, "user", "id");
  const std::string initial = field(made, "initial_password");
  user.sign_in("new", initial);
  user.ask("POST", "/api/v1/session/password",
           R"({"password":")" + initial + R"(","new_password":"a new long passphrase"})");
  user.ask("DELETE", "/api/v1/session");
  user.sign_in("new", "a new long passphrase");
  admin.ask("PUT", path, R"({"name":"李四","role":"auditor","department_id":null,"status":"active"})",
            {{"If-Match", "\"2\""}});
  user.sign_in("new", "a new long passphrase");
  admin.ask("DELETE", path + "/sessions");
  admin.ask("POST", path + "/password");
  CHECK(actions(server) == std::vector<std::string>{"user.create", "session.begin", "user.create", "session.begin",
                                                    "user.password_change", "session.end", "session.begin",
                                                    "user.update", "session.begin", "user.revoke_sessions",
                                                    "user.password_reset"});
  const std::string trail = admin.ask("GET", "/api/v1/audit?action=user.update").body;
  CHECK(trail.contains(R"("before":{"department_id":")"));
  CHECK(trail.contains(R"("role":"inspector")"));
  CHECK(trail.contains(R"("role":"auditor")"));
  const std::string all = admin.ask("GET", "/api/v1/audit?limit=200").body;
  for (const std::string_view secret : {std::string_view(initial), std::string_view("a new long passphrase"),
                                        std::string_view("argon2"), std::string_view("token")})
    CHECK_FALSE(all.contains(secret));
  CHECK_FALSE(check(server).broken_sequence);
}

TEST_CASE("whose reach is the own department sees the own department's rows only, whatever is asked for") {
  InProcess server;
  const DepartmentId a = add_department(server, "A"), b = add_department(server, "B");
  add_user(server, "a.reviewer", {.role = Role::reviewer, .department = a});
  const accounts::User foreign = add_user(server, "b.inspector", {.role = Role::inspector, .department = b});
  add_user(server, "auditor", {.role = Role::auditor});
  Browser reviewer(server), auditor(server), inspector(server);
  reviewer.sign_in("a.reviewer");
  auditor.sign_in("auditor");
  inspector.sign_in("b.inspector");
  CHECK(inspector.ask("GET", "/api/v1/audit").status == 403);
  CHECK(auditor.ask("GET", "/api/v1/audit").body.contains(foreign.id.uuid.text()));
  const std::string path = "/api/v1/audit?limit=200";
  CHECK(reviewer.ask("GET", path).body.contains("a.reviewer"));
  CHECK_FALSE(reviewer.ask("GET", path).body.contains(foreign.id.uuid.text()));
  for (const std::string& filter : {"&department_id=" + b.uuid.text(), "&entity_id=" + foreign.id.uuid.text(),
                                    "&actor_id=" + foreign.id.uuid.text()})
    CHECK(reviewer.ask("GET", path + filter).body.contains("\"items\":[]"));
}

TEST_CASE("the trail is paged newest first, each row once, and filtered by every field") {
  InProcess server;
  const accounts::User admin = add_user(server, "admin");
  Browser browser(server);
  browser.sign_in("admin");
  const std::int64_t begin = server.clock.now().ms;
  server.clock.advance_ms(1000);
  REQUIRE(append_some(server, 9));
  std::vector<std::int64_t> sequences;
  std::string cursor;
  do {
    const Response page = browser.ask("GET", "/api/v1/audit?limit=4" + (cursor.empty() ? "" : "&cursor=" + cursor));
    REQUIRE(page.status == 200);
    const auto document = json::parse(page.content());
    for (const json::Value entry : document->root().find("items").value().items())
      sequences.push_back(entry.find("sequence").value().int64().value());
    cursor = field(page, "next_cursor");
  } while (!cursor.empty() && sequences.size() < 100);
  CHECK(sequences.size() == 11);
  CHECK(std::ranges::is_sorted(sequences, std::greater<>()));
  const auto count = [&](const std::string& filter) {
    const Response page = browser.ask("GET", "/api/v1/audit?limit=200&" + filter);
    const auto document = json::parse(page.content());
    return document->root().find("items").value().size();
  };
  CHECK(count("action=test") == 9);
  CHECK(count("entity=thing") == 9);
  CHECK(count("entity=user") == 1);
  CHECK(count("entity_id=" + admin.id.uuid.text()) == 1);
  CHECK(count("actor_id=" + admin.id.uuid.text()) == 1);
  CHECK(count("actor_role=system_administrator") == 1);
  CHECK(count("actor_role=auditor") == 0);
  CHECK(count("from=" + std::to_string(begin + 1)) == 9);
  CHECK(count("to=" + std::to_string(begin + 1)) == 2);
  CHECK(count("action=test&entity=user") == 0);
  for (const char* bad :
       {"limit=0", "limit=201", "cursor=x", "cursor=0", "actor_id=x", "entity_id=", "from=-1", "to=1e3", "action="})
    CHECK(browser.ask("GET", std::string("/api/v1/audit?") + bad).status == 400);
}
