// Inspection tasks on the client: what is read of the server's answers, what is sent, and what the screens make of it.
#include <doctest/doctest.h>

#include "client/app/screens/task_counts.h"
#include "client/app/screens/task_fields.h"
#include "client/app/screens/task_words.h"
#include "client/app/tasks/task_route.h"
#include "client/app/tasks/tasks_json.h"
#include "tests/client/task_support.h"

using namespace mingchou;
using namespace mingchou::client;
using namespace mingchou::client::tasks_test;

namespace {

std::string say(Text key) { return std::string(text(key, Language::chinese)); }

const std::string task_route = "/tasks/" + std::string(task_id);
const std::string edit_route = task_route + "/edit";
const std::string planned_route =
    "/tasks/new/" + std::string(plan_id) + "/" + std::string(published_id) + "/" + std::string(first_row);

struct TasksScene : Harness {
  explicit TasksScene(std::string_view path, std::string_view grants = holder_grants, Answers known = task_answers())
      : Harness(Look{}, path), answers(std::move(known)) {
    sign_in_planner(*this, grants);
    serve(*this, answers);
    // What the form asks for once it is drawn.
    settle();
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
  void become(const SomeTask& task) { answers = task_answers(task); }
  Answers answers;
};

tasks::Task good_task(const SomeTask& task = {}) { return read_one(task_json(task), read_kept_task)->task; }
TaskCounts good_counts() { return *read_one(counts_json("false", short_refusal, short_remedies), read_task_counts); }

}  // namespace

TEST_CASE("inspection tasks: addresses lead to what they name and back, and nothing else is one") {
  for (const std::string& path :
       {std::string("/tasks"), task_route, edit_route, std::string("/tasks/new"), planned_route}) {
    CAPTURE(path);
    const Route route = route_from(path);
    CHECK(is_of_tasks(route.screen));
    CHECK(path_of(route) == path);
    if (route.screen != Screen::tasks) CHECK(route_of(task_place(route)) == route);
  }
  for (const std::string& wrong : {std::string("/tasks/x"), task_route + "/x", std::string("/tasks/new/x"),
                                   planned_route + "/x", "/tasks/new/" + std::string(plan_id)}) {
    CAPTURE(wrong);
    CHECK(route_from(wrong) == Route{});
  }
  CHECK(parent_of(route_from(edit_route)) == route_from(task_route));
  CHECK(parent_of(route_from(task_route)) == Route{Screen::tasks, {}});
  CHECK(parent_of(route_from("/tasks/new")) == Route{Screen::tasks, {}});
}

TEST_CASE("inspection tasks: what is read is what is sent") {
  const tasks::Task task = good_task();
  CHECK(task_body(task) == task_body(good_task()));
  const auto again = task_from(task_fields_from(task), *CivilDate::of(2026, 5, 6));
  REQUIRE(again);
  CHECK(*again == task);
}

TEST_CASE("inspection tasks: a sentence of a newer server is left out, and a strange answer refused") {
  const auto counts =
      read_one(counts_json("true", R"([{"code":"tasks.never_heard_of","arguments":{}}])"), read_task_counts);
  REQUIRE(counts);
  CHECK(counts->refusals.empty());
  CHECK_FALSE(read_one(counts_json("7"), read_task_counts));
  CHECK_FALSE(read_one(task_json({.state = "flying"}), read_kept_task));
}

TEST_CASE("inspection tasks: the list tells them with their states, and narrows by state") {
  TasksScene at("/tasks");
  CHECK(at.with_id("tasks.task." + std::string(task_id)).name.contains("2026-SCJG-001"));
  CHECK(at.says("中秋月饼专项检查"));
  at.press_id("tasks.state.2");
  CHECK_FALSE(at.says("食品经营者信用风险分类抽查"));
  CHECK(at.says("中秋月饼专项检查"));
  at.press_id("tasks.task." + std::string(special_id));
  CHECK(at.app.model().route.screen == Screen::task);
}

TEST_CASE("inspection tasks: who only reads makes none, and who may not sees neither way nor page") {
  CHECK_FALSE(TasksScene("/tasks", watcher_grants).shows(Role::button, say(Text::task_new_special)));
  CHECK(TasksScene("/tasks").shows(Role::button, say(Text::task_new_special)));
  Harness at(Look{}, "/tasks");
  accounts_test::answer(at.network, 200, accounts_test::session_json({}, R"("users_read":"all")"));
  at.settle();
  CHECK(at.says(say(Text::gate_not_allowed_title)));
}

TEST_CASE("an inspection task tells how many match and are drawn, and is confirmed") {
  TasksScene at(task_route);
  CHECK(at.says("3,412 户符合条件，将抽取 103 户"));
  CHECK(at.says("排除近期检查过的 120 户"));
  CHECK(at.says("休假 2 人"));
  CHECK(at.says("近 6 个月内检查过的、入企次数已满"));
  at.press(Text::task_make_ready);
  at.become({.state = "ready", .revision = 4});
  const HttpRequest sent = at.reply(200, task_json({.state = "ready", .revision = 4}));
  CHECK(sent.path == task_path + "/ready");
  CHECK(sent.if_match == R"("3")");
  CHECK(at.says(say(Text::task_next_ready)));
  at.press(Text::task_hold_draw);
  CHECK(at.app.model().route == Route{Screen::new_draw, std::string(task_id)});
}

TEST_CASE("an inspection task whose draw is being held leads there, and is not opened again") {
  Answers answers = task_answers({.state = "ready"});
  answers[draws_of_task_path] = rows(R"({"id":")" + std::string(draw_id) + R"(","round":1,"stage":"consenting"})");
  TasksScene at(task_route, holder_grants, std::move(answers));
  CHECK(at.says(say(Text::task_next_in_draw)));
  CHECK_FALSE(at.shows(Role::button, say(Text::task_reopen)));
  at.press(Text::task_open_draw);
  CHECK(at.app.model().route == Route{Screen::draw, std::string(draw_id)});
}

TEST_CASE("an inspection task that can't be drawn says why, and one tap applies what helps") {
  Answers answers = task_answers();
  answers[task_path + "/assessment"] = counts_json("false", short_refusal, short_remedies);
  TasksScene at(task_route, holder_grants, std::move(answers));
  CHECK(at.says("西华县消防救援大队需要 206 人次"));
  CHECK(at.with_id("task.ready").disabled);
  at.app.activate("task.remedy.0.action");
  at.settle();
  at.become({.load_max = 26, .revision = 4});
  const HttpRequest sent = at.reply(200, task_json({.load_max = 26, .revision = 4}));
  CHECK(sent.method == Method::put);
  CHECK(sent.body.contains(R"("load_max":26)"));
  CHECK_FALSE(at.says("西华县消防救援大队需要 206 人次"));
  CHECK_FALSE(at.with_id("task.ready").disabled);
}

TEST_CASE("a remedy on a confirmed task opens it, changes it and confirms it again") {
  Answers answers = task_answers({.state = "ready"});
  answers[task_path + "/assessment"] = counts_json("false", short_refusal, short_remedies);
  TasksScene at(task_route, holder_grants, std::move(answers));
  at.app.activate("task.remedy.0.action");
  at.settle();
  at.become({.state = "draft", .revision = 4});
  CHECK(at.reply(200, task_json({.revision = 4})).path == task_path + "/reopening");
  at.become({.state = "draft", .load_max = 26, .revision = 5});
  CHECK(at.reply(200, task_json({.load_max = 26, .revision = 5})).if_match == R"("4")");
  at.become({.state = "ready", .load_max = 26, .revision = 6});
  CHECK(at.reply(200, task_json({.state = "ready", .load_max = 26, .revision = 6})).if_match == R"("5")");
  CHECK(at.says(say(Text::task_next_ready)));
}

TEST_CASE("what helps changes the task no more than needed") {
  const TaskCounts counts = good_counts();
  REQUIRE(counts.remedies.size() == 3);
  const tasks::Task planned = good_task(), special = good_task({.special_reason = "市局部署"});
  CHECK(with_remedy(planned, counts, counts.remedies[0], "全部")->load_max == 26);
  CHECK_FALSE(with_remedy(planned, counts, counts.remedies[1], "全部"));
  // The plan's own number is not changed: one stratum narrows it.
  const auto fewer = with_remedy(planned, counts, counts.remedies[2], "全部");
  REQUIRE(fewer);
  CHECK(fewer->work == planned.work);
  REQUIRE(fewer->strata.size() == 1);
  CHECK(fewer->strata[0].quantity == tasks::Quantity{tasks::QuantityKind::count, 80});
  CHECK(fewer->strata[0].substitute_count == planned.substitute_count);
  CHECK(with_remedy(special, counts, counts.remedies[2], "全部")->work.quantity ==
        tasks::Quantity{tasks::QuantityKind::count, 80});
  tasks::Task layered = planned;
  layered.strata = {{.name = "高风险", .range = {}, .quantity = {tasks::QuantityKind::count, 3}}};
  CHECK_FALSE(with_remedy(layered, counts, counts.remedies[2], "全部"));
}

TEST_CASE("an inspection task is made void with a reason, and not without") {
  TasksScene at(task_route);
  at.press(Text::task_cancel);
  at.app.activate("task.cancel.form.submit");
  at.settle();
  CHECK(at.says(say(Text::fill_in)));
  at.type("task.cancel.reason", "与另一任务重复");
  at.app.activate("task.cancel.form.submit");
  at.settle();
  at.become({.state = "voided", .void_reason = "与另一任务重复", .revision = 4});
  const HttpRequest sent =
      at.reply(200, task_json({.state = "voided", .void_reason = "与另一任务重复", .revision = 4}));
  CHECK(sent.path == task_path + "/void");
  CHECK(sent.body == R"({"reason":"与另一任务重复"})");
  CHECK(at.says("已作废：与另一任务重复"));
}

TEST_CASE("a task from a plan shows what was approved, and counts while it is typed") {
  TasksScene at(planned_route);
  CHECK(at.says(say(Text::task_section_origin)));
  CHECK(at.says("西华县市场监督管理局：每户人数"));
  // The first count was asked for by itself.
  const HttpRequest first = at.reply(200, counts_json());
  CHECK(first.path == "/api/v1/task-assessments");
  CHECK(at.says("3,412 户符合条件，将抽取 103 户"));
  at.type("task.load", "9");
  CHECK(at.says(say(Text::task_counts_waiting)));
  const HttpRequest second = at.reply(200, counts_json("false", short_refusal, short_remedies));
  CHECK(second.body.contains(R"("load_max":9)"));
  CHECK(at.says("西华县消防救援大队需要 206 人次"));
  at.app.activate("task.remedy.0.action");
  at.settle();
  CHECK(at.reply(200, counts_json()).body.contains(R"("load_max":26)"));
  at.press(Text::save_word);
  const HttpRequest saved = at.reply(201, task_json());
  CHECK(saved.method == Method::post);
  CHECK(saved.path == tasks_path);
  CHECK(saved.body.contains(R"("plan_row":{)"));
  CHECK(at.app.model().route == route_from(task_route));
}

TEST_CASE("what does not count is not counted again, and half a form asks for nothing") {
  TasksScene at(planned_route);
  at.reply(200, counts_json());
  at.type("task.name", "另一个名称");
  CHECK(at.network.accounts.empty());
  at.type("task.load", "x");
  CHECK(at.network.accounts.empty());
  CHECK(at.says(say(Text::task_counts_incomplete)));
}

TEST_CASE("a special inspection asks for its reason first") {
  TasksScene at("/tasks/new");
  CHECK(at.says(say(Text::task_team_no_departments)));
  at.press(Text::save_word);
  CHECK(at.says("专项检查的理由"));
  CHECK(at.network.accounts.empty());
}

TEST_CASE("strata are added, changed and removed in the form, and tell what is wrong with them") {
  TasksScene at(edit_route);
  at.reply(200, counts_json());
  at.press(Text::task_stratum_add);
  at.type("task.stratum.name", "高风险企业");
  at.type("task.stratum.ratio", "20");
  at.press(Text::task_stratum_done);
  const HttpRequest counted = at.reply(200, counts_json());
  CHECK(counted.body.contains("高风险企业"));
  CHECK(at.says("高风险企业"));
  at.press(Text::task_stratum_add);
  at.type("task.stratum.name", "高风险企业");
  at.type("task.stratum.ratio", "5");
  at.press(Text::task_stratum_done);
  at.press(Text::save_word);
  CHECK(at.says("有两个分层都叫“高风险企业”"));
  at.press_id("task.stratum.1");
  at.press(Text::task_stratum_remove);
  at.press(Text::save_word);
  const HttpRequest saved = at.reply(200, task_json({.revision = 4}));
  CHECK(saved.method == Method::put);
  CHECK(saved.if_match == R"("3")");
}

TEST_CASE("a task that somebody else changed meanwhile is shown beside what is typed") {
  TasksScene at(edit_route);
  at.reply(200, counts_json());
  at.type("task.name", "食品经营者抽查");
  at.press(Text::save_word);
  at.become({.name = "食品经营者分类抽查", .revision = 4});
  at.reply(412, accounts_test::problem_json("tasks.changed_meanwhile"));
  CHECK(at.says(say(Text::task_conflict)));
}

TEST_CASE("places of a team come and go with the departments, and keep what was typed") {
  TaskFields fields = task_fields_from(good_task());
  REQUIRE(fields.team.size() == 2);
  fields.team[0].count = "3";
  const DepartmentId other = fields.work.row.participating_department_ids[0];
  fields.work.row.participating_department_ids.clear();
  follow_departments(fields);
  REQUIRE(fields.team.size() == 1);
  CHECK(fields.team[0].count == "3");
  fields.work.row.participating_department_ids = {other};
  follow_departments(fields);
  REQUIRE(fields.team.size() == 2);
  CHECK(fields.team[1].count == "2");
  fields.team[0].certificate_fields = "食品安全， 市场监管、药品,";
  const auto task = task_from(fields, *CivilDate::of(2026, 5, 6));
  REQUIRE(task);
  CHECK(task->team[0].certificate_fields.size() == 3);
}

TEST_CASE("what is wrong with a task is told at its field, in its own words") {
  CHECK(task_field_of(Error("tasks.team_too_small").with("min", 2)) == "team");
  CHECK(task_field_of(Error("tasks.differs_from_plan").with("field", "period")) == "first_day");
  CHECK(task_field_of(Error("items.field_needed").with("field", "strata.name")) == "strata");
  CHECK(task_field_of(Error("plans.range_needed")) == "range");
}
