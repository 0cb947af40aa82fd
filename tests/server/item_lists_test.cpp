// Item lists over the API: who keeps and who sees what, drafts, issuing, differences, publications, duties, the trail.
#include "shared/crypto/hash.h"
#include "tests/server/item_lists_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

std::size_t count(const Response& response) {
  const auto document = json::parse(response.content());
  return document ? document->root().find("items").value_or(json::Value()).size() : 0;
}

std::int64_t number(const Response& response, std::string_view name) {
  const auto document = json::parse(response.content());
  return document ? document->root().find(name).value_or(json::Value()).int64().value_or(-1) : -1;
}

}  // namespace

TEST_CASE("a department's administrator keeps the department's list and no other, the office the joint one") {
  ListCounty county;
  const auto make = [](Browser& browser, const std::string& department) {
    return code_of(browser.ask("POST", item_lists, R"({"department_id":)" + department + "}"));
  };
  const std::string a = '"' + county.a.uuid.text() + '"', b = '"' + county.b.uuid.text() + '"';
  CHECK(make(county.chief, b) == "account.not_allowed");
  CHECK(make(county.chief, "null") == "account.not_allowed");
  CHECK(make(county.office, a) == "account.not_allowed");
  CHECK(make(county.inspector, a) == "account.not_allowed");
  CHECK(make(county.chief, a) == "");
  CHECK(make(county.chief, a) == "items.list_exists");
  CHECK(make(county.office, "null") == "");
  CHECK(make(county.chief, "1") == "server.field_invalid");
  CHECK(count(county.chief.ask("GET", item_lists)) == 2);
  CHECK(count(county.chief.ask("GET", std::string(item_lists) + "?kind=joint")) == 1);
  CHECK(count(county.chief.ask("GET", std::string(item_lists) + "?department_id=" + county.b.uuid.text())) == 0);
  const Response first = county.auditor.ask("GET", std::string(item_lists) + "?limit=1");
  CHECK(count(first) == 1);
  const Response second =
      county.auditor.ask("GET", std::string(item_lists) + "?limit=1&cursor=" + field(first, "next_cursor"));
  CHECK(count(second) == 1);
  CHECK(field(second, "next_cursor") == "");
}

TEST_CASE("a list tells of the versions that count now, and of a draft only its keepers and those who see all") {
  ListCounty county;
  const std::string version = county.make_issued();
  const std::string list = version.substr(0, version.find("/versions"));
  county.make_draft(county.chief, list, id_text(version));
  const auto current = [&](Browser& browser) {
    const Response response = browser.ask("GET", list);
    const auto document = json::parse(response.content());
    REQUIRE(document);
    std::set<std::string> standings;
    for (const json::Value one : document->root().find("current").value_or(json::Value()).items())
      standings.emplace(one.find("standing").value_or(json::Value()).text().value_or("?"));
    return standings;
  };
  CHECK(current(county.chief) == std::set<std::string>{"draft", "upcoming"});
  CHECK(current(county.auditor) == std::set<std::string>{"draft", "upcoming"});
  CHECK(current(county.other) == std::set<std::string>{"upcoming"});
}

TEST_CASE("nobody but its keeper touches a list, by whatever route") {
  ListCounty county;
  const std::string version = county.make_issued();
  const std::string list = version.substr(0, version.find("/versions"));
  const std::string draft = county.make_draft(county.chief, list, id_text(version));
  const std::string item = county.add_item(county.chief, draft, county.item(2));
  const std::vector<Header> any = {{"If-Match", "\"1\""}};
  for (Browser* browser : {&county.other, &county.office, &county.auditor, &county.inspector}) {
    // Whoever may not even see a draft is told that nothing is there.
    const int at_draft = browser == &county.other ? 404 : 403;
    CHECK(browser->ask("POST", list + "/versions", R"({"based_on_id":null})").status == 403);
    CHECK(browser->ask("POST", list + "/reviews", R"({"year":2026,"note":"x"})").status == 403);
    CHECK(browser->ask("POST", version + "/withdrawal", R"({"ends_on":"2026-10-01","reason":"x"})", any).status == 403);
    CHECK(browser->ask("POST", version + "/publications", publication_body("department_portal")).status == 403);
    CHECK(browser->ask("POST", draft + "/items", item_body(county.item(3))).status == at_draft);
    CHECK(browser->ask("POST", draft + "/issue", issue_body(), any).status == at_draft);
    CHECK(browser->ask("PUT", item, item_body(county.item(2)), any).status == at_draft);
    CHECK(browser->ask("DELETE", item, "", any).status == at_draft);
    CHECK(browser->ask("PUT", draft + "/order", R"({"item_ids":[]})", any).status == at_draft);
    CHECK(browser->ask("DELETE", draft, "", any).status == at_draft);
  }
  CHECK(number(county.chief.ask("GET", draft), "item_count") == 2);
}

