#include "shared/text/utf8.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/fuzz/mutation.h"
#include "tests/fuzz/properties.h"

using namespace mingchou;

namespace {

// A woman, skin tone, joiner, rocket; a flag of two letters; a keycap; a family of four.
const std::string astronaut = "\U0001F469\U0001F3FD\u200D\U0001F680";
const std::string flag = "\U0001F1E8\U0001F1F3";
const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467\u200D\U0001F466";
const std::string rare_name = "\U00030EDE";  // a character of noodle shops, in Unicode since 13.0

}  // namespace

TEST_CASE("ill-formed bytes are found at their place") {
  struct Row {
    std::string text;
    std::size_t offset;
  };
  const Row rows[] = {
      {"\x80", 0},                      // a tail alone
      {"a\xBF", 1},                     //
      {"\xC0\x80", 0},                  // overlong NUL
      {"\xC1\xBF", 0},                  //
      {"\xE0\x9F\xBF", 0},              // overlong, three bytes
      {"\xF0\x8F\xBF\xBF", 0},          // overlong, four bytes
      {"\xED\xA0\x80", 0},              // surrogates
      {"\xED\xBF\xBF", 0},              //
      {"\xF4\x90\x80\x80", 0},          // beyond U+10FFFF
      {"\xF5\x80\x80\x80", 0},          //
      {"\xFF", 0},                      //
      {"县\xE5\x8E", 3},                // cut off
      {"县\xF0\xB0\xBB", 3},            //
      {"\xE5\x8E\xC3\xA9", 0},          // cut off, then well-formed
      {"\xCE\xF7\xBB\xAA\xCF\xD8", 0},  // 西华县 in GB 18030
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(text::find_ill_formed(row.text) == row.offset);
    const auto checked = text::check_utf8(row.text);
    REQUIRE_FALSE(checked);
    CHECK(checked.error().argument("offset") == std::to_string(row.offset));
  }
}

TEST_CASE("the first and last code point of every length are well-formed") {
  for (const char* good : {"", "\x01", "\x7F", "\u0080", "\u07FF", "\u0800", "\uD7FF", "\uE000", "\uFFFF", "\U00010000",
                           "\U0010FFFF", "西华县"})
    CHECK(text::is_utf8(good));
  CHECK(text::is_utf8(std::string_view("\0", 1)));
}

TEST_CASE("walking gives each code point, and U+FFFD for each byte that is none") {
  std::vector<char32_t> seen;
  for (const char32_t c : text::CodePoints("a\u00E9县" + rare_name + "\xED\xA0\x80z")) seen.push_back(c);
  CHECK(seen == std::vector<char32_t>{'a', 0xE9, 0x53BF, 0x30EDE, 0xFFFD, 0xFFFD, 0xFFFD, 'z'});
  CHECK(text::replace_ill_formed("县\xE5\x8Ez") == "县\uFFFD\uFFFDz");
  CHECK(text::count_code_points("县\xE5\x8Ez") == 4);
}

TEST_CASE("code points are written as UTF-8, and what is none as U+FFFD") {
  for (const auto& [code_point, bytes] : {std::pair<char32_t, std::string>{0, std::string(1, '\0')},
                                          {0x7F, "\x7F"},
                                          {0x80, "\xC2\x80"},
                                          {0x30EDE, "\xF0\xB0\xBB\x9E"},
                                          {0x10FFFF, "\xF4\x8F\xBF\xBF"},
                                          {0xD800, "\uFFFD"},
                                          {0xDFFF, "\uFFFD"},
                                          {0x110000, "\uFFFD"},
                                          {0xFFFFFFFF, "\uFFFD"}}) {
    std::string written;
    text::append_code_point(written, code_point);
    CHECK(written == bytes);
  }
}

TEST_CASE("graphemes are what a person counts") {
  const std::pair<std::string, std::size_t> table[] = {
      {"", 0},          {"西华县", 3},     {"e\u0301a", 2}, {rare_name + "面", 2}, {astronaut, 1},
      {flag + flag, 2}, {family + "x", 2}, {"\r\n", 1},     {"1\uFE0F\u20E3", 1},  {"葛\U000E0100城", 2},
  };
  for (const auto& [input, count] : table) {
    CAPTURE(input);
    CHECK(text::count_graphemes(input) == count);
    std::string_view rest = input;
    std::size_t cut = 0;
    for (; !rest.empty(); ++cut) rest.remove_prefix(text::first_grapheme_bytes(rest));
    CHECK(cut == count);
  }
}

TEST_CASE("a text is cut only between code points, or between graphemes") {
  struct Row {
    std::string text;
    std::size_t bytes_max;
    std::string at_code_point, at_grapheme;
  };
  const Row rows[] = {
      {"西华县", 9, "西华县", "西华县"},
      {"西华县", 8, "西华", "西华"},
      {"西华县", 2, "", ""},
      {"西华县", 0, "", ""},
      {"a" + rare_name, 4, "a", "a"},
      {"a" + rare_name, 5, "a" + rare_name, "a" + rare_name},
      {"ae\u0301x", 2, "ae", "a"},
      {"ae\u0301x", 4, "ae\u0301", "ae\u0301"},
      {"x" + flag, 5, "x\U0001F1E8", "x"},
      {"x" + astronaut + "y", 14, "x\U0001F469\U0001F3FD\u200D", "x"},
      {astronaut, 4, "\U0001F469", "\U0001F469"},  // not even one grapheme fits
      {"ab\xE5\x8E", 3, "ab\xE5", "ab\xE5"},       // ill-formed bytes are each their own
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.bytes_max);
    CHECK(text::cut_at_code_point(row.text, row.bytes_max) == row.at_code_point);
    CHECK(text::cut_at_grapheme(row.text, row.bytes_max) == row.at_grapheme);
  }
}

TEST_CASE("whatever the bytes are, text functions agree with each other and their forms are fixed points") {
  const std::string samples[] = {
      "西华县市场监督管理局 Xihua",
      "９１４１１６２２ＭＡ９Ｔ００１０６０　\u3000\u200B",
      "e\u0301\u0323 \u1E9B\u0323 \uFDFA \u2126 \uF900 \uFA10 i\u0307",
      rare_name + "葛\U000E0100" + astronaut + flag + family + "1\uFE0F\u20E3",
      "\u1100\u1161\u11A8 \uAC01 \u115F\u3164 \u00A8\u0344\u0F71\u0F72 \u202Eabc\u2066\uFEFF",
      std::string("\0\t\r\n\x1F\x7F \u0085\u00A0\u2028", 15),
  };
  SeededRandom random(3);
  const int rounds = fuzz::rounds_of(8'000);
  for (int i = 0; i < rounds; ++i) {
    const std::string_view alphabet = "\xCC\x81\xE3\x80\xEF\xBC\xF0\x9F i\xE2\x80\x8D";
    const Bytes input = i % 4 == 0 ? fuzz::random_bytes(24, i % 8 == 0 ? alphabet : "", random)
                                   : fuzz::mutate(samples, alphabet, random);
    CAPTURE(as_text(input));
    REQUIRE(fuzz::text_property(input) == "");
  }
}

TEST_CASE("every code point passes through every form as a fixed point, alone and behind a letter") {
  const char32_t step = fuzz::rounds_of(1) > 1 ? 1 : 97;
  for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : step) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    for (const char* before : {"", "i"}) {
      std::string input = before;
      text::append_code_point(input, c);
      const std::string broken = fuzz::text_property(as_bytes(input));
      if (!broken.empty()) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c) << ": " << broken);
    }
  }
}
