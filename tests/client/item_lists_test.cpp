// Item lists on the client: what is read of the server's answers, what is sent, and what the screens make of it.
#include <doctest/doctest.h>

#include <random>

#include "client/app/items/item_route.h"
#include "client/app/items/items_json.h"
#include "client/app/items/items_keeper.h"
#include "client/app/screens/audit_words.h"
#include "client/app/screens/item_fields.h"
#include "client/app/screens/item_words.h"
#include "tests/client/item_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::items_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

const std::string list_route = "/item-lists/" + std::string(list_id);
const std::string draft_route = list_route + "/versions/" + std::string(draft_id);
const std::string issued_route = list_route + "/versions/" + std::string(issued_id);
const std::string edit_route = draft_route + "/items/" + std::string(first_item) + "/edit";

struct ItemsScene : Harness {
  explicit ItemsScene(std::string_view path, std::string_view grants = keeper_grants) : Harness(Look{}, path) {
    sign_in_keeper(*this, grants);
    serve(*this, answers);
  }
  void press(Text label) { activate(Role::button, say(label)); }
  /// Answers the one request that waits, and then what is read because of it.
  HttpRequest reply(int status, std::string body = {}, std::string etag = {}) {
    HttpRequest sent = accounts_test::answer(network, status, std::move(body), std::move(etag));
    settle();
    serve(*this, answers);
    return sent;
  }
  std::string value(std::string_view id) const {
    const auto found = std::ranges::find(app.fields(), id, &EditableField::id);
    return found == app.fields().end() ? "(no such field)" : found->value;
  }
  Answers answers = usual_answers();
};

items::Item good_item() {
  const auto document = json::parse(item_json());
  auto reader = json::ObjectReader::of(document->root());
  return read_stored_item(*reader)->item;
}

}  // namespace

TEST_CASE("item lists: addresses lead to what they name and back, and nothing else is one") {
  const std::string version = draft_route.substr(std::string_view("/item-lists/").size());
  for (const std::string& path :
       {std::string("/item-lists"), std::string("/item-lists/gaps"), list_route, draft_route, draft_route + "/diff",
        draft_route + "/diff/" + std::string(issued_id), draft_route + "/issue", draft_route + "/items/new",
        draft_route + "/items/" + std::string(first_item), edit_route}) {
    CAPTURE(path);
    const Route route = route_from(path);
    CHECK(is_of_items(route.screen));
    CHECK(path_of(route) == path);
    if (route.screen != Screen::item_lists) CHECK(route_of(item_place(route)) == route);
  }
  for (const std::string& wrong :
       {std::string("x"), version + "/items", version + "/items/new/edit", version + "/issue/x", version + "/items/x",
        version + "/diff/x", version + "/x", std::string(list_id) + "/x", std::string(list_id) + "/versions",
        version + "/items/" + std::string(first_item) + "/x"})
    CHECK_FALSE(item_place_from(wrong));
  CHECK(parent_of(route_from(edit_route)) == route_from(draft_route + "/items/" + std::string(first_item)));
  CHECK(parent_of(route_from(draft_route + "/items/new")) == route_from(draft_route));
  CHECK(parent_of(route_from(draft_route)) == route_from(list_route));
  CHECK(parent_of(route_from(list_route)) == Route{Screen::item_lists, {}});
}

TEST_CASE("item lists: each department's list tells its version in force, its draft, its publication and what is due") {
  ItemsScene at("/item-lists");
  CHECK(at.says("第 3 版，2026年3月9日起施行，2 项"));
  CHECK(at.says("国家企业信用信息公示系统尚未公示"));
  CHECK(at.says("有草稿在编"));
  CHECK(at.says("已逾期"));
  // A department without a list is there too, a coordination body not.
  CHECK(at.says("西华县人力资源和社会保障局"));
  CHECK_FALSE(at.says("双随机联席会议办公室"));
  at.activate(Role::checkbox, say(Text::list_filter_due));
  CHECK_FALSE(at.says("西华县人力资源和社会保障局"));
  CHECK(at.says("西华县消防救援大队"));
}

