// Who sees what of a draw: those who hold it, those who only look on, witnesses, anybody; and that pages are full.
#include "tests/server/draws_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

struct Onlookers : DrawCounty {
  Onlookers() {
    add_user(server, "a.reviewer", {.role = Role::reviewer, .department = a});
    add_user(server, "viewer", {.role = Role::county_viewer});
    REQUIRE(reviewer.sign_in("a.reviewer").status == 200);
    REQUIRE(viewer.sign_in("viewer").status == 200);
  }
  void wait_days(int days) { server.clock.advance_ms(1000LL * 24 * 3600 * days); }
  /// Sessions end sooner than the windows of tasks.
  void sign_in_again() {
    const std::pair<Browser*, const char*> people[] = {
        {&office, "office"},   {&chief, "a.admin"},       {&other, "b.admin"}, {&inspector, "a.inspector"},
        {&auditor, "auditor"}, {&reviewer, "a.reviewer"}, {&viewer, "viewer"}};
    for (const auto& [browser, login] : people) REQUIRE(browser->sign_in(login).status == 200);
  }

  Browser reviewer{server}, viewer{server};
};

std::vector<std::string> ids_of(const Response& response) {
  const auto document = json::parse(response.content());
  REQUIRE(document);
  std::vector<std::string> ids;
  for (const json::Value one : document->root().find("items")->items()) {
    const json::Value draw = one.find("draw").value_or(one);
    ids.emplace_back(draw.find("id")->text().value());
  }
  return ids;
}

/// Ids of one millisecond are in no order.
std::string prepare_later(DrawCounty& county, const tasks::Task& task) {
  county.server.clock.advance_ms(1);
  return county.prepare(county.make_ready_task(task));
}

std::string id_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

TEST_CASE("whom a sealed draw drew is for those who hold it and for auditors until its window is over") {
  Onlookers county;
  tasks::Task sealed = county.special(true);
  sealed.is_sealed = true;
  sealed.work.quantity = {plans::QuantityKind::count, 1};
  sealed.substitute_count = 1;
  const std::string draw = county.drawn(county.make_ready_task(sealed));
  const std::string target = text_behind(county.chief.ask("GET", draw + "/places").body, "target");
  const Response proposed =
      county.chief.ask("POST", draw + "/changes",
                       R"({"type":"substitution","target":")" + target + R"(","reason":"deregistered","evidence":")" +
                           std::string(64, 'a') + "\"}");
  REQUIRE(proposed.status == 201);
  for (const char* what : {"/places", "/changes"}) {
    CAPTURE(what);
    for (Browser* browser : {&county.chief, &county.other, &county.office, &county.auditor})
      CHECK(browser->ask("GET", draw + what).body.contains(target));
    for (Browser* browser : {&county.reviewer, &county.viewer})
      CHECK(code_of(browser->ask("GET", draw + what)) == "ceremony.sealed");
    CHECK(county.inspector.ask("GET", draw + what).status == 404);
  }
  // They see that it was held, and nobody of the drawn, not in the audit trail either.
  for (const char* path : {"/api/v1/draws", "/api/v1/audit"})
    CHECK_FALSE(county.reviewer.ask("GET", path).body.contains(target));
  CHECK(county.reviewer.ask("GET", "/api/v1/audit").body.contains("draw_change.propose"));
  CHECK(county.reviewer.ask("GET", draw).status == 200);

  // The window ends on 30 June 2027; it is over on the day after.
  county.wait_days(282);
  county.sign_in_again();
  CHECK(code_of(county.reviewer.ask("GET", draw + "/places")) == "ceremony.sealed");
  county.wait_days(1);
  county.sign_in_again();
  for (Browser* browser : {&county.reviewer, &county.viewer, &county.inspector})
    CHECK(browser->ask("GET", draw + "/places").body.contains(target));
}

TEST_CASE("whom an open draw drew is seen by all who see its task") {
  Onlookers county;
  const std::string draw = county.drawn(county.make_ready_task(county.special()));
  for (Browser* browser : {&county.chief, &county.office, &county.auditor, &county.reviewer, &county.viewer})
    CHECK(browser->ask("GET", draw + "/places").body.contains("92411622MA9T"));
  CHECK(county.other.ask("GET", draw + "/places").status == 404);
}

