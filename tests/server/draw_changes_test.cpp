// After a draw: a target or an inspector leaves, the next by the draw's own order comes, one proposes and another
// confirms.
#include "tests/server/draws_support.h"
#include "tests/server/openapi_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

struct Place {
  std::string drawn, target;
  std::vector<std::string> inspectors;
};

class Changed : public DrawCounty {
 public:
  Changed() {
    tasks::Task task = special();
    task.work.quantity = {plans::QuantityKind::count, 1};
    task.substitute_count = 1;
    draw = drawn(make_ready_task(task));
  }

  std::vector<Place> places() {
    const Response response = chief.ask("GET", draw + "/places");
    CAPTURE(response.content());
    REQUIRE(response.status == 200);
    const auto document = json::parse(response.content()).value();
    std::vector<Place> found;
    for (const json::Value one : document.root().find("items")->items()) {
      Place place{
          std::string(one.find("drawn")->text().value()), std::string(one.find("target")->text().value_or("")), {}};
      for (const json::Value inspector : one.find("inspectors")->items())
        place.inspectors.emplace_back(inspector.text().value());
      found.push_back(std::move(place));
    }
    return found;
  }
  static std::string substitution(const std::string& target, const char* reason = "deregistered") {
    return R"({"type":"substitution","target":")" + target + R"(","reason":")" + reason + R"(","evidence":")" +
           std::string(64, 'a') + "\"}";
  }
  static std::string replacement(const std::string& target, const char* passed = "[]") {
    return R"({"type":"replacement","target":")" + target + R"(","slot":0,"reason":"illness","passed":)" + passed + "}";
  }
  std::string propose(const std::string& body) { return location(chief.ask("POST", draw + "/changes", body)); }
  Response confirm(Browser& browser, const std::string& change) {
    return browser.ask("POST", change + "/confirmation");
  }

  std::string draw;
};

}  // namespace

