#include "shared/search/search_query.h"

#include <algorithm>
#include <utility>

#include "shared/search/fold.h"

namespace mingchou::search {

namespace {

std::size_t count_characters(std::u16string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) next_code_point(text, at);
  return count;
}

Error too_long() {
  return Error("search.query_too_long").with("characters_max", query_characters_max).with("words_max", query_words_max);
}

}  // namespace

Result<SearchQuery> SearchQuery::parse(std::string_view text) {
  if (text.size() > query_bytes_max) return fail(too_long());
  SearchQuery query;
  std::size_t characters = 0;
  const std::u16string folded = fold(text, 8 * query_bytes_max);
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t end = std::min(folded.find(u' ', at), folded.size());
    if (end > at) {
      QueryWord word;
      word.text = folded.substr(at, end - at);
      const std::size_t count = count_characters(word.text);
      characters += count;
      word.in_addresses = count >= address_characters_min;
      word.sounds = SoundPattern::compile(word.text);
      query.words.push_back(std::move(word));
      if (characters > query_characters_max || query.words.size() > query_words_max) return fail(too_long());
    }
    at = end + 1;
  }
  return query;
}

}  // namespace mingchou::search