TEST_CASE("a draft is seen by its keepers and by those who see all lists; what is issued by everybody signed in") {
  ListCounty county;
  const std::string version = county.make_issued();
  const std::string list = version.substr(0, version.find("/versions"));
  const std::string draft = county.make_draft(county.chief, list, id_text(version));
  for (Browser* browser : {&county.chief, &county.office, &county.auditor, &county.inspector}) {
    CHECK(browser->ask("GET", draft).status == 200);
    CHECK(count(browser->ask("GET", list + "/versions")) == 2);
    CHECK(field(browser->ask("GET", list), "draft_id") != "");
  }
  for (const char* what : {"", "/items", "/diff", "/content", "/publications"}) {
    CHECK(county.other.ask("GET", draft + what).status == 404);
    CHECK(county.other.ask("GET", version + what).status == 200);
  }
  CHECK(count(county.other.ask("GET", list + "/versions")) == 1);
  CHECK(field(county.other.ask("GET", list), "draft_id") == "");
  CHECK(county.other.ask("GET", version + "/diff?from=" + draft.substr(draft.rfind('/') + 1)).status == 400);
}

TEST_CASE("a version and an item are found under their own list and version only") {
  ListCounty county;
  const std::string version = county.make_issued();
  const std::string joint = county.make_list(county.office, std::nullopt);
  const std::string id = version.substr(version.rfind('/'));
  CHECK(county.chief.ask("GET", joint + "/versions" + id).status == 404);
  CHECK(county.chief.ask("GET", version + "x").status == 404);
  CHECK(county.chief.ask("GET", version + "/items/" + county.a.uuid.text()).status == 404);
  CHECK(county.office.ask("POST", joint + "/versions", R"({"based_on_id":)" + id_text(version) + "}").status == 400);
}

TEST_CASE("an item is added, changed and taken out with the revision that was seen") {
  ListCounty county;
  const std::string draft = county.make_draft(county.chief, county.make_list(county.chief, county.a));
  const std::string item = county.add_item(county.chief, draft, county.item(1));
  const Response before = county.chief.ask("GET", item);
  CHECK(before.header("ETag") == "\"1\"");
  items::Item changed = county.item(1);
  changed.name = " 新名称 ";
  CHECK(county.chief.ask("PUT", item, item_body(changed)).status == 428);
  const Response after = county.chief.ask("PUT", item, item_body(changed), {{"If-Match", "\"1\""}});
  CHECK(after.status == 200);
  CHECK(after.header("ETag") == "\"2\"");
  CHECK(field(after, "name") == "新名称");
  for (const char* stale : {"\"1\"", "\"3\"", "W/\"2\"", "*", "2"}) {
    CHECK(county.chief.ask("PUT", item, item_body(changed), {{"If-Match", stale}}).status == 412);
    CHECK(county.chief.ask("DELETE", item, "", {{"If-Match", stale}}).status == 412);
  }
  CHECK(county.chief.ask("DELETE", item).status == 428);
  CHECK(county.chief.ask("DELETE", item, "", {{"If-Match", "\"2\""}}).status == 204);
  CHECK(county.chief.ask("GET", item).status == 404);
}

TEST_CASE("what no rule lets in is refused with the field or the reason, and nothing is kept") {
  ListCounty county;
  const std::string draft = county.make_draft(county.chief, county.make_list(county.chief, county.a));
  const auto refused = [&](const std::string& body) {
    return code_of(county.chief.ask("POST", draft + "/items", body));
  };
  items::Item item = county.item(1);
  item.cap_basis_points.reset();
  CHECK(refused(item_body(item)) == "items.cap_needed");
  item = county.item(1);
  item.initiating_department_id = county.b;
  CHECK(refused(item_body(item)) == "items.not_of_list");
  item = county.item(1);
  item.participating_department_ids = {DepartmentId{}};
  CHECK(refused(item_body(item)) == "items.department_unknown");
  std::string body = item_body(county.item(1));
  CHECK(refused("{\"more\":1," + body.substr(1)) == "json.field_unknown");
  CHECK(refused("{}") == "json.field_missing");
  CHECK(refused("[") == "json.syntax");
  body.replace(body.find("on_site"), 7, "by_eyes");
  CHECK(refused(body) == "items.bad_value");
  CHECK(county.chief.ask("POST", draft + "/items", "", {}).status == 415);
  CHECK(count(county.chief.ask("GET", draft + "/items")) == 0);
  CHECK(number(county.chief.ask("GET", draft), "revision") == 1);
}