TEST_CASE("a target that is gone leaves its place to the next in the order of tickets, which gets its team") {
  Changed county;
  const Place before = county.places().at(0);
  const std::string change = county.propose(Changed::substitution(before.target));
  CHECK(county.places().at(0).target == before.target);
  const Response confirmed = county.confirm(county.office, change);
  CAPTURE(confirmed.content());
  REQUIRE(confirmed.status == 200);
  const Place after = county.places().at(0);
  CHECK(after.drawn == before.drawn);
  CHECK(after.target != before.target);
  CHECK(after.inspectors == before.inspectors);
  CHECK(county.count("SELECT count(*) FROM target_check WHERE state = 'substituted'") == 1);
  CHECK(county.count("SELECT count(*) FROM target_check JOIN check_inspector ON check_id = id WHERE state = 'drawn'") ==
        2);
  CHECK(county.count("SELECT count(*) FROM draw_leaf WHERE leaf LIKE '%\"type\":\"substitution\"}'") == 1);
  // The log conceals of whom it tells.
  CHECK(county.count("SELECT count(*) FROM draw_leaf WHERE leaf LIKE '%\"type\":\"substitution\"}' AND leaf LIKE "
                     "'%92411622%'") == 0);

  // Whoever has or had the place is told by name.
  const std::string told = std::string(county.chief.ask("GET", county.draw + "/places").content());
  for (const std::string& target : {before.target, after.target})
    CHECK(told.contains(R"({"id":")" + target + R"(","name":")"));

  // The one substitute is used up: the place stays empty, and says so.
  const std::string second = county.propose(Changed::substitution(after.target, "moved_away"));
  REQUIRE(county.confirm(county.office, second).status == 200);
  CHECK(county.places().at(0).target.empty());
  CHECK(county.confirm(county.office, second).status == 409);
}

TEST_CASE("an inspector who is ill is replaced by the next in order, and nobody confirms their own proposal") {
  Changed county;
  const Place before = county.places().at(0);
  const std::string change = county.propose(Changed::replacement(before.target));
  CHECK(code_of(county.confirm(county.chief, change)) == "ceremony.own_proposal");
  REQUIRE(county.confirm(county.office, change).status == 200);
  const Place after = county.places().at(0);
  CHECK(after.target == before.target);
  CHECK(after.inspectors[0] != before.inspectors[0]);
  CHECK(after.inspectors[1] == before.inspectors[1]);
  CHECK(county.count("SELECT count(*) FROM check_inspector") == 2);
  const std::string told = std::string(county.chief.ask("GET", county.draw + "/places").content());
  for (const std::string& inspector : {before.inspectors[0], after.inspectors[0], after.inspectors[1]})
    CHECK(told.contains(R"({"id":")" + inspector + R"(","name":")"));
  CHECK(county.chief.ask("GET", county.draw + "/changes").body.contains(R"("confirmed_by":"office")"));
}

TEST_CASE("what does not fit the draw as it stands is not proposed, and a withdrawn proposal is not confirmed") {
  Changed county;
  const auto refusal = [&](const std::string& body) {
    return code_of(county.chief.ask("POST", county.draw + "/changes", body));
  };
  CHECK(refusal(Changed::substitution("nobody")) == "draw.change_target");
  CHECK(refusal(Changed::substitution("nobody", "bored")) == "items.bad_value");
  CHECK(refusal(R"({"type":"swap"})").starts_with("json."));
  const std::string target = county.places().at(0).target;
  CHECK(refusal(Changed::replacement(target, R"([{"inspector":"nobody","reason":"illness"}])")) == "draw.change_order");
  const std::string change = county.propose(Changed::substitution(target));
  CHECK(county.other.ask("POST", county.draw + "/changes", Changed::substitution(target)).status == 404);
  REQUIRE(county.chief.ask("DELETE", change).status == 200);
  CHECK(code_of(county.confirm(county.office, change)) == "ceremony.change_settled");
  CHECK(county.places().at(0).target == target);
}

TEST_CASE("a draw without a result has no places and takes no changes") {
  DrawCounty county;
  const std::string draw = county.prepare(county.make_ready_task(county.special()));
  CHECK(code_of(county.chief.ask("GET", draw + "/places")) == "ceremony.not_drawn");
  CHECK(code_of(county.chief.ask("POST", draw + "/changes",
                                 R"({"type":"replacement","target":"x","slot":0,)"
                                 R"("reason":"illness","passed":[]})")) == "ceremony.not_drawn");
}

TEST_CASE("the changes that were made are a file in their order, for who holds or audits the draw") {
  Changed county;
  const std::string path = county.draw + "/change-file";
  const Response none = county.auditor.ask("GET", path);
  CHECK(none.status == 200);
  CHECK(none.body.empty());
  const std::string target = county.places().at(0).target;
  REQUIRE(county.confirm(county.office, county.propose(Changed::substitution(target))).status == 200);
  const Response file = county.auditor.ask("GET", path);
  CHECK(std::ranges::count(file.body, '\n') == 1);
  const auto document = json::parse(std::string_view(file.body).substr(0, file.body.find('\n')));
  REQUIRE(document);
  const auto change = draw::read_change(document->root());
  REQUIRE(change);
  CHECK(file.body.contains(target));
  CHECK(county.other.ask("GET", path).status == 404);
  CHECK(county.count("SELECT count(*) FROM audit_entry WHERE action = 'draw.take_changes' AND actor_login = "
                     "'auditor'") == 2);
}

TEST_CASE("the public reads how many changes there were, of which department, and where the log tells of each") {
  Changed county;
  const auto published = [&] { return county.server.ask("GET", "/api/v1/published-draws"); };
  CHECK(published().body.contains(R"("changes":[])"));
  const Place place = county.places().at(0);
  REQUIRE(county.confirm(county.office, county.propose(Changed::replacement(place.target))).status == 200);
  REQUIRE(county.confirm(county.office, county.propose(Changed::substitution(place.target))).status == 200);
  const Response response = published();
  const json::Document document = json::parse(response.content()).value();
  std::vector<std::string> told;
  for (const json::Value draw : document.root().find("items")->items())
    for (const json::Value change : draw.find("changes")->items()) {
      told.emplace_back(change.find("type")->text().value());
      CHECK(change.find("department")->text().value_or("none") == (told.size() == 1 ? "A" : "none"));
      CHECK(county.count(("SELECT count(*) FROM draw_leaf WHERE log_number = " +
                          std::to_string(change.find("log_number")->int64().value()) +
                          " AND leaf_index = " + std::to_string(change.find("leaf_index")->int64().value()) +
                          " AND leaf LIKE '%" + std::string(change.find("hash")->text().value()) + "%'")
                             .c_str()) == 1);
    }
  CHECK(told == std::vector<std::string>{"replacement", "substitution"});
  for (const std::string& person : place.inspectors) CHECK_FALSE(response.body.contains(person));
  CHECK_FALSE(response.body.contains(place.target));
  CHECK(misfit_of("listPublishedDraws", response) == "");
}

TEST_CASE("answers about places and changes fit the schemas of the file") {
  Changed county;
  const std::string target = county.places().at(0).target;
  const Response proposed = county.chief.ask("POST", county.draw + "/changes", Changed::substitution(target));
  const std::string change = DrawCounty::location(proposed);
  struct Case {
    const char* operation;
    Response response;
    int status;
  };
  const Case cases[] = {
      {"listDrawPlaces", county.chief.ask("GET", county.draw + "/places"), 200},
      {"proposeDrawChange", proposed, 201},
      {"proposeDrawChange", county.chief.ask("POST", county.draw + "/changes", "{}"), 400},
      {"withdrawDrawChange", county.chief.ask("DELETE", county.propose(Changed::replacement(target))), 200},
      {"confirmDrawChange", county.confirm(county.chief, change), 403},
      {"confirmDrawChange", county.confirm(county.office, change), 200},
      {"withdrawDrawChange", county.chief.ask("DELETE", change), 409},
      {"listDrawChanges", county.chief.ask("GET", county.draw + "/changes"), 200},
  };
  for (const Case& c : cases) {
    CAPTURE(c.operation);
    CAPTURE(c.response.content());
    CHECK(c.response.status == c.status);
    CHECK(misfit_of(c.operation, c.response) == "");
  }
}
