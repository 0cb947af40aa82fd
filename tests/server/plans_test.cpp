// Yearly plans over the API: who proposes, who keeps and who sees what, the way to publication, adjusting, the trail.
#include "shared/crypto/hash.h"
#include "tests/server/plans_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

std::size_t count(const Response& response) {
  const auto document = json::parse(response.content());
  return document ? document->root().find("items").value_or(json::Value()).size() : 0;
}

std::string plan_of(const std::string& version) { return version.substr(0, version.find("/versions")); }

}  // namespace

TEST_CASE("the office makes one plan a year, and nobody else does") {
  PlanCounty county;
  const auto make = [](Browser& browser, const char* body) { return code_of(browser.ask("POST", plans_path, body)); };
  CHECK(make(county.chief, R"({"year":2027})") == "account.not_allowed");
  CHECK(make(county.office, R"({"year":2027})") == "");
  CHECK(make(county.office, R"({"year":2027})") == "plans.year_taken");
  CHECK(make(county.office, R"({"year":2029})") == "plans.year_range");
  CHECK(make(county.office, R"({"year":1})") == "json.field_range");
  CHECK(make(county.office, R"({"year":2026})") == "");
  CHECK(count(county.office.ask("GET", plans_path)) == 2);
  CHECK(count(county.office.ask("GET", std::string(plans_path) + "?year=2027")) == 1);
  CHECK(county.office.ask("GET", std::string(plans_path) + "?year=x").status == 400);
}

TEST_CASE("a department's administrator proposes rows of the own department, the office any") {
  PlanCounty county;
  const std::string version = county.make_plan();
  const std::string rows = version + "/rows";
  const std::string own = county.add_row(county.chief, version, county.row());
  const std::string joint = county.add_row(county.office, version, county.row(true));
  CHECK(code_of(county.other.ask("POST", rows, row_body(county.row(true)))) == "account.not_allowed");
  CHECK(code_of(county.inspector.ask("POST", rows, row_body(county.row()))) == "account.not_allowed");
  const std::vector<Header> one = {{"If-Match", "\"1\""}};
  plans::Row changed = county.row();
  changed.name = "改名";
  // Another department's is not there; a joint one is, but not to be changed by who only takes part.
  CHECK(county.other.ask("GET", own).status == 404);
  CHECK(county.other.ask("PUT", own, row_body(changed), one).status == 404);
  CHECK(county.other.ask("GET", joint).status == 200);
  CHECK(county.other.ask("PUT", joint, row_body(changed), one).status == 403);
  CHECK(county.other.ask("DELETE", joint, "", one).status == 403);
  CHECK(county.chief.ask("PUT", own, row_body(changed)).status == 428);
  CHECK(county.chief.ask("PUT", own, row_body(changed), {{"If-Match", "\"2\""}}).status == 412);
  const Response done = county.chief.ask("PUT", own, row_body(changed), one);
  CHECK(done.status == 200);
  CHECK(done.header("ETag") == "\"2\"");
  CHECK(field(done, "name") == "改名");
  // Nobody hands a row to a department for which they don't speak.
  changed.initiating_department_id = county.b;
  changed.participating_department_ids = {county.a};
  const std::vector<Header> two = {{"If-Match", "\"2\""}};
  CHECK(county.chief.ask("PUT", own, row_body(changed), two).status == 403);
  CHECK(county.office.ask("PUT", own, row_body(changed), two).status == 200);
  CHECK(county.chief.ask("DELETE", own, "", {{"If-Match", "\"3\""}}).status == 403);
  CHECK(county.chief.ask("DELETE", joint, "", one).status == 204);
  CHECK(county.chief.ask("GET", joint).status == 404);
}