TEST_CASE("items are listed page by page and by what they are, and put into an order that names each") {
  ListCounty county;
  const std::string draft = county.make_draft(county.chief, county.make_list(county.chief, county.a));
  std::vector<std::string> ids;
  for (std::uint8_t n = 1; n <= 3; ++n) {
    items::Item item = n == 2 ? items::test::key_item(n) : items::test::general_item(n);
    item.initiating_department_id = county.a;
    ids.push_back(id_text(county.add_item(county.chief, draft, item)));
  }
  const Response page = county.chief.ask("GET", draft + "/items?limit=2");
  CHECK(count(page) == 2);
  CHECK(count(county.chief.ask("GET", draft + "/items?limit=2&cursor=" + field(page, "next_cursor"))) == 1);
  CHECK(count(county.chief.ask("GET", draft + "/items?kind=key")) == 1);
  CHECK(count(county.chief.ask("GET", draft + "/items?text=SCJG-3")) == 1);
  for (const char* bad : {"limit=0", "limit=201", "cursor=x", "kind=other", "text=", "initiating_department_id=x"})
    CHECK(county.chief.ask("GET", draft + "/items?" + bad).status == 400);

  const auto order = [&](const std::string& list) {
    return county.chief.ask("PUT", draft + "/order", R"({"item_ids":[)" + list + "]}",
                            ListCounty::matching(county.chief, draft));
  };
  CHECK(code_of(order(ids[0])) == "items.order_incomplete");
  CHECK(code_of(order("\"x\"")) == "server.field_invalid");
  const Response done = order(ids[2] + "," + ids[0] + "," + ids[1]);
  CHECK(done.status == 204);
  CHECK(done.header("ETag") == county.chief.ask("GET", draft).header("ETag"));
  CHECK(county.chief.ask("GET", draft + "/items?limit=1").body.contains("SCJG-3"));
}

TEST_CASE("issuing needs the state that was seen, and what was issued is closed to every change") {
  ListCounty county;
  const std::string draft = county.make_draft(county.chief, county.make_list(county.chief, county.a));
  const std::string item = county.add_item(county.chief, draft, county.item(1));
  const std::vector<Header> seen = ListCounty::matching(county.chief, draft);
  CHECK(county.chief.ask("POST", draft + "/issue", issue_body()).status == 428);
  county.add_item(county.chief, draft, county.item(2));
  CHECK(county.chief.ask("POST", draft + "/issue", issue_body(), seen).status == 412);
  const Response issued =
      county.chief.ask("POST", draft + "/issue", issue_body(), ListCounty::matching(county.chief, draft));
  CHECK(issued.status == 200);
  CHECK(number(issued, "number") == 1);
  CHECK(field(issued, "standing") == "upcoming");
  const std::vector<Header> now = ListCounty::matching(county.chief, draft), first = {{"If-Match", "\"1\""}};
  for (const Response& response :
       {county.chief.ask("POST", draft + "/issue", issue_body(), now), county.chief.ask("DELETE", draft, "", now),
        county.chief.ask("POST", draft + "/items", item_body(county.item(3))),
        county.chief.ask("PUT", item, item_body(county.item(3)), first), county.chief.ask("DELETE", item, "", first),
        county.chief.ask("PUT", draft + "/order", R"({"item_ids":[]})", now)}) {
    CHECK(response.status == 409);
    CHECK(code_of(response) == "items.wrong_state");
  }
}

TEST_CASE("the content of an issued version has the SHA-256 that the version names") {
  ListCounty county;
  const std::string version = county.make_issued();
  const Response content = county.other.ask("GET", version + "/content");
  CHECK(content.status == 200);
  const std::string hash = field(county.other.ask("GET", version), "content_hash");
  CHECK(to_hex(crypto::hash(crypto::Suite::sha256, as_bytes(content.content()))) == hash);
  CHECK(content.header("ETag") == '"' + hash + '"');
  CHECK(county.other.ask("GET", version + "/content", "", {{"If-None-Match", '"' + hash + '"'}}).status == 304);
  // There is nothing fixed about a draft.
  const std::string list = version.substr(0, version.find("/versions"));
  CHECK(county.chief.ask("GET", county.make_draft(county.chief, list) + "/content").status == 404);
}

