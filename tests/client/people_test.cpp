// The registers of inspectors and experts on the client: what is read of the server's answers, what is sent, and what
// the screens make of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "client/app/people/people_json.h"
#include "client/app/screens/inspector_links.h"
#include "client/app/text/typed_date.h"
#include "tests/client/people_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::people_test;
using accounts_test::answer_to;
using accounts_test::fail_request;
using accounts_test::problem_json;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

struct PeopleScene : Harness {
  explicit PeopleScene(std::string_view path, std::string_view grants = writer_grants) : Harness(Look{}, path) {
    people_test::sign_in(*this, grants);
  }
  HttpRequest reply(int status, std::string body = {}) {
    HttpRequest sent = accounts_test::answer(network, status, std::move(body));
    settle();
    return sent;
  }
  void fails(std::string_view code) {
    fail_request(network, code);
    settle();
  }
  void press(Text label) { activate(Role::button, say(label)); }
  /// By its id: rows with long words.
  void press_id(const std::string& id) {
    app.activate(id);
    settle();
  }
  std::string value(std::string_view id) const {
    return std::ranges::find(app.fields(), id, &EditableField::id)->value;
  }
  /// What a saved change brings: the person, and the history that is read anew.
  HttpRequest reply_saved(const std::string& person) {
    HttpRequest sent = reply(200, person);
    CHECK(reply(200, history_json()).path.contains("/history"));
    return sent;
  }
};

const std::string list_path = "/api/v1/inspectors?limit=200";
const std::string inspector_path = "/inspectors/" + std::string(person_id);
const std::string expert_path = "/experts/" + std::string(person_id);

std::string two_inspectors() {
  return inspector_json({}) + "," +
         inspector_json({.id = certificate_id,
                         .name = "李红",
                         .number = "SJ-008",
                         .expires_on = "2026-01-31",
                         .bar = "certificate_expired",
                         .kind = "supervision_staff"});
}

}  // namespace

TEST_CASE("inspectors: all pages are read, then searched by name, staff and certificate number") {
  PeopleScene at("/inspectors");
  CHECK(at.reply(200, page_json(inspector_json({}), person_id)).path == list_path);
  CHECK(at.says("已读取 1 人"));
  CHECK(at.reply(200, page_json(
                          inspector_json({.id = certificate_id, .name = "李红", .number = "SJ-008", .expires_on = ""})))
            .path == list_path + "&cursor=" + std::string(person_id));
  CHECK(at.says("共 2 人"));
  for (const char* typed : {"张建", "sj-007", "sj007", "P1622-0012345"}) {
    CAPTURE(typed);
    at.type("people.search", typed);
    CHECK(at.says("找到 1 人，共 2 人"));
    CHECK_FALSE(at.says("李红"));
  }
  at.type("people.search", "没有这个人");
  at.press(Text::clear_conditions);
  CHECK(at.says("共 2 人"));
}

TEST_CASE("inspectors: who would be left out of a draw says why, and is found by it") {
  PeopleScene at("/inspectors", reader_grants);
  at.reply(200, page_json(two_inspectors()));
  CHECK(at.says("执法证已过期"));
  CHECK(at.says("执法证有效至 2028年12月31日"));
  at.press(Text::filter_person_state);
  at.activate(Role::menuitemradio, say(Text::state_expired));
  CHECK(at.says("李红"));
  CHECK_FALSE(at.says("张建国"));
  at.press(Text::state_expired);
  at.activate(Role::menuitemradio, say(Text::state_drawable));
  CHECK(at.says("张建国"));
  CHECK_FALSE(at.says("李红"));
  at.press(Text::filter_person_kind);
  at.activate(Role::menuitemradio, say(Text::kind_supervision_staff));
  CHECK(at.says(say(Text::people_none_found)));
}

TEST_CASE("inspectors: without an answer the list says so, and what was read before stays") {
  PeopleScene at("/inspectors");
  at.fails("client.offline");
  CHECK(at.says(say(Text::people_failed)));
  at.press(Text::retry);
  at.reply(200, page_json(two_inspectors()));
  at.open("/settings");
  at.open("/inspectors");
  at.fails("client.timeout");
  CHECK(at.says("李红"));
  CHECK(at.says(say(Text::people_stale)));
}

