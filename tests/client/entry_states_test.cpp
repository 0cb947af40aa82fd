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

TEST_CASE("an entry with what is not saved stays, however many are looked at since") {
  EntryStates<Typed> states;
  const auto is_unsaved = [](const Typed& typed) { return !typed.text.empty(); };
  states.of(entry(0), is_unsaved).text = "half a reason";
  states.of(entry(1), is_unsaved);
  const Typed* const saved = &states.of(entry(2), is_unsaved);
  for (std::size_t i = 3; i < entry_states_max; ++i) states.of(entry(i), is_unsaved);
  states.of(entry(1), is_unsaved).text = "another";
  CHECK(&states.of(entry(2), is_unsaved) == saved);
  for (std::size_t i = 100; i < 100 + 3 * entry_states_max; ++i) states.of(entry(i), is_unsaved);
  CHECK(states.of(entry(0), is_unsaved).text == "half a reason");
  CHECK(states.of(entry(1), is_unsaved).text == "another");

  // Where nothing may go there are more of them, until they are saved.
  for (std::size_t i = 200; i < 200 + 2 * entry_states_max; ++i) states.of(entry(i), is_unsaved).text = "typed";
  std::size_t count = 0;
  const auto counts = [&](const Typed&) { return ++count > 1000; };
  CHECK_FALSE(states.any(counts));
  CHECK(count >= 2 * entry_states_max);
  for (std::size_t i = 200; i < 200 + 2 * entry_states_max; ++i) states.of(entry(i), is_unsaved).text.clear();
  states.of(entry(300), is_unsaved);
  count = 0;
  CHECK_FALSE(states.any(counts));
  CHECK(count == entry_states_max);
}
