// Entries of the target register on the client: what is read of the server's answers, what forms send, and that the
// register on this device has at once what the server confirmed.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "client/app/records/record_json.h"
#include "client/app/records/register_echo.h"
#include "tests/client/account_support.h"
#include "tests/client/record_scene.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::accounts_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

/// All that the list shows go to another township; the answer to the preview is there.
void preview_other_township(RecordScene& at) {
  at.open("/targets");
  at.begin_bulk();
  choose_all_found(at);
  at.press(Text::bulk_change);
  at.activate(Role::radio, say(Text::bulk_township));
  at.app.activate("bulk.value");
  at.settle();
  at.activate(Role::radio, "西夏亭镇");
  at.type("bulk.reason", "区划调整");
  at.press(Text::bulk_preview);
  at.reply(200, bulk_plan_json(1));
}

}  // namespace

TEST_CASE("record: the page tells class, visits against the cap, and what became of the entry, page by page") {
  RecordScene at;
  at.open_page();
  CHECK(at.says("D 类（省平台，2026年1月1日）"));
  CHECK(at.says("2026 年 2 次，上限 2 次、已达上限"));
  CHECK(at.says("地址：旧址 → 人民路 1 号"));
  CHECK(at.says("登记状态：存续 → 歇业"));
  CHECK(at.says("原因：实地核对"));
  CHECK_FALSE(at.says(say(Text::history_made)));
  at.press(Text::history_older);
  CHECK(at.reply(200, R"({"items":[)" + history_item(1, {}) + R"(],"next_cursor":null})").path.ends_with("&cursor=2"));
  CHECK(at.says(say(Text::history_made)));
  CHECK_FALSE(at.shows(Role::button, say(Text::history_older)));
}

TEST_CASE("record: another department's entry is told as such, and can't be changed") {
  RecordScene at;
  at.go_to_page();
  at.reply(404, problem_json("server.not_found", R"("path":"x")"));
  CHECK(at.says(say(Text::record_foreign)));
  CHECK_FALSE(at.shows(Role::button, say(Text::record_edit)));
}

TEST_CASE("record: a change is sent whole with its revision, and this device's list has it at once") {
  RecordScene at;
  at.open_page();
  at.open_form();
  CHECK(at.named(Role::button, say(Text::save_word)).disabled);
  at.type("record.name", "新名字饭店");
  at.press(Text::save_word);
  CHECK(at.network.accounts.empty());
  CHECK(at.shows(Role::alert, say(Text::record_reason_missing)));
  at.type("record.reason", "名称变更");
  at.press(Text::save_word);
  TargetRecord changed = at.record;
  changed.target.name = "新名字饭店";
  changed.revision = 8;
  const HttpRequest sent = at.reply(200, record_json(changed));
  CHECK(sent.method == Method::put);
  CHECK(sent.if_match == "\"7\"");
  CHECK(sent.body.contains(R"("name":"新名字饭店")"));
  CHECK(sent.body.contains(R"("reason":"名称变更")"));
  CHECK(sent.body.contains(R"("risk_class":"D")"));
  CHECK(at.shell.backs == 1);
  at.open("/targets");
  at.type("targets.search", "新名字饭店");
  REQUIRE(at.rows().size() == 1);
  CHECK(at.rows().front().starts_with("新名字饭店"));
}

TEST_CASE("record: what is typed wrong is told at its field while typing, and not sent") {
  RecordScene at;
  at.open_page();
  at.open_form();
  at.type("record.credit_code", "92411622MA9T0000X1");
  CHECK(at.with_id("record.credit_code").invalid);
  at.type("record.established_on", "2026-02-30");
  CHECK(at.says("“2026-02-30”不是日期"));
  at.type("record.reason", "更正");
  at.press(Text::save_word);
  CHECK(at.network.accounts.empty());
  CHECK(at.says(say(Text::record_incomplete)));
}

