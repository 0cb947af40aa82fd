// The county of the item lists with one item of department A in force, and what its people send about yearly plans.
#pragma once

#include "shared/plans/content.h"
#include "tests/server/item_lists_support.h"

namespace mingchou::server::test {

inline constexpr std::string_view plans_path = "/api/v1/plans";

inline std::string row_body(const plans::Row& row) {
  const std::string json = plans::to_json(row);
  return "{" + json.substr(json.find(',') + 1);
}

/// Today of the tests' clock is 2026-09-21; the plan is that of 2027.
inline const char* const plan_approval = R"({"approved_on":"2026-09-21","minutes_number":"联席〔2026〕4号"})";
inline const char* const plan_filing = R"({"filed_on":"2026-09-21","filing_number":"西政备〔2026〕9号"})";
inline std::string plan_publication(const char* channel) {
  return std::string(R"({"channel":")") + channel +
         R"(","published_on":"2026-09-21","address":"https://example.test/2"})";
}
inline const char* const plan_reason = R"({"reason":"机构改革"})";

struct PlanCounty : ListCounty {
  PlanCounty() {
    const std::string version = make_issued("2026-09-21");
    const std::size_t begin = item_lists.size() + 1;
    list.uuid = Uuid::parse(version.substr(begin, version.find('/', begin) - begin)).value();
    const Response items = chief.ask("GET", version + "/items");
    const std::size_t at = items.body.find("\"id\":\"") + 6;
    item_id.uuid = Uuid::parse(items.body.substr(at, 36)).value();
  }

  /// Of department A, or of A with B.
  plans::Row row(bool is_joint = false) {
    plans::Row made;
    made.name = "食品销售者抽查";
    made.items = {{list, item_id, {}, {}}};
    made.initiating_department_id = a;
    if (is_joint) made.participating_department_ids = {b};
    made.target = "食品销售者";
    made.quantity = {plans::QuantityKind::ratio, 300};
    made.first_day = items::test::day("2027-03-01");
    made.last_day = items::test::day("2027-06-30");
    made.methods = {items::Method::on_site};
    return made;
  }
  /// Path of the first draft of 2027's plan.
  std::string make_plan() {
    const Response made = office.ask("POST", plans_path, R"({"year":2027})");
    return location(made) + "/versions/" + field(made, "open_id");
  }
  std::string add_row(Browser& browser, const std::string& version, const plans::Row& row) {
    return location(browser.ask("POST", version + "/rows", row_body(row)));
  }
  Response step(Browser& browser, const std::string& version, const std::string& what, const std::string& body = {}) {
    return browser.ask("POST", version + "/" + what, body, matching(office, version));
  }
  void publish(const std::string& version) {
    REQUIRE(step(office, version, "submission").status == 200);
    REQUIRE(step(office, version, "approval", plan_approval).status == 200);
    REQUIRE(step(office, version, "filing", plan_filing).status == 200);
    for (const char* channel : {"department_portal", "publicity_system"})
      REQUIRE(office.ask("POST", version + "/publications", plan_publication(channel)).status == 201);
  }
  /// A plan with one row of A alone, published.
  std::string make_published() {
    const std::string version = make_plan();
    add_row(chief, version, row());
    publish(version);
    return version;
  }

  items::ListId list;
  items::ItemId item_id;
};

}  // namespace mingchou::server::test