TEST_CASE("item lists: who keeps the joint list makes it, after a question, and goes there") {
  ItemsScene at("/item-lists", office_grants);
  at.app.activate("items.list.joint");
  at.settle();
  at.app.activate("items.make.confirm");
  at.settle();
  const HttpRequest sent = at.reply(201, list_json(other_list_id, {}, false));
  CHECK(sent.path == lists_path);
  CHECK(sent.body == R"({"department_id":null})");
  CHECK(at.app.model().route == Route{Screen::item_list, std::string(other_list_id)});
}

TEST_CASE("item lists: without an answer it says so, and tries again") {
  Harness at(Look{}, "/item-lists");
  sign_in_keeper(at);
  accounts_test::fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.says(say(Text::items_failed)));
  at.activate(Role::button, say(Text::retry));
  serve(at, usual_answers());
  CHECK(at.says("第 3 版"));
}

TEST_CASE("item lists: a role that may not sees neither the way nor the page") {
  Harness at(Look{}, "/item-lists");
  accounts_test::answer(at.network, 200, accounts_test::session_json({}, R"("users_read":"all")"));
  at.settle();
  CHECK(at.says(say(Text::gate_not_allowed_title)));
  CHECK_FALSE(at.shows(Role::link, say(Text::items_title)));
  CHECK(at.network.accounts.empty());
}

TEST_CASE("item lists: who keeps another department's list changes nothing here") {
  ItemsScene at(issued_route, office_grants);
  CHECK(at.shows(Role::button, say(Text::diff_see)));
  CHECK_FALSE(at.shows(Role::button, say(Text::withdraw_deed)));
  CHECK_FALSE(at.with_id("version.publication.1").id.empty());
  CHECK(at.with_id("version.publication.1.deed").id.empty());
}

TEST_CASE("a draft is begun from the version in force, and opened") {
  ItemsScene at("/settings");
  at.answers[list_path] = list_json(list_id, own_department, false);
  at.open(list_route);
  serve(at, at.answers);
  at.press(Text::draft_make);
  at.answers[list_path] = list_json();
  const HttpRequest sent = at.reply(201, version_json(some_draft));
  CHECK(sent.path == list_path + "/versions");
  CHECK(sent.body == R"({"based_on_id":")" + std::string(issued_id) + R"("})");
  CHECK(at.shell.route == draft_route);
}

TEST_CASE("the yearly review is recorded with a note, and what is missing is told first") {
  ItemsScene at(list_route);
  CHECK(at.says("2025 年度：清单无需调整"));
  at.press(Text::review_deed);
  at.app.activate("list.review.form.submit");
  at.settle();
  CHECK(at.network.accounts.empty());
  CHECK(at.shows(Role::alert, say(Text::fill_in)));
  at.type("list.review.note", "逐项核对，继续适用");
  at.app.activate("list.review.form.submit");
  at.settle();
  const HttpRequest sent =
      at.reply(201, R"({"year":2026,"version_id":"x","note":"x","recorded_at":1,"recorded_by":"x"})");
  CHECK(sent.path == list_path + "/reviews");
  CHECK(sent.body == R"({"year":2026,"note":"逐项核对，继续适用"})");
  CHECK(at.says(say(Text::review_saved)));
}

TEST_CASE("an item is changed from the revision that was read, and what the rules refuse is told at its field") {
  ItemsScene at(edit_route);
  CHECK(at.value("item.cap_basis_points") == "5");
  CHECK(at.named(Role::button, say(Text::save_word)).disabled);
  at.type("item.ratio_basis_points", "6");
  at.press(Text::save_word);
  CHECK(at.network.accounts.empty());
  CHECK(at.with_id("item.ratio_basis_points.error").name.contains("6%"));
  at.type("item.ratio_basis_points", "4.5");
  at.press(Text::save_word);
  const HttpRequest sent = at.reply(200, item_json({.revision = 2}));
  CHECK(sent.path == draft_path + "/items/" + std::string(first_item));
  CHECK(sent.if_match == "\"1\"");
  CHECK(sent.body.contains(R"("ratio_basis_points":450)"));
  CHECK(sent.body.contains(R"("cap_basis_points":500)"));
  CHECK(at.says(say(Text::item_saved)));
}

