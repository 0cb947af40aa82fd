// Yearly plans on the client: what is read of the server's answers, what is sent, and what the screens make of it.
#include <doctest/doctest.h>

#include <random>

#include "client/app/plans/plan_route.h"
#include "client/app/plans/plans_json.h"
#include "client/app/plans/plans_keeper.h"
#include "client/app/screens/plan_row_fields.h"
#include "tests/client/plan_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::plans_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

const std::string plan_route = "/plans/" + std::string(plan_id) + "/versions/";
const std::string published_route = plan_route + std::string(published_id);
const std::string draft_route = plan_route + std::string(adjustment_id);
const std::string row_route = draft_route + "/rows/" + std::string(first_row);
const std::string edit_route = row_route + "/edit";
const std::string new_route = draft_route + "/rows/new";

struct PlansScene : Harness {
  explicit PlansScene(std::string_view path, std::string_view grants = planner_grants, Answers known = plan_answers())
      : Harness(Look{}, path), answers(std::move(known)) {
    sign_in_planner(*this, grants);
    serve(*this, answers);
  }
  void press(Text label) { activate(Role::button, say(label)); }
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
  /// The adjustment is in that state from now on.
  void become(const SomePlan& plan) { answers = with_adjustment(plan); }
  std::string value(std::string_view id) const {
    const auto found = std::ranges::find(app.fields(), id, &EditableField::id);
    return found == app.fields().end() ? "(no such field)" : found->value;
  }
  Answers answers;
};

plans::Row good_row() { return read_one(row_json(), read_stored_plan_row)->row; }

}  // namespace

TEST_CASE("yearly plans: addresses lead to what they name and back, and nothing else is one") {
  for (const std::string& path :
       {std::string("/plans"), published_route, draft_route + "/diff",
        draft_route + "/diff/" + std::string(published_id), new_route, row_route, edit_route}) {
    CAPTURE(path);
    const Route route = route_from(path);
    CHECK(is_of_plans(route.screen));
    CHECK(path_of(route) == path);
    if (route.screen != Screen::plans) CHECK(route_of(plan_place(route)) == route);
  }
  const std::string version = draft_route.substr(std::string_view("/plans/").size());
  for (const std::string& wrong :
       {std::string("x"), std::string(plan_id), version + "/rows", version + "/rows/new/edit", version + "/rows/x",
        version + "/diff/x", version + "/x", version + "/rows/" + std::string(first_row) + "/x"})
    CHECK_FALSE(plan_place_from(wrong));
  CHECK(parent_of(route_from(edit_route)) == route_from(row_route));
  CHECK(parent_of(route_from(new_route)) == route_from(draft_route));
  CHECK(parent_of(route_from(row_route)) == route_from(draft_route));
  CHECK(parent_of(route_from(draft_route)) == Route{Screen::plans, {}});
}

TEST_CASE("yearly plans: each year tells its versions with their states, their tasks and what is due") {
  PlansScene at("/plans");
  CHECK(at.says("2026 年度联合抽查计划"));
  CHECK(at.says("第 1 版"));
  CHECK(at.says(say(Text::plan_state_published)));
  CHECK(at.says("第 2 版 · 调整稿"));
  CHECK(at.says("2 个任务"));
  CHECK(at.says("2027 年度计划经联席会议通过 · 应于2026年12月31日前完成"));
  CHECK(at.says("2026 年度计划第 1 版在国家企业信用信息公示系统公布"));
  CHECK(at.with_id("plans.version." + std::string(published_id)).name.starts_with("2026 年度联合抽查计划，第 1 版，"));
  at.press_id("plans.version." + std::string(published_id));
  CHECK(at.app.model().route == route_from(published_route));
}

TEST_CASE("yearly plans: the office makes the plan of the next year, and goes to its draft") {
  CHECK_FALSE(PlansScene("/plans", proposer_grants).shows(Role::button, "建立 2027 年度计划"));
  PlansScene at("/plans");
  CHECK_FALSE(at.shows(Role::button, "建立 2026 年度计划"));
  at.activate(Role::button, "建立 2027 年度计划");
  const HttpRequest sent = at.reply(201, yearly_plan_json(plan_version_json(some_adjustment)));
  CHECK(sent.path == plans_path);
  CHECK(sent.body == R"({"year":2027})");
  CHECK(at.app.model().route == route_from(draft_route));
}

