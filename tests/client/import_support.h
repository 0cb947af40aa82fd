// Imports as a server tells them, for tests: a double that answers what the screens read, and leaves what a person
// sends to the test.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/client/account_support.h"

namespace mingchou::client::imports_test {

inline constexpr std::string_view import_id = "0197f000-0000-7000-8000-000000000201";
inline constexpr std::string_view import_grants =
    R"("registers_read":"own","registers_write":"own","audit_read":"own")";

struct SomeImport {
  std::string_view id = import_id;
  std::string_view which = "targets";
  std::string_view file_name = "西华县市场监管局检查对象名录（2026年一季度）.csv";
  std::string_view state = "ready";
  std::string_view sheets = R"([{"name":"名录","is_hidden":false},{"name":"说明","is_hidden":false}])";
  std::string_view columns =
      R"({"header":"序号","field":null},{"header":"企业名称","field":"name"},)"
      R"({"header":"统一社会信用代码","field":"credit_code"},{"header":"成立日期","field":"established_on"})";
  int header_row = 3;
  std::string_view counts = R"("good":2931,"warning":12,"ignored":4,"duplicate":7,"error":3)";
  std::string_view error = "null";
  std::string_view progress = "null";
};

inline std::string import_json(const SomeImport& import) {
  return R"({"id":")" + std::string(import.id) + R"(","register":")" + std::string(import.which) +
         R"(","department_id":"0197f000-0000-7000-8000-0000000000d1","file_name":")" + std::string(import.file_name) +
         R"(","file_bytes":1234567,"state":")" + std::string(import.state) + R"(","sheets":)" +
         std::string(import.sheets) + R"(,"mapping":{"sheet":0,"header_row":)" + std::to_string(import.header_row) +
         R"(,"columns":[)" + std::string(import.columns) + R"(],"defaults":{}},"counts":{)" +
         std::string(import.counts) + R"(},"error":)" + std::string(import.error) +
         R"(,"created_at":1779990000000,"created_by":"demo-department","changed_at":1779999000000,"progress":)" +
         std::string(import.progress) + "}";
}

inline constexpr std::string_view some_problems =
    R"({"severity":"error","field":"credit_code","code":"imports.code_became_number",)"
    R"("arguments":{"column":"统一社会信用代码","value":"9.14116E+17"},"suggestion":""},)"
    R"({"severity":"error","field":"established_on","code":"imports.date_ambiguous",)"
    R"("arguments":{"column":"成立日期","value":"05/06/2020"},"suggestion":"2020-05-06"})";

inline std::string row_json(int row, std::string_view outcome, std::string_view problems,
                            std::string_view date = "05/06/2020", std::string_view mended = {},
                            std::string_view changes = {}) {
  return R"({"row":)" + std::to_string(row) + R"(,"outcome":")" + std::string(outcome) + R"(","cells":[{"number":")" +
         std::to_string(row - 3) + R"("},"西华县逍遥镇百信生活超市第三分店",{"number":"9.14116E+17"},")" +
         std::string(date) + R"("],"mended":[)" + std::string(mended) + R"(],"problems":[)" + std::string(problems) +
         R"(],"changes":[)" + std::string(changes) + "]}";
}

inline std::string first_rows_json() {
  return R"({"items":[{"row":1,"outcome":"ignored","cells":["西华县检查对象名录",null,null,null],"mended":[],"problems":[]},)"
         R"({"row":3,"outcome":"ignored","cells":["序号","企业名称","统一社会信用代码","成立日期"],"mended":[],"problems":[]},)" +
         row_json(4, "error", some_problems) + "," +
         R"({"row":5,"outcome":"good","cells":["2","甲店","92411622MA4X000018",{"date":"2020-05-01"}],"mended":[],)"
         R"("problems":[]}],"next_cursor":"5"})";
}

