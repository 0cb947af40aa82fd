#include "client/app/ui/glyph_slots.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "client/app/ui/font_provider.h"
#include "shared/text/utf8.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

/// The pieces that are drawn, slots replaced by what they stand for.
std::vector<std::string> pieces(GlyphSlots& slots, std::string_view text) {
  std::vector<std::string> found;
  const std::string drawn(slots.drawable(text));
  for (const char32_t c : text::CodePoints(drawn)) {
    std::string piece(slots.text_of(c));
    if (piece.empty()) text::append_code_point(piece, c);
    found.push_back(piece);
  }
  return found;
}

using Pieces = std::vector<std::string>;

}  // namespace

TEST_CASE("ordinary text is drawn as it is, without a copy") {
  GlyphSlots slots;
  for (const std::string text :
       {"", "西华县人民医院", "ABC-123 (北京)", "“双随机、一公开”……", "䶮㐀豈", "第一行\n第二行", "한글"}) {
    CAPTURE(text);
    CHECK(slots.drawable(text).data() == text.data());
    CHECK(slots.drawable(text) == text);
  }
}

TEST_CASE("no code point beyond the BMP or of the data's private use reaches Dear ImGui") {
  GlyphSlots slots;
  CHECK(pieces(slots, "王𰻞超") == Pieces{"王", "𰻞", "超"});
  CHECK(pieces(slots, "\uE000\uE815") == Pieces{"\uE000", "\uE815"});
  for (const std::string text : {"𰻞", "\uE000", "\U0010FFFD", "😀"})
    for (const char32_t c : text::CodePoints(std::string(slots.drawable(text)))) {
      CHECK(c >= GlyphSlots::first_slot);
      CHECK(c <= GlyphSlots::last_slot);
    }
}

TEST_CASE("the same text keeps its slot") {
  GlyphSlots slots;
  const std::string first(slots.drawable("𰻞"));
  CHECK(slots.drawable("😀") != first);
  CHECK(slots.drawable("𰻞") == first);
}

TEST_CASE("what is invisible by its nature is left out") {
  GlyphSlots slots;
  CHECK(slots.drawable("王\u200B小\u200E明\uFEFF") == "王小明");
  CHECK(slots.drawable("co\u00ADoperate") == "cooperate");
  CHECK(slots.drawable("葛\U000E0101飾") == "葛飾");
  CHECK(slots.drawable("龍\uFE00\uFE0F") == "龍");
  CHECK(slots.drawable("\u2066abc\u2069") == "abc");
  CHECK(slots.drawable("\u200D").empty());
  CHECK(slots.drawable("一\r\n二") == "一\n二");
}

TEST_CASE("what belongs together is one picture") {
  GlyphSlots slots;
  CHECK(pieces(slots, "a👨‍👩‍👧b") == Pieces{"a", "👨‍👩‍👧", "b"});
  CHECK(pieces(slots, "🇨🇳🇨🇳") == Pieces{"🇨🇳", "🇨🇳"});
  CHECK(pieces(slots, "❤️1️⃣") == Pieces{"❤️", "1️⃣"});
  CHECK(pieces(slots, "n\u0304x") == Pieces{"n\u0304", "x"});
  CHECK(pieces(slots, "བོད་") == Pieces{"བོ", "ད", "་"});
}

TEST_CASE("scripts whose letters join are drawn as runs, with the blanks between their words") {
  GlyphSlots slots;
  CHECK(pieces(slots, "店名 ئۇيغۇر ئاشخانىسى (1)") == Pieces{"店", "名", " ", "ئۇيغۇر ئاشخانىسى", " ", "(", "1", ")"});
  CHECK(pieces(slots, "ᠮᠣᠩᠭᠣᠯ᠋") == Pieces{"ᠮᠣᠩᠭᠣᠯ᠋"});
}

TEST_CASE("controls are visible, malformed bytes are replaced") {
  GlyphSlots slots;
  CHECK(pieces(slots, "a\x07z") == Pieces{"a", "\x07", "z"});
  CHECK(slots.drawable("a\xFFz\xE4\xB8") == "a\uFFFDz\uFFFD\uFFFD");
}

TEST_CASE("a picture has a bound, whatever the data piles up") {
  GlyphSlots slots;
  std::string tower = "a";
  for (int i = 0; i < 1000; ++i) tower += "\u0301";
  const Pieces drawn = pieces(slots, tower);
  REQUIRE(drawn.size() == 1);
  CHECK(text::count_code_points(drawn[0]) == glyph_limits::code_points_max);
  std::string run;
  for (int i = 0; i < 100; ++i) run += "ئ";
  std::size_t total = 0;
  for (const std::string& piece : pieces(slots, run)) {
    CHECK(text::count_code_points(piece) <= glyph_limits::code_points_max);
    total += text::count_code_points(piece);
  }
  CHECK(total == 100);
}

TEST_CASE("slots run out visibly and can be given anew") {
  GlyphSlots slots;
  std::string text;
  for (char32_t c = 0x20000; c < 0x20000 + GlyphSlots::slots_max; ++c) {
    text.clear();
    text::append_code_point(text, c);
    REQUIRE(slots.drawable(text) != "\uFFFD");
  }
  CHECK(slots.is_full());
  CHECK(slots.drawable("𰻞") == "\uFFFD");
  CHECK(slots.drawable(text) != "\uFFFD");
  slots.clear();
  CHECK_FALSE(slots.is_full());
  CHECK(pieces(slots, "𰻞") == Pieces{"𰻞"});
}