TEST_CASE("yearly plans: without an answer it says so, and tries again") {
  Harness at(Look{}, "/plans");
  sign_in_planner(at);
  while (!at.network.accounts.empty()) accounts_test::fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.says(say(Text::plans_failed)));
  at.activate(Role::button, say(Text::retry));
  serve(at, plan_answers());
  CHECK(at.says("第 1 版"));
}

TEST_CASE("yearly plans: a role that may not sees neither the way nor the page") {
  CHECK(PlansScene("/settings", reader_grants).shows(Role::link, say(Text::plans_title)));
  Harness at(Look{}, "/plans");
  accounts_test::answer(at.network, 200, accounts_test::session_json({}, R"("users_read":"all")"));
  at.settle();
  CHECK(at.says(say(Text::gate_not_allowed_title)));
  CHECK_FALSE(at.shows(Role::link, say(Text::plans_title)));
}

TEST_CASE("a plan's version shows its tasks, what was done, and where it was published") {
  PlansScene at(published_route, reader_grants);
  CHECK(at.says(say(Text::plan_next_published)));
  CHECK(at.says("任务（7 个）"));
  const std::string row = at.with_id("plan.row." + std::string(first_row)).name;
  for (const char* part : {"食品经营者信用风险分类抽查", "西华县市场监督管理局发起", "西华县消防救援大队参与", "定向",
                           "4月1日至11月30日", "实地核查", "拟抽 300 户", "5%"}) {
    CAPTURE(part);
    CHECK(row.contains(part));
  }
  CHECK(at.with_id("plan.row." + std::string(second_row)).name.contains("20 户"));
  CHECK(at.says("西双随机联席纪〔2025〕9号"));
  CHECK(at.says("西政备〔2025〕41号"));
  CHECK(at.says("2025年12月22日公示 · https://portal.example/plans/2026"));
  // Who only reads finds no step.
  for (const Text step : {Text::plan_adjust, Text::plan_end, Text::plan_row_add, Text::plan_submit})
    CHECK_FALSE(at.shows(Role::button, say(step)));
}

TEST_CASE("many tasks are found by name and department, and one that was changed is told anew") {
  const std::string rows_path = published_path + "/rows?limit=200";
  Answers answers = plan_answers();
  answers[rows_path] = rows_page(40);
  PlansScene at(published_route, planner_grants, answers);
  const auto line = [&at] { return at.with_id("plan.row." + std::string(first_row)).name; };
  CHECK(line().contains("食品经营者信用风险分类抽查"));
  at.type("plan.search", "加油站");
  CHECK(line().empty());
  CHECK(at.says("加油站跨部门联合抽查"));
  at.type("plan.search", "没有这样的任务");
  CHECK(at.says(say(Text::plan_rows_not_found)));
  at.type("plan.search", "");
  at.answers[rows_path] = rows(row_json({.name = "改过的名称", .revision = 2}));
  at.open("/plans");
  at.open(published_route);
  serve(at, at.answers);
  CHECK(line().contains("改过的名称"));
}

TEST_CASE("a department's administrator adds the own tasks, and takes no step of the plan") {
  SomePlan plan = some_adjustment;
  plan.sight = "own_rows";
  PlansScene at(draft_route, proposer_grants, with_adjustment(plan));
  CHECK(at.says(say(Text::plan_next_draft_own)));
  CHECK(at.says(say(Text::plan_shows_own)));
  CHECK(at.shows(Role::button, say(Text::plan_row_add)));
  CHECK_FALSE(at.shows(Role::button, say(Text::plan_submit)));
  at.press_id("plan.row." + std::string(second_row));
  serve(at, at.answers);
  // Another department's task is only read.
  CHECK(at.says("药品零售企业抽查"));
  CHECK_FALSE(at.shows(Role::button, say(Text::item_edit)));
  at.open(row_route);
  serve(at, at.answers);
  CHECK(at.shows(Role::button, say(Text::item_edit)));
}

TEST_CASE("a draft is submitted after a question, from the revision that was seen") {
  PlansScene at(draft_route);
  at.press(Text::plan_submit);
  CHECK(at.says("共 2 个任务"));
  at.press_id("plan.submit.question.confirm");
  at.become(adjustment_in("submitted"));
  const HttpRequest sent = at.reply(200, at.answers[adjustment_path]);
  CHECK(sent.path == adjustment_path + "/submission");
  CHECK(sent.if_match == "\"3\"");
  CHECK(at.says(say(Text::plan_next_submitted)));
  CHECK_FALSE(at.shows(Role::button, say(Text::plan_row_add)));
}