TEST_CASE("record: where somebody else was quicker both stand there, and what was typed stays until one decides") {
  RecordScene at;
  at.open_page();
  at.open_form();
  at.type("record.station", "我的所");
  at.type("record.reason", "调整");
  at.press(Text::save_word);
  at.reply(412, problem_json("registry.changed_meanwhile"));
  TargetRecord theirs = at.record;
  theirs.target.station = "别人的所";
  theirs.revision = 9;
  at.reply(200, record_json(theirs));
  CHECK(at.says(say(Text::record_conflict)));
  CHECK(at.says("现在是“别人的所”，您输入的是“我的所”"));
  at.network.accounts.clear();
  at.press(Text::conflict_keep_mine);
  at.press(Text::save_word);
  const HttpRequest sent = at.reply(200, record_json(theirs));
  CHECK(sent.if_match == "\"9\"");
  CHECK(sent.body.contains("我的所"));
}

TEST_CASE("record: what somebody saved while one looked elsewhere stands beside what was typed before it is sent") {
  RecordScene at;
  at.open_page();
  at.open_form();
  at.type("record.station", "我的所");
  at.open("/settings");
  at.open(path_of({Screen::record_edit, at.record.target.id.uuid.text()}));
  TargetRecord theirs = at.record;
  theirs.target.station = "别人的所";
  theirs.revision = 9;
  answer_to(at.network, "/api/v1/targets/" + at.record.target.id.uuid.text(), 200, record_json(theirs));
  at.settle();
  CHECK(at.says("现在是“别人的所”，您输入的是“我的所”"));
  CHECK(at.named(Role::button, say(Text::save_word)).disabled);
}

TEST_CASE("record: what was typed of one entry is still there after another was opened") {
  RecordScene at;
  at.open_page();
  at.open_form();
  at.type("record.station", "我的所");
  TargetRecord other = at.record;
  other.target.id = {*Uuid::parse("0197f000-0000-7000-8000-0000000000f1")};
  other.target.station = "另一个所";
  const auto edit = [&](const TargetRecord& record) {
    at.network.accounts.clear();
    const std::string id = record.target.id.uuid.text();
    at.open(path_of({Screen::record_edit, id}));
    answer_to(at.network, "/api/v1/targets/" + id, 200, record_json(record));
    at.settle();
  };
  edit(other);
  CHECK(at.value("record.station") == "另一个所");
  edit(at.record);
  CHECK(at.value("record.station") == "我的所");
}

TEST_CASE("record: what is typed while it is being saved stays, and an old answer leads nowhere") {
  RecordScene at;
  at.open_page();
  at.open_form();
  at.type("record.station", "我的所");
  at.type("record.reason", "调整");
  at.press(Text::save_word);
  TargetRecord saved = at.record;
  saved.target.station = "我的所";
  saved.revision = 8;
  SUBCASE("typed meanwhile") {
    at.type("record.station", "我的二所");
    at.reply(200, record_json(saved));
    CHECK(at.says(say(Text::record_saved)));
    CHECK(at.value("record.station") == "我的二所");
    CHECK(at.shell.backs == 0);
  }
  SUBCASE("looked elsewhere meanwhile") {
    at.open("/settings");
    at.reply(200, record_json(saved));
    at.network.accounts.clear();
    at.open(path_of({Screen::record_edit, at.record.target.id.uuid.text()}));
    CHECK(at.says(say(Text::record_saved)));
    CHECK(at.shell.backs == 0);
  }
}

TEST_CASE("record: without an answer the form says so and keeps what was typed") {
  RecordScene at;
  at.open_page();
  at.open_form();
  at.type("record.station", "我的所");
  at.type("record.reason", "调整");
  at.press(Text::save_word);
  fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.says("输入的内容还在"));
  CHECK(at.value("record.station") == "我的所");
}

TEST_CASE("record: licences are added, changed and removed") {
  RecordScene at;
  at.open_page();
  at.open_form();
  at.press(Text::licence_add);
  at.type("record.licence.name", "食品经营许可证");
  at.type("record.licence.number", "JY1");
  at.type("record.licence.authority", "县局");
  at.type("record.licence.expires_on", "2027-01-31");
  at.press(Text::licence_done);
  CHECK(at.says("有效期至 2027年1月31日"));
  at.type("record.reason", "新办许可");
  at.press(Text::save_word);
  const std::string body = take_request(at.network).request.body;
  CHECK(body.contains(R"({"name":"食品经营许可证","number":"JY1","authority":"县局","expires_on":"2027-01-31"})"));
}

