// Checks as a server tells them: for tests and scenes of their screens.
#pragma once

#include <string>
#include <string_view>

#include "tests/client/task_support.h"

namespace mingchou::client::checks_test {

using namespace tasks_test;

constexpr std::string_view check_id = "0197f000-0000-7000-8000-000000000f01";
constexpr std::string_view other_check_id = "0197f000-0000-7000-8000-000000000f02";
constexpr std::string_view checked_target = "0197f000-0000-7000-8000-00000000a001";
constexpr std::string_view inspector_grants =
    R"("registers_read":"own","item_lists_read":"all","plans_read":"all","draw_read":"after_window",)"
    R"("checks_read":"own","checks_write":"own")";

inline const std::string checks_path = "/api/v1/checks?limit=200";
inline const std::string load_path = "/api/v1/check-load?task_id=" + std::string(task_id);

struct SomeCheck {
  std::string_view id = check_id;
  std::string_view target = "西华县惠民超市有限公司";
  std::string_view address = R"("西华县箕子台街道青华路 18 号")";
  std::string_view last_day = "2026-11-30";
};

inline std::string check_json(const SomeCheck& check = {}) {
  const auto person = [](std::string_view id, std::string_view name, std::string_view department, bool leads) {
    return R"({"inspector_id":"0197f000-0000-7000-8000-00000000b0)" + std::string(id) + R"(","name":)" +
           in_quotes(name) + R"(,"department_id":)" + in_quotes(own_department) + R"(,"department_name":)" +
           in_quotes(department) + R"(,"is_lead":)" + (leads ? "true}" : "false}");
  };
  return R"({"id":)" + in_quotes(check.id) + R"(,"state":"drawn","position":1,"task":{"id":)" + in_quotes(task_id) +
         R"(,"number":"2026-SCJG-001","name":"食品经营者信用风险分类抽查"},"target":{"id":)" +
         in_quotes(checked_target) + R"(,"name":)" + in_quotes(check.target) +
         R"(,"credit_code":"91411622MA3X0A1B2C","township_code":"411622001","address":)" + std::string(check.address) +
         R"(},"inspectors":[)" + person("01", "王建国", "西华县市场监督管理局", true) + "," +
         person("02", "李红梅", "西华县消防救援大队", false) +
         R"(],"items":[{"code":"SCJG-01","name":"食品销售者监督检查"},{"code":"XF-03","name":"消防安全检查"}],)" +
         R"("first_day":"2026-04-01","last_day":)" + in_quotes(check.last_day) +
         R"(,"sealed_until":null,"revision":1})";
}

inline std::string some_checks_json() {
  return R"({"items":[)" + check_json() + "," +
         check_json({.id = other_check_id, .target = "周口老张烩面馆", .address = "null", .last_day = "2026-05-20"}) +
         R"(],"next_cursor":null,"reason":null})";
}

inline std::string load_json(std::string_view told_from = "null") {
  std::string people;
  for (int i = 0; i < 9; ++i)
    people += std::string(i == 0 ? "" : ",") + R"({"inspector_id":"0197f000-0000-7000-8000-00000000b0)" +
              std::to_string(10 + i) + R"(","name":"检查员)" + std::to_string(i) + R"(","check_count":)" +
              std::to_string(i + 3) + R"(,"open_count":2})";
  return R"({"task":{"id":)" + in_quotes(task_id) + R"(,"number":"2026-SCJG-001","name":"x"},)" +
         R"("first_day":"2026-04-01","last_day":"2026-11-30","sealed_until":null,"check_count":103,"open_count":90,)" +
         R"("without_team_count":2,"names_inspectors":true,"departments":[{"department_id":)" +
         in_quotes(own_department) + R"(,"name":"西华县市场监督管理局","check_count":103,"open_count":90,)" +
         R"("told_from":)" + std::string(told_from) + R"(,"inspectors":[)" + people + "]}]}";
}

inline void sign_in_inspector(Harness& at) {
  accounts_test::answer(
      at.network, 200,
      accounts_test::session_json({.login = "demo-inspector", .role = "inspector", .department = own_department},
                                  inspector_grants));
  at.settle();
  if (at.network.last) at.answer(departments_page());
}

}  // namespace mingchou::client::checks_test
