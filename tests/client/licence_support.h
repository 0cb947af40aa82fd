// Answers of GET /api/v1/target-licences, as the server writes them.
#pragma once

#include <string>
#include <string_view>

#include "tests/client/account_support.h"
#include "tests/client/harness.h"

namespace mingchou::client::licences_test {

inline constexpr std::string_view department_id = "0197f000-0000-7000-8000-0000000000d1";
inline constexpr std::string_view keeper_grants =
    R"("registers_read":"own","registers_write":"own","departments_read":"all")";
inline constexpr std::string_view base = "/api/v1/target-licences?limit=";

/// The harness lives on 29 May 2026.
inline std::string licence_json(int number, std::string_view expires_on) {
  static constexpr std::string_view names[] = {
      "西华县东风粮油有限公司", "西华县西夏亭镇红旗乡阿不都热合曼特色餐饮服务店", "河南逍遥镇胡辣汤食品股份有限公司"};
  const std::string digits = std::to_string(100 + number);
  return R"({"id":"0197f000-0000-7000-8000-000000001)" + digits + R"(","name":"食品经营许可证","number":"JY141162200)" +
         digits + R"(","authority":"西华县市场监督管理局","expires_on":")" + std::string(expires_on) +
         R"(","target_id":"0197f000-0000-7000-8000-000000002)" + digits + R"(","target_name":")" +
         std::string(names[number % 3]) + R"(","department_id":")" + std::string(department_id) + R"("})";
}

inline std::string page_json(const std::string& items, std::string_view next = {}, int expired = 3, int soon = 2) {
  const std::string cursor = next.empty() ? "null" : '"' + std::string(next) + '"';
  return R"({"items":[)" + items + R"(],"next_cursor":)" + cursor +
         R"(,"today":"2026-05-29","expires_by":"2026-06-28","counts":{"expired":{"count":)" + std::to_string(expired) +
         R"(,"kind":"exact"},"expires_soon":{"count":)" + std::to_string(soon) + R"(,"kind":"at_least"}}})";
}

inline std::string many_licences(int from, int count, std::string_view expires_on) {
  std::string items;
  for (int i = from; i < from + count; ++i) items += (i > from ? "," : "") + licence_json(i, expires_on);
  return items;
}

inline void sign_in(Harness& at, std::string_view grants = keeper_grants) {
  accounts_test::answer(
      at.network, 200,
      accounts_test::session_json(
          {.login = "demo-department", .role = "department_administrator", .department = department_id}, grants));
  at.settle();
  // The home screen names no departments.
  if (!at.network.last) return;
  at.answer(R"({"items":[{"id":")" + std::string(department_id) +
            R"(","code":"SJ","name":"西华县市场监督管理局","short_name":"市场监管","kind":"bureau",)"
            R"("inspector_count":0,"target_count":0}],"next_cursor":null})");
}

/// Answers the oldest request for licences that waits; returns its path.
inline std::string reply(Harness& at, const std::string& body) {
  for (auto waiting = at.network.accounts.begin(); waiting != at.network.accounts.end(); ++waiting) {
    if (!waiting->request.path.starts_with(base)) continue;
    FakeNetwork::Pending pending = std::move(*waiting);
    at.network.accounts.erase(waiting);
    pending.done(HttpAnswer{.status = 200, .body = body});
    at.settle();
    return pending.request.path;
  }
  return {};
}

}  // namespace mingchou::client::licences_test
