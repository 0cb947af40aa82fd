// Item lists as a server tells them, and a server that answers what is read: for tests and scenes of the screens of
// item lists. What is written waits until the test answers it.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "tests/client/account_support.h"

namespace mingchou::client::items_test {

constexpr std::string_view own_department = "0197f000-0000-7000-8000-0000000000d1";
constexpr std::string_view other_department = "0197f000-0000-7000-8000-0000000000d2";
constexpr std::string_view list_id = "0197f000-0000-7000-8000-0000000000a1";
constexpr std::string_view other_list_id = "0197f000-0000-7000-8000-0000000000a2";
constexpr std::string_view issued_id = "0197f000-0000-7000-8000-0000000000b1";
constexpr std::string_view draft_id = "0197f000-0000-7000-8000-0000000000b2";
constexpr std::string_view first_item = "0197f000-0000-7000-8000-0000000000c1";
constexpr std::string_view keeper_grants =
    R"("registers_read":"own","item_lists_read":"own","item_lists_write":"own","audit_read":"own")";
constexpr std::string_view office_grants =
    R"("registers_read":"all","item_lists_read":"all","joint_list_write":"all","audit_read":"all")";

inline const std::string lists_path = "/api/v1/item-lists";
inline const std::string list_path = lists_path + "/" + std::string(list_id);
inline const std::string draft_path = list_path + "/versions/" + std::string(draft_id);
inline const std::string issued_path = list_path + "/versions/" + std::string(issued_id);

inline std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }
inline std::string or_null(std::string_view text) { return text.empty() ? "null" : in_quotes(text); }

struct SomeVersion {
  std::string_view id = issued_id;
  int number = 3;  ///< 0: none
  std::string_view state = "issued";
  std::string_view standing = "in_force";
  std::string_view effective_from = "2026-03-09";
  std::string_view withdrawn_on = {};
  std::string_view unpublished = R"("publicity_system")";
  int items = 2;
  int revision = 4;
};
inline constexpr SomeVersion some_draft{.id = draft_id,
                                        .number = 0,
                                        .state = "draft",
                                        .standing = "draft",
                                        .effective_from = {},
                                        .withdrawn_on = {},
                                        .unpublished = {},
                                        .revision = 7};

inline std::string version_json(const SomeVersion& version = {}) {
  const bool is_issued = version.number > 0;
  return R"({"id":)" + in_quotes(version.id) + R"(,"list_id":)" + in_quotes(list_id) + R"(,"number":)" +
         (is_issued ? std::to_string(version.number) : "null") + R"(,"state":)" + in_quotes(version.state) +
         R"(,"standing":)" + in_quotes(version.standing) + R"(,"based_on_id":)" +
         (is_issued ? "null" : in_quotes(issued_id)) + R"(,"effective_from":)" + or_null(version.effective_from) +
         R"(,"effective_to":null,"approved_on":)" + (is_issued ? R"("2026-02-27")" : "null") + R"(,"approved_by":)" +
         in_quotes(is_issued ? "局党组会" : "") + R"(,"document_number":)" +
         in_quotes(is_issued ? "西市监〔2026〕8号" : "") + R"(,"reason":)" +
         in_quotes(is_issued ? "法规修订，调整检查内容" : "") + R"(,"content_hash":)" +
         (is_issued ? in_quotes("3f5a9c0e7b1d4826a5c4e3f2910d8b7c6a5e4f3d2c1b0a998877665544332211") : "null") +
         R"(,"withdrawn_on":)" + or_null(version.withdrawn_on) + R"(,"withdrawal_reason":)" +
         in_quotes(version.withdrawn_on.empty() ? "" : "职能划转") + R"(,"item_count":)" +
         std::to_string(version.items) + R"(,"use_count":0,"unpublished":[)" + std::string(version.unpublished) +
         R"(],"created_at":1772000000000,"created_by":"demo-department","changed_at":1772000000000,"issued_at":null,)"
         R"("issued_by":)" +
         in_quotes(is_issued ? "demo-department" : "") + R"(,"revision":)" + std::to_string(version.revision) + "}";
}

inline std::string list_json(std::string_view id = list_id, std::string_view department = own_department,
                             bool has_draft = true) {
  return R"({"id":)" + in_quotes(id) + R"(,"kind":"department","department_id":)" + or_null(department) +
         R"(,"in_force_id":null,"upcoming_id":null,"draft_id":null,"issued_count":3,"created_at":1700000000000,)"
         R"("created_by":"demo","current":[)" +
         (has_draft ? version_json(some_draft) + "," : std::string()) + version_json() + "]}";
}