TEST_CASE("whoever may only read gets no way to change, and whoever may not read names sees that there is one") {
  PeopleScene at(inspector_path, R"("registers_read":"without_personal_data")");
  open_inspector(at, {.name = ""});
  CHECK(at.says(say(Text::person_without_name)));
  for (const Text way : {Text::person_edit, Text::person_end, Text::certificate_add, Text::leave_add, Text::recusal_add,
                         Text::training_add})
    CHECK_FALSE(at.shows(Role::button, say(way)));
}

TEST_CASE("an inspector's page tells certificates, leaves, recusals, courses and the history in words") {
  PeopleScene at(inspector_path);
  open_inspector(at, {.expires_on = "2026-01-31", .bar = "certificate_expired", .has_leave = true});
  for (const char* words :
       {"不参与任何抽取：执法证已过期", "豫P16220012345", "2026年5月20日 至 2026年6月10日", "正在休假",
        "西华县逍遥胡辣汤餐饮有限公司", "配偶任该公司财务负责人", "行政处罚法与执法全过程记录", "1.5 小时",
        "有效期至：2025年12月31日 改为 2028年12月31日", "休假 改为 在岗", "填写 副所长", "登记入库"}) {
    CAPTURE(words);
    CHECK(at.says(words));
  }
}

TEST_CASE("an inspector is changed from the revision that was read, with a reason") {
  PeopleScene at(inspector_path);
  open_inspector(at);
  at.press(Text::person_edit);
  CHECK(at.named(Role::button, say(Text::person_save)).disabled);
  at.type("person.position", "所长");
  at.type("person.specialties", "食品安全，计量、");
  at.press(Text::person_save);
  CHECK(at.network.accounts.empty());
  CHECK(at.shows(Role::alert, say(Text::field_missing)));
  at.type("person.reason", "任职");
  at.press(Text::person_save);
  const HttpRequest sent = at.reply_saved(inspector_json({.revision = 2}));
  CHECK(sent.method == Method::put);
  CHECK(sent.if_match == "\"1\"");
  CHECK(sent.body.contains(R"("position":"所长")"));
  CHECK(sent.body.contains(R"("specialties":["食品安全","计量"])"));
  CHECK(sent.body.contains(R"("reason":"任职")"));
  CHECK(sent.body.contains(R"({"id":"0197f000-0000-7000-8000-0000000000c1","number":"豫P16220012345")"));
  CHECK(at.with_id("toast.text").name == say(Text::person_saved));
  CHECK(at.shows(Role::button, say(Text::person_edit)));
}

TEST_CASE("what can't be taken is told at its field before anything is sent") {
  PeopleScene at(inspector_path);
  open_inspector(at);
  at.press(Text::person_edit);
  at.type("person.name", " ");
  at.type("person.capacity", "many");
  at.type("person.reason", "x");
  at.press(Text::person_save);
  CHECK(at.network.accounts.empty());
  CHECK(at.with_id("person.name").invalid);
  CHECK(at.with_id("person.capacity").invalid);
  CHECK(at.says(say(Text::field_capacity_wrong)));
  CHECK_FALSE(at.with_id("person.position").invalid);
}

TEST_CASE("where somebody else was quicker both values stand there, and the user decides") {
  PeopleScene at(inspector_path);
  open_inspector(at);
  at.press(Text::person_edit);
  at.type("person.name", "张建业");
  at.type("person.reason", "更名");
  at.press(Text::person_save);
  at.reply(412, problem_json("registry.changed_meanwhile"));
  at.reply(200, inspector_json({.name = "张建军", .revision = 5}));
  CHECK(at.value("person.name") == "张建业");
  CHECK(at.says("现在是“张建军”，您输入的是“张建业”"));
  SUBCASE("mine") {
    at.press(Text::conflict_keep_mine);
    at.press(Text::person_save);
    const HttpRequest sent = at.reply_saved(inspector_json({.name = "张建业", .revision = 6}));
    CHECK(sent.if_match == "\"5\"");
    CHECK(sent.body.contains("张建业"));
  }
  SUBCASE("theirs") {
    at.press(Text::conflict_take_theirs);
    CHECK(at.value("person.name") == "张建军");
  }
  CHECK_FALSE(at.says(say(Text::person_conflict)));
}

TEST_CASE("a lost connection says so and keeps what was typed") {
  PeopleScene at(inspector_path);
  open_inspector(at);
  at.press(Text::person_edit);
  at.type("person.name", "张建业");
  at.type("person.reason", "更名");
  at.press(Text::person_save);
  at.fails("client.offline");
  CHECK(at.says("没有提交；输入的内容还在"));
  CHECK(at.value("person.name") == "张建业");
  at.open("/inspectors");
  at.reply(200, page_json(two_inspectors()));
  at.open(inspector_path);
  open_inspector(at);
  CHECK(at.value("person.name") == "张建业");
}

