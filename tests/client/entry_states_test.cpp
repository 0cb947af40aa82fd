// What screens keep for each entry: by its route, the ones that were looked at last.
#include "client/app/screens/entry_states.h"

#include <doctest/doctest.h>

#include <string>

using namespace mingchou::client;

namespace {

struct Typed {
  std::string text;
};

Route entry(std::size_t number) { return {Screen::user, std::to_string(number)}; }

}  // namespace

TEST_CASE("each entry has what was typed for it, whatever was opened since") {
  EntryStates<Typed> states;
  states.of(entry(1)).text = "one";
  states.of(entry(2)).text = "two";
  CHECK(states.of(entry(1)).text == "one");
  CHECK(states.of(entry(2)).text == "two");
  CHECK(states.of({Screen::department, "1"}).text.empty());
}

TEST_CASE("the entries that were looked at last are kept, and no more than so many") {
  EntryStates<Typed> states;
  for (std::size_t i = 0; i < entry_states_max; ++i) states.of(entry(i)).text = std::to_string(i);
  // Looked at again, it is among the newest.
  CHECK(states.of(entry(0)).text == "0");
  states.of(entry(entry_states_max)).text = "new";
  CHECK(states.of(entry(0)).text == "0");
  CHECK(states.of(entry(entry_states_max)).text == "new");
  CHECK(states.of(entry(1)).text.empty());
}
