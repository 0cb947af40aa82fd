// Search as you type: a table of queries, bounds, steps, and ill-formed text. search_oracle_test.cpp compares random
// registers with a search written the plain way.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "shared/search/fold.h"
#include "shared/search/search_scan.h"
#include "tests/fuzz/mutation.h"

using namespace mingchou;
using namespace mingchou::search;

namespace {

std::vector<std::uint32_t> rows_found(const SearchIndex& index, std::string_view text) {
  const auto results = search_all(index, text, 100);
  REQUIRE(results);
  CHECK(results->rows.size() == results->total);
  return results->rows;
}

std::uint32_t add(SearchIndex& index, std::string_view name, std::vector<std::string_view> codes = {},
                  std::string_view address = {}) {
  const auto row = index.add({name, codes, address});
  REQUIRE(row);
  return *row;
}

SearchIndex sample_register() {
  SearchIndex index;
  add(index, "西华县胡辣汤店", {"92411622MA40ABCD1X", "411622600012345"}, "西华县城关镇人民路12号");
  add(index, "逍遥镇老王胡辣汤（总店）", {"92411622MA40ABCD2Y"}, "逍遥镇中山街");
  add(index, "胡辣汤", {"411622600099999"});
  add(index, "中国工商银行西华支行", {"91411622MA0000001A"}, "西华县长平路");
  add(index, "重庆小面（ＫＴＶ旁）", {"92411622MA40ZZZZ3E"});
  add(index, "𠮷野家快餐", {"92411622MA40AAAA4K"});
  add(index, "䶮龘烟酒商行", {"92411622MA40BBBB5M"}, "胡辣街1号");
  add(index, "绿源女装 12号店", {"92411622MA40CCCC6N"});
  add(index, "92411622MA40ABCD1X的分店", {});
  return index;
}

}  // namespace

TEST_CASE("queries of every kind find what a person means, best first") {
  const SearchIndex index = sample_register();
  const struct {
    std::string_view query;
    std::vector<std::uint32_t> rows;
  } cases[] = {
      // Parts of names: earlier position first, then the shorter name; addresses last.
      {"胡辣汤", {2, 0, 1}},
      {"胡辣", {2, 0, 1, 6}},
      {"汤", {2, 0, 1}},
      {"胡", {2, 0, 1}},
      {"西华", {0, 3}},
      {"店", {0, 7, 1, 8}},
      {"辣胡", {}},
      {"店逍", {}},
      // Rare characters, in the BMP and outside.
      {"𠮷", {5}},
      {"䶮龘", {6}},
      {"龘", {6}},
      // Width, case, spaces and brackets.
      {"KTV", {4}},
      {"ｋｔｖ", {4}},
      {"(总店)", {1}},
      {"（总店", {1}},
      {"装12号", {7}},
      {"１２号", {7, 0}},
      // Codes: whole code first, then names, then parts.
      {"92411622ma40abcd1x", {0, 8}},
      {"９２４１１６２２ＭＡ４０ＡＢＣＤ１Ｘ", {0, 8}},
      {"411622600099999", {2}},
      {"abcd", {8, 0, 1}},
      {"0001", {3, 0}},
      {"1X411622", {}},
      // Initials, all readings: 行 is xing and hang, 重 chong and zhong.
      {"xhxhlt", {0}},
      {"xhhlt", {}},
      {"hltzd", {1}},
      {"gsyh", {3}},
      {"gsyx", {3}},
      {"cqxm", {4}},
      {"zqxm", {4}},
      {"xmktv", {4}},
      {"lyn", {7}},
      {"nz12h", {7}},
      // Syllables, whole, begun, and mixed with initials.
      {"hulatang", {2, 0, 1}},
      {"hula", {2, 0, 1}},
      {"hulat", {2, 0, 1}},
      {"hlatang", {2, 0, 1}},
      {"hltang", {2, 0, 1}},
      {"zhongguo", {3}},
      {"zhongg", {3}},
      {"zhg", {3}},
      {"yinhang", {3}},
      {"yinxing", {3}},
      {"lvyuan", {7}},
      {"lüyuan", {7}},
      {"luyuan", {7}},
      {"xi'hua", {0, 3}},
      {"XIHUA", {0, 3}},
      {"huatang", {}},
      // Several words, in any order; a row is as good as its worst word.
      {"汤 胡", {2, 0, 1}},
      {"老王 胡辣汤", {1}},
      {"西华 hlt", {0}},
      {"西华　yh", {3}},
      {"胡辣 92411622MA", {0, 1, 6}},
      {"胡辣汤 银行", {}},
      // Addresses, from two characters on.
      {"人民路", {0}},
      {"街", {}},
      {"中山街", {1}},
      {"胡辣街", {6}},
  };
  for (const auto& [query, rows] : cases) {
    CAPTURE(query);
    CHECK(rows_found(index, query) == rows);
  }
}