TEST_CASE("what the rules refuse of a submission is told on the page") {
  PlansScene at(draft_route);
  at.press(Text::plan_submit);
  at.press_id("plan.submit.question.confirm");
  at.reply(409, accounts_test::problem_json("plans.nothing_changed"));
  CHECK(at.with_id("plan.error").name.contains("完全相同"));
}

TEST_CASE("a submitted plan is sent back with a reason, or approved with day and minutes") {
  PlansScene at(draft_route, planner_grants, with_adjustment(adjustment_in("submitted")));
  at.press(Text::plan_send_back);
  at.press_id("plan.return.form.submit");
  CHECK(at.network.accounts.empty());
  CHECK(at.shows(Role::alert, say(Text::fill_in)));
  at.type("plan.return.words", "任务重复");
  at.press_id("plan.return.form.submit");
  SomePlan returned = some_adjustment;
  returned.return_reason = "任务重复";
  at.become(returned);
  HttpRequest sent = at.reply(200, at.answers[adjustment_path]);
  CHECK(sent.path == adjustment_path + "/return");
  CHECK(sent.body == R"({"reason":"任务重复"})");
  CHECK(at.says("联席会议退回：任务重复"));
  at.become(adjustment_in("submitted"));
  at.open("/plans");
  at.open(draft_route);
  serve(at, at.answers);
  at.press(Text::plan_approve);
  at.type("plan.approval.day", "2026年5月28日");
  at.type("plan.approval.words", "西双随机联席纪〔2026〕3号");
  at.press_id("plan.approval.form.submit");
  at.become(adjustment_in("approved"));
  sent = at.reply(200, at.answers[adjustment_path]);
  CHECK(sent.path == adjustment_path + "/approval");
  CHECK(sent.if_match == "\"3\"");
  CHECK(sent.body == R"({"approved_on":"2026-05-28","minutes_number":"西双随机联席纪〔2026〕3号"})");
  CHECK(at.says(say(Text::plan_next_approved)));
}

TEST_CASE("what the server refuses of an approval stands in its sheet, with what was typed") {
  PlansScene at(draft_route, planner_grants, with_adjustment(adjustment_in("submitted")));
  at.press(Text::plan_approve);
  at.type("plan.approval.words", "9号");
  at.press_id("plan.approval.form.submit");
  at.reply(400, accounts_test::problem_json("plans.approved_before_submission", R"("date":"2026-05-30")"));
  CHECK(at.with_id("plan.approval.form.error").name.contains("2026年5月30日"));
  CHECK(at.value("plan.approval.words") == "9号");
}

TEST_CASE("an approved plan is filed, and published on both channels") {
  PlansScene at(draft_route, planner_grants, with_adjustment(adjustment_in("approved")));
  at.press(Text::plan_file);
  at.type("plan.filing.words", "西政备〔2026〕7号");
  at.press_id("plan.filing.form.submit");
  SomePlan filed = adjustment_in("filed");
  filed.unpublished = R"("department_portal","publicity_system")";
  at.become(filed);
  HttpRequest sent = at.reply(200, at.answers[adjustment_path]);
  CHECK(sent.path == adjustment_path + "/filing");
  CHECK(sent.body == R"({"filed_on":"2026-05-29","filing_number":"西政备〔2026〕7号"})");
  at.activate(Role::button, "登记公示：国家企业信用信息公示系统");
  at.type("version.address", "GS-2026-8");
  at.press_id("version.publish.form.submit");
  sent = at.reply(201, "{}");
  CHECK(sent.path == adjustment_path + "/publications");
  CHECK(sent.body == R"({"channel":"publicity_system","published_on":"2026-05-29","address":"GS-2026-8"})");
}

TEST_CASE("a wrong record of a publication is voided with a reason") {
  PlansScene at(published_route);
  at.activate(Role::button, "作废：部门网站");
  at.type("version.void.reason", "网址写错");
  at.press_id("version.void.form.submit");
  const HttpRequest sent = at.reply(200, "{}");
  CHECK(sent.path == published_path + "/publications/0197f000-0000-7000-8000-000000000e01/void");
  CHECK(sent.body == R"({"reason":"网址写错"})");
}