struct SomeItem {
  std::string id = std::string(first_item);
  std::string code = "SCJG-01";
  std::string name = "食品销售者监督检查";
  bool is_key = false;
  int revision = 1;
};
inline std::string plain_item_json(const SomeItem& item = {}) {
  return R"({"id":)" + in_quotes(item.id) + R"(,"code":)" + in_quotes(item.code) + R"(,"category":"食品安全","name":)" +
         in_quotes(item.name) + R"(,"kind":)" + in_quotes(item.is_key ? "key" : "general") + R"(,"grounds":)" +
         (item.is_key ? R"(["safety"])" : "[]") +
         (item.is_key ? R"(,"reason":"直接关系公众健康")" : R"(,"cap_basis_points":500)") +
         R"(,"basis":"《中华人民共和国食品安全法》第一百一十条","inspecting_body":"县市场监督管理局",)"
         R"("initiating_department_id":)" +
         in_quotes(own_department) + R"(,"participating_department_ids":[)" + in_quotes(other_department) +
         R"(],"levels":["county"],"target":"持有食品经营许可证的经营者","applies_to":{"kinds":["enterprise"],"tags":[],)"
         R"("industries":["F"],"any_department":false},"content":"经营资质、进货查验、贮存条件","methods":["on_site"],)"
         R"("ratio_basis_points":300,"frequency":{"months":12,"times":1})";
}
inline std::string item_json(const SomeItem& item = {}) {
  return plain_item_json(item) + R"(,"position":1,"revision":)" + std::to_string(item.revision) +
         R"(,"changed_at":1772000000000,"changed_by":"demo"})";
}

inline std::string rows(std::string_view items) {
  return R"({"items":[)" + std::string(items) + R"(],"next_cursor":null})";
}

inline std::string departments_page() {
  const auto one = [](std::string_view id, std::string_view name, std::string_view kind) {
    return R"({"id":)" + in_quotes(id) + R"(,"code":"C","name":)" + in_quotes(name) + R"(,"short_name":)" +
           in_quotes(name) + R"(,"kind":)" + in_quotes(kind) + R"(,"inspector_count":12,"target_count":310})";
  };
  return rows(one(own_department, "西华县市场监督管理局", "bureau") + "," +
              one(other_department, "西华县消防救援大队", "other") + "," +
              one("0197f000-0000-7000-8000-0000000000d3", "西华县人力资源和社会保障局", "bureau") + "," +
              one("0197f000-0000-7000-8000-0000000000d4", "西华县双随机联席会议办公室", "joint_meeting_office"));
}

inline std::string duties_json() {
  return R"({"today":"2026-05-29","items":[{"kind":"yearly_list","department_id":)" + in_quotes(other_department) +
         R"(,"list_id":)" + in_quotes(other_list_id) +
         R"(,"version_id":null,"due_on":"2026-04-30","is_provisional":false,"is_overdue":true,"year":2026},)"
         R"({"kind":"publication","department_id":)" +
         in_quotes(own_department) + R"(,"list_id":)" + in_quotes(list_id) + R"(,"version_id":)" +
         in_quotes(issued_id) +
         R"(,"due_on":"2026-06-18","is_provisional":true,"is_overdue":false,"number":3,)"
         R"("channel":"publicity_system","notice":"issue"}]})";
}

inline std::string publications_json() {
  return rows(
      R"({"id":"0197f000-0000-7000-8000-0000000000e1","version_id":)" + in_quotes(issued_id) +
      R"(,"notice":"issue","channel":"department_portal","published_on":"2026-03-12",)"
      R"("address":"https://portal.example/lists/3","recorded_at":1773000000000,"recorded_by":"demo-department",)"
      R"("voided_at":null,"voided_by":"","void_reason":""},)"
      R"({"id":"0197f000-0000-7000-8000-0000000000e2","version_id":)" +
      in_quotes(issued_id) +
      R"(,"notice":"issue","channel":"publicity_system","published_on":"2026-03-10","address":"误登","recorded_at":)"
      R"(1773000000000,"recorded_by":"demo-department","voided_at":1774000000000,"voided_by":"demo-department",)"
      R"("void_reason":"登记错了版本"})");
}