TEST_CASE("the initials of a name find it, and so do its last syllables") {
  SearchIndex index;
  add(index, "西华胡辣汤");
  add(index, "胡记华糖烟酒");
  for (const std::string_view text : {"xhhlt", "XHHLT", "ｘｈｈｌｔ", "hhlt", "xihuahlt", "latang"}) {
    CAPTURE(text);
    CHECK(rows_found(index, text) == std::vector<std::uint32_t>{0});
  }
  CHECK(rows_found(index, "huatang") == std::vector<std::uint32_t>{1});
}

TEST_CASE("initials pass over brackets and characters without a known reading") {
  SearchIndex index;
  add(index, "西华（县）𠀀胡·辣汤");
  CHECK(rows_found(index, "xhxhlt") == std::vector<std::uint32_t>{0});
  CHECK(readings_of(U'𠀀').empty());
}

TEST_CASE("readings come from Unihan, without tones, with every modern reading") {
  const struct {
    char32_t character;
    std::vector<std::string_view> readings;
  } cases[] = {{U'西', {"xi"}},
               {U'重', {"chong", "zhong"}},
               {U'长', {"chang", "zhang"}},
               {U'乐', {"le", "yue"}},
               {U'单', {"chan", "dan", "shan"}},
               {U'女', {"nu", "nv"}},
               {U'䶮', {"yan"}},
               {U'\U0002CC56', {"di"}},
               {U'A', {}},
               {U'あ', {}},
               {0x10FFFF, {}}};
  for (const auto& [character, readings] : cases) {
    CAPTURE(static_cast<unsigned>(character));
    const auto known = readings_of(character);
    for (const auto reading : readings) CHECK(std::ranges::find(known, reading) != known.end());
    if (readings.empty()) CHECK(known.empty());
  }
  const auto bank = readings_of(U'行');
  for (const std::string_view reading : {"hang", "xing"}) CHECK(std::ranges::find(bank, reading) != bank.end());
}

TEST_CASE("an empty query has every row, in order, but removed ones") {
  SearchIndex index = sample_register();
  for (const std::string_view empty : {"", " ", " \t\n　", "\xFF", "\xE2\x80\x8B"}) {
    CAPTURE(empty);
    CHECK(rows_found(index, empty) == std::vector<std::uint32_t>{0, 1, 2, 3, 4, 5, 6, 7, 8});
  }
  CHECK(index.remove(4));
  CHECK(rows_found(index, "") == std::vector<std::uint32_t>{0, 1, 2, 3, 5, 6, 7, 8});
  CHECK(rows_found(SearchIndex(), "").empty());
  CHECK(rows_found(SearchIndex(), "汤").empty());
}

TEST_CASE("a replaced row is found by its new texts only, a removed one not at all") {
  SearchIndex index = sample_register();
  CHECK(index.replace(2, {"羊肉烩面馆"}));
  CHECK(rows_found(index, "胡辣汤") == std::vector<std::uint32_t>{0, 1});
  CHECK(rows_found(index, "411622600099999").empty());
  CHECK(rows_found(index, "yrhm") == std::vector<std::uint32_t>{2});
  CHECK(index.remove(2));
  CHECK(rows_found(index, "羊肉").empty());
  CHECK(index.replace(2, {"羊肉汤"}));
  CHECK(rows_found(index, "羊肉") == std::vector<std::uint32_t>{2});
  CHECK_FALSE(index.replace(9, {"无"}));
  CHECK_FALSE(index.remove(9));
  CHECK(add(index, "新") == 9);
}

TEST_CASE("the list is bounded, the total is not") {
  SearchIndex index;
  for (int i = 0; i < 3000; ++i) add(index, i % 3 == 0 ? "西华药店" : "西华一家药店");
  for (const std::size_t wanted : {0u, 1u, 1000u, 1001u, 3001u}) {
    const auto results = search_all(index, "药店", wanted);
    REQUIRE(results);
    CHECK(results->total == 3000);
    CHECK(results->rows.size() == std::min<std::size_t>(wanted, 3000));
    for (std::size_t i = 0; i < std::min<std::size_t>(results->rows.size(), 1000); ++i)
      REQUIRE(results->rows[i] == i * 3);
  }
}

TEST_CASE("results stop at their bound") {
  SearchIndex index;
  for (std::size_t i = 0; i < results_max + 1; ++i) add(index, "店");
  const auto results = search_all(index, "店", results_max + 1);
  REQUIRE(results);
  CHECK(results->rows.size() == results_max);
  CHECK(results->total == results_max + 1);
}

