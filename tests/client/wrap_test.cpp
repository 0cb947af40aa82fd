#include "client/app/text/wrap.h"

#include <doctest/doctest.h>

#include <random>

using namespace mingchou::client;
using Lines = std::vector<std::string>;

namespace {

/// ASCII counts one, everything else two.
float width_of(std::string_view text) {
  float width = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) width += 1;
    if (byte >= 0xC0) width += 2;
  }
  return width;
}

}  // namespace

TEST_CASE("lines break by the rules of both scripts") {
  struct Case {
    const char* text;
    float width;
    Lines lines;
  };
  const Case cases[] = {
      {"", 10, {}},
      {"检查对象", 8, {"检查对象"}},
      {"检查对象", 4, {"检查", "对象"}},
      {"检查，对象", 4, {"检", "查，", "对象"}},
      {"说“检查”", 4, {"说", "“检", "查”"}},
      {"办〔54〕号", 6, {"办", "〔54〕", "号"}},
      {"one two three", 7, {"one two", "three"}},
      {"one  two", 3, {"one", "two"}},
      {"abcdefgh", 3, {"abc", "def", "gh"}},
      {"共 12 名", 5, {"共 12", "名"}},
      {"共 12 名 · 企业", 7, {"共 12", "名 ·", "企业"}},
      {"上\n下", 10, {"上", "下"}},
      {"上\n\n下", 10, {"上", "", "下"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(wrap(c.text, c.width, width_of) == c.lines);
  }
}

TEST_CASE("phrases break at their separator only") {
  CHECK(wrap_phrases("aa · bb · cc", " · ", 8, width_of) == Lines{"aa · bb", "cc"});
  CHECK(wrap_phrases("aaaaaaaaaa · b", " · ", 3, width_of) == Lines{"aaaaaaaaaa", "b"});
  CHECK(wrap_phrases("aa", " · ", 8, width_of) == Lines{"aa"});
}

TEST_CASE("what does not fit is elided at whole characters") {
  CHECK(elide("检查对象", 8, width_of) == "检查对象");
  CHECK(elide("检查对象", 6, width_of) == "检查…");
  CHECK(elide("检查对象", 1, width_of) == "检…");
  CHECK(elide("", 0, width_of) == "");
}

TEST_CASE("any bytes wrap without losing any but blanks and line feeds") {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto left = random() % 40; left > 0; --left) text += static_cast<char>(random());
    std::string joined, expected;
    for (const std::string& line : wrap(text, static_cast<float>(random() % 12), width_of)) joined += line;
    std::erase_if(joined, [](char c) { return c == ' '; });
    for (const char c : text)
      if (c != ' ' && c != '\n') expected += c;
    CHECK(joined == expected);
  }
}
