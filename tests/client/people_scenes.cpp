// The registers of inspectors and experts, in the states that a user may meet.
#include "tests/client/people_support.h"
#include "tests/client/scenes.h"

namespace mingchou::client {
namespace {

using namespace people_test;
using accounts_test::answer;
using accounts_test::fail_request;
using accounts_test::problem_json;

constexpr std::string_view inspector_path = "/inspectors/0197f000-0000-7000-8000-000000000021";
constexpr std::string_view expert_path = "/experts/0197f000-0000-7000-8000-000000000021";

std::string word(Harness& at, Text name) { return std::string(text(name, at.app.model().preferences.language)); }
void press(Harness& at, Text name) { at.activate(Role::button, word(at, name)); }

/// Of a person whom the platform sent back.
std::string refused(std::string json) {
  return json.insert(1, R"("external_number":"P-0008","receipt_result":"refused","receipt_message":"执法证号不存在",)"
                        R"("receipt_on":"2026-05-20",)");
}

std::string many_inspectors() {
  static constexpr std::string_view names[] = {"张建国", "欧阳修竹", "阿不都热合曼·买买提江", "李红", "王小明"};
  static constexpr SomeInspector states[] = {{},
                                             {.expires_on = "2026-01-31", .bar = "certificate_expired"},
                                             {.expires_on = "2026-06-20"},
                                             {.status = "seconded", .bar = "not_active"},
                                             {.expires_on = "", .bar = "no_certificate", .kind = "supervision_staff"},
                                             {.bar = "on_leave", .has_leave = true}};
  std::string items;
  for (int i = 0; i < 60; ++i) {
    SomeInspector one = states[static_cast<std::size_t>(i) % 6];
    const std::string id = "0197f000-0000-7000-8000-0000000003" + std::to_string(10 + i);
    one.id = id;
    one.name = names[static_cast<std::size_t>(i) % 5];
    items += (i ? "," : "") + inspector_json(one);
  }
  return page_json(items);
}

void open_list(Harness& at) {
  sign_in(at, reader_grants);
  answer(at.network, 200, many_inspectors());
  at.settle();
}

void open_page(Harness& at) {
  sign_in(at);
  open_inspector(at, {.expires_on = "2026-01-31", .bar = "certificate_expired", .has_leave = true});
}

void find_targets(Harness& at) {
  open_page(at);
  press(at, Text::recusal_add);
  at.type("recusal.query", "红旗");
  press(at, Text::recusal_find);
  answer(at.network, 200, targets_json());
  at.settle();
}

}  // namespace

std::vector<Scene> people_scenes() {
  return {
      {"inspectors", "/inspectors", open_list},
      {"inspectors-state-menu", "/inspectors",
       [](Harness& at) {
         open_list(at);
         // Where the page is too short for chips a menu lists them.
         const bool has_chips = !at.with_id("people.state").id.empty();
         if (!has_chips) press(at, Text::filter_targets);
         at.app.activate(has_chips ? "people.state" : "people.menu.0");
         at.settle();
       }},
      {"inspectors-none-found", "/inspectors",
       [](Harness& at) {
         open_list(at);
         at.type("people.search", "nobody of that name");
       }},
      {"inspectors-empty", "/inspectors",
       [](Harness& at) {
         sign_in(at);
         answer(at.network, 200, page_json({}));
         at.settle();
       }},
      {"inspectors-failed", "/inspectors",
       [](Harness& at) {
         sign_in(at);
         fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"inspectors-half", "/inspectors",
       [](Harness& at) {
         sign_in(at);
         answer(at.network, 200, page_json(inspector_json({}), person_id));
         fail_request(at.network, "client.timeout");
         at.settle();
       }},
      {"inspector", inspector_path, open_page},
      {"inspector-refused", inspector_path,
       [](Harness& at) {
         sign_in(at);
         for (const std::string& body :
              {refused(inspector_json({})), history_json(), recusals_json(), trainings_json()})
           answer(at.network, 200, body);
         at.settle();
       }},
      {"inspector-refused-editing", inspector_path,
       [](Harness& at) {
         sign_in(at);
         answer(at.network, 200, refused(inspector_json({})));
         at.settle();
         press(at, Text::person_edit);
         at.app.key("End", false);
         at.settle();
       }},
      {"inspector-read-only", inspector_path,
       [](Harness& at) {
         sign_in(at, reader_grants);
         open_inspector(at, {.name = "", .ended_on = "2026-05-01"});
       }},
      {"inspector-loading", inspector_path, [](Harness& at) { sign_in(at); }},
      {"inspector-failed", inspector_path,
       [](Harness& at) {
         sign_in(at);
         fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"inspector-links-failed", inspector_path,
       [](Harness& at) {
         sign_in(at);
         answer(at.network, 200, inspector_json({}));
         for (int i = 0; i < 3; ++i) fail_request(at.network, "client.timeout");
         at.settle();
       }},
      {"inspector-editing", inspector_path,
       [](Harness& at) {
         open_page(at);
         press(at, Text::person_edit);
         at.type("person.name", "");
         at.type("person.capacity", "9999");
         press(at, Text::person_save);
       }},
      {"inspector-conflict", inspector_path,
       [](Harness& at) {
         open_page(at);
         press(at, Text::person_edit);
         at.type("person.name", "张建业");
         at.type("person.reason", "更名");
         press(at, Text::person_save);
         answer(at.network, 412, problem_json("registry.changed_meanwhile"));
         answer(at.network, 200, inspector_json({.name = "张建军", .revision = 5}));
         at.settle();
       }},
      {"inspector-certificate", inspector_path,
       [](Harness& at) {
         open_page(at);
         at.app.activate("person.certificate." + std::string(certificate_id));
         at.settle();
         at.type("part.expires_on", "很久");
         press(at, Text::person_save);
       }},
      {"inspector-certificate-removal", inspector_path,
       [](Harness& at) {
         open_page(at);
         at.app.activate("person.certificate." + std::string(certificate_id));
         at.settle();
         press(at, Text::certificate_remove);
       }},
      {"inspector-leave", inspector_path,
       [](Harness& at) {
         open_page(at);
         press(at, Text::leave_add);
       }},
      {"inspector-recusal", inspector_path, find_targets},
      {"inspector-recusal-missing", inspector_path,
       [](Harness& at) {
         open_page(at);
         press(at, Text::recusal_add);
         press(at, Text::person_save);
       }},
      {"inspector-recusal-end", inspector_path,
       [](Harness& at) {
         open_page(at);
         at.app.activate("person.recusal.0197f000-0000-7000-8000-0000000000a1");
         at.settle();
       }},
      {"inspector-training", inspector_path,
       [](Harness& at) {
         open_page(at);
         press(at, Text::training_add);
         press(at, Text::person_save);
       }},
      {"inspector-end", inspector_path,
       [](Harness& at) {
         open_page(at);
         press(at, Text::person_end);
       }},
      {"inspector-new", "/inspectors/new",
       [](Harness& at) {
         sign_in(at);
         press(at, Text::person_make);
       }},
      {"inspector-new-township", "/inspectors/new",
       [](Harness& at) {
         sign_in(at);
         press(at, Text::field_township);
       }},
      {"experts", "/experts",
       [](Harness& at) {
         sign_in(at);
         answer(at.network, 200, page_json(expert_json() + "," + expert_json("钱学敏", "inactive", 1, certificate_id)));
         at.settle();
       }},
      {"experts-refused", "/experts?receipt=refused",
       [](Harness& at) {
         sign_in(at);
         answer(at.network, 200,
                page_json(refused(expert_json()) + "," + expert_json("钱学敏", "active", 1, certificate_id)));
         at.settle();
       }},
      {"expert", expert_path,
       [](Harness& at) {
         sign_in(at);
         open_expert(at);
       }},
      {"expert-editing", expert_path,
       [](Harness& at) {
         sign_in(at);
         open_expert(at);
         press(at, Text::person_edit);
       }},
      {"expert-qualification", expert_path,
       [](Harness& at) {
         sign_in(at);
         open_expert(at);
         press(at, Text::qualification_add);
       }},
      {"expert-new", "/experts/new", [](Harness& at) { sign_in(at); }},
  };
}

}  // namespace mingchou::client
