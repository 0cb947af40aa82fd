// Licences that expire: the list of a department's duty, its counts, and its pages.
#include <tuple>

#include "tests/server/accounts_support.h"

using namespace mingchou;
using namespace mingchou::server;
using namespace mingchou::server::test;

namespace {

constexpr std::string_view licences = "/api/v1/target-licences";

std::string counts_of(const Response& response) {
  const auto document = json::parse(response.content());
  const auto counts = document->root().find("counts");
  return counts ? json::write(*counts) : std::string();
}

struct County {
  County() {
    for (const auto& [browser, login, role, of] :
         {std::tuple{&chief, "a.chief", Role::department_administrator, std::optional(a)},
          {&other, "b.chief", Role::department_administrator, std::optional(b)},
          {&viewer, "viewer", Role::county_viewer, std::optional<DepartmentId>()}}) {
      add_user(server, login, {.role = role, .department = of});
      REQUIRE(browser->sign_in(login).status == 200);
    }
  }
  std::string make(Browser& by, const DepartmentId& department, const std::string& number, CivilDate expires_on,
                   const std::string& status = "active") {
    const Response made = by.ask(
        "POST", "/api/v1/targets",
        R"({"kind":"self_employed","name":"西华县测试饭店","township_code":"411622102","source":"test","reason":"新增",)"
        R"("status":")" +
            status + R"(","responsible_department_id":")" + department.uuid.text() +
            R"(","licences":[{"name":"食品经营许可证","authority":"县局","number":")" + number + R"(","expires_on":")" +
            expires_on.text() + R"("},{"name":"营业执照","authority":"县局","number":"endless"}]})");
    REQUIRE(made.status == 201);
    return field(made, "id");
  }
  CivilDate in(int days) { return shanghai_date(server.clock.now()).plus_days(days); }

  InProcess server;
  DepartmentId a = add_department(server, "A"), b = add_department(server, "B");
  Browser chief{server}, other{server}, viewer{server};
};

}  // namespace

TEST_CASE("licences: expired ones and those that expire within 30 days, by their last day, with counts of both") {
  County county;
  county.make(county.chief, county.a, "L-soon", county.in(30));
  county.make(county.chief, county.a, "L-late", county.in(31));
  county.make(county.chief, county.a, "L-today", county.in(0));
  county.make(county.chief, county.a, "L-gone", county.in(-1));
  const Response all = county.chief.ask("GET", licences);
  REQUIRE(all.status == 200);
  CHECK(all.body.find("L-gone") < all.body.find("L-today"));
  CHECK(all.body.find("L-today") < all.body.find("L-soon"));
  CHECK_FALSE(all.body.contains("L-late"));
  CHECK_FALSE(all.body.contains("endless"));
  CHECK(counts_of(all) == R"({"expired":{"count":1,"kind":"exact"},"expires_soon":{"count":2,"kind":"exact"}})");
  const Response later = county.chief.ask(
      "GET", std::string(licences) + "?expires_by=" + county.in(31).text() + "&expires_from=" + county.in(0).text());
  CHECK(later.body.contains("L-late"));
  CHECK_FALSE(later.body.contains("L-gone"));
}

TEST_CASE("licences: of one's own department, of targets in business, without what is personal") {
  County county;
  county.make(county.other, county.b, "L-foreign", county.in(1));
  county.make(county.chief, county.a, "L-closed", county.in(1), "deregistered");
  const std::string ended = county.make(county.chief, county.a, "L-ended", county.in(1));
  REQUIRE(county.chief.ask("POST", "/api/v1/targets/" + ended + "/end", R"({"reason":"注销"})", {{"If-Match", "\"1\""}})
              .status == 200);
  const Response own = county.chief.ask("GET", licences);
  CHECK(own.body.contains(R"("items":[])"));
  CHECK(counts_of(own).contains(R"("expires_soon":{"count":0)"));
  CHECK(county.viewer.ask("GET", licences).body.contains("L-foreign"));
  CHECK(county.viewer.ask("GET", std::string(licences) + "?department_id=" + county.a.uuid.text())
            .body.contains(R"("items":[])"));
}

TEST_CASE("licences: pages follow on each other without a gap, and only the first counts") {
  County county;
  for (int i = 0; i < 7; ++i) county.make(county.chief, county.a, "L" + std::to_string(i), county.in(i / 3));
  std::string cursor;
  std::string numbers;
  int pages = 0;
  do {
    const Response page =
        county.chief.ask("GET", std::string(licences) + "?limit=2" + (cursor.empty() ? "" : "&cursor=" + cursor));
    REQUIRE(page.status == 200);
    CHECK((counts_of(page) == "null") == (pages > 0));
    const auto document = json::parse(page.content());
    for (const json::Value item : document->root().find("items")->items()) numbers += *item.find("number")->text();
    cursor = field(page, "next_cursor");
  } while (!cursor.empty() && ++pages < 10);
  CHECK(pages == 3);
  for (int i = 0; i < 7; ++i) CHECK(numbers.contains("L" + std::to_string(i)));
  CHECK(numbers.size() == 14);
}

TEST_CASE("licences: what is asked is read strictly") {
  County county;
  for (const char* bad : {"?limit=0", "?limit=201", "?expires_by=x", "?expires_by=9999-01-01",
                          "?expires_from=2026-02-30", "?department_id=x", "?cursor=x", "?cursor=2026-01-01-x"})
    CHECK(county.chief.ask("GET", std::string(licences) + bad).status == 400);
}

TEST_CASE("an entry of a target tells the visits of the year against the cap") {
  County county;
  const std::string path = "/api/v1/targets/" + county.make(county.chief, county.a, "L", county.in(1));
  const int year = county.in(0).year();
  CHECK(county.chief.ask("GET", path).body.contains(R"("count":0,"standing":"below")"));
  REQUIRE(county.server.writer->run([&](Database& database) -> Result<> {
    MC_TRY(database.run(
        "INSERT INTO visit_cap (year, visits_max, recorded_at, recorded_by, reason) VALUES (?, 2, 1, 'x', 'x')", year));
    return database.run("INSERT INTO target_visit (target_id, year, visit_count) SELECT id, ?, 2 FROM target", year);
  }));
  CHECK(county.chief.ask("GET", path).body.contains(R"("count":2,"visits_max":2,"standing":"at_cap")"));
}