TEST_CASE("a certificate is added over the newest state, and a wrong day is told at its field") {
  PeopleScene at(inspector_path);
  open_inspector(at, {.expires_on = "", .bar = "no_certificate"});
  CHECK(at.says(say(Text::certificates_none)));
  at.press(Text::certificate_add);
  at.type("part.number", "豫P16220099999");
  at.type("part.field", "市场监督管理");
  at.type("part.authority", "河南省人民政府");
  at.type("part.issued_on", "2026年1月1日");
  at.type("part.expires_on", "2025-12-31");
  at.press(Text::person_save);
  CHECK(at.network.accounts.empty());
  CHECK(at.with_id("part.expires_on").invalid);
  at.type("part.expires_on", "20301231");
  at.press(Text::person_save);
  // Somebody was quicker: the newest state is read, and what was typed goes on top of it.
  at.reply(412, problem_json("registry.changed_meanwhile"));
  at.reply(200, inspector_json({.name = "张建军", .expires_on = "", .bar = "no_certificate", .revision = 3}));
  CHECK(at.says(say(Text::part_conflict)));
  at.press(Text::person_save);
  const HttpRequest sent = at.reply_saved(inspector_json({.name = "张建军", .revision = 4}));
  CHECK(sent.if_match == "\"3\"");
  CHECK(sent.body.contains("张建军"));
  CHECK(sent.body.contains(
      R"("certificates":[{"number":"豫P16220099999","field":"市场监督管理","authority":"河南省人民政府",)"
      R"("issued_on":"2026-01-01","expires_on":"2030-12-31"}])"));
  CHECK(sent.body.contains(R"("reason":"新增执法证")"));
  CHECK(at.all(Role::dialog).empty());
}

TEST_CASE("a certificate is removed after a question, and a leave is entered") {
  PeopleScene at(inspector_path);
  open_inspector(at);
  at.press_id("person.certificate." + std::string(certificate_id));
  CHECK(at.value("part.number") == "豫P16220012345");
  at.press(Text::certificate_remove);
  at.press_id("part.removal.confirm");
  CHECK(at.reply_saved(inspector_json({.expires_on = "", .bar = "no_certificate", .revision = 2}))
            .body.contains(R"("certificates":[])"));
  at.press(Text::leave_add);
  at.type("part.first_day", "2026-06-01");
  at.type("part.last_day", "2026-06-05");
  at.type("part.reason", "年休假");
  at.press(Text::person_save);
  CHECK(at.reply_saved(inspector_json({.revision = 3}))
            .body.contains(R"("leaves":[{"first_day":"2026-06-01","last_day":"2026-06-05","reason":"年休假"}])"));
}

TEST_CASE("a recusal names a target that was found, and ends after a question") {
  PeopleScene at(inspector_path);
  open_inspector(at);
  at.press(Text::recusal_add);
  at.press(Text::person_save);
  CHECK(at.network.accounts.empty());
  CHECK(at.says(say(Text::recusal_choose)));
  at.type("recusal.query", "红旗", true);
  CHECK(at.reply(200, targets_json()).path == "/api/v1/targets?limit=20&text=%E7%BA%A2%E6%97%97");
  at.activate(Role::radio, "西华县红旗超市 · 92411622MA9T0000XE");
  at.type("recusal.reason", "近亲属任职");
  at.activate(Role::radio, say(Text::side_target));
  at.press(Text::person_save);
  CHECK(at.reply(201, "{}").body ==
        R"({"inspector_id":"0197f000-0000-7000-8000-000000000021","target_id":"0197f000-0000-7000-8000-0000000000f1",)"
        R"("reason":"近亲属任职","entered_by_side":"target"})");
  at.reply(200, recusals_json());
  CHECK(at.all(Role::dialog).empty());
  CHECK(at.with_id("toast.text").name == say(Text::recusal_saved));
  at.press_id("person.recusal.0197f000-0000-7000-8000-0000000000a1");
  at.press_id("recusal.ending.confirm");
  CHECK(at.reply(204).path == "/api/v1/recusals/0197f000-0000-7000-8000-0000000000a1/end");
  at.reply(200, page_json({}));
  CHECK(at.says(say(Text::recusals_none)));
}