TEST_CASE("a published plan is adjusted with a reason, and the screen goes to the adjustment") {
  Answers answers = plan_answers();
  answers[plan_path + "/versions"] = rows(plan_version_json());
  PlansScene at(published_route, planner_grants, answers);
  at.press(Text::plan_adjust);
  at.type("plan.adjustment.words", "新增专项");
  at.press_id("plan.adjustment.form.submit");
  at.answers = plan_answers();
  const HttpRequest sent = at.reply(201, plan_version_json(some_adjustment));
  CHECK(sent.path == published_path + "/adjustment");
  CHECK(sent.if_match == "\"6\"");
  CHECK(sent.body == R"({"reason":"新增专项"})");
  CHECK(at.shell.route == draft_route);
  // While it is under way there is no second one.
  at.open(published_route);
  serve(at, at.answers);
  CHECK_FALSE(at.shows(Role::button, say(Text::plan_adjust)));
  CHECK(at.shows(Role::button, say(Text::plan_open_adjustment)));
}

TEST_CASE("an adjustment is discarded after a question") {
  PlansScene at(draft_route);
  at.press(Text::plan_discard);
  at.press_id("plan.discard.question.confirm");
  const HttpRequest sent = at.reply(200, plan_version_json(adjustment_in("discarded")));
  CHECK(sent.method == Method::remove);
  CHECK(sent.path == adjustment_path);
  CHECK(sent.if_match == "\"3\"");
}

TEST_CASE("what differs from the plan before is told in words, side by side") {
  PlansScene at(draft_route + "/diff");
  CHECK(at.says("与第 1 版比较"));
  CHECK(at.says("新增 1 项，取消 1 项，修改 1 项"));
  CHECK(at.says("抽查数量：修改前 5%；修改后 120 户"));
  CHECK(at.says("结束日期：修改前 2026年11月30日；修改后 2026年10月31日"));
  CHECK(at.says("校园周边食品经营者抽查"));
  CHECK(at.says("广告行为抽查"));
}

TEST_CASE("a task is changed from the revision that was read, and what the rules refuse is told at its field") {
  PlansScene at(edit_route);
  CHECK(at.value("plan.ratio") == "5");
  CHECK(at.named(Role::button, say(Text::save_word)).disabled);
  at.type("plan.last_day", "2027-01-31");
  at.press(Text::save_word);
  CHECK(at.network.accounts.empty());
  CHECK(at.with_id("plan.first_day.error").name.contains("2026"));
  at.type("plan.last_day", "2026-10-31");
  at.type("plan.ratio", "4.5");
  at.press(Text::save_word);
  const HttpRequest sent = at.reply(200, row_json({.last_day = "2026-10-31", .revision = 2}));
  CHECK(sent.method == Method::put);
  CHECK(sent.path == adjustment_path + "/rows/" + std::string(first_row));
  CHECK(sent.if_match == "\"1\"");
  CHECK(sent.body.contains(R"("quantity":{"kind":"ratio","ratio_basis_points":450})"));
  CHECK(sent.body.contains(R"("last_day":"2026-10-31")"));
  CHECK(at.says(say(Text::plan_row_saved)));
}

TEST_CASE("what the server refuses of a task stands at the field that it is about") {
  struct Refusal {
    const char* code;
    const char* field;
  };
  for (const Refusal& refused :
       {Refusal{"plans.ratio_above_cap", "plan.ratio.error"}, Refusal{"plans.item_of_others", "plan.items.error"},
        Refusal{"plans.item_not_in_force", "plan.items.error"}, Refusal{"plans.unknown_tag", "plan.range.error"},
        Refusal{"plans.not_inspecting_body", "plan.participating.error"}}) {
    CAPTURE(refused.code);
    PlansScene at(edit_route);
    at.type("plan.name", "另一个名称");
    at.press(Text::save_word);
    at.reply(400,
             accounts_test::problem_json(
                 refused.code, R"("task":"另一个名称","code":"SCJG-01","date":"2026-04-01","ratio":"9%","cap":"5%")"));
    CHECK(at.with_id(refused.field).role == Role::alert);
    CHECK(at.value("plan.name") == "另一个名称");
  }
}