TEST_CASE("two who change the same item both see it, and nothing typed is lost") {
  ItemsScene at(edit_route);
  at.type("item.name", "我填写的名称");
  at.press(Text::save_word);
  at.answers[draft_path + "/items?limit=200"] = rows(item_json({.name = "别人改的名称", .revision = 5}));
  at.reply(412, accounts_test::problem_json("items.changed_meanwhile"));
  CHECK(at.says("名称：别人保存的 别人改的名称；您填写的 我填写的名称"));
  CHECK(at.value("item.name") == "我填写的名称");
  CHECK(at.named(Role::button, say(Text::save_word)).disabled);
  at.press(Text::conflict_keep_mine);
  at.press(Text::save_word);
  CHECK(at.reply(200, item_json({.name = "我填写的名称", .revision = 6})).if_match == "\"5\"");
}

TEST_CASE("a lost connection keeps what was typed of an item, and says so") {
  ItemsScene at(edit_route);
  at.type("item.name", "我填写的名称");
  at.press(Text::save_word);
  accounts_test::fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.with_id("item.error").role == Role::alert);
  CHECK(at.value("item.name") == "我填写的名称");
}

TEST_CASE("who leaves an item with unsaved changes is asked first") {
  ItemsScene at(draft_route);
  at.open(edit_route);
  serve(at, at.answers);
  at.type("item.name", "我填写的名称");
  at.press(Text::back);
  REQUIRE(at.all(Role::dialog).size() == 1);
  at.app.activate("item.leave.cancel");
  at.settle();
  CHECK(at.value("item.name") == "我填写的名称");
  at.press(Text::back);
  at.app.activate("item.leave.confirm");
  at.settle();
  CHECK(at.app.model().route == route_from(draft_route + "/items/" + std::string(first_item)));
}

