// The screens of draws, in the states that a user may meet.
#include "tests/client/log_support.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

using namespace log_test;

const std::string list_route = "/draws";
const std::string new_route = "/draws/new/" + std::string(task_id);
const std::string draw_route = "/draws/" + std::string(draw_id);
const std::string stage_route = draw_route + "/stage";

void press_id(Harness& at, std::string_view id) {
  at.app.activate(id);
  at.settle();
}

/// As the office sees it.
auto office_with(SomeDraw draw) {
  return [draw](Harness& at) {
    sign_in_holder(at);
    serve(at, draw_answers(draw));
  };
}
auto office_in(std::string_view stage) { return office_with(draw_in(stage)); }
auto with_press(std::string_view stage, std::string_view id) {
  return [stage, id](Harness& at) {
    office_in(stage)(at);
    press_id(at, id);
  };
}

/// Set up on this device just now: it has the invitations.
void invited(Harness& at) {
  sign_in_holder(at);
  serve(at, draw_answers());
  press_id(at, "draw_setup.form.submit");
  accounts_test::answer(at.network, 201, prepared_json());
  at.settle();
  serve(at, draw_answers());
}
void projected(Harness& at) {
  invited(at);
  press_id(at, "draw.project");
  serve(at, draw_answers());
}

SomeDraw with_values(std::vector<SomeValue> values, std::string_view seat = "consented") {
  SomeDraw draw = draw_in("revealing");
  for (SomeSeat& one : draw.seats) one.state = seat;
  draw.values = std::move(values);
  return draw;
}

