// Draws on the client: what is read of the server's answers, what is sent, and what the screens make of it.
#include <doctest/doctest.h>

#include "client/app/draws/draw_route.h"
#include "client/app/draws/draws_json.h"
#include "client/app/model/pages.h"
#include "client/app/screens/draw_setup.h"
#include "client/app/screens/draw_words.h"
#include "client/app/ui/qr_code.h"
#include "tests/client/draw_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::draws_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

const std::string draw_route = "/draws/" + std::string(draw_id);
const std::string new_route = "/draws/new/" + std::string(task_id);
const std::string stage_route = draw_route + "/stage";

struct DrawsScene : Harness {
  explicit DrawsScene(std::string_view path, Answers known = draw_answers(), std::string_view grants = holder_grants)
      : Harness(Look{}, path), answers(std::move(known)) {
    sign_in_holder(*this, grants);
    serve(*this, answers);
  }
  void press_id(std::string_view id) {
    app.activate(id);
    settle();
  }
  /// Answers the one request that waits, and then what is read because of it.
  HttpRequest reply(int status, std::string body = {}) {
    HttpRequest sent = accounts_test::answer(network, status, std::move(body));
    settle();
    serve(*this, answers);
    return sent;
  }
  /// What the server has is another now; it is read as time goes on.
  void become(const SomeDraw& draw) {
    answers[draw_path] = draw_json(draw);
    frame(2100);
    serve(*this, answers);
  }
  bool has(std::string_view id) const { return !with_id(id).id.empty(); }
  std::string value(std::string_view id) const {
    const auto found = std::ranges::find(app.fields(), id, &EditableField::id);
    return found == app.fields().end() ? "(no such field)" : found->value;
  }
  Answers answers;
};

const std::string first_card = "draw.seat." + std::string(first_seat);

}  // namespace

TEST_CASE("draws: addresses lead to what they name and back, and nothing else is one") {
  for (const std::string& path : {std::string("/draws"), draw_route, new_route, stage_route}) {
    CAPTURE(path);
    const Route route = route_from(path);
    CHECK(is_of_draws(route.screen));
    CHECK(path_of(route) == path);
  }
  for (const std::string& wrong : {std::string("/draws/x"), std::string("/draws/new"), draw_route + "/x"})
    CHECK(route_from(wrong) == Route{});
  CHECK(parent_of(route_from(stage_route)) == route_from(draw_route));
  CHECK(parent_of(route_from(draw_route)) == route_from("/draws"));
  CHECK(parent_of(route_from("/log")) == route_from("/draws"));
}

TEST_CASE("draws: what the server says is read, and what makes no sense is refused") {
  const auto draw = read_one(draw_json(draw_in("drawn")), read_draw);
  REQUIRE(draw);
  CHECK(draw->seats[0].state == SeatState::revealed);
  CHECK(draw->values[0].value == "314159");
  CHECK(draw->result_hash == some_hash);
  CHECK(draw->target_count == 1286);
  CHECK_FALSE(read_one(draw_json({.stage = "asleep"}), read_draw));
  CHECK_FALSE(read_one(draw_json({.values = {{.form = "digits:0"}}}), read_draw));
  const auto places = read_one(places_json(), read_draw_places);
  REQUIRE(places);
  CHECK(places->places[3].target.empty());
  CHECK(places->targets.at(roster_id(0)).name == "西华县惠民超市有限公司");
  // What the server withholds is no fault.
  CHECK(read_one(R"({"items":[]})", read_draw_places));
  const auto change = read_one(confirmed_change_json(), read_draw_change);
  REQUIRE(change);
  CHECK(change->left == inspector_id(3));
  CHECK(change->came == inspector_id(0));
}