TEST_CASE("a course is entered with its hours, and the open inspector took part") {
  PeopleScene at(inspector_path);
  open_inspector(at);
  at.press(Text::training_add);
  at.type("training.topic", "食品安全法");
  at.type("training.organiser", "县司法局");
  at.type("training.held_on", "2026/5/6");
  at.type("training.hours", "x");
  at.press(Text::person_save);
  CHECK(at.says(say(Text::training_hours_wrong)));
  at.type("training.hours", "1.5");
  at.press(Text::person_save);
  CHECK(at.reply(400, problem_json("registry.not_held_yet", R"("field":"held_on")")).body ==
        R"({"department_id":"0197f000-0000-7000-8000-0000000000d1","held_on":"2026-05-06","topic":"食品安全法",)"
        R"("organiser":"县司法局","duration_minutes":90,"attendees":["0197f000-0000-7000-8000-000000000021"]})");
  CHECK(at.says("“培训日期”晚于今天"));
  at.press(Text::person_save);
  // Whoever closes the sheet before the answer finds it empty: it would be entered twice.
  at.app.key("Escape", false);
  at.settle();
  at.reply(201, "{}");
  at.reply(200, trainings_json());
  CHECK(at.all(Role::dialog).empty());
  at.press(Text::training_add);
  CHECK(at.value("training.topic").empty());
  at.app.key("Escape", false);
  at.settle();
  at.press_id("person.training.0197f000-0000-7000-8000-0000000000b7");
  CHECK(at.says("共 12 人"));
  at.press_id("training.ending.confirm");
  CHECK(at.reply(204).path == "/api/v1/trainings/0197f000-0000-7000-8000-0000000000b7/end");
}

TEST_CASE("an inspector leaves the register with a reason, and the page can only be read then") {
  PeopleScene at(inspector_path);
  open_inspector(at);
  at.press(Text::person_end);
  at.type("person.end.reason", "退休");
  at.press_id("person.end.form.submit");
  const HttpRequest sent = at.reply_saved(inspector_json({.ended_on = "2026-05-29", .revision = 2}));
  CHECK(sent.path == "/api/v1" + inspector_path + "/end");
  CHECK(sent.body == R"({"reason":"退休"})");
  CHECK(sent.if_match == "\"1\"");
  CHECK(at.says("已于 2026年5月29日 移出名录库"));
  CHECK_FALSE(at.shows(Role::button, say(Text::person_edit)));
}