TEST_CASE("pages of draws are full of what the reader may see, however much lies in between") {
  DrawCounty county;
  std::vector<std::string> joint;
  for (int i = 0; i < 3; ++i) {
    joint.push_back(id_of(prepare_later(county, county.special(true))));
    for (int j = 0; j < 2; ++j) prepare_later(county, county.special());
  }
  const std::string draws = "/api/v1/draws?limit=2";
  const Response first = county.other.ask("GET", draws);
  CHECK(ids_of(first) == std::vector{joint[2], joint[1]});
  const Response second = county.other.ask("GET", draws + "&cursor=" + field(first, "next_cursor"));
  CHECK(ids_of(second) == std::vector{joint[0]});
  CHECK(field(second, "next_cursor") == "");
  CHECK(ids_of(county.chief.ask("GET", "/api/v1/draws")).size() == 9);
  // An inspector sees what was drawn and is over: nothing yet.
  CHECK(ids_of(county.inspector.ask("GET", "/api/v1/draws")).empty());
}

TEST_CASE("pages of published draws are full of draws whose plan was logged, and name nobody of the office") {
  DrawCounty county;
  std::vector<std::string> planned;
  for (int i = 0; i < 3; ++i) {
    const std::string draw = prepare_later(county, county.special());
    for (Device& device : county.devices) REQUIRE(device.join().status == 200);
    REQUIRE(county.chief.ask("POST", draw + "/plan").status == 200);
    planned.push_back(id_of(draw));
    for (int j = 0; j < 2; ++j) prepare_later(county, county.special());
  }
  const Response first = county.server.get("/api/v1/published-draws", {{"limit", "2"}});
  CHECK(ids_of(first) == std::vector{planned[2], planned[1]});
  const Response second =
      county.server.get("/api/v1/published-draws", {{"limit", "2"}, {"cursor", field(first, "next_cursor")}});
  CHECK(ids_of(second) == std::vector{planned[0]});
  CHECK(field(second, "next_cursor") == "");
  CHECK_FALSE(first.body.contains("a.admin"));
  CHECK_FALSE(county.devices[0].ask("GET", "").body.contains("a.admin"));
  CHECK(county.chief.ask("GET", "/api/v1/draws").body.contains(R"("created_by":"a.admin")"));
}

TEST_CASE("an invitation ends some days after it was made, and sooner once the draw has its result") {
  DrawCounty county;
  const std::string task = county.make_ready_task(county.special());
  const std::string draw = county.prepare(task);
  const std::string seat = county.devices[0].text("seat_id");
  const auto wait_days = [&](std::uint64_t days) {
    county.server.clock.advance_ms(static_cast<std::int64_t>(days * 24 * 3600 * 1000));
    REQUIRE(county.chief.sign_in("a.admin").status == 200);
    REQUIRE(county.office.sign_in("office").status == 200);
  };
  wait_days(ceremony::invitation_days_max);
  CHECK(county.devices[0].ask("GET", "").status == 200);
  wait_days(1);
  const Response over = county.devices[0].ask("GET", "");
  CHECK(over.status == 401);
  CHECK(code_of(over) == "ceremony.invitation_over");
  for (const char* path : {"/roster", "/bundle"})
    CHECK(code_of(county.devices[0].ask("GET", path)) == "ceremony.invitation_over");
  // Another one begins anew.
  const Response again = county.chief.ask("POST", draw + "/seats/" + seat + "/invitation");
  REQUIRE(again.status == 200);
  CHECK(Device(county.server, text_behind(again.body, "token"), 1).join().status == 200);
  REQUIRE(county.chief.ask("POST", draw + "/void", plan_reason).status == 200);

  county.drawn(task);
  CHECK(county.devices[0].ask("GET", "/bundle").status == 200);
  wait_days(ceremony::invitation_days_after_result);
  CHECK(county.devices[0].ask("GET", "/bundle").status == 200);
  wait_days(1);
  CHECK(code_of(county.devices[0].ask("GET", "/bundle")) == "ceremony.invitation_over");
}