TEST_CASE("an item is added: the department's own, and a key item needs its grounds") {
  ItemsScene at(draft_route + "/items/new");
  at.activate(Role::radio, say(Text::item_kind_key));
  for (const auto& [field, typed] :
       {std::pair{"item.code", "SCJG-77"}, std::pair{"item.category", "食品安全"},
        std::pair{"item.name", "校园食堂检查"}, std::pair{"item.basis", "食品安全法"},
        std::pair{"item.inspecting_body", "县市场监督管理局"}, std::pair{"item.target", "学校食堂"},
        std::pair{"item.content", "贮存条件"}, std::pair{"item.times", "2"}, std::pair{"item.months", "12"}})
    at.type(field, typed);
  at.press(Text::save_word);
  CHECK_FALSE(at.with_id("item.grounds.error").id.empty());
  at.activate(Role::checkbox, "安全");
  at.type("item.reason", "事关学生健康");
  at.press(Text::save_word);
  const HttpRequest sent = at.reply(201, item_json({.id = "0197f000-0000-7000-8000-0000000000c7"}));
  CHECK(sent.path == draft_path + "/items");
  CHECK(sent.method == Method::post);
  CHECK(sent.body.contains(R"("kind":"key","grounds":["safety"],"reason":"事关学生健康")"));
  CHECK(sent.body.contains(R"("initiating_department_id":")" + std::string(own_department)));
  CHECK(sent.body.contains(R"("frequency":{"months":12,"times":2})"));
  CHECK_FALSE(sent.body.contains("cap_basis_points"));
}

TEST_CASE("an item is removed after a question") {
  ItemsScene at(draft_route + "/items/" + std::string(first_item));
  CHECK(at.says("抽查依据：《中华人民共和国食品安全法》第一百一十条"));
  CHECK(at.says("配合部门：西华县消防救援大队"));
  CHECK(at.says("抽查频次：12 个月内 1 次"));
  at.press(Text::item_remove);
  at.app.activate("item.remove.question.confirm");
  at.settle();
  const HttpRequest sent = at.reply(204);
  CHECK(sent.method == Method::remove);
  CHECK(sent.if_match == "\"1\"");
  CHECK(at.app.model().route == route_from(draft_route));
}

TEST_CASE("items change places, each step from the order that the one before made") {
  ItemsScene at(draft_route);
  at.press(Text::items_order);
  const std::string second = "0197f000-0000-7000-8000-000000000101";
  at.app.activate("version.item." + second + ".up");
  at.settle();
  const HttpRequest sent = at.reply(204, {}, "\"8\"");
  CHECK(sent.path == draft_path + "/order");
  CHECK(sent.if_match == "\"7\"");
  CHECK(sent.body == R"({"item_ids":[")" + second + R"(",")" + std::string(first_item) + R"("]})");
  at.app.activate("version.item." + second + ".down");
  at.settle();
  CHECK(at.reply(204, {}, "\"9\"").if_match == "\"8\"");
}

TEST_CASE("a draft is issued with what differs before one's eyes") {
  ItemsScene at(draft_route + "/issue");
  CHECK(at.says("新增 1 项，取消 1 项，修改 1 项"));
  CHECK(at.says("抽查比例：修改前 3%；修改后 4.5%"));
  CHECK(at.says("配合部门：修改前 无；修改后 西华县消防救援大队"));
  at.press(Text::issue_submit);
  CHECK(at.network.accounts.empty());
  at.type("issue.approved_by", "局党组会");
  at.type("issue.document", "西市监〔2026〕20号");
  at.type("issue.effective_from", "2026年6月1日");
  at.type("issue.reason", "法规修订");
  at.press(Text::issue_submit);
  at.answers[draft_path] = version_json({.id = draft_id, .number = 4, .standing = "upcoming", .revision = 8});
  const HttpRequest sent = at.reply(200, at.answers[draft_path]);
  CHECK(sent.path == draft_path + "/issue");
  CHECK(sent.if_match == "\"7\"");
  CHECK(sent.body == R"({"effective_from":"2026-06-01","approved_on":"2026-05-29","approved_by":"局党组会",)"
                     R"("document_number":"西市监〔2026〕20号","reason":"法规修订"})");
  CHECK(at.app.model().route == route_from(draft_route));
  CHECK(at.says("第 4 版"));
}

TEST_CASE("what the server refuses of an issue stands at the form, with what was typed") {
  ItemsScene at(draft_route + "/issue");
  at.type("issue.approved_by", "局党组会");
  at.type("issue.document", "1号");
  at.type("issue.effective_from", "2026-03-01");
  at.type("issue.reason", "法规修订");
  at.press(Text::issue_submit);
  at.reply(400, accounts_test::problem_json("items.effective_before_previous", R"("date":"2026-03-09")"));
  CHECK(at.with_id("issue.error").name.contains("2026年3月9日"));
  CHECK(at.value("issue.effective_from") == "2026-03-01");
}

TEST_CASE("publications are recorded on both channels, and a wrong record is voided with a reason") {
  ItemsScene at(issued_route);
  CHECK(at.says("2026年3月12日公示 · https://portal.example/lists/3"));
  CHECK(at.says("已作废：登记错了版本"));
  at.activate(Role::button, "登记公示：国家企业信用信息公示系统");
  CHECK(at.value("version.published_on") == "2026-05-29");
  at.type("version.address", "GS-2026-8");
  at.app.activate("version.publish.form.submit");
  at.settle();
  HttpRequest sent = at.reply(201, R"({})");
  CHECK(sent.body ==
        R"({"notice":"issue","channel":"publicity_system","published_on":"2026-05-29","address":"GS-2026-8"})");
  at.activate(Role::button, "作废：部门网站");
  at.type("version.void.reason", "网址写错");
  at.app.activate("version.void.form.submit");
  at.settle();
  sent = at.reply(200, R"({})");
  CHECK(sent.path == issued_path + "/publications/0197f000-0000-7000-8000-0000000000e1/void");
  CHECK(sent.body == R"({"reason":"网址写错"})");
}

TEST_CASE("a version is withdrawn, and a draft discarded, from what was seen") {
  ItemsScene at(issued_route);
  at.press(Text::withdraw_deed);
  at.type("version.withdraw.reason", "职能划转");
  at.app.activate("version.withdraw.form.submit");
  at.settle();
  HttpRequest sent =
      at.reply(200, version_json({.state = "withdrawn", .standing = "ended", .withdrawn_on = "2026-05-29"}));
  CHECK(sent.path == issued_path + "/withdrawal");
  CHECK(sent.if_match == "\"4\"");
  CHECK(sent.body == R"({"ends_on":"2026-05-29","reason":"职能划转"})");
  at.open(draft_route);
  serve(at, at.answers);
  at.press(Text::discard_deed);
  at.app.activate("version.discard.question.confirm");
  at.settle();
  sent = at.reply(200, version_json({.id = draft_id, .number = 0, .state = "discarded", .standing = "discarded"}));
  CHECK(sent.method == Method::remove);
  CHECK(sent.if_match == "\"7\"");
}

TEST_CASE("gaps name the item, the department and why, and targets are read on while one looks") {
  ItemsScene at("/item-lists/gaps");
  CHECK(at.says("西华县消防救援大队有效执法人员 1 名，不足 2 名"));
  at.activate(Role::tab, say(Text::gaps_targets_tab));
  CHECK(at.says("1 个对象没有事项覆盖"));
  CHECK(at.says("西华县东风粮油有限公司"));
}

TEST_CASE("gaps: whoever comes back while a page is on its way begins at the first again") {
  ItemsScene at("/item-lists/gaps");
  at.open("/item-lists");
  at.network.accounts.clear();
  at.open("/item-lists/gaps");
  at.open("/item-lists");
  at.open("/item-lists/gaps");
  int first_pages = 0;
  for (const auto& waiting : at.network.accounts)
    if (waiting.request.path.starts_with("/api/v1/item-list-gaps/targets") && !waiting.request.path.contains("cursor"))
      ++first_pages;
  CHECK(first_pages == 1);
  CHECK_FALSE(at.app.model().items.gaps.targets.value);
}

TEST_CASE("a list can't be issued before what differs is before one's eyes") {
  ItemsScene at(draft_route + "/issue");
  CHECK_FALSE(at.named(Role::button, say(Text::issue_submit)).disabled);
  at.open(draft_route);
  at.open(draft_route + "/issue");
  // It is compared anew, and that answer is not there yet.
  CHECK(at.named(Role::button, say(Text::issue_submit)).disabled);
  serve(at, at.answers);
  CHECK_FALSE(at.named(Role::button, say(Text::issue_submit)).disabled);
}

TEST_CASE("what is typed for one list's review is not there for another's") {
  ItemsScene at(list_route);
  at.press(Text::review_deed);
  at.type("list.review.note", "已核对");
  at.open("/item-lists/0197f000-0000-7000-8000-0000000000ee");
  serve(at, at.answers);
  CHECK(at.all(Role::dialog).empty());
  at.open(list_route);
  serve(at, at.answers);
  CHECK(at.value("list.review.note") == "已核对");
}

TEST_CASE("the home screen tells who keeps lists what is due, one's own first, and nobody else") {
  {
    ItemsScene reader("/", R"("registers_read":"own","item_lists_read":"all")");
    reader.open_storage();
    CHECK_FALSE(reader.shows(Role::heading, say(Text::duties_heading)));
  }
  ItemsScene at("/");
  at.open_storage();
  REQUIRE(at.shows(Role::heading, say(Text::duties_heading)));
  CHECK(at.with_id("home.duty.1").name.contains("第 3 版在国家企业信用信息公示系统公示"));
  CHECK(at.with_id("home.duty.1").rect.y < at.with_id("home.duty.0").rect.y);
  at.app.activate("home.duty.1");
  at.settle();
  CHECK(at.app.model().route == route_from(issued_route));
}

TEST_CASE("what one user read of lists is not there for the next") {
  ItemsScene at("/item-lists");
  at.open("/account");
  at.network.accounts.clear();
  at.press(Text::sign_out);
  at.app.activate("account.leave.confirm");
  at.settle();
  accounts_test::answer(at.network, 204);
  at.settle();
  CHECK_FALSE(at.app.model().items.lists.value);
  CHECK_FALSE(at.app.model().items.duties.value);
}

TEST_CASE("item fields: what is typed comes back as it was, and what is no number or day is told") {
  const items::Item item = good_item();
  const auto again = item_from(fields_from(item));
  REQUIRE(again);
  CHECK(*again == item);
  ItemFields fields = fields_from(item);
  fields.industries = "26、f 51";
  fields.ratio = "2.5%";
  const auto changed = item_from(fields);
  REQUIRE(changed);
  CHECK(changed->applies_to.industries == std::vector<std::string>{"26", "51", "F"});
  CHECK(changed->ratio_basis_points == 250);
}

TEST_CASE("item fields: errors name the field that they are about") {
  const auto error_of = [](auto change) {
    ItemFields fields = fields_from(good_item());
    change(fields);
    const auto item = item_from(fields);
    REQUIRE_FALSE(item);
    return std::string(field_of(item.error()));
  };
  CHECK(error_of([](ItemFields& f) { f.ratio = "five"; }) == "ratio_basis_points");
  CHECK(error_of([](ItemFields& f) { f.cap = ""; }) == "cap_basis_points");
  CHECK(error_of([](ItemFields& f) { f.times = "x"; }) == "frequency");
  CHECK(error_of([](ItemFields& f) { f.valid_to = "2026-02-30"; }) == "valid_to");
  CHECK(error_of([](ItemFields& f) { f.item.methods.clear(); }) == "methods");
  CHECK(error_of([](ItemFields& f) { f.item.levels.clear(); }) == "levels");
  CHECK(error_of([](ItemFields& f) { f.industries = "Z"; }) == "applies_to");
  CHECK(error_of([](ItemFields& f) { f.item.name.clear(); }) == "name");
}

TEST_CASE("days and percentages are taken as people type them, and nothing is guessed") {
  const auto day = CivilDate::of(2026, 1, 31);
  for (const char* typed :
       {"2026-01-31", "2026-1-31", "2026/01/31", "2026.1.31", "2026年1月31日", "20260131", " 2026-01-31 "})
    CHECK(typed_day(typed) == day);
  for (const char* typed : {"", "31", "26-01-31", "2026-13-01", "2026-02-30", "202601311", "2026-01-31-2", "tomorrow"})
    CHECK_FALSE(typed_day(typed));
  CHECK(typed_percent("5") == 500);
  CHECK(typed_percent("12.5%") == 1250);
  CHECK(typed_percent(" 0.25 ") == 25);
  for (const char* typed : {"", "%", "5.", ".5", "5.123", "-5", "five", "123456"}) CHECK_FALSE(typed_percent(typed));
}

TEST_CASE("item lists: no answer is trusted") {
  const std::string good[] = {list_json(), version_json(), item_json(),
                              diff_json(), duties_json(),  publications_json()};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string json = good[random() % 6];
    for (auto left = 1 + random() % 3; left > 0; --left) json[random() % json.size()] = static_cast<char>(random());
    if (const auto list = read_one(json, read_item_list)) CHECK(list->current.size() <= 10);
    if (const auto version = read_one(json, read_list_version)) CHECK(version->unpublished.size() <= 10);
    if (const auto item = read_one(json, read_stored_item)) CHECK(item->revision >= 0);
    if (const auto diff = read_list_diff(json)) CHECK(diff->changed.size() <= 1);
    if (const auto duties = read_rows(json, 10, read_list_duty)) CHECK(duties->rows.size() <= 2);
    if (const auto records = read_rows(json, 10, read_publication)) CHECK(records->rows.size() <= 2);
  }
}

