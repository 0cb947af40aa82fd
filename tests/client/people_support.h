// Inspectors, experts and what hangs on them as the server tells them: for tests and scenes of the registers of people.
#pragma once

#include <string>
#include <string_view>

#include "tests/client/account_support.h"

namespace mingchou::client::people_test {

inline constexpr std::string_view department_id = "0197f000-0000-7000-8000-0000000000d1";
inline constexpr std::string_view person_id = "0197f000-0000-7000-8000-000000000021";
inline constexpr std::string_view certificate_id = "0197f000-0000-7000-8000-0000000000c1";
inline constexpr std::string_view writer_grants = R"("registers_read":"own","registers_write":"own")";
inline constexpr std::string_view reader_grants = R"("registers_read":"all")";

/// The present day of the harness is 2026-05-29.
struct SomeInspector {
  std::string_view id = person_id;
  std::string_view name = "张建国";
  std::string_view number = "SJ-007";
  std::string_view status = "active";
  /// "" for no certificate.
  std::string_view expires_on = "2028-12-31";
  std::string_view bar = {};
  std::string_view kind = "civil_servant";
  std::string_view unit = "红花集市场监督管理所";
  std::string_view ended_on = {};
  bool has_leave = false;
  int revision = 1;
};

inline std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

inline std::string state_json(int revision, std::string_view ended_on = {}) {
  return R"("revision":)" + std::to_string(revision) + R"(,"valid_from":"2026-01-05",)" +
         (ended_on.empty() ? std::string() : R"("valid_to":)" + in_quotes(ended_on) + ",") +
         R"("recorded_at":1779900000000,"recorded_by":"demo-chief","reason":"初始入库")";
}

inline std::string inspector_json(const SomeInspector& of) {
  std::string json = R"({"id":)" + in_quotes(of.id) + R"(,"staff_number":)" + in_quotes(of.number);
  // Whoever may not read names gets none.
  if (!of.name.empty()) json += R"(,"name":)" + in_quotes(of.name) + R"(,"sex":"male","phone":"14200000001")";
  json += R"(,"department_id":)" + in_quotes(department_id) + R"(,"unit":)" + in_quotes(of.unit) +
          R"(,"township_code":"411622102","position":"副所长","person_kind":)" + in_quotes(of.kind) + R"(,"status":)" +
          in_quotes(of.status) + R"(,"source":"演示数据","capacity":20,"certificates":[)";
  if (!of.expires_on.empty())
    json +=
        R"({"id":)" + in_quotes(certificate_id) +
        R"(,"number":"豫P16220012345","field":"市场监督管理","authority":"河南省人民政府","issued_on":"2023-01-01",)"
        R"("expires_on":)" +
        in_quotes(of.expires_on) + "}";
  json += R"(],"specialties":["食品安全","特种设备"],"leaves":[)";
  if (of.has_leave)
    json += R"({"id":"0197f000-0000-7000-8000-0000000000b1","first_day":"2026-05-20","last_day":"2026-06-10",)"
            R"("reason":"病假"})";
  return json + "]," + state_json(of.revision, of.ended_on) + R"(,"draw_bar":)" +
         (of.bar.empty() ? std::string("null") : in_quotes(of.bar)) + "}";
}

inline std::string expert_json(std::string_view name = "赵守诚", std::string_view status = "active", int revision = 1,
                               std::string_view id = person_id) {
  return R"({"id":)" + in_quotes(id) + R"(,"name":)" + in_quotes(name) + R"(,"sex":"female","department_id":)" +
         in_quotes(department_id) +
         R"(,"institution":"周口市特种设备检验所","title":"高级工程师","phone":"14200000009","status":)" +
         in_quotes(status) +
         R"(,"source":"演示数据","fields":["电梯","压力容器"],"qualifications":[)"
         R"({"id":"0197f000-0000-7000-8000-0000000000e1","name":"特种设备检验师","number":"TJ-1",)"
         R"("authority":"省市场监管局","issued_on":"2020-01-01","expires_on":"2026-01-01"}],)" +
         state_json(revision) + "}";
}

inline std::string page_json(const std::string& items, std::string_view next = {}) {
  return R"({"items":[)" + items + R"(],"next_cursor":)" + (next.empty() ? std::string("null") : in_quotes(next)) + "}";
}

inline std::string history_json(std::string_view next = {}) {
  return page_json(R"({"revision":2,"valid_from":"2026-05-01","recorded_at":1779900000000,"recorded_by":"demo-chief",)"
                   R"("reason":"换证","changes":[{"field":"certificates/)" +
                       std::string(certificate_id) +
                       R"(/expires_on","before":"2025-12-31","after":"2028-12-31"},)"
                       R"({"field":"status","before":"on_leave","after":"active"},)"
                       R"({"field":"specialties","before":["食品安全"],"after":["特种设备","食品安全"]},)"
                       R"({"field":"position","before":null,"after":"副所长"}]},)"
                       R"({"revision":1,"valid_from":"2026-01-05","valid_to":"2026-05-01","recorded_at":1777000000000,)"
                       R"("recorded_by":"demo-chief","reason":"初始入库","changes":[]})",
                   next);
}