TEST_CASE("draws: the usual set-up makes sense, and each fault is told at its field") {
  const tasks::TaskId task{*Uuid::parse(task_id)};
  DrawSetupFields fields = usual_draw_setup(Language::chinese);
  const auto usual = draw_setup_from(fields, task);
  REQUIRE(usual);
  CHECK(usual->witnesses.size() == 2);
  CHECK(usual->deadline_s == 3600);
  CHECK(usual->values[0].form == "digits:6");
  CHECK(entropy_bits_of(fields) == 512 + 19);
  const auto field_of = [&] {
    const auto made = draw_setup_from(fields, task);
    return made ? std::string() : draw_setup_field_of(fields, made.error());
  };
  fields.minutes = "9";
  CHECK(field_of() == "minutes");
  fields.minutes = "60";
  fields.values.push_back({.name = "双色球",
                           .form = "lottery:ssq",
                           .ref = "2026061",
                           .is_in_room = false,
                           .day = "2026-06-02",
                           .time = "25:00"});
  CHECK(field_of() == "values.1.time");
  fields.values[1].time = "21：30";
  CHECK(draw_setup_from(fields, task)->values[1].at_s == 1'780'407'000);
  fields.values[1].has_other = true;
  CHECK(field_of() == "values.1.other_ref");
  fields.witnesses[1].clear();
  CHECK(field_of() == "witnesses.1");
  // What the server finds is told where it can be mended.
  CHECK(draw_setup_field_of(fields, Error("draw.ref_next").with("name", "双色球")) == "values.1.ref");
  CHECK(draw_setup_field_of(fields, Error("ceremony.value_passed").with("name", "双色球")) == "values.1.day");
  CHECK(draw_setup_field_of(fields, Error("tasks.nothing_in_range")).empty());
}

TEST_CASE("draws: the history tells task, round, stage and result, and is narrowed by stage") {
  DrawsScene at("/draws");
  const std::string row = at.with_id("draws." + std::string(drawn_id)).name;
  for (const char* part :
       {"食品经营者信用风险分类跨部门联合抽查", "XH-2026-0007", "第 1 轮", "已完成", "3f5a9c0e7b1d4826"}) {
    CAPTURE(part);
    CHECK(row.contains(part));
  }
  at.answers[history_path + "&stage=voided"] = rows(draw_json(draw_in("voided")));
  at.press_id("draws.filter");
  at.activate(Role::menuitemradio, say(Text::draw_stage_voided));
  serve(at, at.answers);
  CHECK_FALSE(at.has("draws." + std::string(drawn_id)));
  at.press_id("draws." + std::string(draw_id));
  CHECK(at.shell.route == draw_route);
}

TEST_CASE("draws: a long history is read page by page") {
  Answers answers = draw_answers();
  answers[history_path] = R"({"items":[)" + draw_json() + R"(],"next_cursor":"abc"})";
  SomeDraw other = draw_in("drawn");
  other.id = drawn_id;
  answers[history_path + "&cursor=abc"] = rows(draw_json(other));
  DrawsScene at("/draws", answers);
  CHECK_FALSE(at.has("draws." + std::string(drawn_id)));
  at.press_id("draws.more");
  serve(at, at.answers);
  CHECK(at.has("draws." + std::string(draw_id)));
  CHECK(at.has("draws." + std::string(drawn_id)));
  CHECK_FALSE(at.has("draws.more"));
}

TEST_CASE("draws: one button sets up an ordinary draw, and each witness gets a code of the own") {
  DrawsScene at(new_route);
  CHECK(at.says("XH-2026-0007"));
  CHECK(at.with_id("draw_setup.entropy").name.contains("531"));
  at.press_id("draw_setup.form.submit");
  const HttpRequest sent = at.reply(201, prepared_json());
  CHECK(sent.path == draws_path);
  CHECK(sent.body.contains(R"("witnesses":["见证人甲","见证人乙"])"));
  CHECK(sent.body.contains(R"("form":"digits:6","ref":"会场掷骰六次","is_in_room":true)"));
  CHECK(at.shell.route == draw_route);
  CHECK(at.shows(Role::img, "王代表的邀请二维码"));
  at.press_id(first_card + ".copy");
  CHECK(at.shell.copied == "https://mingchou.example/verify/witness.html#" + token_of('a'));
  // Who has joined needs no code any more.
  at.become(draw_in("inviting"));
  CHECK(at.all(Role::img).empty());
  CHECK(at.says(say(Text::draw_next_fix)));
}

TEST_CASE("draws: what the server refuses of a set-up stands at its field, or leads to the task") {
  DrawsScene at(new_route);
  at.press_id("draw_setup.announced.add");
  at.type("draw_setup.values.1.ref", "2026061");
  at.press_id("draw_setup.form.submit");
  at.reply(409, accounts_test::problem_json("ceremony.value_passed", R"("name":"双色球")"));
  CHECK(at.with_id("draw_setup.values.1.day.error").name.contains("公布时间已过"));
  at.press_id("draw_setup.form.submit");
  at.reply(409, accounts_test::problem_json("tasks.nothing_in_range"));
  CHECK(at.has("draw_setup.refused"));
  CHECK(at.shows(Role::button, say(Text::draw_open_task)));
  CHECK(at.value("draw_setup.values.1.ref") == "2026061");
}

TEST_CASE("draws: a new invitation makes the old one void, and a seat can be left out") {
  DrawsScene at(draw_route);
  CHECK(at.with_id(first_card + ".hidden").name == say(Text::draw_seat_hidden));
  at.press_id(first_card + ".again");
  CHECK(at.says("原来的二维码和链接立即作废"));
  at.press_id("draw.invite.question.confirm");
  const HttpRequest sent = at.reply(
      200, R"({"invitations":[{"seat_id":")" + std::string(first_seat) + R"(","token":")" + token_of('c') + R"("}]})");
  CHECK(sent.path == draw_path + "/seats/" + std::string(first_seat) + "/invitation");
  CHECK(at.shows(Role::img, "王代表的邀请二维码"));
  at.press_id(first_card + ".leave");
  at.press_id("draw.leave.question.confirm");
  const HttpRequest left = at.reply(200, draw_json({.seats = {{second_seat, "李律师", "joined"}}}));
  CHECK(left.method == Method::remove);
  CHECK_FALSE(at.has(first_card));
}

TEST_CASE("draws: the plan is fixed once all have joined, after a question that says what it means") {
  DrawsScene at(draw_route);
  CHECK(at.with_id("draw.fix").disabled);
  at.become(draw_in("inviting"));
  at.press_id("draw.fix");
  CHECK(at.says("固定 1,286 个检查对象、64 名检查人员的名单、2 名见证人"));
  at.press_id("draw.fix.question.confirm");
  at.answers[draw_path] = draw_json(draw_in("consenting"));
  CHECK(at.reply(200, at.answers[draw_path]).path == draw_path + "/plan");
  CHECK(at.says("3f5a 9c0e 7b1d"));
  CHECK(at.with_id("draw.next").name.contains("王代表、李律师"));
}

TEST_CASE("draws: a public value is typed here, and what is typed outlives the reading again") {
  DrawsScene at(draw_route, draw_answers(draw_in("revealing")));
  CHECK(at.with_id("draw.next").name.contains("请在会场产生“骰子”"));
  at.type("draw.value.0", "3141");
  SomeDraw other = draw_in("revealing");
  other.values[0].typed = {"demo-department"};
  at.become(other);
  CHECK(at.value("draw.value.0") == "3141");
  CHECK(at.says("demo-department已录入"));
  at.type("draw.value.0", "314159", true);
  CHECK(at.reply(409, accounts_test::problem_json("draw.value_form", R"("name":"骰子","form":"digits:6")")).body ==
        R"({"name":"骰子","value":"314159"})");
  CHECK(at.with_id("draw.value.0.error").name.contains("骰子"));
  CHECK(at.value("draw.value.0") == "314159");
  at.press_id("draw.value.0.form.submit");
  other.values[0].typed = {"demo-department", "demo-office"};
  other.values[0].is_disputed = true;
  at.answers[draw_path] = draw_json(other);
  at.reply(200, at.answers[draw_path]);
  CHECK(at.with_id("draw.value.0.row.standing").name.contains("不一致"));
  CHECK(at.value("draw.value.0").empty());
}

TEST_CASE("draws: who only reads finds no step") {
  DrawsScene at(draw_route, draw_answers(draw_in("revealing")), reader_grants);
  for (const char* id : {"draw.fix", "draw.cancel", "draw.value.0.form.submit"}) CHECK_FALSE(at.has(id));
  CHECK(at.has("draw.project"));
}

TEST_CASE("draws: a draw is read again every two seconds while it is on its way and in sight") {
  DrawsScene at(draw_route, draw_answers(draw_in("consenting")));
  const auto reads = [&] { return at.network.accounts.size(); };
  at.frame(1000);
  CHECK(reads() == 0);
  at.frame(1100);
  CHECK(reads() == 1);
  accounts_test::fail_request(at.network, "client.offline");
  at.frame(2100);
  // Nobody answered: not as often.
  CHECK(reads() == 0);
  CHECK(at.has("stale"));
  at.frame(10'100);
  CHECK(reads() == 1);
  serve(at, at.answers);
  CHECK_FALSE(at.has("stale"));
  at.app.set_online(false);
  at.frame(5000);
  CHECK(reads() == 0);
  at.app.set_online(true);
  at.frame();
  at.become(draw_in("drawn"));
  at.frame(5000);
  CHECK(reads() == 0);
  at.open("/draws");
  serve(at, at.answers);
  at.frame(5000);
  CHECK(reads() == 0);
}

TEST_CASE("draws: one that is overdue is made void with a reason, and a new round begins") {
  SomeDraw late = draw_in("revealing");
  late.is_overdue = true;
  DrawsScene at(draw_route, draw_answers(late));
  CHECK(at.says(say(Text::draw_next_overdue)));
  CHECK_FALSE(at.has("draw.value.0"));
  at.press_id("draw.cancel");
  at.press_id("draw.cancel.form.submit");
  CHECK(at.has("draw.cancel.reason.error"));
  at.type("draw.cancel.reason", "一名见证人未能到场");
  at.press_id("draw.cancel.form.submit");
  at.answers[draw_path] = draw_json(draw_in("voided"));
  CHECK(at.reply(200, at.answers[draw_path]).body.contains("一名见证人未能到场"));
  CHECK(at.with_id("draw.next").name == "已作废：一名见证人未能到场");
  at.press_id("draw.round");
  CHECK(at.shell.route == new_route);
}

TEST_CASE("draws: a result that failed to be computed is tried again") {
  DrawsScene at(draw_route, draw_answers(draw_in("settling")));
  CHECK_FALSE(at.has("draw.cancel"));
  at.press_id("draw.settle");
  at.reply(500, accounts_test::problem_json("data.unusable", R"("path":"blobs/ab")"));
  CHECK(at.has("draw.error"));
}

TEST_CASE("draws: the result is told by target and by inspector, and found by name") {
  DrawsScene at(draw_route, draw_answers(draw_in("drawn")));
  const std::string first = at.with_id("draw.place.0").name;
  CHECK(first.contains("西华县惠民超市有限公司"));
  CHECK(first.contains("张建国（西华县市场监督管理局）"));
  CHECK(at.with_id("draw.place.3").name.contains("空缺"));
  at.type("draw.search", "胡辣汤");
  CHECK_FALSE(at.has("draw.place.0"));
  at.press_id("draw.tabs.1");
  CHECK(at.with_id("draw.load." + inspector_id(5)).name == "杨帆（西华县消防救援大队），6 户");
  at.press_id("draw.bundle");
  const HttpRequest sent = at.reply(200, "draw-XH-2026-0007-audit.jsonl");
  CHECK(sent.path == draw_path + "/audit-bundle");
  CHECK(sent.files == HttpRequest::Files::saves);
  at.press_id("draw.print");
  REQUIRE(at.shell.sheets.size() == 1);
  CHECK(at.shell.sheets[0].rows.size() == 24);
  CHECK(at.shell.sheets[0].rows[0][1] == "西华县惠民超市有限公司");
}

TEST_CASE("draws: a sealed result shows departments alone") {
  Answers answers = draw_answers(draw_in("drawn"));
  answers[task_path] = task_json("drawn", true);
  answers[draw_path + "/places"] = places_json(24, true);
  DrawsScene at(draw_route, answers, reader_grants);
  CHECK(at.says("2026年11月30日"));
  const std::string first = at.with_id("draw.place.0").name;
  CHECK(first.contains("西华县市场监督管理局、西华县消防救援大队"));
  CHECK_FALSE(first.contains("张建国"));
}

TEST_CASE("draws: a substitute is proposed with a reason and evidence, and confirmed by somebody else") {
  DrawsScene at(draw_route, draw_answers(draw_in("drawn")));
  at.press_id("draw.place.0");
  at.press_id("draw.substitute");
  at.press_id("draw.reason.1");
  at.press_id("draw.proposal.submit");
  CHECK(at.says(say(Text::draw_evidence_missing)));
  at.press_id("draw.evidence");
  REQUIRE(at.shell.accepted_files.size() == 1);
  at.app.file_chosen({"迁出证明.pdf", 120'000, std::string(some_hash)});
  at.settle();
  CHECK(at.says("迁出证明.pdf"));
  at.press_id("draw.proposal.submit");
  at.answers[draw_path + "/changes"] = rows(change_json("proposed", "demo-office"));
  const HttpRequest sent = at.reply(201, change_json("proposed", "demo-office"));
  CHECK(sent.body == R"({"type":"substitution","target":")" + roster_id(0) + R"(","reason":"moved_away","evidence":")" +
                         std::string(some_hash) + "\"}");
  const std::string change = "draw.change." + std::string(first_change);
  CHECK(at.with_id(change).name.contains("待确认"));
  // One's own is for somebody else.
  CHECK(at.has(change + ".own"));
  CHECK_FALSE(at.has(change + ".confirm"));
  at.press_id(change + ".withdraw");
  CHECK(at.reply(200, change_json("withdrawn", "demo-office")).method == Method::remove);
}

TEST_CASE("draws: an inspector is replaced by slot, and what another proposed is confirmed after a question") {
  DrawsScene at(draw_route, draw_answers(draw_in("drawn")));
  at.press_id("draw.place.0");
  at.press_id("draw.slot.1");
  at.press_id("draw.reason.0");
  at.press_id("draw.proposal.submit");
  CHECK(at.reply(201, change_json()).body ==
        R"({"type":"replacement","target":")" + roster_id(0) + R"(","slot":1,"reason":"illness","passed":[]})");
  CHECK(at.says("接替：张建国（西华县市场监督管理局）"));
  at.press_id("draw.change." + std::string(first_change) + ".confirm");
  at.press_id("draw.confirm.question.confirm");
  const HttpRequest sent = at.reply(409, accounts_test::problem_json("ceremony.change_settled"));
  CHECK(sent.path == draw_path + "/changes/" + std::string(first_change) + "/confirmation");
  CHECK(at.has("draw.error"));
}

TEST_CASE("draws: the wall has no navigation, shows codes and announces the result step by step") {
  DrawsScene at(stage_route, draw_answers(draw_in("drawn")));
  CHECK(at.all(Role::navigation).empty());
  at.press_id("stage.show");
  CHECK(at.says("第 1 个，共 24 个"));
  CHECK_FALSE(at.has("stage.result_hash"));
  at.frame(2100);
  at.frame();
  CHECK(at.says("第 2 个，共 24 个"));
  CHECK(at.with_id("stage.earlier.0").name.contains("西华县惠民超市有限公司"));
  at.press_id("stage.run");
  at.frame(9000);
  at.frame();
  CHECK(at.says("第 2 个，共 24 个"));
  at.press_id("stage.skip");
  CHECK(at.says("共抽取 24 个检查对象"));
  CHECK(at.with_id("stage.result_hash").name.contains("3f5a 9c0e"));
  at.app.key("Escape", false);
  at.settle();
  CHECK(at.shell.route == draw_route);
}

TEST_CASE("a QR code holds an invitation's address, and of a text that is too long there is none") {
  const QrPicture code = qr_picture("https://mingchou.example/verify/witness.html#" + token_of('a'));
  CHECK(code.size >= 33);
  CHECK(code.dark.size() == static_cast<std::size_t>(code.size * code.size));
  // The corner of a finder, and the light around it.
  CHECK(code.dark[0] == 1);
  CHECK(code.dark[7] == 0);
  CHECK(qr_picture(std::string(2000, 'x')).size == 0);
}

TEST_CASE("draws: a result stands beside what chance would make of it, in plain words") {
  DrawsScene at(draw_route, draw_answers(draw_in("drawn")));
  at.press_id("draw.tabs.3");
  serve(at, at.answers);
  CHECK(at.with_id("draw.trait.kind.words").name.contains("只有 4 次"));
  CHECK(at.with_id("draw.trait.kind.0").name == "企业，抽中 14，期望 22.5，共 1,200");
  CHECK(at.with_id("draw.trait.township.words").name.contains("412 次"));
  // Twelve townships have a row each; the other eight share one.
  CHECK(at.with_id("draw.trait.township.12").name.starts_with("其余 8 项"));
  CHECK_FALSE(at.has("draw.trait.township.13"));
  CHECK(at.with_id("draw.trait.industry.0").name.contains("批发和零售业"));
  CHECK(at.with_id("draw.trait.industry.1").name.starts_with(say(Text::draw_trait_none)));
  CHECK(at.with_id("draw.trait.name_length.1").name.starts_with("21 字及以上"));
  CHECK(at.with_id("draw.trait.registration_year.words").name == say(Text::draw_trait_certain));
  CHECK(at.with_id("draw.trait.registration_year.0").name.starts_with("1999 年及以前"));
}

TEST_CASE("draws: while the list is sealed the comparison says until when, and asks once") {
  Answers answers = draw_answers(draw_in("drawn"));
  answers.erase(draw_path + "/conformity");
  DrawsScene at(draw_route, answers);
  at.press_id("draw.tabs.3");
  at.reply(403, accounts_test::problem_json("ceremony.sealed", R"("day":"2026-11-30")"));
  CAPTURE(at.with_id("draw.conformity.sealed.title").name);
  CHECK(at.with_id("draw.conformity.sealed.title").name.contains("2026-11-30"));
  at.settle();
  CHECK(at.network.accounts.empty());
}

TEST_CASE("draws: the proof of one target is saved by its code, however that was typed, and an unknown one says so") {
  DrawsScene at(draw_route, draw_answers(draw_in("drawn")));
  at.press_id("draw.proof");
  at.press_id("draw.proof.form.submit");
  CHECK(at.network.accounts.empty());
  at.type("draw.proof.target", " ９１４１１622MA45ABCX7k ");
  at.press_id("draw.proof.form.submit");
  HttpRequest sent = accounts_test::answer(
      at.network, 404, accounts_test::problem_json("draw.proof_target", R"("target":"91411622MA45ABCX7K")"));
  CHECK(sent.path == draw_path + "/proofs/91411622MA45ABCX7K");
  CHECK(sent.files == HttpRequest::Files::saves);
  at.settle();
  CHECK(at.with_id("draw.proof.form.error").name.contains("91411622MA45ABCX7K"));
  at.press_id("draw.proof.form.submit");
  at.reply(200, "draw-XH-2026-0007-proof-91411622MA45ABCX7K.jsonl");
  CHECK_FALSE(at.has("draw.proof.form.submit"));
}

TEST_CASE("draws: where all that could be drawn are of one sort, or chance made the likeliest, no more is said") {
  Answers answers = draw_answers(draw_in("drawn"));
  const auto trait = [](std::string_view name, const std::string& values) {
    return R"({"trait":)" + in_quotes(name) + R"(,"simulated":1000,"as_far":1000,"is_unusual":false,"values":[)" +
           values + "]}";
  };
  const std::string one = R"({"value":"enterprise","eligible_count":90,"drawn_count":9,"expected":9})";
  const std::string other = R"({"value":"F","eligible_count":90,"drawn_count":9,"expected":9})";
  const std::string third = R"({"value":"A","eligible_count":90,"drawn_count":9,"expected":9})";
  answers[draw_path + "/conformity"] = rows(trait("kind", one) + "," + trait("industry", other + "," + third));
  DrawsScene at(draw_route, answers);
  at.press_id("draw.tabs.3");
  serve(at, at.answers);
  CHECK(at.with_id("draw.trait.kind.words").name == say(Text::draw_trait_single));
  CHECK(at.with_id("draw.trait.industry.words").name.contains("1,000 次偏离"));
}

TEST_CASE("draws: the changes that were made are saved as a file by who may audit, and by nobody else") {
  DrawsScene at(draw_route, draw_answers(draw_in("drawn")), auditor_grants);
  at.press_id("draw.tabs.2");
  at.press_id("draw.changes.file");
  const HttpRequest sent = at.reply(200, "draw-XH-2026-0007-changes.jsonl");
  CHECK(sent.path == draw_path + "/change-file");
  CHECK(sent.files == HttpRequest::Files::saves);
}

TEST_CASE("draws: who only reads a draw has no file of its changes, and no proof") {
  DrawsScene at(draw_route, draw_answers(draw_in("drawn")), reader_grants);
  at.press_id("draw.tabs.2");
  CHECK(at.has("draw.change." + std::string(first_change)));
  CHECK_FALSE(at.has("draw.changes.file"));
  CHECK_FALSE(at.has("draw.proof"));
}