std::vector<Scene> holding_scenes() {
  SomeDraw late = draw_in("revealing");
  late.is_overdue = true;
  return {
      {"draws", list_route, office_with({})},
      {"draws-none", list_route,
       [](Harness& at) {
         sign_in_holder(at);
         Answers answers = draw_answers();
         answers[history_path] = rows("");
         serve(at, answers);
       }},
      {"draws-loading", list_route, [](Harness& at) { sign_in_holder(at); }},
      {"draws-offline", list_route,
       [](Harness& at) {
         sign_in_holder(at);
         while (!at.network.accounts.empty()) accounts_test::fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"draws-filter", list_route,
       [](Harness& at) {
         office_with({})(at);
         press_id(at, "draws.filter");
       }},
      {"draw-setup", new_route, office_with({})},
      {"draw-setup-announced", new_route,
       [](Harness& at) {
         office_with({})(at);
         press_id(at, "draw_setup.announced.add");
         press_id(at, "draw_setup.values.1.other");
         press_id(at, "draw_setup.form.submit");
       }},
      {"draw-setup-refused", new_route,
       [](Harness& at) {
         office_with({})(at);
         press_id(at, "draw_setup.form.submit");
         accounts_test::answer(
             at.network, 409,
             accounts_test::problem_json("tasks.too_few_places",
                                         R"("department":"西华县市场监督管理局","needed":"120","places":"80")"));
         at.settle();
       }},
      {"draw-setup-drawn", new_route,
       [](Harness& at) {
         sign_in_holder(at);
         Answers answers = draw_answers();
         answers[task_path] = task_json("drawn");
         serve(at, answers);
       }},
      {"draw-inviting", new_route, invited},
      {"draw-inviting-elsewhere", draw_route, office_with({})},
      {"draw-inviting-ready", draw_route, office_in("inviting")},
      {"draw-invite-again", draw_route,
       [](Harness& at) {
         office_with({})(at);
         press_id(at, "draw.seat." + std::string(first_seat) + ".again");
       }},
      {"draw-fix-question", draw_route, with_press("inviting", "draw.fix")},
      {"draw-consenting", draw_route, office_in("consenting")},
      {"draw-revealing", draw_route, office_in("revealing")},
      {"draw-revealing-disputed", draw_route,
       office_with(with_values({{.at_s = now_s - 60, .typed = {"demo-office", "王代表"}, .is_disputed = true}}))},
      {"draw-revealing-announced", draw_route,
       office_with(with_values(
           {{.name = "双色球", .form = "lottery:ssq", .ref = "2026061 期", .is_in_room = false, .at_s = now_s + 7200}},
           "revealed"))},
      {"draw-overdue", draw_route, office_with(late)},
      {"draw-cancel", draw_route, with_press("consenting", "draw.cancel")},
      {"draw-settling", draw_route, office_in("settling")},
      {"draw-voided", draw_route, office_in("voided")},
      {"draw-failed", draw_route,
       [](Harness& at) {
         sign_in_holder(at);
         while (!at.network.accounts.empty()) accounts_test::fail_request(at.network, "client.offline");
         at.settle();
       }},
  };
}

std::vector<Scene> result_scenes() {
  return {
      {"draw-drawn", draw_route, office_in("drawn")},
      {"draw-drawn-load", draw_route, with_press("drawn", "draw.tabs.1")},
      {"draw-drawn-changes", draw_route, with_press("drawn", "draw.tabs.2")},
      {"draw-drawn-conformity", draw_route,
       [](Harness& at) {
         with_press("drawn", "draw.tabs.3")(at);
         serve(at, draw_answers(draw_in("drawn")));
       }},
      {"draw-drawn-proof", draw_route, with_press("drawn", "draw.proof")},
      {"draw-drawn-place", draw_route, with_press("drawn", "draw.place.0")},
      {"draw-drawn-substitute", draw_route,
       [](Harness& at) {
         with_press("drawn", "draw.place.1")(at);
         press_id(at, "draw.substitute");
         press_id(at, "draw.reason.0");
         press_id(at, "draw.proposal.submit");
       }},
      {"draw-drawn-replace", draw_route,
       [](Harness& at) {
         with_press("drawn", "draw.place.1")(at);
         press_id(at, "draw.slot.0");
       }},
      {"draw-drawn-sealed", draw_route,
       [](Harness& at) {
         sign_in_holder(at, reader_grants);
         Answers answers = draw_answers(draw_in("drawn"));
         answers[task_path] = task_json("drawn", true);
         answers[draw_path + "/places"] = places_json(24, true);
         serve(at, answers);
       }},
      {"stage-inviting", new_route, projected},
      {"stage-consenting", stage_route, office_in("consenting")},
      {"stage-revealing", stage_route, office_in("revealing")},
      {"stage-drawn", stage_route, office_in("drawn")},
      {"stage-announcing", stage_route,
       [](Harness& at) {
         office_in("drawn")(at);
         press_id(at, "stage.show");
         for (int i = 0; i < 6; ++i) at.frame(2100);
         press_id(at, "stage.run");
       }},
      {"stage-end", stage_route,
       [](Harness& at) {
         office_in("drawn")(at);
         press_id(at, "stage.show");
         press_id(at, "stage.skip");
       }},
  };
}

auto log_with(Answers answers) {
  return [answers = std::move(answers)](Harness& at) {
    sign_in_holder(at);
    serve(at, answers);
  };
}

std::vector<Scene> log_scenes() {
  Answers broken = log_answers(some_leaves(12));
  broken[head_path] = head_json(12, log::Digest{});
  Answers forged = log_answers(some_leaves(12));
  forged[head_path] = head_json(12, log::Digest{}, true);
  return {
      {"log", "/log", log_with(log_answers(some_leaves(300)))},
      {"log-entry", "/log",
       [](Harness& at) {
         log_with(log_answers(some_leaves(10)))(at);
         press_id(at, "log.entry.5");
       }},
      {"log-broken", "/log", log_with(std::move(broken))},
      {"log-forged", "/log", log_with(std::move(forged))},
      {"log-none", "/log",
       [](Harness& at) {
         log_with(draw_answers())(at);
         accounts_test::answer_to(at.network, head_path, 404, accounts_test::problem_json("log.not_begun"));
         at.settle();
       }},
  };
}

}  // namespace

std::vector<Scene> draw_scenes() {
  std::vector<Scene> all = holding_scenes();
  for (Scene& scene : result_scenes()) all.push_back(std::move(scene));
  for (Scene& scene : log_scenes()) all.push_back(std::move(scene));
  return all;
}

}  // namespace mingchou::client
