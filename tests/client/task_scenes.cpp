// The screens of inspection tasks, in the states that a user may meet.
#include "tests/client/checks_support.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

using namespace checks_test;

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