TEST_CASE("two who change the same task both see it, and nothing typed is lost") {
  PlansScene at(edit_route);
  at.type("plan.name", "我填写的名称");
  at.press(Text::save_word);
  at.answers[adjustment_path + "/rows?limit=200"] = rows(row_json({.name = "别人改的名称", .revision = 5}));
  at.reply(412, accounts_test::problem_json("plans.changed_meanwhile"));
  CHECK(at.says("名称：别人保存的 别人改的名称；您填写的 我填写的名称"));
  CHECK(at.value("plan.name") == "我填写的名称");
  CHECK(at.named(Role::button, say(Text::save_word)).disabled);
  at.press(Text::conflict_keep_mine);
  at.press(Text::save_word);
  CHECK(at.reply(200, row_json({.name = "我填写的名称", .revision = 6})).if_match == "\"5\"");
}

TEST_CASE("a lost connection keeps what was typed of a task, and says so") {
  PlansScene at(edit_route);
  at.type("plan.name", "我填写的名称");
  at.press(Text::save_word);
  accounts_test::fail_request(at.network, "client.offline");
  at.settle();
  CHECK(at.with_id("plan.form.error").role == Role::alert);
  CHECK(at.value("plan.name") == "我填写的名称");
}

TEST_CASE("who leaves a task with unsaved changes is asked first") {
  PlansScene at(edit_route);
  at.type("plan.name", "我填写的名称");
  at.press(Text::back);
  REQUIRE(at.all(Role::dialog).size() == 1);
  at.press_id("plan.leave.cancel");
  CHECK(at.value("plan.name") == "我填写的名称");
  at.press(Text::back);
  at.press_id("plan.leave.confirm");
  CHECK(at.app.model().route == route_from(row_route));
}