TEST_CASE("item lists: pages are read to their end, and a server that repeats itself is stopped") {
  FakeNetwork network;
  ItemsModel model;
  ItemsKeeper keeper(network, model);
  keeper.carry_out(ReadItemLists{});
  accounts_test::answer(network, 200, R"({"items":[)" + list_json() + R"(],"next_cursor":"c1"})");
  CHECK_FALSE(model.lists.value);
  CHECK(accounts_test::answer(network, 200, rows(list_json(other_list_id))).path ==
        "/api/v1/item-lists?limit=200&cursor=c1");
  REQUIRE(model.lists.value);
  CHECK(model.lists.value->size() == 2);
  keeper.carry_out(ReadItemLists{});
  accounts_test::answer(network, 200, R"({"items":[],"next_cursor":"c1"})");
  CHECK(model.lists.error->code == "client.strange_answer");
  // What was read before stays to be seen.
  CHECK(model.lists.value->size() == 2);
}

TEST_CASE("the trail names what is done to lists and registers in words, never by the server's codes") {
  Harness at;
  const Ui& ui = at.app.ui();
  for (const AuditWord& word : audit_actions) CHECK(audit_action_words(ui, word.name) != word.name);
  CHECK(audit_action_words(ui, "item_list_version.issue") == "发布清单版本");
  CHECK(audit_action_words(ui, "target.bulk_edit") == "批量修改检查对象");
  CHECK(audit_entity_words(ui, "item_list_version") == "清单版本");
  CHECK(audit_field_words(ui, "item", "ratio_basis_points") == "抽查比例");
  CHECK(audit_field_words(ui, "joint_visit", "lead_department_id") == "牵头部门");
  CHECK(audit_field_words(ui, "joint_visit", "state") == "状态");
  CHECK(audit_field_words(ui, "department_visit_cap", "visits_max") == "每户每年最多次数");
}
