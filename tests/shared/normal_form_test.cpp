#include "shared/text/normal_form.h"

#include <doctest/doctest.h>

#include <string>

#include "shared/messages/messages.h"
#include "shared/text/utf8.h"

using namespace mingchou;

namespace {

struct Row {
  std::string input, expected;
};

void check_table(Result<std::string> (*form)(std::string_view), std::span<const Row> rows) {
  for (const Row& row : rows) {
    CAPTURE(row.input);
    const auto result = form(row.input);
    REQUIRE(result);
    CHECK(*result == row.expected);
  }
}

}  // namespace

TEST_CASE("NFC composes, orders marks and keeps compatibility forms") {
  const Row rows[] = {
      {"", ""},
      {"西华县", "西华县"},
      {"e\u0301", "\u00E9"},
      {"\u00E9", "\u00E9"},
      {"q\u0307\u0323", "q\u0323\u0307"},
      {"\u1E9B\u0323", "\u1E9B\u0323"},
      {"\u2126", "\u03A9"},
      {"\u1100\u1161\u11A8", "\uAC01"},
      {"\uFA10", "\u585A"},
      {"９１　Ａ", "９１　Ａ"},
      {"\U00030EDE", "\U00030EDE"},
      {"\U0002F81A", "\u51AC"},
      {std::string("a\0b", 3), std::string("a\0b", 3)},
  };
  check_table(text::nfc, rows);
}

TEST_CASE("NFKC makes full-width and other compatibility forms plain") {
  const Row rows[] = {
      {"９１４１１６２２ＭＡ９Ｔ", "91411622MA9T"},
      {"\u3000", " "},
      {"①㈱ﬁ", "1(株)fi"},
      {"ｶﾞ", "ガ"},
      {"１／２", "1/2"},
      {"\u1E9B\u0323", "\u1E69"},
      {"㎡", "m2"},
  };
  check_table(text::nfkc, rows);
}

TEST_CASE("full-width ASCII is folded and all else stays") {
  const Row rows[] = {
      {"０９ＡＺａｚ！～", "09AZaz!~"},
      {"　", " "},
      {"①㈱ﬁ、。￥", "①㈱ﬁ、。￥"},
      {"（豫）", "(豫)"},
      {"\xFF", "\uFFFD"},
  };
  for (const Row& row : rows) CHECK(text::fold_full_width(row.input) == row.expected);
}

TEST_CASE("imported text is cleaned of what nobody sees") {
  const Row rows[] = {
      {"", ""},
      {" \t\u3000\r\n", ""},
      {"　西华县　　市场\u00A0监管局 ", "西华县 市场 监管局"},
      {"a\r\n\r\nb\tc", "a b c"},
      {"\uFEFF名\u200B称\u2060", "名称"},
      {"a\u200B \u200Bb", "a b"},
      {"\u202Egnp.exe\u202C", "gnp.exe"},
      {"a\x01\x7F\u0085"
       "b",
       "a b"},
      {"e\u200B\u0301", "\u00E9"},
      {"葛\U000E0100城", "葛\U000E0100城"},
      {"\u2764\uFE0F", "\u2764\uFE0F"},
      {"\U00030EDE\uE123", "\U00030EDE\uE123"},
      {"a\uFFFE\U0010FFFF\uFDD0z", "az"},
      {"\u3164\u115F", ""},
      {"９１（豫）", "９１（豫）"},
      {std::string("a\0b", 3), "ab"},
  };
  check_table(text::clean_text, rows);
}

TEST_CASE("codes become plain upper-case ASCII without spaces") {
  const Row rows[] = {
      {"91411622MA9T001060", "91411622MA9T001060"},
      {" ９１４１１６２２　ｍａ９ｔ００１０６０\n", "91411622MA9T001060"},
      {"9141 1622\u00A0ma9t\u200B\uFEFF001060", "91411622MA9T001060"},
      {"豫Ａ－123", "豫A-123"},
      {"i\u0307", "\u0130"},
      {"ⅷ", "VIII"},
  };
  check_table(text::normalise_code, rows);
}

TEST_CASE("plain text takes the short way and comes out as by the long one") {
  std::size_t compared = 0;
  for (char32_t c = 0x21; c <= 0xA000; ++c) {
    if (c >= 0x7F && c < 0x4DF0) continue;
    std::string one = "a";
    text::append_code_point(one, c);
    // The letter behind it is none of the plain ones, and composes with nothing.
    const std::string whole = one + "é";
    CHECK(text::nfc(one).value_or("") + "é" == text::nfc(whole).value_or("?"));
    CHECK(text::nfkc(one).value_or("") + "é" == text::nfkc(whole).value_or("?"));
    CHECK(text::clean_text(one).value_or("") + "é" == text::clean_text(whole).value_or("?"));
    ++compared;
  }
  CHECK(compared > 20'000);
  for (const char* ill : {"西\xE8", "\xE4\xB8", "\xE9\x80\x41", "\xE4\xB7\xBF\x80"}) CHECK_FALSE(text::nfc(ill));
}

TEST_CASE("every form refuses what is no UTF-8, too long or heaped with marks, and takes the bound itself") {
  const auto marked = [](std::size_t marks) {
    std::string text = "a";
    for (std::size_t i = 0; i < marks; ++i) text += i % 2 == 0 ? "\u0323" : "\u0301";
    return text;
  };
  const std::string longest(text::normalised_bytes_max, 'x');
  for (const auto form : {text::nfc, text::nfkc, text::clean_text, text::normalise_code}) {
    CHECK(form("县\xED\xA0\x80").error().code == "text.not_utf8");
    CHECK(form("县\xED\xA0\x80").error().argument("offset") == "3");
    CHECK(form(longest));
    CHECK(form(longest + "x").error().code == "text.too_long");
    CHECK(form(marked(text::marks_in_a_row_max)));
    CHECK(form(marked(text::marks_in_a_row_max + 1)).error().code == "text.too_many_marks");
    CHECK(form(marked(60) + marked(60)));
  }
  for (const char* code : {"text.not_utf8", "text.too_long", "text.too_many_marks", "text.no_memory"})
    CHECK(find_message(code));
}

TEST_CASE("marks that only appear when a character is taken apart count too") {
  std::string half_width = "a", doubled = "a";
  for (std::size_t i = 0; i < text::marks_in_a_row_max; ++i) {
    half_width += i % 2 == 0 ? "\uFF9E" : "\u0301";
    doubled += "\u0344";  // two marks in one
  }
  CHECK(text::nfkc(half_width));
  CHECK(text::nfkc(half_width + "\uFF9E").error().code == "text.too_many_marks");
  CHECK(text::nfc(half_width + "\uFF9E"));  // a starter there
  CHECK(text::nfc(doubled).error().code == "text.too_many_marks");
  std::string spaced = "x";
  for (int i = 0; i < 100; ++i) spaced += "\u00A8";  // a space and a mark each
  CHECK(text::nfkc(spaced));
  CHECK(text::normalise_code(spaced).error().code == "text.too_many_marks");
}

TEST_CASE("the greatest expansion of NFKC stays within its bound") {
  std::string input;
  for (int i = 0; i < 1000; ++i) input += "\uFDFA";
  const auto expanded = text::nfkc(input);
  REQUIRE(expanded);
  CHECK(expanded->size() == 11 * input.size());
}