TEST_CASE("a difference is shown against the version before, in the reader's language") {
  ListCounty county;
  const std::string version = county.make_issued("2026-09-21");
  const std::string list = version.substr(0, version.find("/versions"));
  const std::string draft = county.make_draft(county.chief, list, id_text(version));
  const Response items = county.chief.ask("GET", draft + "/items");
  const auto document = json::parse(items.content());
  const std::string id(
      (*document->root().find("items")->items().begin()).find("id").value_or(json::Value()).text().value_or(""));
  items::Item changed = county.item(1);
  changed.participating_department_ids = {county.b};
  REQUIRE(county.chief.ask("PUT", draft + "/items/" + id, item_body(changed), {{"If-Match", "\"1\""}}).status == 200);
  const Response chinese = county.chief.ask("GET", draft + "/diff");
  CHECK(chinese.body.contains("事项 SCJG-1“食品销售者监督检查”的配合部门由“无”改为“B”。"));
  CHECK(field(chinese, "from_id") == version.substr(version.rfind('/') + 1));
  const Response english = county.chief.ask("GET", draft + "/diff", "", {{"Accept-Language", "en"}});
  CHECK(english.body.contains("participating departments was changed"));
  CHECK(county.chief.ask("GET", version + "/diff").body.contains("新增事项"));
  CHECK(county.chief.ask("GET", version + "/diff?from=x").status == 400);
  REQUIRE(
      county.chief.ask("POST", draft + "/issue", issue_body("2026-10-01"), ListCounty::matching(county.chief, draft))
          .status == 200);
  CHECK(county.other.ask("GET", draft + "/diff").body == chinese.body);
  CHECK(field(county.chief.ask("GET", version), "standing") == "in_force");
  CHECK(field(county.chief.ask("GET", version), "effective_to") == "2026-10-01");
}

TEST_CASE("publications are recorded, voided with a reason, and close the duty of their channel") {
  ListCounty county;
  const std::string version = county.make_issued();
  const auto duties = [](Browser& browser) { return count(browser.ask("GET", "/api/v1/item-list-duties")); };
  // Two channels of a's list; b has none; nor has the county a joint one.
  CHECK(duties(county.chief) == 2);
  CHECK(duties(county.other) == 1);
  CHECK(duties(county.office) == 4);
  const std::string path = version + "/publications";
  const Response made = county.chief.ask("POST", path, publication_body("department_portal"));
  CHECK(made.status == 201);
  CHECK(field(made, "recorded_by") == "a.admin");
  CHECK(duties(county.chief) == 1);
  CHECK(county.chief.ask("GET", version).body.contains(R"("unpublished":["publicity_system"])"));
  CHECK(code_of(county.chief.ask("POST", path, publication_body("department_portal"))) == "items.published_already");
  CHECK(code_of(county.chief.ask("POST", path, publication_body("newspaper"))) == "server.field_invalid");
  CHECK(code_of(county.chief.ask("POST", path, publication_body("publicity_system", "issue", "2026-09-22"))) ==
        "items.published_in_future");
  CHECK(code_of(county.chief.ask("POST", path, publication_body("publicity_system", "withdrawal"))) ==
        "items.nothing_withdrawn");
  const std::string wrong = path + "/" + field(made, "id") + "/void";
  CHECK(code_of(county.chief.ask("POST", wrong, R"({"reason":""})")) == "items.field_needed");
  CHECK(county.chief.ask("POST", path + "/" + county.a.uuid.text() + "/void", R"({"reason":"x"})").status == 404);
  CHECK(field(county.chief.ask("POST", wrong, R"({"reason":"网址有误"})"), "void_reason") == "网址有误");
  CHECK(code_of(county.chief.ask("POST", wrong, R"({"reason":"网址有误"})")) == "items.void_already");
  CHECK(count(county.other.ask("GET", path)) == 1);
  CHECK(duties(county.chief) == 2);
}