inline std::string recusals_json() {
  return page_json(R"({"id":"0197f000-0000-7000-8000-0000000000a1","inspector_id":)" + in_quotes(person_id) +
                   R"(,"target_id":"0197f000-0000-7000-8000-0000000000f1","reason":"配偶任该公司财务负责人",)"
                   R"("entered_by_side":"inspector","valid_from":"2026-03-01","recorded_by":"demo-chief",)"
                   R"("inspector_name":"张建国","target_name":"西华县逍遥胡辣汤餐饮有限公司"})");
}

inline std::string trainings_json() {
  return page_json(R"({"id":"0197f000-0000-7000-8000-0000000000b7","department_id":)" + in_quotes(department_id) +
                   R"(,"held_on":"2026-04-12","topic":"行政处罚法与执法全过程记录","organiser":"县司法局",)"
                   R"("duration_minutes":90,"recorded_by":"demo-chief","attendee_count":12})");
}

inline std::string targets_json() {
  return page_json(R"({"id":"0197f000-0000-7000-8000-0000000000f1","kind":"enterprise","name":"西华县红旗超市",)"
                   R"("credit_code":"92411622MA9T0000XE","status":"active"},)"
                   R"({"id":"0197f000-0000-7000-8000-0000000000f2","kind":"project","name":"红旗路改造工程",)"
                   R"("status":"active"})");
}

inline std::string departments_json() {
  return R"({"items":[{"id":)" + in_quotes(department_id) +
         R"(,"code":"SCJ","name":"西华县市场监督管理局","short_name":"市场监管局","kind":"bureau",)"
         R"("inspector_count":40,"target_count":5000}],"next_cursor":null})";
}

/// Somebody of the department is signed in; the departments are known.
inline void sign_in(Harness& at, std::string_view grants = writer_grants) {
  accounts_test::answer(
      at.network, 200,
      accounts_test::session_json(
          {.login = "demo-chief", .name = "王局长", .role = "department_administrator", .department = department_id},
          grants));
  at.settle();
  if (at.network.last) at.answer(departments_json());
  at.settle();
}

/// The page of the inspector with all that hangs on it.
inline void open_inspector(Harness& at, const SomeInspector& of = {}) {
  for (const std::string& body : {inspector_json(of), history_json(), recusals_json(), trainings_json()})
    accounts_test::answer(at.network, 200, body);
  at.settle();
}

inline void open_expert(Harness& at) {
  for (const std::string& body : {expert_json(), history_json()}) accounts_test::answer(at.network, 200, body);
  at.settle();
}

}  // namespace mingchou::client::people_test