TEST_CASE("a query is refused beyond its bounds and taken at them") {
  const SearchIndex index = sample_register();
  std::string text;
  for (std::size_t i = 0; i < query_characters_max; ++i) text += "𠮷";
  CHECK(search_all(index, text, 10));
  const auto longer = search_all(index, text + "𠮷", 10);
  REQUIRE_FALSE(longer);
  CHECK(longer.error().code == "search.query_too_long");
  std::string words;
  for (std::size_t i = 0; i < query_words_max; ++i) words += "店 ";
  CHECK(rows_found(index, words) == rows_found(index, "店"));
  CHECK_FALSE(search_all(index, words + "店", 10));
  CHECK(search_all(index, std::string(query_bytes_max, ' '), 10));
  CHECK_FALSE(search_all(index, std::string(query_bytes_max + 1, ' '), 10));
  // More letters than a sound pattern holds are still searched as text.
  const std::string letters(SoundPattern::letters_max, 'h');
  CHECK(SearchQuery::parse(letters)->words[0].sounds);
  CHECK_FALSE(SearchQuery::parse(letters + "h")->words[0].sounds);
  CHECK(rows_found(index, letters + "h").empty());
}

TEST_CASE("texts longer than their bounds are searched up to them") {
  std::string name;
  for (std::size_t i = 0; i < name_units_max - 1; ++i) name += "店";
  SearchIndex index;
  add(index, name + "汤末");
  add(index, name + "𠮷");
  CHECK(rows_found(index, "店汤") == std::vector<std::uint32_t>{0});
  CHECK(rows_found(index, "末").empty());
  // A character outside the BMP is two units: it is left out whole.
  CHECK(rows_found(index, "𠮷").empty());
  const std::string code(code_units_max, '7');
  const std::string too_long = code + "8";
  const std::vector<std::string_view> codes(codes_per_row_max, code);
  std::vector<std::string_view> more = codes;
  more.emplace_back("9");
  CHECK(index.replace(0, {"甲", codes}));
  CHECK(rows_found(index, code) == std::vector<std::uint32_t>{0});
  CHECK(index.replace(0, {"甲", more}));
  CHECK(rows_found(index, "9").empty());
  const std::string_view cut[] = {too_long};
  CHECK(index.replace(0, {"甲", cut}));
  CHECK(rows_found(index, "8").empty());
  CHECK(rows_found(index, "7777") == std::vector<std::uint32_t>{0});
}

