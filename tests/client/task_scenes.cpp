// The screens of inspection tasks, in the states that a user may meet.
#include "tests/client/joint_visits_support.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

using namespace visits_test;

auto with(Answers answers, std::string_view grants = holder_grants) {
  return [answers = std::move(answers), grants](Harness& at) {
    sign_in_planner(at, grants);
    serve(at, answers);
    // What a form asks for once it is drawn.
    at.settle();
    serve(at, answers);
  };
}

void count(Harness& at) {
  accounts_test::answer(at.network, 200, counts_json());
  at.settle();
}

const std::string task_route = "/tasks/" + std::string(task_id);
const std::string edit_route = task_route + "/edit";
const std::string check_route = "/checks/" + std::string(check_id);
const std::string planned_route =
    "/tasks/new/" + std::string(plan_id) + "/" + std::string(published_id) + "/" + std::string(first_row);

Answers short_of_people() {
  Answers answers = task_answers();
  answers[task_path + "/assessment"] = counts_json("false", short_refusal, short_remedies);
  return answers;
}

Answers with_load() {
  Answers answers = task_answers({.state = "drawn", .is_sealed = true});
  answers[load_path] = load_json();
  return answers;
}

void own_checks(Harness& at) {
  sign_in_inspector(at);
  serve(at, {{checks_path, some_checks_json()}});
  at.open_storage();
  serve(at, {{checks_path, some_checks_json()}});
}

Answers with_visits(const std::string& visits) {
  Answers answers = task_answers();
  answers[visits_path()] = visits;
  return answers;
}

Answers capped() {
  Answers answers = task_answers();
  answers[task_path + "/assessment"] = counts_json("true", "[]", "[]", capped_warning);
  return answers;
}

void joint_check(Harness& at) {
  sign_in_inspector(at);
  serve(at, {{checks_path, joint_checks_json()}});
  at.open_storage();
  serve(at, {{checks_path, joint_checks_json()}});
}

Answers in_draw() {
  Answers answers = task_answers({.state = "ready"});
  answers[draws_of_task_path] = rows(R"({"id":")" + std::string(draw_id) + R"(","round":1,"stage":"consenting"})");
  return answers;
}

}  // namespace

std::vector<Scene> task_scenes() {
  return {
      {"tasks", "/tasks", with(task_answers())},
      {"tasks-none", "/tasks",
       [](Harness& at) {
         Answers answers = task_answers();
         answers[tasks_path + "?limit=200"] = rows("");
         with(answers)(at);
       }},
      {"tasks-offline", "/tasks",
       [](Harness& at) {
         sign_in_planner(at, holder_grants);
         while (!at.network.accounts.empty()) accounts_test::fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"task-draft", task_route, with(task_answers())},
      {"task-short", task_route, with(short_of_people())},
      {"task-ready", task_route, with(task_answers({.state = "ready"}))},
      {"task-in-draw", task_route, with(in_draw())},
      {"task-drawn", task_route, with(task_answers({.state = "drawn", .is_sealed = true}), watcher_grants)},
      {"task-load", task_route, with(with_load())},
      {"checks-home", "/", own_checks},
      {"checks", "/checks", own_checks},
      {"check", check_route, own_checks},
      {"check-joint", check_route, joint_check},
      {"task-capped", task_route, with(capped())},
      {"joint-visits", visits_route, with(with_visits(all_visits_json()), visitor_grants)},
      {"joint-visits-none", visits_route, with(with_visits(rows("")), visitor_grants)},
      {"joint-visits-offline", visits_route,
       [](Harness& at) {
         sign_in_planner(at, visitor_grants);
         while (!at.network.accounts.empty()) accounts_test::fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"joint-visits-agreed", visits_route,
       [](Harness& at) {
         with(with_visits(some_visits_json()), visitor_grants)(at);
         at.activate(Role::radio, std::string(text(Text::visits_agreed, at.app.model().preferences.language)));
         serve(at, {{visits_path("agreed"), rows(visit_json({.id = visit_id, .state = "agreed"}))}});
       }},
      {"joint-visits-caps", visits_route,
       [](Harness& at) {
         with(with_visits(some_visits_json()), visitor_grants)(at);
         at.app.activate("visits.caps");
         at.settle();
         serve(at, {{caps_path + "?year=" + std::to_string(at.app.model().today.year()), caps_json()}});
       }},
      {"joint-visits-sealed", visits_route,
       [](Harness& at) {
         with(with_visits(rows(visit_json({.sealed_until = "2026-11-30"}))), visitor_grants)(at);
         at.app.activate("visits.0.agree");
         at.settle();
       }},
      {"joint-visits-decline", visits_route,
       [](Harness& at) {
         with(with_visits(some_visits_json()), visitor_grants)(at);
         at.app.activate("visits.0.decline");
         at.settle();
       }},
      {"task-cancel", task_route,
       [](Harness& at) {
         with(task_answers())(at);
         at.app.activate("task.cancel");
         at.settle();
       }},
      {"task-new-planned", planned_route,
       [](Harness& at) {
         with(task_answers())(at);
         count(at);
       }},
      {"task-new-special", "/tasks/new", with(task_answers())},
      {"task-stratum", edit_route,
       [](Harness& at) {
         with(task_answers())(at);
         count(at);
         at.app.activate("task.stratum.add");
         at.settle();
       }},
  };
}

}  // namespace mingchou::client
