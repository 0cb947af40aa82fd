// Licences that are due, in the states that a user may meet.
#include "tests/client/licence_support.h"
#include "tests/client/scenes.h"

namespace mingchou::client {

using namespace licences_test;

std::vector<Scene> licence_scenes() {
  return {
      {"licences-expired", "/licences?due=expired",
       [](Harness& at) {
         sign_in(at);
         reply(at, page_json(many_licences(0, 50, "2026-03-04"), "next"));
       }},
      {"licences-soon", "/licences?due=within-30-days",
       [](Harness& at) {
         sign_in(at);
         reply(at, page_json(licence_json(1, "2026-05-29") + "," + licence_json(2, "2026-06-20")));
       }},
      {"licences-none", "/licences?due=expired",
       [](Harness& at) {
         sign_in(at);
         reply(at, page_json(""));
       }},
      {"licences-failed", "/licences?due=expired",
       [](Harness& at) {
         sign_in(at);
         accounts_test::fail_request(at.network, "client.offline");
         at.settle();
       }},
      {"home-licences", "/",
       [](Harness& at) {
         sign_in(at);
         at.open_storage();
         reply(at, page_json("", {}, 12, 10'000));
       }},
  };
}

}  // namespace mingchou::client
