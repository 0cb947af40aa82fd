#include "tests/client/record_scene.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "client/app/records/record_json.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

constexpr std::string_view grants =
    R"("registers_read":"own","registers_write":"own","risk_read":"own","tags_write":"own")";

constexpr std::string_view department = "0197f000-0000-7000-8000-0000000000a9";

}  // namespace

std::string keeper_session() {
  return accounts_test::session_json({.role = "department_administrator", .department = department}, grants);
}

std::string record_json(const TargetRecord& record) {
  // As a body, with what only answers have.
  std::string json = record_body(record.target, "实地核对");
  json.pop_back();
  json +=
      R"(,"id":")" + record.target.id.uuid.text() + R"(","revision":)" + std::to_string(record.revision) +
      R"(,"valid_from":"2026-05-01","recorded_at":1779990000000,"recorded_by":"zhang.san","visits":{"year":2026,"count":)" +
      std::to_string(record.visits.count);
  if (record.visits.visits_max) json += R"(,"visits_max":)" + std::to_string(*record.visits.visits_max);
  json += R"(,"standing":"at_cap"})";
  if (record.valid_to) json += R"(,"valid_to":")" + record.valid_to->text() + '"';
  return json + "}";
}

std::string history_item(int revision, std::string_view changes) {
  return R"({"revision":)" + std::to_string(revision) +
         R"(,"valid_from":"2026-05-01","valid_to":"2026-05-02","recorded_at":1779990000000,"recorded_by":"zhang.san",)"
         R"("reason":"实地核对","changes":[)" +
         std::string(changes) + "]}";
}

std::string some_history() {
  return R"({"items":[)" +
         history_item(7, R"({"field":"address","before":"旧址","after":"人民路 1 号"},)"
                         R"({"field":"status","before":"active","after":"suspended"})") +
         "," +
         history_item(2, R"({"field":"licences/0197f000-0000-7000-8000-0000000000c1/expires_on","before":"2025-12-31",)"
                         R"("after":"2026-12-31"},{"field":"contact_phone","before":null,"after":"0394-2531234"})") +
         R"(],"next_cursor":"2"})";
}

std::string bulk_plan_json(int changing) {
  return R"({"changing_count":)" + std::to_string(changing) +
         R"(,"unchanged_count":2,"fingerprint":"f00d","examples":[{"id":"0197f000-0000-7000-8000-0000000000d1",)"
         R"("name":"西华县逍遥镇老字号胡辣汤店"}],"refused":[{"code":"registry.ended","arguments":{"date":"2026-01-01"},)"
         R"("count":1,"examples":[{"id":"0197f000-0000-7000-8000-0000000000d2","name":"西华县红花集镇百货商店"}]}],)"
         R"("edit_id":null,"changed":null})";
}

std::string bulk_done_json(std::string_view id) {
  std::string json = bulk_plan_json(1);
  const std::string_view end = R"("edit_id":null,"changed":null})";
  return json.replace(json.size() - end.size(), end.size(),
                      R"("edit_id":"0197f000-0000-7000-8000-0000000000e1","changed":[{"id":")" + std::string(id) +
                          R"(","revision":8}]})");
}

TargetRecord some_record(const Target& target) {
  TargetRecord record{.target = target, .revision = 7, .valid_to = {}, .visits = {2026, 2, 2}};
  record.target.status = TargetStatus::active;
  record.target.risk_class = "D";
  record.target.risk_source = "省平台";
  record.target.risk_on = CivilDate::of(2026, 1, 1);
  return record;
}

void choose_all_found(Harness& at) {
  if (at.with_id("bulk.all").id.empty()) {
    at.app.activate("bulk.more");
    at.settle();
    at.app.activate("bulk.more.menu.0");
  } else {
    at.app.activate("bulk.all");
  }
  at.settle();
}

RecordScene::RecordScene(const Look& look, std::string_view path)
    : RegisterScene(look, path, 300, keeper_session()), record(some_record(some_target())) {
  serve();
}

HttpRequest RecordScene::reply(int status, std::string body) {
  HttpRequest sent = accounts_test::answer(network, status, std::move(body));
  settle();
  return sent;
}

std::string RecordScene::value(std::string_view field) const {
  const auto found = std::ranges::find(app.fields(), field, &EditableField::id);
  return found == app.fields().end() ? "(no such field)" : found->value;
}

void RecordScene::go_to_page() {
  network.accounts.clear();
  open("/targets/" + record.target.id.uuid.text());
  // Who is signed in is asked at each step; nobody needs the answer here.
  std::erase_if(network.accounts,
                [](const FakeNetwork::Pending& one) { return one.request.path == "/api/v1/session"; });
}

void RecordScene::open_page() {
  go_to_page();
  reply(200, record_json(record));
  reply(200, some_history());
}

void RecordScene::open_form() {
  press(Text::record_edit);
  std::erase_if(network.accounts,
                [](const FakeNetwork::Pending& one) { return one.request.path == "/api/v1/session"; });
  // The tags, and the entry once more.
  reply(200, R"({"items":[{"id":"0197f000-0000-7000-8000-0000000000b1","name":"特种设备"}]})");
  reply(200, record_json(record));
}

void RecordScene::begin_bulk() {
  network.accounts.clear();
  press(Text::more_actions);
  activate(Role::menuitem, text(Text::bulk_begin, app.model().preferences.language));
  network.accounts.clear();
}

}  // namespace mingchou::client
