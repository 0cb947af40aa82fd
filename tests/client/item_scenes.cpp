// The screens of item lists, in the states that a user may meet.
#include "tests/client/item_support.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

using namespace items_test;

std::string word(Harness& at, Text name) { return std::string(text(name, at.app.model().preferences.language)); }
void press(Harness& at, Text name) { at.activate(Role::button, word(at, name)); }

void keeper(Harness& at) {
  sign_in_keeper(at);
  serve(at, usual_answers());
}

void keeper_of_many(Harness& at) {
  sign_in_keeper(at);
  Answers answers = usual_answers();
  answers[draft_path + "/items?limit=200"] = items_page(60);
  serve(at, answers);
}

const std::string lists_route = "/item-lists";
const std::string list_route = lists_route + "/" + std::string(list_id);
const std::string draft_route = list_route + "/versions/" + std::string(draft_id);
const std::string issued_route = list_route + "/versions/" + std::string(issued_id);
const std::string item_route = draft_route + "/items/" + std::string(first_item);
const std::string edit_route = item_route + "/edit";
const std::string new_route = draft_route + "/items/new";
const std::string diff_route = draft_route + "/diff";
const std::string issue_route = draft_route + "/issue";
const std::string gaps_route = lists_route + "/gaps";

}  // namespace

std::vector<Scene> item_scenes() {
  return {
      {"item-lists", lists_route, keeper},
      {"item-lists-office", lists_route,
       [](Harness& at) {
         sign_in_keeper(at, office_grants);
         serve(at, usual_answers());
       }},
      {"item-lists-none-found", lists_route,
       [](Harness& at) {
         sign_in_keeper(at);
         Answers answers = usual_answers();
         answers["/api/v1/item-list-duties"] = R"({"today":"2026-05-29","items":[]})";
         serve(at, answers);
         at.activate(Role::checkbox, word(at, Text::list_filter_due));
       }},
      {"item-lists-loading", lists_route, [](Harness& at) { sign_in_keeper(at); }},
      {"item-lists-failed", lists_route,
       [](Harness& at) {
         sign_in_keeper(at);
         accounts_test::fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"item-lists-make", lists_route,
       [](Harness& at) {
         sign_in_keeper(at, office_grants);
         serve(at, usual_answers());
         at.app.activate("items.list.joint");
         at.settle();
       }},
      {"item-list", list_route, keeper},
      {"item-list-review", list_route,
       [](Harness& at) {
         keeper(at);
         press(at, Text::review_deed);
       }},
      {"item-version", issued_route, keeper},
      {"item-version-publish", issued_route,
       [](Harness& at) {
         keeper(at);
         at.app.activate("version.publication.1.deed");
         at.settle();
       }},
      {"item-version-withdraw", issued_route,
       [](Harness& at) {
         keeper(at);
         press(at, Text::withdraw_deed);
       }},
      {"item-draft", draft_route, keeper_of_many},
      {"item-draft-order", draft_route,
       [](Harness& at) {
         keeper(at);
         press(at, Text::items_order);
       }},
      {"item-draft-discard", draft_route,
       [](Harness& at) {
         keeper(at);
         press(at, Text::discard_deed);
       }},
      {"item-draft-empty", draft_route,
       [](Harness& at) {
         sign_in_keeper(at);
         Answers answers = usual_answers();
         answers[draft_path + "/items?limit=200"] = rows("");
         serve(at, answers);
       }},
      {"item", item_route, keeper},
      {"item-edit", edit_route, keeper},
      {"item-edit-range", edit_route,
       [](Harness& at) {
         keeper(at);
         at.app.activate("item.applies_to");
         at.settle();
       }},
      {"item-edit-conflict", edit_route,
       [](Harness& at) {
         keeper(at);
         at.type("item.name", "食品销售者监督检查（含网络销售）");
         press(at, Text::save_word);
         accounts_test::answer(at.network, 412, accounts_test::problem_json("items.changed_meanwhile"));
         Answers answers = usual_answers();
         answers[draft_path + "/items?limit=200"] = rows(item_json({.name = "食品经营者监督检查", .revision = 5}));
         serve(at, answers);
       }},
      {"item-new-wrong", new_route,
       [](Harness& at) {
         keeper(at);
         press(at, Text::save_word);
       }},
      {"item-diff", diff_route, keeper},
      {"item-issue", issue_route, keeper},
      {"item-issue-missing", issue_route,
       [](Harness& at) {
         keeper(at);
         press(at, Text::issue_submit);
       }},
      {"item-gaps", gaps_route, keeper},
      {"item-gaps-targets", gaps_route,
       [](Harness& at) {
         keeper(at);
         at.activate(Role::tab, word(at, Text::gaps_targets_tab));
       }},
      {"home-duties", "/",
       [](Harness& at) {
         sign_in_keeper(at);
         serve(at, usual_answers());
         at.open_storage();
       }},
  };
}

}  // namespace mingchou::client