TEST_CASE("a withdrawal names its day and reason, and leaves the list without a version in force") {
  ListCounty county;
  const std::string version = county.make_issued("2026-09-21");
  const std::string list = version.substr(0, version.find("/versions"));
  const auto withdraw = [&](const char* body) {
    return county.chief.ask("POST", version + "/withdrawal", body, ListCounty::matching(county.chief, version));
  };
  CHECK(code_of(withdraw(R"({"ends_on":"2026-09-20","reason":"x"})")) == "items.withdrawn_in_past");
  CHECK(code_of(withdraw(R"({"ends_on":"2026-09-31","reason":"x"})")) == "items.bad_value");
  CHECK(field(county.chief.ask("GET", list), "in_force_id") != "");
  CHECK(field(withdraw(R"({"ends_on":"2026-09-21","reason":"依据废止"})"), "state") == "withdrawn");
  CHECK(field(county.chief.ask("GET", list), "in_force_id") == "");
}

TEST_CASE("a review of this year keeps the list, and no other year is reviewed") {
  ListCounty county;
  const std::string version = county.make_issued("2026-09-21");
  const std::string reviews = version.substr(0, version.find("/versions")) + "/reviews";
  CHECK(code_of(county.chief.ask("POST", reviews, R"({"year":2025,"note":"x"})")) == "server.field_invalid");
  CHECK(county.chief.ask("POST", reviews, R"({"year":2026,"note":"无需调整"})").status == 201);
  CHECK(code_of(county.chief.ask("POST", reviews, R"({"year":2026,"note":"无需调整"})")) == "items.reviewed_already");
  CHECK(count(county.other.ask("GET", reviews)) == 1);
}

TEST_CASE("every change of a list is in the audit trail of its department, with what was before and after") {
  ListCounty county;
  const std::string version = county.make_issued("2026-09-21");
  const std::string list = version.substr(0, version.find("/versions"));
  const std::string draft = county.make_draft(county.chief, list, id_text(version));
  const std::string item = county.add_item(county.chief, draft, county.item(2));
  const std::vector<Header> first = {{"If-Match", "\"1\""}};
  items::Item changed = county.item(2);
  changed.cap_basis_points = 900;
  REQUIRE(county.chief.ask("PUT", item, item_body(changed), first).status == 200);
  REQUIRE(county.chief.ask("DELETE", item, "", {{"If-Match", "\"2\""}}).status == 204);
  REQUIRE(county.chief.ask("DELETE", draft, "", ListCounty::matching(county.chief, draft)).status == 200);
  REQUIRE(county.chief.ask("POST", version + "/publications", publication_body("department_portal")).status == 201);
  const Response trail = county.chief.ask("GET", "/api/v1/audit?limit=100");
  for (const char* action : {"item_list.create", "item_list_version.draft", "item.add", "item_list_version.issue",
                             "item.change", "item.remove", "item_list_version.discard", "publication.record"})
    CHECK(trail.body.contains(std::string("\"action\":\"") + action + '"'));
  CHECK(trail.body.contains("\"cap_basis_points\":900"));
  CHECK_FALSE(county.other.ask("GET", "/api/v1/audit?limit=100").body.contains("item_list"));
}

TEST_CASE("a refused change leaves neither a trace in the list nor an entry in the trail") {
  ListCounty county;
  const std::string version = county.make_issued();
  const auto entries = [&county] { return count(county.auditor.ask("GET", "/api/v1/audit?limit=200")); };
  const std::size_t before = entries();
  const Response state = county.chief.ask("GET", version);
  CHECK(county.chief.ask("POST", version + "/items", item_body(county.item(2))).status == 409);
  CHECK(county.chief.ask("POST", version + "/publications", publication_body("x")).status == 400);
  CHECK(entries() == before);
  CHECK(county.chief.ask("GET", version).body == state.body);
}

TEST_CASE("the joint list is kept by the office, and its items name at least two departments that inspect") {
  ListCounty county;
  const std::string draft = county.make_draft(county.office, county.make_list(county.office, std::nullopt));
  items::Item item = county.item(1);
  CHECK(code_of(county.office.ask("POST", draft + "/items", item_body(item))) == "items.joint_needs_two");
  item.participating_department_ids = {county.b};
  CHECK(county.office.ask("POST", draft + "/items", item_body(item)).status == 201);
  CHECK(county.chief.ask("POST", draft + "/items", item_body(item)).status == 404);
  REQUIRE(
      county.office.ask("POST", draft + "/issue", issue_body(), ListCounty::matching(county.office, draft)).status ==
      200);
  CHECK(county.chief.ask("GET", draft).status == 200);
}

