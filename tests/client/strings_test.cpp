#include "client/app/text/strings.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace mingchou;
using namespace mingchou::client;

namespace {

std::set<std::string> places(std::string_view sentence) {
  std::set<std::string> names;
  for (std::size_t open = sentence.find('{'); open != std::string_view::npos; open = sentence.find('{', open + 1))
    names.emplace(sentence.substr(open + 1, sentence.find('}', open) - open - 1));
  return names;
}

}  // namespace

TEST_CASE("every string stands in both languages with the same places") {
  for (int i = 0; i < static_cast<int>(Text::count); ++i) {
    CAPTURE(i);
    const auto key = static_cast<Text>(i);
    CHECK_FALSE(text(key, Language::chinese).empty());
    CHECK_FALSE(text(key, Language::english).empty());
    CHECK(text(key, Language::chinese) != text(key, Language::english));
    CHECK(places(text(key, Language::chinese)) == places(text(key, Language::english)));
  }
}

TEST_CASE("English words have straight quotes: the font draws the typographic ones as wide as a Chinese sign") {
  for (int i = 0; i < static_cast<int>(Text::count); ++i) {
    const std::string_view words = text(static_cast<Text>(i), Language::english);
    CAPTURE(words);
    for (const std::string_view quote : {"‘", "’", "“", "”"}) CHECK(words.find(quote) == std::string_view::npos);
  }
}

TEST_CASE("places are filled, also by text that looks like a place") {
  CHECK(text(Text::department_figures, Language::english, {{"inspectors", "{targets}"}, {"targets", "7"}}) ==
        "{targets} inspectors · 7 targets");
}

TEST_CASE("numbers are grouped by thousands") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(1234567) == "1,234,567");
  CHECK(grouped(-123456) == "-123,456");
  CHECK(grouped(-999) == "-999");
}
