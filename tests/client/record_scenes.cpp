// What supervisors do with targets, in the states that they may meet: the page with what the server tells, the forms, a
// conflict, and one change of many.
#include <utility>

#include "tests/client/record_scene.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

using accounts_test::answer;
using accounts_test::problem_json;

const data_test::County& county() {
  static const data_test::County made = data_test::make_county(300);
  return made;
}

const data_test::Snapshot& snapshot() {
  static const data_test::Snapshot made = data_test::make_snapshot(county(), 100);
  return made;
}

std::string path_of_page() { return path_of({Screen::target, county().targets.front().id.uuid.text()}); }

void with_register(Harness& at) {
  if (!at.network.accounts.empty()) answer(at.network, 200, keeper_session());
  at.open_storage();
  serve(at, snapshot());
}

void reply(Harness& at, int status, std::string body) {
  if (!at.network.accounts.empty()) answer(at.network, status, std::move(body));
  at.settle();
}

void press(Harness& at, Text name) { at.activate(Role::button, text(name, at.app.model().preferences.language)); }

/// The platform has sent it back.
TargetRecord record() {
  TargetRecord made = some_record(county().targets.front());
  made.target.external_number = "411622000123";
  made.target.receipt = {ReceiptResult::refused, "住所与登记机关登记的不一致，请核对后重新上报",
                         CivilDate::of(2026, 5, 20)};
  return made;
}

void with_page(Harness& at) {
  with_register(at);
  at.network.accounts.clear();
  at.open(path_of_page());
  reply(at, 200, record_json(record()));
  reply(at, 200, some_history());
}

void scroll_down(Harness& at) {
  at.app.key("End", false);
  at.settle();
}

void with_form(Harness& at) {
  with_page(at);
  press(at, Text::record_edit);
  reply(at, 200, R"({"items":[{"id":"0197f000-0000-7000-8000-0000000000b1","name":"特种设备"}]})");
  reply(at, 200, record_json(record()));
}

void with_conflict(Harness& at) {
  with_form(at);
  at.type("record.station", "逍遥市场监督管理所");
  at.type("record.reason", "属地调整");
  press(at, Text::save_word);
  reply(at, 412, problem_json("registry.changed_meanwhile"));
  TargetRecord theirs = record();
  theirs.revision = 9;
  theirs.target.station = "红花集市场监督管理所";
  reply(at, 200, record_json(theirs));
}

void with_bulk(Harness& at) {
  with_register(at);
  at.network.accounts.clear();
  press(at, Text::more_actions);
  at.activate(Role::menuitem, text(Text::bulk_begin, at.app.model().preferences.language));
  at.network.accounts.clear();
  choose_all_found(at);
}

void with_plan(Harness& at) {
  with_bulk(at);
  press(at, Text::bulk_change);
  at.activate(Role::radio, text(Text::bulk_status, at.app.model().preferences.language));
  at.app.activate("bulk.value");
  at.settle();
  at.activate(Role::radio, text(Text::status_suspended, at.app.model().preferences.language));
  at.type("bulk.reason", "集中核查");
  press(at, Text::bulk_preview);
  reply(at, 200, bulk_plan_json(298));
}

}  // namespace

std::vector<Scene> record_scenes() {
  return {
      {"record-page", "/targets", with_page},
      {"record-history", "/targets",
       [](Harness& at) {
         with_page(at);
         scroll_down(at);
       }},
      {"record-failed", "/targets",
       [](Harness& at) {
         with_register(at);
         at.network.accounts.clear();
         at.open(path_of_page());
         reply(at, 503, problem_json("server.busy"));
         scroll_down(at);
       }},
      {"record-end", "/targets",
       [](Harness& at) {
         with_page(at);
         press(at, Text::record_end);
       }},
      {"record-form", "/targets", with_form},
      {"record-form-end", "/targets",
       [](Harness& at) {
         with_form(at);
         at.type("record.name", "");
         at.type("record.credit_code", "x");
         press(at, Text::save_word);
         scroll_down(at);
       }},
      {"record-form-licence", "/targets",
       [](Harness& at) {
         with_form(at);
         press(at, Text::licence_add);
       }},
      {"record-form-discard", "/targets",
       [](Harness& at) {
         with_form(at);
         at.type("record.station", "逍遥市场监督管理所");
         press(at, Text::record_discard);
       }},
      {"record-conflict", "/targets", with_conflict},
      {"record-new", "/targets/new", with_register},
      {"visit-caps", "/targets",
       [](Harness& at) {
         with_register(at);
         at.network.accounts.clear();
         press(at, Text::more_actions);
         at.activate(Role::menuitem, text(Text::caps_title, at.app.model().preferences.language));
         at.network.accounts.front().done(HttpAnswer{
             .status = 200,
             .body = R"({"items":[{"year":2027,"visits_max":1,"recorded_by":"demo-office","reason":"年度安排"},)"
                     R"({"year":2026,"visits_max":2,"recorded_by":"demo-office","reason":"国办发〔2024〕54号"}]})"});
         at.network.accounts.clear();
         at.settle();
       }},
      {"targets-refused", "/targets",
       [](Harness& at) {
         with_register(at);
         at.network.accounts.clear();
         at.open("/targets?receipt=refused");
         std::string items;
         for (std::size_t i = 0; i < 8; ++i) {
           const Target& target = county().targets.at(i);
           items += std::string(i == 0 ? "" : ",") + R"({"id":")" + target.id.uuid.text() + R"(","name":")" +
                    target.name +
                    R"(","receipt_result":"refused","receipt_message":"住所与登记机关登记的不一致，请核对后重新上报",)"
                    R"("receipt_on":"2026-05-20"})";
         }
         reply(at, 200, R"({"items":[)" + items + R"(],"next_cursor":"c-8"})");
       }},
      {"bulk-choosing", "/targets", with_bulk},
      {"bulk-sheet", "/targets",
       [](Harness& at) {
         with_bulk(at);
         press(at, Text::bulk_change);
       }},
      {"bulk-plan", "/targets", with_plan},
      {"bulk-done", "/targets",
       [](Harness& at) {
         with_plan(at);
         at.app.activate("bulk.submit");
         at.settle();
         reply(at, 200, bulk_done_json(county().targets.front().id.uuid.text()));
       }},
  };
}

}  // namespace mingchou::client
