// Draws as a server tells them: for tests and scenes of their screens.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/client/item_support.h"

namespace mingchou::client::draws_test {

using namespace items_test;

constexpr std::string_view draw_id = "0197f000-0000-7000-8000-000000000f01";
constexpr std::string_view drawn_id = "0197f000-0000-7000-8000-000000000f02";
constexpr std::string_view task_id = "0197f000-0000-7000-8000-000000000f11";
constexpr std::string_view first_seat = "0197f000-0000-7000-8000-000000000f21";
constexpr std::string_view second_seat = "0197f000-0000-7000-8000-000000000f22";
constexpr std::string_view first_change = "0197f000-0000-7000-8000-000000000f31";
constexpr std::string_view holder_grants = R"("draw_read":"all","draw_hold":"all","log_read":"all")";
constexpr std::string_view reader_grants = R"("draw_read":"all")";
constexpr std::string_view auditor_grants = R"("draw_read":"all","draw_audit":"all")";
constexpr std::string_view some_hash = "3f5a9c0e7b1d4826a5c4e3f2910d8b7c6a5e4f3d2c1b0a998877665544332211";
/// The harness's clock.
constexpr std::int64_t now_s = 1'780'000'000;

inline const std::string draws_path = "/api/v1/draws";
inline const std::string history_path = draws_path + "?limit=50";
inline const std::string draw_path = draws_path + "/" + std::string(draw_id);
inline const std::string task_path = "/api/v1/tasks/" + std::string(task_id);

inline std::string token_of(char digit) { return std::string(64, digit); }

struct SomeSeat {
  std::string_view id = first_seat;
  std::string_view name = "王代表";
  std::string_view state = "invited";
};
struct SomeValue {
  std::string_view name = "骰子";
  std::string_view form = "digits:6";
  std::string_view ref = "会场掷骰六次";
  bool is_in_room = true;
  std::int64_t at_s = 0;
  std::string_view value = {};
  std::vector<std::string_view> typed = {};
  bool is_disputed = false;
};

struct SomeDraw {
  std::string_view id = draw_id;
  int round = 1;
  std::string_view stage = "inviting";
  bool is_overdue = false;
  std::vector<SomeSeat> seats = {{}, {second_seat, "李律师", "joined"}};
  std::vector<SomeValue> values = {{}};
  std::string_view void_reason = {};
};

inline std::string seats_json(const std::vector<SomeSeat>& seats) {
  std::string all;
  for (const SomeSeat& seat : seats)
    all += std::string(all.empty() ? "" : ",") + R"({"id":)" + in_quotes(seat.id) + R"(,"name":)" +
           in_quotes(seat.name) + R"(,"state":)" + in_quotes(seat.state) + "}";
  return "[" + all + "]";
}

inline std::string values_json(const std::vector<SomeValue>& values) {
  std::string all;
  for (const SomeValue& value : values) {
    std::string typed;
    for (const std::string_view by : value.typed)
      typed += std::string(typed.empty() ? "" : ",") + R"({"by":)" + in_quotes(by) + R"(,"at":1779999990000})";
    all += std::string(all.empty() ? "" : ",") + R"({"name":)" + in_quotes(value.name) + R"(,"form":)" +
           in_quotes(value.form) + R"(,"ref":)" + in_quotes(value.ref) + R"(,"is_in_room":)" +
           (value.is_in_room ? "true" : "false") + R"(,"at_s":)" + std::to_string(value.at_s) + R"(,"value":)" +
           in_quotes(value.value) + R"(,"typed":[)" + typed + R"(],"is_disputed":)" +
           (value.is_disputed ? "true" : "false") + "}";
  }
  return "[" + all + "]";
}

inline std::string draw_json(const SomeDraw& draw = {}) {
  const bool has_plan = draw.stage != "inviting";
  const bool is_drawn = draw.stage == "drawn";
  return R"({"id":)" + in_quotes(draw.id) + R"(,"task_id":)" + in_quotes(task_id) + R"(,"round":)" +
         std::to_string(draw.round) + R"(,"replaces_id":null,"stage":)" + in_quotes(draw.stage) +
         R"(,"suite":"sha256","deadline_s":3600,"is_overdue":)" + (draw.is_overdue ? "true" : "false") +
         R"(,"targets":{"count":1286,"root":)" + in_quotes(some_hash) + R"(},"inspectors":{"count":64,"root":)" +
         in_quotes(some_hash) + R"(},"seats":)" + seats_json(draw.seats) + R"(,"values":)" + values_json(draw.values) +
         R"(,"plan_hash":)" +
         (has_plan ? in_quotes(some_hash) + R"(,"plan_at_s":)" + std::to_string(now_s - 600) + R"(,"due_at_s":)" +
                         std::to_string(draw.is_overdue ? now_s - 10 : now_s + 3000)
                   : std::string("null")) +
         R"(,"result_hash":)" + (is_drawn ? in_quotes(some_hash) : "null") + R"(,"void_reason":)" +
         in_quotes(draw.void_reason) + R"(,"created_at":1779999000000,"created_by":"demo-office","revision":3})";
}

/// In that stage, as far as witnesses and values have come by then.
inline SomeDraw draw_in(std::string_view stage) {
  const std::string_view seat = stage == "inviting"     ? "joined"
                                : stage == "consenting" ? "joined"
                                : stage == "revealing"  ? "consented"
                                                        : "revealed";
  const bool is_known = stage == "settling" || stage == "drawn";
  SomeDraw draw{.stage = stage, .seats = {{first_seat, "王代表", seat}, {second_seat, "李律师", seat}}};
  if (stage != "inviting") draw.values[0].at_s = now_s - 570;
  if (is_known) draw.values[0].value = "314159";
  if (stage == "voided") draw.void_reason = "一名见证人未能到场";
  return draw;
}

inline std::string task_json(std::string_view state = "ready", bool is_sealed = false) {
  return R"({"id":)" + in_quotes(task_id) + R"(,"number":"XH-2026-0007","state":)" + in_quotes(state) +
         R"(,"work":{"id":)" + in_quotes(task_id) +
         R"(,"name":"食品经营者信用风险分类跨部门联合抽查","initiating_department_id":)" + in_quotes(own_department) +
         R"(,"last_day":"2026-11-30"},"is_sealed":)" + (is_sealed ? "true" : "false") + "}";
}

inline std::string prepared_json() {
  const auto one = [](std::string_view seat, char digit) {
    return R"({"seat_id":)" + in_quotes(seat) + R"(,"token":)" + in_quotes(token_of(digit)) + "}";
  };
  return R"({"draw":)" + draw_json({.seats = {{}, {second_seat, "李律师", "invited"}}}) + R"(,"invitations":[)" +
         one(first_seat, 'a') + "," + one(second_seat, 'b') + "]}";
}

inline std::string inspector_id(int i) { return "0197f000-0000-7000-8000-0000000001" + std::to_string(10 + i); }
inline std::string roster_id(int i) { return "9141162200000" + std::to_string(10'000 + i); }

inline std::string places_json(int count = 24, bool is_sealed = false) {
  static constexpr std::string_view names[] = {"西华县惠民超市有限公司", "西华县逍遥镇老街胡辣汤店",
                                               "河南华泰食品配送有限公司西华分公司", "西华县红花集镇供销合作社"};
  std::string items, targets, inspectors;
  for (int i = 0; i < count; ++i) {
    const std::string comma = i ? "," : "";
    items += comma + R"({"drawn":)" + in_quotes(roster_id(i)) + R"(,"target":)" +
             (i == 3 ? "null" : in_quotes(roster_id(i == 1 ? 900 : i))) + R"(,"stratum":"全部","inspectors":[)" +
             in_quotes(inspector_id(i % 5)) + "," + in_quotes(inspector_id(5 + i % 4)) + "]}";
    targets += comma + R"({"id":)" + in_quotes(roster_id(i)) + R"(,"name":)" +
               in_quotes(std::string(names[i % 4]) + (i > 3 ? "（" + std::to_string(i) + "店）" : "")) +
               R"(,"township_code":"411622102"})";
  }
  targets += R"(,{"id":)" + in_quotes(roster_id(900)) + R"(,"name":"西华县址坊镇粮油店","township_code":"411622108"})";
  static constexpr std::string_view people[] = {"张建国", "李红梅", "王志强", "刘芳", "陈晓东",
                                                "杨帆",   "赵敏",   "孙立军", "周倩"};
  for (int i = 0; i < 9; ++i)
    inspectors += std::string(i ? "," : "") + R"({"id":)" + in_quotes(inspector_id(i)) + R"(,"name":)" +
                  in_quotes(is_sealed ? "" : people[i]) + R"(,"department_id":)" +
                  in_quotes(i < 5 ? own_department : other_department) + "}";
  return R"({"items":[)" + items + R"(],"targets":[)" + (is_sealed ? "" : targets) + R"(],"inspectors":[)" +
         inspectors + "]}";
}

inline std::string change_json(std::string_view state = "proposed", std::string_view by = "demo-department") {
  return R"({"id":)" + in_quotes(first_change) + R"(,"state":)" + in_quotes(state) +
         R"(,"proposal":{"type":"substitution","target":)" + in_quotes(roster_id(2)) +
         R"(,"reason":"deregistered","evidence":)" + in_quotes(some_hash) + R"(},"proposed_by":)" + in_quotes(by) +
         R"(,"proposed_at":1779999500000,"change":null,"confirmed_by":"","confirmed_at":null})";
}
inline std::string confirmed_change_json() {
  return R"({"id":"0197f000-0000-7000-8000-000000000f32","state":"confirmed","proposal":{"type":"replacement","target":)" +
         in_quotes(roster_id(0)) +
         R"(,"slot":0,"reason":"illness","passed":[]},"proposed_by":"demo-department","proposed_at":1779999400000,)"
         R"("change":{"confirmed_by":"demo-office","draw":"x","leaving":{"inspector":)" +
         in_quotes(inspector_id(3)) + R"(,"reason":"illness"},"passed":[],"replacement":)" +
         in_quotes(inspector_id(0)) + R"(,"slot":0,"target":)" + in_quotes(roster_id(0)) +
         R"(,"type":"replacement"},"confirmed_by":"demo-office","confirmed_at":1779999450000})";
}

/// Townships as chance would have them, kinds as it hardly would, and years where it has no part.
inline std::string conformity_json() {
  const auto value = [](std::string_view label, int eligible, int drawn, std::string_view expected) {
    return R"({"value":)" + in_quotes(label) + R"(,"eligible_count":)" + std::to_string(eligible) +
           R"(,"drawn_count":)" + std::to_string(drawn) + R"(,"expected":)" + std::string(expected) + "}";
  };
  const auto trait = [](std::string_view name, int as_far, const std::string& values) {
    return R"({"trait":)" + in_quotes(name) + R"(,"simulated":1000,"as_far":)" + std::to_string(as_far) +
           R"(,"is_unusual":)" + (as_far < 10 ? "true" : "false") + R"(,"values":[)" + values + "]}";
  };
  std::string townships;
  for (int i = 0; i < 20; ++i)
    townships += std::string(i ? "," : "") +
                 value("4116221" + std::to_string(i < 3 ? 10 + i : 20 + i), 90 - i, i % 3, i % 2 ? "1.4" : "2");
  return rows(trait("kind", 4, value("enterprise", 1200, 14, "22.5") + "," + value("self_employed", 86, 10, "1.5")) +
              "," + trait("township", 412, townships) + "," +
              trait("industry", 733, value("F", 800, 15, "14.9") + "," + value("", 486, 9, "9.1")) + "," +
              trait("name_length", 88, value("7-9", 700, 15, "13") + "," + value("21-", 586, 9, "11")) + "," +
              trait("registration_year", 1000, value("-1999", 2, 2, "2") + "," + value("2015-2019", 22, 22, "22")));
}

inline Answers draw_answers(const SomeDraw& draw = {}) {
  Answers answers = usual_answers();
  SomeDraw other = draw_in("drawn"), gone = draw_in("voided");
  other.id = drawn_id;
  gone.id = "0197f000-0000-7000-8000-000000000f03";
  const Answers more{{history_path, rows(draw_json(draw) + "," + draw_json(other) + "," + draw_json(gone))},
                     {draw_path, draw_json(draw)},
                     {task_path, task_json()},
                     {draw_path + "/places", places_json()},
                     {draw_path + "/conformity", conformity_json()},
                     {draw_path + "/changes", rows(change_json() + "," + confirmed_change_json())}};
  answers.insert(more.begin(), more.end());
  return answers;
}

inline void sign_in_holder(Harness& at, std::string_view grants = holder_grants) {
  accounts_test::answer(at.network, 200, accounts_test::session_json({}, grants));
  at.settle();
  if (at.network.last) at.answer(departments_page());
}

}  // namespace mingchou::client::draws_test
