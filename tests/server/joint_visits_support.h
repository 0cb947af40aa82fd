// Draws that meet at one target, for tests of joint visits and of departments' caps on visits.
#pragma once

#include <string>
#include <vector>

#include "tests/server/checks_support.h"

namespace mingchou::server::test {

inline constexpr const char* visits_path = "/api/v1/joint-visits";

inline std::vector<Header> at(int revision) { return {{"If-Match", '"' + std::to_string(revision) + '"'}}; }

/// Two draws of one target: A alone from March on, and A with B, from April on unless it is told otherwise.
struct VisitCounty : CheckCounty {
  explicit VisitCounty(bool is_sealed = false, const char* first_day = "2027-04-01") {
    tasks::Task alone = special();
    alone.work.quantity = {plans::QuantityKind::count, 1};
    alone.work.last_day = items::test::day("2027-05-31");
    hold(alone);
    tasks::Task joint = special(true);
    joint.work.quantity = {plans::QuantityKind::count, 1};
    joint.work.first_day = items::test::day(first_day);
    joint.is_sealed = is_sealed;
    hold(joint);
    put_together();
  }
  /// As if all draws had drawn the same target.
  void put_together() {
    REQUIRE(server.writer->run([](Database& database) {
      return database.run(
          "UPDATE target_check SET target_id = (SELECT target_id FROM target_check ORDER BY id LIMIT 1)");
    }));
    sign_in_again();
  }
  /// One more task that drew it, of A alone or with B.
  void add_task(bool is_sealed, bool is_joint = false, const char* first_day = "2027-03-01") {
    tasks::Task more = special(is_joint);
    more.work.first_day = items::test::day(first_day);
    more.work.quantity = {plans::QuantityKind::count, 1};
    more.is_sealed = is_sealed;
    hold(more);
    put_together();
  }
  void set_last_check(std::string_view state) {
    REQUIRE(server.writer->run([state](Database& database) {
      return database.run("UPDATE target_check SET state = ? WHERE id = (SELECT max(id) FROM target_check)", state);
    }));
  }
  std::size_t visits(Browser& browser, const std::string& query = "") {
    return count_of(browser.ask("GET", visits_path + query));
  }
  std::string check_ids() {
    const Response checks = office.ask("GET", checks_path);
    std::string ids;
    const json::Document document = json::parse(checks.content()).value();
    for (const json::Value check : document.root().find("items")->items())
      ids += (ids.empty() ? "\"" : ",\"") + std::string(check.find("id")->text().value()) + "\"";
    return "[" + ids + "]";
  }
  Response decide(Browser& browser, const std::string& rest) {
    return browser.ask("POST", visits_path, R"({"check_ids":)" + check_ids() + R"(,"days_near":30,)" + rest + "}");
  }
  std::string agreement(const char* first = "2027-04-01", const char* last = "2027-05-31") const {
    return std::string(R"("decision":"agreed","first_day":")") + first + R"(","last_day":")" + last +
           R"(","lead_department_id":")" + a.uuid.text() + "\"";
  }
  std::string agree() {
    const Response agreed = decide(office, agreement());
    CAPTURE(agreed.content());
    REQUIRE(agreed.status == 201);
    return std::string(visits_path) + "/" + field(agreed, "id");
  }
  /// The reader's only visit of that state.
  std::string only_visit(Browser& browser, const std::string& state) {
    const Response response = browser.ask("GET", visits_path + ("?state=" + state));
    REQUIRE(count_of(response) == 1);
    return response.body;
  }
  void set_cap_of_a(int visits) {
    REQUIRE(chief
                .ask("PUT", "/api/v1/department-visit-caps/2027/" + a.uuid.text(),
                     R"({"visits_max":)" + std::to_string(visits) + R"(,"reason":"公告"})", at(cap_revision++))
                .status == 200);
  }
  /// How often the reader is warned that a visit is beyond a cap.
  static std::size_t warnings(const Response& response) {
    CAPTURE(response.content());
    REQUIRE(response.status == 200);
    std::size_t count = 0;
    for (std::size_t from = response.body.find("tasks.visit_beyond_cap"); from != response.body.npos;
         from = response.body.find("tasks.visit_beyond_cap", from + 1))
      ++count;
    return count;
  }
  std::size_t with_visit(Browser& browser) {
    const Response checks = browser.ask("GET", checks_path);
    std::size_t count = 0;
    for (std::size_t at = checks.body.find("\"others\""); at != checks.body.npos;
         at = checks.body.find("\"others\"", at + 1))
      ++count;
    return count;
  }

  /// Somebody of A who goes to the target for the first task alone.
  void link_to_first_alone() {
    const InspectorId added = add_inspector(a);
    REQUIRE(server.writer->run([&](Database& database) -> Result<> {
      MC_TRY(
          database.run("UPDATE check_inspector SET inspector_id = ? WHERE slot = 0 AND check_id = "
                       "(SELECT min(id) FROM target_check)",
                       added));
      return database.run("UPDATE app_user SET inspector_id = ? WHERE login = 'a.inspector'", added);
    }));
  }

  int cap_revision = 0;
};

}  // namespace mingchou::server::test