/// Answers whatever screens read by themselves, until nothing of that waits. What else waits stays for the test.
struct ImportServer {
  SomeImport import;
  /// Of the list with problems.
  std::string rows = R"({"items":[)" + row_json(4, "error", some_problems) + "," +
                     row_json(9, "duplicate",
                              R"({"severity":"duplicate","field":"","code":"imports.duplicate_in_file",)"
                              R"("arguments":{"row":"5"},"suggestion":""})",
                              "2021-03-04") +
                     "," +
                     row_json(12, "warning",
                              R"({"severity":"warning","field":"credit_code","code":"imports.no_code",)"
                              R"("arguments":{"column":"统一社会信用代码"},"suggestion":""})",
                              "2021-03-04") +
                     R"(],"next_cursor":null})";
  std::string kinds =
      R"({"items":[{"example":{"severity":"error","field":"established_on","code":"imports.date_ambiguous",)"
      R"("arguments":{"column":"成立日期","value":"05/06/2020"},"suggestion":"2020-05-06"},"rows":2,"suggestions":2},)"
      R"({"example":{"severity":"error","field":"credit_code","code":"imports.code_became_number",)"
      R"("arguments":{"column":"统一社会信用代码","value":"9.14116E+17"},"suggestion":""},"rows":1,"suggestions":0}]})";
  std::string list = {};
  std::string templates = R"({"items":[{"id":"0197f000-0000-7000-8000-000000000301","name":"省平台导出的名录",)"
                          R"("mapping":{"sheet":0,"header_row":1,"columns":[{"header":"企业名称","field":"name"},)"
                          R"({"header":"成立日期","field":"risk_on"}],"defaults":{}}}]})";
  /// Paths that were read, in their order.
  std::vector<std::string> read = {};

  std::string answer_to(const HttpRequest& request) const {
    const std::string one = "/api/v1/imports/" + std::string(import.id);
    const std::string_view path = request.path;
    if (request.method != Method::get || request.files != HttpRequest::Files::none) return {};
    if (path == one) return import_json(import);
    if (path.starts_with(one + "/rows?only=all")) return first_rows_json();
    if (path.starts_with(one + "/rows")) return rows;
    if (path == one + "/problems") return kinds;
    if (path.starts_with("/api/v1/import-fields"))
      return R"({"items":[{"field":"name","label":"名称","header":"企业名称"},)"
             R"({"field":"credit_code","label":"统一社会信用代码","header":"统一社会信用代码"},)"
             R"({"field":"established_on","label":"成立日期","header":"成立日期"},)"
             R"({"field":"risk_on","label":"信用风险分类日期","header":"信用风险分类日期"}]})";
    if (path.starts_with("/api/v1/import-templates")) return templates;
    if (path.starts_with("/api/v1/export-templates"))
      return R"({"items":[{"id":"targets","name":"检查对象名录"},{"id":"platform-targets","name":"省平台检查对象导入模板"},)"
             R"({"id":"recusals","name":"回避关系","is_list":true}]})";
    if (path == "/api/v1/imports") return list.empty() ? R"({"items":[)" + import_json(import) + "]}" : list;
    return {};
  }

  void serve(Harness& at) {
    auto& waiting = at.network.accounts;
    for (std::size_t i = 0; i < waiting.size();) {
      const std::string body = answer_to(waiting[i].request);
      if (body.empty()) {
        ++i;
        continue;
      }
      FakeNetwork::Pending pending = std::move(waiting[i]);
      waiting.erase(waiting.begin() + static_cast<std::ptrdiff_t>(i));
      read.push_back(pending.request.path);
      pending.done(HttpAnswer{.status = 200, .body = body});
      i = 0;
    }
    at.settle();
  }
};

inline void sign_in_keeper(Harness& at) {
  accounts_test::answer(
      at.network, 200,
      accounts_test::session_json(
          {.login = "demo-department", .name = "部门管理员（演示）", .role = "department_administrator"},
          import_grants));
  at.settle();
}

}  // namespace mingchou::client::imports_test
