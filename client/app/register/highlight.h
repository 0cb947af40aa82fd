// Where the words of a query stand in a text, so that a list can show why a row was found: as they are typed, or by
// their pinyin. For the rows that are to be seen, not for searching.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "shared/search/search_query.h"

namespace mingchou::client {

/// Bytes [begin, end) of a text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const TextRange&) const = default;
};

/// Rising, apart from each other. `by_sound`: names are searched by pinyin too, codes and addresses are not.
std::vector<TextRange> find_words(std::string_view text, const search::SearchQuery& query, bool by_sound);

}  // namespace mingchou::client
