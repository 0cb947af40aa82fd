// What anybody reads of item lists and yearly plans, without login.
#include <doctest/doctest.h>

#include "tests/server/openapi_support.h"
#include "tests/server/plans_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

constexpr const char* lists = "/api/v1/published-item-lists";
constexpr const char* plans_published = "/api/v1/published-plans";

std::string items_of(const std::string& version) { return lists + version.substr(version.rfind('/')) + "/items"; }
std::string rows_of(const std::string& version) {
  return plans_published + version.substr(version.rfind('/')) + "/rows";
}

}  // namespace

TEST_CASE("an item list is public from the first record of its publication on, and while one stands") {
  ListCounty county;
  const std::string version = county.make_issued();
  const auto asked = [&](const std::string& path) { return county.server.ask("GET", path); };
  CHECK(asked(lists).body == R"({"items":[],"next_cursor":null})");
  CHECK(asked(items_of(version)).status == 404);
  const Response recorded = county.chief.ask("POST", version + "/publications", publication_body("department_portal"));
  REQUIRE(recorded.status == 201);
  const Response all = asked(lists);
  CHECK(misfit_of("listPublishedItemLists", all) == "");
  CHECK(all.header("Cache-Control") == "public, max-age=60");
  for (const char* told :
       {"西市监〔2026〕8号", "https://example.test/1", R"("department":"A")", R"("standing":"upcoming")"})
    CHECK(all.body.contains(told));
  // Who did what in the office is nobody's business.
  for (const char* inner : {"a.admin", "created_by", "issued_by", "recorded_by"}) CHECK_FALSE(all.body.contains(inner));
  const Response content = asked(items_of(version));
  CHECK(misfit_of("listPublishedItems", content) == "");
  CHECK(content.body.contains(county.item(1).basis));
  CHECK(content.body.contains(R"("departments":["A"])"));
  const std::string publication = version + "/publications/" + field(recorded, "id");
  REQUIRE(county.chief.ask("POST", publication + "/void", R"({"reason":"地址有误"})").status == 200);
  CHECK(asked(lists).body == R"({"items":[],"next_cursor":null})");
  CHECK(misfit_of("listPublishedItems", asked(items_of(version))) == "");
  CHECK(asked(items_of(version)).status == 404);
}

TEST_CASE("drafts and what was not published are no public's, and items come page by page") {
  ListCounty county;
  const std::string issued = county.make_issued();
  REQUIRE(county.chief.ask("POST", issued + "/publications", publication_body("publicity_system")).status == 201);
  const std::string list = issued.substr(0, issued.find("/versions"));
  const std::string next = county.make_draft(county.chief, list, id_text(issued));
  for (std::uint8_t i = 2; i < 5; ++i) county.add_item(county.chief, next, county.item(i));
  CHECK(county.server.ask("GET", items_of(next)).status == 404);
  REQUIRE(county.chief.ask("POST", next + "/issue", issue_body("2026-11-01"), ListCounty::matching(county.chief, next))
              .status == 200);
  CHECK(county.server.ask("GET", items_of(next)).status == 404);
  REQUIRE(county.chief.ask("POST", next + "/publications", publication_body("publicity_system")).status == 201);
  const Response first = county.server.get(items_of(next), {{"limit", "3"}});
  CHECK(misfit_of("listPublishedItems", first) == "");
  const Response second = county.server.get(items_of(next), {{"limit", "3"}, {"cursor", field(first, "next_cursor")}});
  CHECK(second.body.contains(R"("next_cursor":null)"));
  CHECK(second.body.contains(county.item(4).code));
  for (const char* wrong : {"0", "201", "x"}) CHECK(county.server.get(lists, {{"limit", wrong}}).status == 400);
  CHECK(county.server.ask("GET", std::string(lists) + "/x/items").status == 404);
}

TEST_CASE("a yearly plan is public once it stands on both channels, without what is internal") {
  PlanCounty county;
  const std::string version = county.make_plan();
  plans::Row row = county.row(true);
  row.is_directed = true;
  row.range.risk_classes = {"D"};
  row.remarks = "内部备注";
  county.add_row(county.office, version, row);
  const auto asked = [&](const std::string& path) { return county.server.ask("GET", path); };
  CHECK(asked(plans_published).body == R"({"items":[]})");
  CHECK(asked(rows_of(version)).status == 404);
  county.publish(version);
  const Response all = asked(plans_published);
  CHECK(misfit_of("listPublishedPlans", all) == "");
  for (const char* told : {"联席〔2026〕4号", "西政备〔2026〕9号", R"("year":2027)"}) CHECK(all.body.contains(told));
  for (const char* inner : {"office", "approved_by", "created_by"}) CHECK_FALSE(all.body.contains(inner));
  const Response rows = asked(rows_of(version));
  CHECK(misfit_of("listPublishedPlanRows", rows) == "");
  CHECK(rows.body.contains(R"("departments":["A","B"])"));
  CHECK(rows.body.contains(R"("quantity":{"kind":"ratio","ratio_basis_points":300})"));
  for (const char* inner : {"risk", "内部备注", R"("range")"}) CHECK_FALSE(rows.body.contains(inner));
}