namespace {

void add_target(InProcess& server, const DepartmentId& department, const char* name, const char* kind,
                const char* status = "active") {
  const Uuid id = UuidGenerator(server.clock, server.random).next();
  server.clock.advance_ms(1);
  REQUIRE(server.writer->run([&](Database& database) {
    return database.run(
        "INSERT INTO target (id, kind, name, status, township_code, responsible_department_id, source, revision, "
        "valid_from, recorded_at, recorded_by, reason) VALUES (?, ?, ?, ?, '411622102', ?, 'test', 1, '2026-01-01', 1, "
        "'test', 'test')",
        id, kind, name, status, department);
  }));
}

}  // namespace

TEST_CASE("targets that no item in force concerns are listed, to each within their reach") {
  ListCounty county;
  add_target(county.server, county.a, "甲店", "self_employed");
  add_target(county.server, county.a, "甲项目", "project");
  add_target(county.server, county.a, "停业项目", "project", "suspended");
  add_target(county.server, county.b, "乙店", "self_employed");
  const std::string path = "/api/v1/item-list-gaps/targets";
  CHECK(count(county.office.ask("GET", path)) == 3);
  // The item is about enterprises and self-employed of department a.
  county.make_issued("2026-09-21");
  const Response all = county.office.ask("GET", path);
  CHECK(count(all) == 2);
  CHECK(all.body.contains("甲项目"));
  CHECK(all.body.contains("乙店"));
  CHECK(count(county.chief.ask("GET", path)) == 1);
  CHECK(county.other.ask("GET", path + "?responsible_department_id=" + county.a.uuid.text()).body.contains("乙店"));
  const Response first = county.office.ask("GET", path + "?limit=1");
  const Response second = county.office.ask("GET", path + "?limit=1&cursor=" + field(first, "next_cursor"));
  CHECK((count(first) == 1 && count(second) == 1));
  CHECK(count(county.office.ask("GET", path + "?limit=1&cursor=" + field(second, "next_cursor"))) == 0);

  add_user(county.server, "viewer", {.role = Role::county_viewer});
  Browser viewer(county.server);
  REQUIRE(viewer.sign_in("viewer").status == 200);
  CHECK(count(viewer.ask("GET", path)) == 2);
  CHECK_FALSE(viewer.ask("GET", path).body.contains("乙店"));
}

TEST_CASE("items whose departments can't send two inspectors with valid certificates are listed") {
  ListCounty county;
  county.make_issued("2026-09-21");
  const std::string path = "/api/v1/item-list-gaps/items";
  const auto add_inspector = [&county](const char* number, const char* status, const char* expires) {
    const Uuid id = UuidGenerator(county.server.clock, county.server.random).next();
    REQUIRE(county.server.writer->run([&](Database& database) -> Result<> {
      MC_TRY(database.run(
          "INSERT INTO inspector (id, staff_number, name, department_id, person_kind, status, source, revision, "
          "valid_from, recorded_at, recorded_by, reason) VALUES (?, ?, 'x', ?, 'qualified_staff', ?, 'test', 1, "
          "'2026-01-01', 1, 'test', 'test')",
          id, number, county.a, status));
      return database.run(
          "INSERT INTO certificate (id, inspector_id, number, field, authority, issued_on, expires_on) "
          "VALUES (randomblob(16), ?, ?, 'x', 'x', '2025-01-01', ?)",
          id, number, expires);
    }));
  };
  CHECK(county.chief.ask("GET", path).body.contains(R"("problem":"too_few_inspectors","inspector_count":0)"));
  add_inspector("1", "active", "2026-09-21");
  add_inspector("2", "active", "2026-09-20");
  add_inspector("3", "left", "2027-01-01");
  const Response one = county.chief.ask("GET", path);
  CHECK(one.body.contains("\"inspector_count\":1"));
  CHECK(one.body.contains("\"is_without_inspecting_department\":true"));
  CHECK(count(county.other.ask("GET", path)) == 0);
  CHECK(count(county.office.ask("GET", path)) == 1);
  add_inspector("4", "active", "2027-01-01");
  CHECK(count(county.chief.ask("GET", path)) == 0);
  REQUIRE(county.server.writer->run([&](Database& database) {
    return database.run("UPDATE department SET valid_to = '2026-09-01' WHERE id = ?", county.a);
  }));
  CHECK(county.office.ask("GET", path).body.contains("department_ended"));
}