TEST_CASE("record: taken out of the register it leaves this device's list, with a reason") {
  RecordScene at;
  at.open_page();
  at.press(Text::record_end);
  at.type("record.end.reason", "已注销", true);
  TargetRecord ended = at.record;
  ended.revision = 8;
  ended.valid_to = CivilDate::of(2026, 5, 28);
  const HttpRequest sent = at.reply(200, record_json(ended));
  CHECK(sent.path.ends_with("/end"));
  CHECK(sent.body == R"({"reason":"已注销"})");
  CHECK(at.says("已于2026年5月28日移出名录"));
  CHECK_FALSE(at.app.model().targets.index->find(at.record.target.id));
}

TEST_CASE("record: a new one is made, and is on this device at once") {
  RecordScene at;
  at.open("/targets/new");
  at.reply(200, R"({"items":[]})");
  at.press(Text::record_make);
  CHECK(at.network.accounts.empty());
  at.type("record.name", "新开的店");
  at.activate(Role::button, say(Text::field_township));
  at.activate(Role::radio, "西夏亭镇");
  at.type("record.reason", "新设立");
  at.press(Text::record_make);
  TargetRecord made = at.record;
  made.target.id = {*Uuid::parse("0197f000-0000-7000-8000-0000000000f0")};
  made.target.name = "新开的店";
  made.revision = 1;
  const HttpRequest sent = at.reply(201, record_json(made));
  CHECK(sent.body.contains(R"("township_code":"411622101")"));
  CHECK(at.app.model().route.id == made.target.id.uuid.text());
  CHECK(at.app.model().targets.index->find(made.target.id));
}

TEST_CASE("targets: the register is taken out as a file from the menu of its list") {
  RecordScene at;
  at.open("/targets");
  at.app.activate("header.more");
  at.settle();
  at.activate(Role::menuitem, say(Text::export_title));
  CHECK(at.shows(Role::dialog, say(Text::export_title)));
}

TEST_CASE("caps: everybody reads how often a target may be visited, and the office sets it for this year or the next") {
  RecordScene at;
  at.network.accounts.clear();
  const auto caps = [](int visits) {
    return R"({"items":[{"year":2026,"visits_max":)" + std::to_string(visits) +
           R"(,"recorded_by":"demo-office","reason":"年度安排"}]})";
  };
  const auto open_caps = [&] {
    at.open("/targets");
    at.app.activate("header.more");
    at.settle();
    at.activate(Role::menuitem, say(Text::caps_title));
    answer_to(at.network, "/api/v1/visit-caps", 200, caps(2));
    at.settle();
    CHECK(at.says("2026 年：同一检查对象最多 2 次"));
  };
  SUBCASE("who may not set it") {
    open_caps();
    CHECK_FALSE(at.shows(Role::button, say(Text::save_word)));
  }
  SUBCASE("the office") {
    at.open("/sign-in");
    at.type("sign_in.login", "demo-office");
    at.type("sign_in.password", "the password", true);
    answer_to(at.network, "/api/v1/session", 200, session_json({}, R"("registers_read":"all","plans_write":"all")"));
    at.settle();
    at.network.accounts.clear();
    open_caps();
    at.type("caps.visits", "0");
    at.press(Text::save_word);
    CHECK(at.says(say(Text::cap_wrong)));
    at.type("caps.visits", "3");
    at.type("caps.reason", "减负");
    at.press(Text::save_word);
    const HttpRequest sent = answer_to(at.network, "/api/v1/visit-caps/2026", 200, "{}");
    at.settle();
    CHECK(sent.method == Method::put);
    CHECK(sent.body == R"({"visits_max":3,"reason":"减负"})");
    CHECK(at.says(say(Text::cap_saved)));
    answer_to(at.network, "/api/v1/visit-caps", 200, caps(3));
    at.settle();
    CHECK(at.says("最多 3 次"));
  }
}