TEST_CASE("a task is added: items from the lists in force, the department's own, a number of targets") {
  PlansScene at(new_route, proposer_grants);
  at.press(Text::save_word);
  CHECK(at.network.accounts.empty());
  at.type("plan.name", "校园周边食品经营者抽查");
  at.press_id("plan.items");
  at.press_id("plan.list." + std::string(list_id));
  serve(at, at.answers);
  at.press_id("plan.choice." + std::string(first_item));
  at.press(Text::plan_items_done);
  CHECK(at.says("SCJG-01 食品销售者监督检查"));
  at.activate(Role::radio, say(Text::plan_quantity_count));
  at.type("plan.count", "40");
  at.type("plan.target", "学校周边 200 米内的食品经营者");
  at.type("plan.first_day", "2026年9月1日");
  at.type("plan.last_day", "20261031");
  at.press(Text::save_word);
  const HttpRequest sent = at.reply(201, row_json({.id = "0197f000-0000-7000-8000-000000000c09"}));
  CHECK(sent.method == Method::post);
  CHECK(sent.path == adjustment_path + "/rows");
  CHECK(sent.body.contains(R"("initiating_department_id":")" + std::string(own_department)));
  CHECK(sent.body.contains(R"("item_id":")" + std::string(first_item)));
  CHECK(sent.body.contains(R"("quantity":{"kind":"count","count":40})"));
  CHECK(sent.body.contains(R"("is_directed":false)"));
  CHECK(sent.body.contains(R"("first_day":"2026-09-01","last_day":"2026-10-31","methods":["on_site"])"));
  CHECK(at.app.model().route == route_from(draft_route));
}

TEST_CASE("a task is removed at once, and put back as long as one stays with the version") {
  PlansScene at(row_route);
  at.press(Text::plan_row_remove);
  at.answers[adjustment_path + "/rows?limit=200"] = rows(row_json(another_row()));
  HttpRequest sent = at.reply(204);
  CHECK(sent.method == Method::remove);
  CHECK(sent.if_match == "\"1\"");
  CHECK(at.app.model().route == route_from(draft_route));
  CHECK(at.says("已删除任务“食品经营者信用风险分类抽查”"));
  at.press(Text::plan_row_restore);
  sent = at.reply(201, row_json({.id = "0197f000-0000-7000-8000-000000000c09"}));
  CHECK(sent.method == Method::post);
  CHECK(sent.body.contains("食品经营者信用风险分类抽查"));
  CHECK(at.with_id("plan.removed").id.empty());
}

TEST_CASE("the home screen tells who sees to plans what is due of them, and nobody else") {
  {
    PlansScene reader("/", reader_grants);
    reader.open_storage();
    CHECK_FALSE(reader.says("计划任务“食品经营者信用风险分类抽查”"));
  }
  PlansScene at("/");
  at.open_storage();
  CHECK(at.says("2026 年度计划第 1 版在国家企业信用信息公示系统公布"));
  CHECK(at.says("计划任务“食品经营者信用风险分类抽查”的实施时间已过"));
}

TEST_CASE("what one user read of plans is not there for the next") {
  PlansScene at("/plans");
  at.open("/account");
  at.network.accounts.clear();
  at.press(Text::sign_out);
  at.press_id("account.leave.confirm");
  accounts_test::answer(at.network, 204);
  at.settle();
  CHECK_FALSE(at.app.model().plans.all.value);
  CHECK_FALSE(at.app.model().plans.duties.value);
}

TEST_CASE("task fields: what is typed comes back as it was, and errors name the field that they are about") {
  const plans::Row row = good_row();
  const auto again = plan_row_from(plan_fields_from(row), 2026);
  REQUIRE(again);
  CHECK(*again == row);
  const auto field_of_error = [](auto change) {
    PlanRowFields fields = plan_fields_from(good_row());
    change(fields);
    const auto made = plan_row_from(fields, 2026);
    REQUIRE_FALSE(made);
    return std::string(plan_field_of(made.error()));
  };
  CHECK(field_of_error([](PlanRowFields& f) { f.ratio = "five"; }) == "quantity");
  CHECK(field_of_error([](PlanRowFields& f) { f.ratio.clear(); }) == "quantity");
  CHECK(field_of_error([](PlanRowFields& f) { f.estimate = "viele"; }) == "estimated_count");
  CHECK(field_of_error([](PlanRowFields& f) { f.last_day = "2026-03-01"; }) == "last_day");
  CHECK(field_of_error([](PlanRowFields& f) { f.first_day.clear(); }) == "first_day");
  CHECK(field_of_error([](PlanRowFields& f) { f.row.items.clear(); }) == "items");
  CHECK(field_of_error([](PlanRowFields& f) { f.row.methods.clear(); }) == "methods");
  CHECK(field_of_error([](PlanRowFields& f) { f.industries = "Z"; }) == "range");
  CHECK(field_of_error([](PlanRowFields& f) {
          f.row.range = {};
          f.industries.clear();
        }) == "range");
  CHECK(field_of_error([](PlanRowFields& f) { f.row.initiating_department_id = {}; }) == "initiating_department_id");
  CHECK(field_of_error([](PlanRowFields& f) { f.row.name.clear(); }) == "name");
}

TEST_CASE("yearly plans: no answer is trusted") {
  const std::string good[] = {yearly_plan_json(plan_version_json()),
                              plan_version_json(),
                              row_json(),
                              plan_diff_json(),
                              plan_duties_json(),
                              plan_publications_json()};
  std::mt19937 random(12);
  for (int round = 0; round < 3000; ++round) {
    std::string json = good[random() % 6];
    for (auto left = 1 + random() % 3; left > 0; --left) json[random() % json.size()] = static_cast<char>(random());
    if (const auto plan = read_one(json, read_yearly_plan)) CHECK(plan->current.size() <= 10);
    if (const auto version = read_one(json, read_plan_version)) CHECK(version->unpublished.size() <= 10);
    if (const auto row = read_one(json, read_stored_plan_row)) CHECK(row->revision >= 0);
    if (const auto diff = read_one(json, read_plan_diff)) CHECK(diff->changed.size() <= 1);
    if (const auto duties = read_rows(json, 10, read_plan_duty)) CHECK(duties->rows.size() <= 3);
    if (const auto records = read_rows(json, 10, read_publication)) CHECK(records->rows.size() <= 1);
  }
}

TEST_CASE("yearly plans: a version with more rows than there can be is no answer") {
  FakeNetwork network;
  PlansModel model;
  PlansKeeper keeper(network, model);
  keeper.carry_out(OpenPlanVersion{{*Uuid::parse(plan_id)}, {*Uuid::parse(published_id)}});
  accounts_test::answer_to(network, published_path + "/rows?limit=200", 200, rows_page(501));
  CHECK(model.open.rows.error->code == "client.strange_answer");
  CHECK_FALSE(model.open.rows.value);
}