TEST_CASE("a scan in steps finds what a scan at once finds, and tells how far it is") {
  SearchIndex index;
  SeededRandom random(5);
  constexpr std::string_view parts[] = {"西", "华", "胡", "辣", "汤", "店", "重", "行"};
  for (int i = 0; i < 5000; ++i) {
    std::string name;
    for (auto n = 1 + random.below(6); n > 0; --n) name += parts[random.below(std::size(parts))];
    add(index, name);
  }
  for (const std::string_view text : {"西", "胡辣", "hl", "zhonghang", "汤 x", "", "龘"}) {
    for (const std::size_t rows : {0u, 1u, 1024u, 1025u, 4096u, 100'000u}) {
      CAPTURE(text);
      CAPTURE(rows);
      SearchScan scan(index, *SearchQuery::parse(text), 50);
      std::size_t steps = 1;
      CHECK_FALSE(scan.done());
      CHECK(scan.total() == 0);
      for (; !scan.step(rows); ++steps)
        CHECK(scan.scanned_row_count() == steps * std::max<std::size_t>(1, (rows + 1023) / 1024) * 1024);
      CHECK(steps == (rows > 5000 ? 1 : rows == 4096 ? 2 : rows == 1025 ? 3 : 5));
      CHECK(scan.done());
      CHECK(scan.scanned_row_count() == 5000);
      const auto at_once = search_all(index, text, 50);
      CHECK(scan.best_rows() == at_once->rows);
      CHECK(scan.total() == at_once->total);
      std::size_t fitting = 0;
      for (std::uint32_t row = 0; row < 5100; ++row) fitting += scan.fits(row);
      CHECK(fitting == at_once->total);
      for (const auto row : at_once->rows) CHECK(scan.fits(row));
    }
  }
}

TEST_CASE("a scan begins anew when rows change under it") {
  SearchIndex index;
  for (int i = 0; i < 3000; ++i) add(index, "药店");
  SearchScan scan(index, *SearchQuery::parse("药店"), 10);
  CHECK_FALSE(scan.step(2000));
  CHECK(scan.total() == 2048);
  CHECK(index.remove(0));
  add(index, "大药店");
  CHECK_FALSE(scan.step(1));
  CHECK(scan.total() == 1023);
  CHECK(scan.step(rows_max));
  CHECK(scan.total() == 3000);
  CHECK(scan.best_rows().front() == 1);
  CHECK_FALSE(scan.fits(0));
  CHECK(scan.fits(3000));
  // Also after its end.
  CHECK(index.remove(1));
  CHECK_FALSE(scan.done());
  CHECK(scan.step(rows_max));
  CHECK(scan.best_rows().front() == 2);
}

TEST_CASE("a hundred thousand rows keep within 40 MB, also after each was replaced") {
  SearchIndex index;
  const std::string_view codes[] = {"92411622MA40ABCD1X", "411622600012345"};
  const std::string_view address = "河南省周口市西华县城关镇人民路与建设路交叉口向东一百米路北";
  for (int i = 0; i < 100'000; ++i) REQUIRE(index.add({"西华县城关镇老王胡辣汤店", codes, address}));
  CHECK(index.memory_bytes() < 40'000'000);
  for (std::uint32_t row = 0; row < 100'000; row += 40)
    REQUIRE(index.replace(row, {"西华县城关镇老王胡辣汤总店", codes, address}));
  CHECK(index.memory_bytes() < 40'000'000);
  CHECK(search_all(index, "总店", 10)->total == 2500);
  CHECK(search_all(index, "hltd", 10)->total == 97'500);
}

TEST_CASE("units are found at every place, at the ends too, and whatever the lengths") {
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t length = 1; length < 12; ++length) {
      const std::u16string needle = std::u16string(length - 1, u'a') + u'b';
      CHECK(find_units(std::u16string(size, u'a'), needle, 0) == not_found);
      for (std::size_t at = 0; at + length <= size; ++at) {
        std::u16string units(size, u'a');
        units[at + length - 1] = u'b';
        CHECK(find_units(units, needle, 0) == at);
        CHECK(find_units(units, needle, at) == at);
        CHECK(find_units(units, needle, at + 1) == not_found);
      }
    }
  }
}

TEST_CASE("folding takes width, case, compatibility forms and invisible characters away") {
  const struct {
    std::string_view text;
    std::u16string_view folded;
  } cases[] = {{"ＡＢｃ１（", u"abc1("},
               {"a　b", u"a b"},
               {"\xEF\xA8\x90", u"塚"},            // U+FA10, a compatibility ideograph
               {"葛\xF3\xA0\x84\x80飾", u"葛飾"},  // with a variation selector
               {"①Ⅱ㎡ﾊ", u"1iim2ハ"},
               {"\xE2\x80\x8B店\xEF\xBB\xBF", u"店"},
               {"e\xCC\x81ÉЖΩ", u"ééжω"},
               {"a\r\n\tb\x7F", u"a   b "},
               {"西\xFF华\xE8\xA5", u"西华"},
               {"\xED\xA0\x80\xC0\x80", u""},
               {"𠮷", u"𠮷"}};
  for (const auto& [text, folded] : cases) {
    CAPTURE(text);
    CHECK(fold(text, 100) == folded);
  }
  CHECK(fold("ab𠮷", 3) == u"ab");
  CHECK(fold_without_spaces(" a　b ", 10) == u"ab");
}

TEST_CASE("no query and no row of any bytes does harm") {
  SearchIndex index = sample_register();
  SeededRandom random(11);
  const std::string samples[] = {"西华 hlt",
                                 "92411622MA40ABCD1X",
                                 "𠮷野家 ｋｔｖ",
                                 "xi'hua lüyuan",
                                 "（总店）\xE2\x80\x8B",
                                 "\xF0\xA0\xAE",
                                 "e\xCC\x81\xCC\x81",
                                 "zhuangzhuangzhuangzhuangzhuang"};
  for (int round = fuzz::rounds_of(3000); round > 0; --round) {
    const Bytes bytes = random.below(4) == 0 ? fuzz::random_bytes(80, "", random)
                                             : fuzz::mutate(samples, "xzh' \xE8\xA5\xBF\xF0\xFF\x01", random);
    const std::string_view text = as_text(bytes);
    const auto row = static_cast<std::uint32_t>(random.below(index.row_count()));
    const std::string_view codes[] = {text, text};
    if (random.below(2) == 0) REQUIRE(index.replace(row, {text, codes, text}));
    const auto results = search_all(index, text, 5);
    if (!results) {
      CHECK(results.error().code == "search.query_too_long");
      continue;
    }
    REQUIRE(results->total <= index.row_count());
    REQUIRE(results->rows.size() == std::min<std::size_t>(results->total, 5));
    const std::u16string folded = fold(text, 100);
    REQUIRE(std::ranges::none_of(folded, [](char16_t c) { return c < 0x20; }));
  }
}