inline std::string diff_json() {
  return R"({"from_id":)" + in_quotes(issued_id) + R"(,"to_id":)" + in_quotes(draft_id) + R"(,"added":[)" +
         plain_item_json({.id = "0197f000-0000-7000-8000-0000000000c9",
                          .code = "SCJG-09",
                          .name = "电梯使用单位检查",
                          .is_key = true}) +
         R"(}],"removed":[)" +
         plain_item_json({.id = "0197f000-0000-7000-8000-0000000000c8", .code = "SCJG-08", .name = "广告行为检查"}) +
         R"(}],"changed":[{"id":)" + in_quotes(first_item) +
         R"(,"code":"SCJG-01","name":"食品销售者监督检查","fields":[{"field":"ratio_basis_points","before":300,"after":450},)"
         R"({"field":"content","before":"经营资质、进货查验","after":"经营资质、进货查验、贮存条件，以及网络销售的信息公示"},)"
         R"({"field":"participating_department_ids","before":[],"after":[)" +
         in_quotes(other_department) +
         R"(]},{"field":"of_a_newer_server","before":1,"after":2}]}],"is_reordered":false,"words":[]})";
}

inline std::string items_page(int count = 2) {
  std::string all;
  for (int i = 0; i < count; ++i) {
    SomeItem item;
    if (i > 0) {
      const std::string number = std::to_string(100 + i);
      item = {.id = "0197f000-0000-7000-8000-000000000" + number,
              .code = "SCJG-" + number,
              .name = i % 3 == 1 ? "特种设备使用单位安全检查" : "商品条码与计量器具使用情况的双随机监督检查",
              .is_key = i % 3 == 1};
    }
    all += (i ? "," : "") + item_json(item);
  }
  return rows(all);
}

/// Answers by path and query; "" for what tests answer themselves.
using Answers = std::map<std::string, std::string>;
inline Answers usual_answers() {
  return {{lists_path + "?limit=200", rows(list_json() + "," + list_json(other_list_id, other_department, false))},
          {"/api/v1/item-list-duties", duties_json()},
          {"/api/v1/tags", R"({"items":[{"id":"0197f000-0000-7000-8000-0000000000f1","name":"食品经营"}]})"},
          {"/api/v1/item-list-gaps/items",
           R"({"items":[{"list_id":)" + in_quotes(list_id) + R"(,"version_id":)" + in_quotes(issued_id) +
               R"(,"item_id":)" + in_quotes(first_item) +
               R"(,"code":"SCJG-01","name":"食品销售者监督检查","department_id":)" + in_quotes(other_department) +
               R"(,"problem":"too_few_inspectors","inspector_count":1,"is_without_inspecting_department":false}]})"},
          {"/api/v1/item-list-gaps/targets?limit=200",
           rows(R"({"id":"0197f000-0000-7000-8000-000000000091","kind":"enterprise","name":"西华县东风粮油有限公司",)"
                R"("industry_code":"A0111","responsible_department_id":)" +
                in_quotes(other_department) + "}")},
          {list_path, list_json()},
          {list_path + "/versions?limit=200", rows(version_json(some_draft) + "," + version_json())},
          {list_path + "/reviews",
           rows(R"({"year":2025,"version_id":)" + in_quotes(issued_id) +
                R"(,"note":"逐项核对，无需调整","recorded_at":1745000000000,"recorded_by":"demo-department"})")},
          {draft_path, version_json(some_draft)},
          {draft_path + "/items?limit=200", items_page()},
          {draft_path + "/publications", rows("")},
          {draft_path + "/diff", diff_json()},
          {draft_path + "/diff?from=" + std::string(issued_id), diff_json()},
          {issued_path, version_json()},
          {issued_path + "/items?limit=200", items_page()},
          {issued_path + "/publications", publications_json()},
          {issued_path + "/diff", diff_json()}};
}

/// Answers all that is read and known, until nothing of it waits.
inline void serve(Harness& at, const Answers& answers) {
  for (bool has_answered = true; has_answered;) {
    has_answered = false;
    for (std::size_t i = 0; i < at.network.accounts.size(); ++i) {
      const HttpRequest& request = at.network.accounts[i].request;
      const auto found = answers.find(request.path);
      if (request.method != Method::get || found == answers.end()) continue;
      FakeNetwork::Pending pending = std::move(at.network.accounts[i]);
      at.network.accounts.erase(at.network.accounts.begin() + static_cast<std::ptrdiff_t>(i));
      pending.done(HttpAnswer{.status = 200, .body = found->second});
      has_answered = true;
      break;
    }
  }
  at.settle();
}

/// Signs in whoever keeps the own department's list, or another.
inline void sign_in_keeper(Harness& at, std::string_view grants = keeper_grants) {
  const bool is_keeper = grants == keeper_grants;
  accounts_test::answer(
      at.network, 200,
      accounts_test::session_json({.login = is_keeper ? "demo-department" : "demo-office",
                                   .role = is_keeper ? "department_administrator" : "joint_meeting_office",
                                   .department = is_keeper ? own_department : std::string_view()},
                                  grants));
  at.settle();
  if (at.network.last) at.answer(departments_page());
}

}  // namespace mingchou::client::items_test
