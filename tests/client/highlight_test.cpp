#include "client/app/register/highlight.h"

#include <doctest/doctest.h>

#include <string>

using namespace mingchou;
using namespace mingchou::client;

namespace {

/// The marked pieces in angle brackets.
std::string marked(std::string_view text, std::string_view typed, bool by_sound = true) {
  const auto query = search::SearchQuery::parse(typed);
  REQUIRE(query);
  std::string shown;
  std::size_t at = 0;
  for (const TextRange& range : find_words(text, *query, by_sound)) {
    shown += std::string(text.substr(at, range.begin - at)) + "<" +
             std::string(text.substr(range.begin, range.end - range.begin)) + ">";
    at = range.end;
  }
  return shown + std::string(text.substr(at));
}

}  // namespace

TEST_CASE("a word is marked where it stands, whatever its width and case") {
  CHECK(marked("西华县红花镇利民超市", "利民") == "西华县红花镇<利民>超市");
  CHECK(marked("西华ＡＢＣ商店", "abc") == "西华<ＡＢＣ>商店");
  CHECK(marked("西 华 商店", "西华") == "<西 华> 商店");
}

TEST_CASE("several words are marked apart, neighbours together") {
  CHECK(marked("西华县利民超市", "超市 西华") == "<西华>县利民<超市>");
  CHECK(marked("西华县利民超市", "利民 民超") == "西华县<利民超>市");
}

TEST_CASE("pinyin marks the characters that sound so") {
  CHECK(marked("西华县利民超市", "lmcs") == "西华县<利民超市>");
  CHECK(marked("西华县利民超市", "limin") == "西华县<利民>超市");
  CHECK(marked("西华（利）民超市", "lm") == "西华（<利）民>超市");
  CHECK(marked("西华县利民超市", "lmcs", false) == "西华县利民超市");
}

TEST_CASE("what is not there is not marked, and rare characters keep their bytes") {
  CHECK(marked("西华县利民超市", "饭店") == "西华县利民超市");
  CHECK(marked("", "饭店").empty());
  CHECK(marked("利民超市", "") == "利民超市");
  CHECK(marked("𰻞𰻞面馆", "面馆") == "𰻞𰻞<面馆>");
  CHECK(marked("𰻞𰻞面馆", "𰻞") == "<𰻞>𰻞面馆");
  CHECK(marked("\xFF\xFE面馆", "面馆") == "\xFF\xFE<面馆>");
}