TEST_CASE("what no rule lets into a row is refused with the reason, and nothing is kept") {
  PlanCounty county;
  const std::string version = county.make_plan();
  const auto refused = [&](const std::function<void(plans::Row&)>& change) {
    plans::Row row = county.row();
    change(row);
    return code_of(county.office.ask("POST", version + "/rows", row_body(row)));
  };
  CHECK(refused([](plans::Row& r) { r.quantity.value = 501; }) == "plans.ratio_above_cap");
  CHECK(refused([](plans::Row& r) { r.quantity.value = 10'001; }) == "plans.ratio_range");
  CHECK(refused([](plans::Row& r) { r.first_day = items::test::day("2026-12-31"); }) == "plans.period_outside_year");
  CHECK(refused([](plans::Row& r) { r.last_day = items::test::day("2027-02-28"); }) == "plans.period_reversed");
  CHECK(refused([](plans::Row& r) { r.items.push_back(r.items[0]); }) == "plans.item_repeated");
  CHECK(refused([](plans::Row& r) { r.items[0].item_id = {}; }) == "plans.item_not_in_force");
  CHECK(refused([&](plans::Row& r) { r.initiating_department_id = county.b; }) == "plans.item_of_others");
  CHECK(refused([](plans::Row& r) { r.participating_department_ids = {DepartmentId{}}; }) ==
        "plans.department_unknown");
  std::string body = row_body(county.row());
  CHECK(code_of(county.office.ask("POST", version + "/rows", "{\"more\":1," + body.substr(1))) == "json.field_unknown");
  CHECK(county.office.ask("POST", version + "/rows").status == 415);
  CHECK(count(county.office.ask("GET", version + "/rows")) == 0);
  CHECK(code_of(county.step(county.office, version, "submission")) == "plans.no_rows");
}

TEST_CASE("of a draft a department sees its rows, of what was submitted all, and who only reads waits for the filing") {
  PlanCounty county;
  const std::string version = county.make_plan();
  county.add_row(county.chief, version, county.row());
  county.add_row(county.chief, version, county.row(true));
  const auto rows = [&](Browser& browser) {
    const Response response = browser.ask("GET", version + "/rows");
    return response.status == 200 ? static_cast<int>(count(response)) : -response.status;
  };
  const auto seen = [&] {
    return std::vector{rows(county.office), rows(county.chief), rows(county.other), rows(county.inspector),
                       rows(county.auditor)};
  };
  CHECK(seen() == std::vector{2, 2, 1, -404, -404});
  CHECK(field(county.other.ask("GET", version), "sight") == "own_rows");
  CHECK(count(county.inspector.ask("GET", plans_path)) == 0);
  CHECK(county.inspector.ask("GET", plan_of(version)).status == 404);
  CHECK(county.inspector.ask("GET", plan_of(version) + "/versions").status == 404);
  for (const char* what : {"/diff", "/content", "/publications"})
    CHECK(county.inspector.ask("GET", version + what).status == 404);
  REQUIRE(county.step(county.office, version, "submission").status == 200);
  CHECK(seen() == std::vector{2, 2, 2, -404, -404});
  REQUIRE(county.step(county.office, version, "approval", plan_approval).status == 200);
  CHECK(seen() == std::vector{2, 2, 2, -404, -404});
  REQUIRE(county.step(county.office, version, "filing", plan_filing).status == 200);
  CHECK(seen() == std::vector{2, 2, 2, 2, 2});
  CHECK(count(county.inspector.ask("GET", plan_of(version) + "/versions")) == 1);
}

TEST_CASE("a plan goes its way by the office's hand only, each step from the state that was seen") {
  PlanCounty county;
  const std::string version = county.make_plan();
  county.add_row(county.chief, version, county.row());
  const std::vector<Header> stale = {{"If-Match", "\"1\""}};
  struct Case {
    const char *what, *body;
  };
  for (const Case& c : {Case{"submission", ""}, Case{"return", plan_reason}, Case{"approval", plan_approval},
                        Case{"filing", plan_filing}, Case{"adjustment", plan_reason}, Case{"end", plan_reason}}) {
    const std::string path = version + "/" + c.what;
    CAPTURE(c.what);
    CHECK(county.chief.ask("POST", path, c.body, stale).status == 403);
    CHECK(county.auditor.ask("POST", path, c.body, stale).status == 403);
    CHECK(county.office.ask("POST", path, c.body).status == 428);
  }
  CHECK(code_of(county.office.ask("POST", version + "/submission", "", stale)) == "plans.changed_meanwhile");
  CHECK(county.office.ask("POST", version + "/submission", "", stale).status == 412);
  CHECK(code_of(county.step(county.office, version, "approval", plan_approval)) == "plans.wrong_state");
  const Response submitted = county.step(county.office, version, "submission");
  CHECK(field(submitted, "state") == "submitted");
  CHECK(submitted.header("ETag") == county.office.ask("GET", version).header("ETag"));
  CHECK(code_of(county.chief.ask("POST", version + "/rows", row_body(county.row()))) == "plans.wrong_state");
  CHECK(code_of(county.step(county.office, version, "return", R"({"reason":" "})")) == "items.field_needed");
  CHECK(field(county.step(county.office, version, "return", plan_reason), "return_reason") == "机构改革");
  REQUIRE(county.step(county.office, version, "submission").status == 200);
  CHECK(code_of(county.step(county.office, version, "approval",
                            R"({"approved_on":"2026-09-22","minutes_number":"x"})")) == "plans.approved_in_future");
  CHECK(code_of(
            county.step(county.office, version, "approval", R"({"approved_on":"2026-09-20","minutes_number":"x"})")) ==
        "plans.approved_before_submission");
  CHECK(field(county.step(county.office, version, "approval", plan_approval), "minutes_number") == "联席〔2026〕4号");
  CHECK(code_of(county.step(county.office, version, "filing", R"({"filed_on":"2026-09-20","filing_number":"x"})")) ==
        "plans.filed_before_approval");
  CHECK(code_of(county.office.ask("POST", version + "/publications", plan_publication("department_portal"))) ==
        "plans.wrong_state");
  CHECK(field(county.step(county.office, version, "filing", plan_filing), "state") == "filed");
  CHECK(county.office.ask("POST", version + "/publications", plan_publication("department_portal")).status == 201);
  CHECK(field(county.office.ask("GET", version), "state") == "filed");
  CHECK(code_of(county.office.ask("POST", version + "/publications", plan_publication("department_portal"))) ==
        "items.published_already");
  CHECK(county.office.ask("POST", version + "/publications", plan_publication("publicity_system")).status == 201);
  CHECK(field(county.office.ask("GET", version), "state") == "published");
}

TEST_CASE("the file of a plan is the bytes that its hash is over, from its submission on") {
  PlanCounty county;
  const std::string version = county.make_plan();
  county.add_row(county.chief, version, county.row());
  CHECK(county.office.ask("GET", version + "/content").status == 404);
  REQUIRE(county.step(county.office, version, "submission").status == 200);
  const Response content = county.chief.ask("GET", version + "/content");
  REQUIRE(content.status == 200);
  CHECK(content.header("Content-Type") == "application/jsonl");
  CHECK(to_hex(crypto::hash(crypto::Suite::sha256, as_bytes(content.content()))) ==
        field(county.office.ask("GET", version), "content_hash"));
}

TEST_CASE("an adjustment is a copy with a reason, tells what differs, and takes the plan's place when published") {
  PlanCounty county;
  const std::string first = county.make_published();
  const Response adjusted = county.step(county.office, first, "adjustment", plan_reason);
  const std::string second = PlanCounty::location(adjusted);
  CHECK(field(adjusted, "reason") == "机构改革");
  CHECK(code_of(county.step(county.office, first, "adjustment", plan_reason)) == "plans.adjustment_open");
  CHECK(code_of(county.step(county.office, first, "end", plan_reason)) == "plans.adjustment_open");
  CHECK(code_of(county.step(county.office, second, "submission")) == "plans.nothing_changed");
  plans::Row joint = county.row(true);
  joint.name = "联合抽查";
  county.add_row(county.chief, second, joint);
  const Response diff = county.chief.ask("GET", second + "/diff");
  CHECK(diff.body.contains("新增任务“联合抽查”。"));
  CHECK(diff.header("Content-Language") == "zh-CN");
  CHECK(county.office.ask("GET", second + "/diff", "", {{"Accept-Language", "en"}}).body.contains("was added"));
  // Rows that are hidden in the draft did not go.
  CHECK_FALSE(county.other.ask("GET", second + "/diff").body.contains("取消"));
  CHECK(county.inspector.ask("GET", second + "/diff").status == 404);
  CHECK(county.inspector.ask("GET", first + "/diff?from=" + second.substr(second.rfind('/') + 1)).status == 400);
  CHECK(field(county.inspector.ask("GET", plan_of(first)), "open_id") == "");
  CHECK(field(county.office.ask("GET", plan_of(first)), "open_id") == second.substr(second.rfind('/') + 1));
  county.publish(second);
  CHECK(field(county.inspector.ask("GET", first), "state") == "superseded");
  CHECK(field(county.inspector.ask("GET", plan_of(first)), "published_id") == second.substr(second.rfind('/') + 1));
  CHECK(field(county.step(county.office, second, "end", plan_reason), "state") == "ended");
}

TEST_CASE("an adjustment is given up, and a version is found under its own plan only") {
  PlanCounty county;
  const std::string first = county.make_published();
  const std::string second = PlanCounty::location(county.step(county.office, first, "adjustment", plan_reason));
  CHECK(county.office.ask("DELETE", second, "", PlanCounty::matching(county.office, second)).status == 200);
  CHECK(field(county.office.ask("GET", second), "state") == "discarded");
  CHECK(county.chief.ask("GET", second).status == 404);
  const Response other = county.office.ask("POST", plans_path, R"({"year":2026})");
  const std::string elsewhere = PlanCounty::location(other) + "/versions";
  CHECK(county.office.ask("GET", elsewhere + first.substr(first.rfind('/'))).status == 404);
  const std::string draft = elsewhere + "/" + field(other, "open_id");
  CHECK(code_of(county.office.ask("DELETE", draft, "", PlanCounty::matching(county.office, draft))) ==
        "plans.first_draft");
}

TEST_CASE("rows are listed page by page and by department") {
  PlanCounty county;
  const std::string version = county.make_plan();
  for (const bool is_joint : {false, true, false}) county.add_row(county.chief, version, county.row(is_joint));
  const Response first = county.office.ask("GET", version + "/rows?limit=2");
  CHECK(count(first) == 2);
  const Response second = county.office.ask("GET", version + "/rows?limit=2&cursor=" + field(first, "next_cursor"));
  CHECK(count(second) == 1);
  CHECK(field(second, "next_cursor") == "");
  CHECK(count(county.office.ask("GET", version + "/rows?department_id=" + county.b.uuid.text())) == 1);
  for (const char* bad : {"limit=0", "limit=201", "cursor=x", "department_id=x"})
    CHECK(county.office.ask("GET", version + "/rows?" + bad).status == 400);
}

TEST_CASE("a wrong record of a publication is voided with a reason") {
  PlanCounty county;
  const std::string version = county.make_published();
  const Response list = county.inspector.ask("GET", version + "/publications");
  CHECK(count(list) == 2);
  const std::size_t at = list.body.find("\"id\":\"") + 6;
  const std::string path = version + "/publications/" + list.body.substr(at, 36) + "/void";
  CHECK(county.chief.ask("POST", path, plan_reason).status == 403);
  const Response voided = county.office.ask("POST", path, plan_reason);
  CHECK(voided.status == 200);
  CHECK(field(voided, "void_reason") == "机构改革");
  CHECK(code_of(county.office.ask("POST", path, plan_reason)) == "items.void_already");
  // The channel is to be recorded anew, and the plan stays published.
  const std::string channel = '"' + field(voided, "channel") + '"';
  CHECK(county.office.ask("GET", version).body.contains("\"unpublished\":[" + channel + "]"));
  CHECK(field(county.office.ask("GET", version), "state") == "published");
  CHECK(county.office.ask("GET", "/api/v1/plan-duties").body.contains("\"channel\":" + channel));
}

TEST_CASE("duties tell what is due of the year's plans") {
  PlanCounty county;
  const std::string path = "/api/v1/plan-duties";
  CHECK(county.chief.ask("GET", path).body.contains(R"("kind":"approval","year":2026)"));
  const std::string version = county.make_plan();
  county.add_row(county.chief, version, county.row());
  REQUIRE(county.step(county.office, version, "submission").status == 200);
  REQUIRE(county.step(county.office, version, "approval", plan_approval).status == 200);
  const Response open = county.chief.ask("GET", path);
  CHECK(open.body.contains(R"("kind":"filing","year":2027)"));
  CHECK(open.body.contains(R"("kind":"publication","year":2027)"));
}

TEST_CASE("every change of a plan stands in the trail, rows under the department that initiates them") {
  PlanCounty county;
  const std::string version = county.make_published();
  const std::string second = PlanCounty::location(county.step(county.office, version, "adjustment", plan_reason));
  const std::string row = county.add_row(county.chief, second, county.row(true));
  plans::Row changed = county.row(true);
  changed.name = "改名";
  const std::vector<Header> one = {{"If-Match", "\"1\""}}, two = {{"If-Match", "\"2\""}};
  REQUIRE(county.chief.ask("PUT", row, row_body(changed), one).status == 200);
  REQUIRE(county.chief.ask("DELETE", row, "", two).status == 204);
  REQUIRE(county.office.ask("DELETE", second, "", PlanCounty::matching(county.office, second)).status == 200);
  REQUIRE(county.step(county.office, version, "end", plan_reason).status == 200);
  const Response trail = county.office.ask("GET", "/api/v1/audit?limit=200");
  for (const char* action : {"plan.create", "plan_row.add", "plan_row.change", "plan_row.remove", "plan_version.submit",
                             "plan_version.approve", "plan_version.file", "publication.record", "plan_version.adjust",
                             "plan_version.discard", "plan_version.end"}) {
    CAPTURE(action);
    CHECK(trail.body.contains(std::string("\"action\":\"") + action + '"'));
  }
  CHECK(county.chief.ask("GET", "/api/v1/audit?limit=200").body.contains("plan_row.change"));
  CHECK_FALSE(county.other.ask("GET", "/api/v1/audit?limit=200").body.contains("plan_row"));
}