TEST_CASE("a new inspector is made in the own department and leads to its page") {
  PeopleScene at("/inspectors/new");
  at.press(Text::person_make);
  CHECK(at.network.accounts.empty());
  at.type("person.name", "周敏");
  at.type("person.staff_number", "SJ-100");
  at.press(Text::person_make);
  const HttpRequest sent = at.reply(201, inspector_json({.name = "周敏", .expires_on = "", .bar = "no_certificate"}));
  CHECK(sent.path == "/api/v1/inspectors");
  CHECK(sent.body.contains(R"("department_id":")" + std::string(department_id)));
  CHECK(sent.body.contains(R"("source":"人工录入")"));
  CHECK(at.app.model().route == Route{Screen::inspector, std::string(person_id)});
  open_inspector(at, {.name = "周敏", .expires_on = "", .bar = "no_certificate"});
  CHECK(at.says("不参与任何抽取：没有执法证"));
}

TEST_CASE("a person who was made while one is elsewhere pulls nobody away") {
  PeopleScene at("/inspectors/new");
  at.type("person.name", "周敏");
  at.type("person.staff_number", "SJ-100");
  at.press(Text::person_make);
  at.open("/inspectors");
  at.reply(201, inspector_json({.name = "周敏", .expires_on = "", .bar = "no_certificate"}));
  CHECK(at.app.model().route.screen == Screen::inspectors);
}

TEST_CASE("the home screen tells whose certificates must be renewed, and leads to just those") {
  PeopleScene at("/");
  at.open_storage();
  answer_to(at.network, "/api/v1/inspector-duties", 200,
            R"({"today":"2026-05-29","active":9,"without_certificate":0,"certificate_expired":1,)"
            R"("expires_within_30_days":2,"expires_within_60_days":3})");
  at.settle();
  CHECK(at.says("2 名执法检查人员的执法证 30 天内到期"));
  CHECK_FALSE(at.says("没有登记执法证"));
  at.network.accounts.clear();
  at.press_id("home.certificates.expired");
  CHECK(path_of(at.app.model().route) == "/inspectors?certificates=expired");
  at.reply(200, R"({"items":[)" + two_inspectors() + R"(],"next_cursor":null})");
  CHECK(at.says("李红"));
  CHECK(at.says("找到 1"));
}

TEST_CASE("what is due and could not be read is told, and read again") {
  PeopleScene at("/");
  at.open_storage();
  for (auto waiting = std::move(at.network.accounts); auto& one : waiting)
    one.done(std::unexpected(Error("client.offline")));
  at.network.accounts.clear();
  at.settle();
  CHECK(at.says(say(Text::duties_failed)));
  at.press(Text::retry);
  CHECK(std::ranges::contains(at.network.accounts, "/api/v1/inspector-duties",
                              [](const auto& waiting) { return waiting.request.path; }));
}

TEST_CASE("experts: found by field, changed, and a qualification added") {
  PeopleScene at("/experts");
  at.reply(200, page_json(expert_json()));
  at.type("people.search", "压力");
  CHECK(at.says("赵守诚"));
  at.open(expert_path);
  open_expert(at);
  CHECK(at.says("特种设备检验师"));
  at.press(Text::person_edit);
  at.type("person.title", "正高级工程师");
  at.type("person.reason", "晋升");
  at.press(Text::person_save);
  CHECK(at.reply_saved(expert_json("赵守诚", "active", 2)).body.contains(R"("title":"正高级工程师")"));
  at.press(Text::qualification_add);
  at.type("part.name", "注册安全工程师");
  at.type("part.number", "A1");
  at.type("part.authority", "应急管理部");
  at.press(Text::person_save);
  CHECK(at.reply_saved(expert_json("赵守诚", "active", 3))
            .body.contains(R"({"name":"注册安全工程师","number":"A1","authority":"应急管理部"}])"));
}

TEST_CASE("what one user read of people is not there for the next") {
  PeopleScene at("/inspectors");
  at.reply(200, page_json(two_inspectors()));
  at.open("/account");
  at.network.accounts.clear();
  at.press(Text::sign_out);
  at.app.activate("account.leave.confirm");
  at.settle();
  at.reply(204);
  CHECK(at.app.model().people.inspectors.people.empty());
}

TEST_CASE("people: no answer is trusted, and a list that repeats itself is stopped") {
  const std::string page = page_json(inspector_json({.has_leave = true}), person_id);
  REQUIRE(read_people_page<Inspector>(page));
  std::mt19937 random(7);
  const std::string all[] = {page, page_json(expert_json()), history_json("1"), recusals_json(), trainings_json()};
  for (int round = 0; round < 3000; ++round) {
    std::string mutated = all[static_cast<std::size_t>(round) % 5];
    for (auto left = 1 + random() % 3; left > 0; --left)
      mutated[random() % mutated.size()] = static_cast<char>(random());
    if (const auto read = read_people_page<Inspector>(mutated)) CHECK(read->items.size() <= 1);
    if (const auto read = read_people_page<Expert>(mutated)) CHECK(read->items.size() <= 1);
    if (const auto read = read_person_history(mutated)) CHECK(read->items.size() <= 2);
    if (const auto read = read_recusals(mutated)) CHECK(read->items.size() <= 1);
    if (const auto read = read_trainings(mutated)) CHECK(read->items.size() <= 1);
  }
  PeopleScene at("/inspectors");
  at.reply(200, page);
  at.reply(200, page);
  CHECK(at.app.model().people.inspectors.error);
  CHECK(at.network.accounts.empty());
}

TEST_CASE("days are read as people type them, and hours as minutes") {
  const CivilDate day = *CivilDate::of(2026, 1, 5);
  for (const char* typed : {"2026-01-05", "2026-1-5", "2026年1月5日", "2026/1/5", "2026.01.05", "20260105",
                            "２０２６年１月５日", " 2026 01 05 "}) {
    CAPTURE(typed);
    CHECK(typed_date(typed) == day);
  }
  for (const char* typed : {"", "2026-13-01", "2026-02-30", "26-01-05", "2026-1", "202601050", "2026-1-5-6", "今天"}) {
    CAPTURE(typed);
    CHECK_FALSE(typed_date(typed));
  }
  CHECK(minutes_of("2") == 120);
  CHECK(minutes_of("1.5") == 90);
  CHECK(minutes_of(".25") == 15);
  for (const char* typed : {"", ".", "0", "-1", "1.555", "x", "1,5", "99999999999"}) {
    CAPTURE(typed);
    CHECK_FALSE(minutes_of(typed));
  }
}
