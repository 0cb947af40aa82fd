// What is typed into a search box, made ready for scans.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/error.h"
#include "shared/search/pinyin.h"

namespace mingchou::search {

inline constexpr std::size_t query_bytes_max = 1024;
/// Characters of all words together, and words.
inline constexpr std::size_t query_characters_max = 64;
inline constexpr std::size_t query_words_max = 8;
/// Shorter words (in characters) aren't looked for in addresses, where they would find nearly every row.
inline constexpr std::size_t address_characters_min = 2;

struct QueryWord {
  /// Folded, not empty.
  std::u16string text;
  std::optional<SoundPattern> sounds;
  bool in_addresses = false;
};

/// Words separated by spaces; a row fits if every word does. Without words every row fits.
struct SearchQuery {
  std::vector<QueryWord> words;

  /// Text as typed; bytes that are no UTF-8 are passed over.
  /// Error: search.query_too_long {characters_max, words_max}.
  static Result<SearchQuery> parse(std::string_view text);
};

}  // namespace mingchou::search