TEST_CASE("bulk: chosen in the list, previewed, carried out as seen, shown at once, and taken back") {
  RecordScene at;
  const auto status = [&] {
    const RegisterIndex& index = *at.app.model().targets.index;
    return static_cast<TargetStatus>(index.value(Facet::status, *index.find(at.record.target.id)));
  };
  const TargetStatus before = status();
  at.open("/targets");
  at.begin_bulk();
  at.type("targets.search", at.record.target.name);
  at.app.activate("targets.list/" + at.record.target.id.uuid.text());
  at.settle();
  CHECK(at.says("已选 1 个"));
  at.press(Text::bulk_change);
  at.press(Text::bulk_preview);
  CHECK(at.network.accounts.empty());
  at.activate(Role::radio, say(Text::bulk_status));
  at.app.activate("bulk.value");
  at.settle();
  at.activate(Role::radio, say(Text::status_suspended));
  at.type("bulk.reason", "集中核查");
  at.press(Text::bulk_preview);
  const HttpRequest asked = at.reply(200, bulk_plan_json(1));
  CHECK(asked.body.contains(R"("preview":true)"));
  CHECK(asked.body.contains(R"("change":{"kind":"status","status":"suspended"})"));
  CHECK(at.says("将修改 1 个"));
  CHECK(at.says("2 个已经是这样"));
  CHECK(at.says("1 个不能修改"));
  at.activate(Role::button, "确认修改 1 个");
  const std::string id = at.record.target.id.uuid.text();
  const HttpRequest sent = at.reply(200, bulk_done_json(id));
  CHECK(sent.body.contains(R"("fingerprint":"f00d")"));
  CHECK(at.says("已修改 1 个"));
  CHECK(status() == TargetStatus::suspended);
  at.press(Text::bulk_undo);
  CHECK(at.reply(200, R"({"left_count":0,"restored":[{"id":")" + id + R"(","revision":9}]})").path.ends_with("/undo"));
  CHECK(at.says("已恢复 1 个"));
  CHECK(status() == before);
}

TEST_CASE("bulk: until the answer is there the sheet stays, so that what was changed is told") {
  RecordScene at;
  preview_other_township(at);
  at.activate(Role::button, "确认修改 1 个");
  at.app.key("Escape", false);
  at.settle();
  REQUIRE(at.network.accounts.size() == 1);
  at.reply(200, bulk_done_json(at.record.target.id.uuid.text()));
  CHECK(at.says("已修改 1 个"));
  CHECK(at.shows(Role::button, say(Text::bulk_undo)));
}

TEST_CASE("bulk: another change than the one previewed needs another preview; so does a register that changed") {
  RecordScene at;
  preview_other_township(at);
  SUBCASE("another change") {
    at.app.activate("bulk.value");
    at.settle();
    at.activate(Role::radio, "逍遥镇");
  }
  SUBCASE("another register") {
    at.activate(Role::button, "确认修改 1 个");
    at.reply(409, problem_json("registry.preview_outdated"));
    CHECK(at.says("预览之后名录又有变化"));
  }
  CHECK_FALSE(at.shows(Role::button, "确认修改 1 个"));
  CHECK(at.shows(Role::button, say(Text::bulk_preview)));
}

TEST_CASE("record: no answer is trusted") {
  RecordScene at;
  const std::string good = record_json(at.record);
  REQUIRE(read_record(good));
  RecordHistory history;
  const std::string page = R"({"items":[)" + history_item(1, {}) + R"(],"next_cursor":"1"})";
  REQUIRE(read_history(page, history));
  std::mt19937 random(7);
  const auto mutated = [&](std::string text) {
    for (auto left = 1 + random() % 3; left > 0; --left) text[random() % text.size()] = static_cast<char>(random());
    return text;
  };
  for (int round = 0; round < 1000; ++round) {
    if (const auto other = read_record(mutated(good))) CHECK(other->revision > 0);
    RecordHistory other;
    (void)read_history(mutated(page), other);
    (void)read_bulk_answer(mutated(bulk_plan_json(1)));
  }
  // A server that never ends is stopped.
  RecordHistory endless;
  for (int i = 0; i < 5000; ++i) REQUIRE(read_history(page, endless));
  CHECK_FALSE(endless.next_cursor);
}
