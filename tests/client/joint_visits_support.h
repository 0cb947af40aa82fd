// Joint visits as a server tells them: for tests and scenes of their screen.
#pragma once

#include <string>
#include <string_view>

#include "tests/client/checks_support.h"

namespace mingchou::client::visits_test {

using namespace checks_test;

constexpr std::string_view visit_id = "0197f000-0000-7000-8000-000000000c01";
constexpr std::string_view visits_route = "/joint-visits";
constexpr std::string_view visitor_grants =
    R"("item_lists_read":"all","plans_read":"all","plans_write":"all","draw_read":"all","draw_hold":"all",)"
    R"("checks_read":"all")";
/// Who looks on.
constexpr std::string_view onlooker_grants =
    R"("item_lists_read":"all","plans_read":"all","draw_read":"all","checks_read":"all")";

inline std::string visits_path(std::string_view state = "proposed") {
  return "/api/v1/joint-visits?state=" + std::string(state) + "&limit=50";
}

struct SomeVisit {
  /// "" of a proposal.
  std::string_view id = {};
  std::string_view state = "proposed";
  std::string_view target = "西华县惠民超市有限公司";
  int days_apart = 0;
  std::string_view reason = {};
  /// Of its second task; "" of one that is open.
  std::string_view sealed_until = {};
  std::string_view first_check = check_id;
  bool may_be_agreed = true;
  /// Whether its second task's check would join the first one's.
  bool joins = false;
  std::string_view warnings = "[]";
};

constexpr std::string_view beyond_cap =
    R"([{"code":"tasks.visit_beyond_cap","arguments":{"department":"西华县消防救援大队","year":"2026","visits":"3","max":"2"}}])";

inline std::string visit_json(const SomeVisit& visit = {}) {
  const auto check = [](std::string_view id, std::string_view number, std::string_view name, std::string_view last,
                        std::string_view sealed_until, bool joins = false) {
    return R"({"id":)" + in_quotes(id) + R"(,"state":"drawn","task":{"id":)" + in_quotes(task_id) + R"(,"number":)" +
           in_quotes(number) + R"(,"name":)" + in_quotes(name) + R"(},"first_day":"2026-04-01","last_day":)" +
           in_quotes(last) + R"(,"sealed_until":)" + (sealed_until.empty() ? "null" : in_quotes(sealed_until)) +
           R"(,"joins":)" + (joins ? "true}" : "false}");
  };
  const bool is_proposed = visit.id.empty();
  return R"({"id":)" + (is_proposed ? "null" : in_quotes(visit.id)) + R"(,"state":)" + in_quotes(visit.state) +
         R"(,"may_be_agreed":)" + (visit.may_be_agreed ? "true" : "false") + R"(,"target":{"id":)" +
         in_quotes(checked_target) + R"(,"name":)" + in_quotes(visit.target) +
         R"(,"credit_code":"91411622MA3X0A1B2C","township_code":"411622001","address":"箕子台街道青华路 18 号"},)" +
         R"("first_day":"2026-05-10","last_day":"2026-05-31","days_apart":)" + std::to_string(visit.days_apart) +
         R"(,"lead_department_id":)" + in_quotes(own_department) + R"(,"departments":[{"id":)" +
         in_quotes(own_department) +
         R"(,"name":"西华县市场监督管理局"},{"id":"0197f000-0000-7000-8000-00000000d0f1","name":"西华县消防救援大队"}],)" +
         R"("checks":[)" + check(visit.first_check, "2026-SCJG-001", "食品经营者信用风险分类抽查", "2026-05-31", {}) +
         "," +
         check(other_check_id, "2026-XF-004", "人员密集场所消防抽查", "2026-11-30", visit.sealed_until, visit.joins) +
         R"(],"warnings":)" + std::string(visit.warnings) + R"(,"reason":)" + in_quotes(visit.reason) +
         R"(,"decided_at":)" + (is_proposed ? "null" : "1772000000000") + R"(,"decided_by":)" +
         (is_proposed ? "null" : R"("demo-office")") + "}";
}

/// One on common days and one without, as rows.
inline std::string two_visits_json() {
  return visit_json() + "," +
         visit_json(
             {.target = "周口老张烩面馆", .days_apart = 12, .first_check = "0197f000-0000-7000-8000-00000000c0d9"});
}

inline std::string some_visits_json() { return rows(two_visits_json()); }

/// And one that would join what was agreed on, beyond a department's cap.
inline std::string all_visits_json() {
  return rows(two_visits_json() + "," +
              visit_json({.target = "西华县逍遥胡辣汤店",
                          .first_check = "0197f000-0000-7000-8000-00000000c0da",
                          .joins = true,
                          .warnings = beyond_cap}));
}

constexpr std::string_view capped_warning =
    R"([{"code":"tasks.department_cap_reached","arguments":{"department":"西华县消防救援大队","count":"9","year":"2026","max":"2"}}])";

inline const std::string caps_path = "/api/v1/department-visit-caps";

inline std::string caps_json() {
  const auto cap = [](std::string_view id, std::string_view name, std::string_view visits, std::string_view reason) {
    return R"({"department_id":)" + in_quotes(id) + R"(,"department_name":)" + in_quotes(name) + R"(,"visits_max":)" +
           std::string(visits) + R"(,"reason":)" + in_quotes(reason) +
           R"(,"recorded_by":"demo-office","recorded_at":null,"revision":)" + (visits == "null" ? "0}" : "3}");
  };
  return R"({"year":2026,"items":[)" + cap(own_department, "西华县市场监督管理局", "2", "年度公告") + "," +
         cap(other_department, "西华县消防救援大队", "null", "") + "]}";
}

/// A check that others come along for.
inline std::string joint_check_json() {
  std::string json = check_json();
  json.pop_back();
  return json + R"(,"joint_visit":{"id":)" + in_quotes(visit_id) +
         R"(,"first_day":"2026-05-10","last_day":"2026-05-31","lead_department_id":)" + in_quotes(own_department) +
         R"(,"others":[{"task":{"id":)" + in_quotes(special_id) +
         R"(,"number":"2026-XF-004","name":"人员密集场所消防抽查"},"inspectors":[{"inspector_id":)" +
         R"("0197f000-0000-7000-8000-00000000b009","name":"赵卫东","department_id":)" + in_quotes(own_department) +
         R"(,"department_name":"西华县消防救援大队","is_lead":true}]}]},"warnings":)" + std::string(beyond_cap) + "}";
}

inline std::string joint_checks_json() {
  return R"({"items":[)" + joint_check_json() + R"(],"next_cursor":null,"reason":null})";
}

}  // namespace mingchou::client::visits_test
