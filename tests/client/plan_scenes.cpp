// The screens of yearly plans, in the states that a user may meet.
#include "tests/client/plan_support.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

using namespace plans_test;

std::string word(Harness& at, Text name) { return std::string(text(name, at.app.model().preferences.language)); }
void press(Harness& at, Text name) { at.activate(Role::button, word(at, name)); }

void office(Harness& at) {
  sign_in_planner(at);
  serve(at, plan_answers());
}
void proposer(Harness& at) {
  sign_in_planner(at, proposer_grants);
  SomePlan plan = some_adjustment;
  plan.sight = "own_rows";
  serve(at, with_adjustment(plan));
}
/// The adjustment in that state, as the office sees it.
auto office_with(std::string_view state) {
  return [state](Harness& at) {
    sign_in_planner(at);
    serve(at, with_adjustment(adjustment_in(state)));
  };
}

const std::string list_route = "/plans";
const std::string published_route = list_route + "/" + std::string(plan_id) + "/versions/" + std::string(published_id);
const std::string draft_route = list_route + "/" + std::string(plan_id) + "/versions/" + std::string(adjustment_id);
const std::string row_route = draft_route + "/rows/" + std::string(first_row);
const std::string edit_route = row_route + "/edit";
const std::string new_route = draft_route + "/rows/new";
const std::string diff_route = draft_route + "/diff";

std::vector<Scene> reading_scenes() {
  return {
      {"plans", list_route, office},
      {"plans-none", list_route,
       [](Harness& at) {
         sign_in_planner(at);
         Answers answers = plan_answers();
         answers[plans_path] = rows("");
         serve(at, answers);
       }},
      {"plans-offline", list_route,
       [](Harness& at) {
         sign_in_planner(at);
         while (!at.network.accounts.empty()) accounts_test::fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"plans-loading", list_route, [](Harness& at) { sign_in_planner(at); }},
      {"plan-published", published_route,
       [](Harness& at) {
         sign_in_planner(at, reader_grants);
         serve(at, plan_answers());
       }},
      {"plan-many", published_route,
       [](Harness& at) {
         sign_in_planner(at);
         Answers answers = plan_answers();
         answers[published_path + "/rows?limit=200"] = rows_page(40);
         serve(at, answers);
       }},
      {"plan-draft", draft_route, office},
      {"plan-draft-own", draft_route, proposer},
      {"plan-draft-empty", draft_route,
       [](Harness& at) {
         sign_in_planner(at);
         Answers answers = plan_answers();
         answers[adjustment_path + "/rows?limit=200"] = rows("");
         serve(at, answers);
       }},
      {"plan-returned", draft_route,
       [](Harness& at) {
         sign_in_planner(at);
         SomePlan plan = some_adjustment;
         plan.return_reason = "校园周边任务与教育部门的任务重复，请合并";
         serve(at, with_adjustment(plan));
       }},
      {"plan-diff", diff_route, office},
      {"plan-row", row_route, office},
      {"home-plan-duties", "/",
       [](Harness& at) {
         sign_in_planner(at);
         serve(at, plan_answers());
         at.open_storage();
       }},
  };
}

std::vector<Scene> changing_scenes() {
  return {
      {"plan-submit", draft_route,
       [](Harness& at) {
         office(at);
         press(at, Text::plan_submit);
       }},
      {"plan-submitted", draft_route, office_with("submitted")},
      {"plan-approve", draft_route,
       [](Harness& at) {
         office_with("submitted")(at);
         press(at, Text::plan_approve);
       }},
      {"plan-send-back-missing", draft_route,
       [](Harness& at) {
         office_with("submitted")(at);
         press(at, Text::plan_send_back);
         at.app.activate("plan.return.form.submit");
         at.settle();
       }},
      {"plan-filed", draft_route,
       [](Harness& at) {
         sign_in_planner(at);
         SomePlan plan = adjustment_in("filed");
         plan.unpublished = R"("department_portal","publicity_system")";
         serve(at, with_adjustment(plan));
       }},
      {"plan-adjust", published_route,
       [](Harness& at) {
         sign_in_planner(at);
         Answers answers = plan_answers();
         answers[plan_path + "/versions"] = rows(plan_version_json());
         serve(at, answers);
         press(at, Text::plan_adjust);
       }},
      {"plan-row-removed", draft_route,
       [](Harness& at) {
         sign_in_planner(at);
         Answers answers = plan_answers();
         serve(at, answers);
         at.app.activate("plan.row." + std::string(second_row));
         at.settle();
         serve(at, answers);
         press(at, Text::plan_row_remove);
         accounts_test::answer(at.network, 204);
         at.open(draft_route);
         answers[adjustment_path + "/rows?limit=200"] = rows(row_json());
         serve(at, answers);
       }},
      {"plan-row-edit", edit_route, office},
      {"plan-row-edit-range", edit_route,
       [](Harness& at) {
         office(at);
         at.app.activate("plan.range");
         at.settle();
       }},
      {"plan-row-items", edit_route,
       [](Harness& at) {
         office(at);
         at.app.activate("plan.items");
         at.settle();
       }},
      {"plan-row-items-of-list", edit_route,
       [](Harness& at) {
         office(at);
         at.app.activate("plan.items");
         at.settle();
         at.app.activate("plan.list." + std::string(list_id));
         at.settle();
         serve(at, plan_answers());
       }},
      {"plan-row-edit-conflict", edit_route,
       [](Harness& at) {
         office(at);
         at.type("plan.name", "食品经营者分类抽查");
         press(at, Text::save_word);
         accounts_test::answer(at.network, 412, accounts_test::problem_json("plans.changed_meanwhile"));
         Answers answers = plan_answers();
         answers[adjustment_path + "/rows?limit=200"] =
             rows(row_json({.name = "食品经营者风险分类抽查", .last_day = "2026-10-31", .revision = 5}));
         serve(at, answers);
       }},
      {"plan-row-new", new_route,
       [](Harness& at) {
         proposer(at);
         press(at, Text::save_word);
       }},
      {"plan-row-refused", edit_route,
       [](Harness& at) {
         office(at);
         at.type("plan.ratio", "9");
         press(at, Text::save_word);
         accounts_test::answer(at.network, 400,
                               accounts_test::problem_json(
                                   "plans.ratio_above_cap",
                                   R"("task":"食品经营者信用风险分类抽查","ratio":"9%","code":"SCJG-01","cap":"5%")"));
         at.settle();
       }},
  };
}

}  // namespace

std::vector<Scene> plan_scenes() {
  std::vector<Scene> all = reading_scenes();
  for (Scene& scene : changing_scenes()) all.push_back(std::move(scene));
  return all;
}

}  // namespace mingchou::client
