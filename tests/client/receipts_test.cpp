// What the provincial platform answered, on the client: told on pages, entered in forms, filtered by, and due at home.
#include <doctest/doctest.h>

#include <algorithm>

#include "client/app/people/people_json.h"
#include "client/app/records/record_json.h"
#include "tests/client/people_support.h"
#include "tests/client/record_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::accounts_test;
using namespace mingchou::client::people_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

const Receipt refused{ReceiptResult::refused, "住所与登记不一致", CivilDate::of(2026, 5, 20)};
constexpr std::string_view other_id = "0197f000-0000-7000-8000-000000000022";
constexpr std::string_view refused_json =
    R"("receipt_result":"refused","receipt_message":"住所与登记不一致","receipt_on":"2026-05-20",)";

/// With a receipt in it.
std::string with_receipt(std::string json) { return json.insert(1, refused_json); }

}  // namespace

TEST_CASE("receipts: every register reads and sends the same three fields") {
  const std::string_view members = refused_json.substr(0, refused_json.size() - 1);
  Target sent;
  sent.receipt = refused;
  CHECK(record_body(sent, "r").contains(members));
  const auto target = read_record(record_json({.target = sent, .revision = 1, .valid_to = {}, .visits = {}}));
  REQUIRE(target);
  CHECK(target->target.receipt == refused);
  const auto inspector = read_person<Inspector>(with_receipt(inspector_json({})));
  REQUIRE(inspector);
  CHECK(inspector->entity.receipt == refused);
  CHECK(person_body(inspector->entity, "r").contains(members));
  const auto expert = read_person<Expert>(with_receipt(expert_json()));
  REQUIRE(expert);
  CHECK(expert->entity.receipt == refused);
  CHECK_FALSE(person_body(Expert{}, "r").contains("receipt"));
}

TEST_CASE("receipts: a target's page says why it was refused, and a form takes the answer down") {
  RecordScene at;
  at.record.target.receipt = refused;
  at.open_page();
  CHECK(at.says("被退回（2026年5月20日）：住所与登记不一致"));
  at.open_form();
  at.type("record.receipt_on", "2026-05-30");
  at.settle();
  CHECK(at.says("“回执日期”晚于今天，没有保存。请核对日期。"));
  at.type("record.receipt_on", "2026-05-29");
  at.app.activate("record.receipt_result");
  at.settle();
  at.activate(Role::radio, say(Text::receipt_accepted));
  at.type("record.receipt_message", "");
  at.type("record.reason", "省平台已接收");
  at.press(Text::save_word);
  REQUIRE_FALSE(at.network.accounts.empty());
  const std::string& body = at.network.accounts.back().request.body;
  CAPTURE(body);
  CHECK(body.contains(R"("receipt_result":"accepted","receipt_on":"2026-05-29")"));
  CHECK_FALSE(body.contains("receipt_message"));
}

TEST_CASE("receipts: an inspector's form keeps the answer, and asks for the day as a day") {
  Harness at(Look{}, "/inspectors/" + std::string(person_id));
  people_test::sign_in(at);
  const auto reply = [&](const std::string& body) {
    HttpRequest sent = accounts_test::answer(at.network, 200, body);
    at.settle();
    return sent;
  };
  reply(with_receipt(inspector_json({})));
  CHECK(at.says("被退回（2026年5月20日）：住所与登记不一致"));
  at.network.accounts.clear();
  at.activate(Role::button, say(Text::person_edit));
  at.type("person.receipt_on", "昨天");
  at.type("person.reason", "重新上报");
  at.activate(Role::button, say(Text::person_save));
  CHECK(at.says(say(Text::date_wrong)));
  CHECK(at.network.accounts.empty());
  at.type("person.receipt_on", "2026年5月28日");
  at.app.activate("person.receipt_result");
  at.settle();
  at.activate(Role::radio, say(Text::receipt_accepted));
  at.activate(Role::button, say(Text::person_save));
  const HttpRequest saved = reply(inspector_json({.revision = 2}));
  CAPTURE(saved.body);
  CHECK(saved.body.contains(
      R"("receipt_result":"accepted","receipt_message":"住所与登记不一致","receipt_on":"2026-05-28")"));
}

TEST_CASE("receipts: lists of people are filtered by them, and whom the platform refused is marked") {
  for (const std::string register_path : {"/inspectors", "/experts"}) {
    CAPTURE(register_path);
    Harness at(Look{}, register_path);
    people_test::sign_in(at);
    const bool is_of_experts = register_path == "/experts";
    const std::string two = is_of_experts
                                ? with_receipt(expert_json()) + "," + expert_json("钱进", "active", 1, other_id)
                                : with_receipt(inspector_json({})) + "," +
                                      inspector_json({.id = other_id, .name = "李红", .number = "SJ-8"});
    accounts_test::answer(at.network, 200, page_json(two));
    at.settle();
    CHECK(at.says(say(Text::receipt_refused_sign)));
    CHECK(at.says("共 2 人"));
    at.app.activate("people.receipt");
    at.settle();
    at.activate(Role::menuitemradio, say(Text::receipt_none));
    CHECK(at.says("找到 1 人"));
    CHECK(at.says(is_of_experts ? "钱进" : "李红"));
    CHECK_FALSE(at.says(say(Text::receipt_refused_sign)));
  }
}

TEST_CASE("receipts: the home screen tells how many were refused, and leads to just those") {
  RecordScene at;
  at.open("/");
  answer_to(at.network, "/api/v1/receipt-duties", 200,
            R"({"targets_refused":3,"inspectors_refused":1,"experts_refused":0})");
  at.settle();
  CHECK(at.says("省平台退回 3 个检查对象"));
  CHECK(at.says("省平台退回 1 名执法检查人员"));
  CHECK_FALSE(at.says("名专家"));
  at.network.accounts.clear();
  at.app.activate("home.refused." + std::to_string(static_cast<int>(Screen::targets)));
  at.settle();
  CHECK(path_of(at.app.model().route) == "/targets?receipt=refused");
  const std::string id = at.record.target.id.uuid.text();
  answer_to(at.network, "/api/v1/targets?receipt=refused&limit=200", 200,
            R"({"items":[{"id":")" + id + R"(","name":"甲店",)" + std::string(refused_json) +
                R"("revision":2}],"next_cursor":"c-1","total":null})");
  at.settle();
  CHECK(at.says("住所与登记不一致 · 2026年5月20日"));
  CHECK(at.says("先列出前 1 个，改正后再看其余的。"));
  at.app.activate("refused." + id);
  at.settle();
  CHECK(at.app.model().route == Route{Screen::target, id});
  CHECK_FALSE(at.says(say(Text::refused_targets_title)));
}

TEST_CASE("receipts: addresses of what was refused lead there and back") {
  for (const Screen screen : {Screen::targets, Screen::inspectors, Screen::experts})
    CHECK(route_from(path_of({screen, "refused"})) == Route{screen, "refused"});
  CHECK(route_from("/departments?receipt=refused") == Route{});
  CHECK(route_from("/targets?receipt=accepted") == Route{Screen::targets, {}});
}
