#include "client/app/register/highlight.h"

#include <algorithm>
#include <optional>
#include <string>

#include "shared/search/fold.h"
#include "shared/search/packed_texts.h"
#include "shared/search/search_index.h"
#include "shared/text/utf8.h"

namespace mingchou::client {
namespace {

constexpr std::size_t units_max = search::name_units_max;

/// A text in a form that is searched, with the bytes that each unit comes from.
struct Traced {
  std::u16string units;
  std::vector<TextRange> sources;

  void append(std::u16string_view more, TextRange source) {
    units += more;
    sources.insert(sources.end(), more.size(), source);
  }
  TextRange source_of(std::size_t first, std::size_t count) const {
    return {sources[first].begin, sources[first + count - 1].end};
  }
};

/// Character by character, so that each unit's place is known. What composes across characters (letters with loose
/// marks) is not found here; it is not marked then, and the row still stands in the list.
Traced folded(std::string_view text) {
  Traced traced;
  const text::CodePoints code_points(text);
  for (auto at = code_points.begin(); at != code_points.end() && traced.units.size() < units_max;) {
    const std::size_t begin = at.offset();
    const std::size_t end = (++at).offset();
    traced.append(search::fold_without_spaces(text.substr(begin, end - begin), units_max), {begin, end});
  }
  return traced;
}

Traced sounds(const Traced& text) {
  Traced traced;
  for (std::size_t at = 0; at < text.units.size();) {
    const std::size_t begin = at;
    search::next_code_point(text.units, at);
    const auto character = std::u16string_view(text.units).substr(begin, at - begin);
    traced.append(search::sounds_of(character), text.source_of(begin, at - begin));
  }
  return traced;
}

std::optional<TextRange> find_typed(const Traced& text, std::u16string_view word) {
  const std::size_t at = text.units.find(word);
  if (at == std::u16string::npos) return std::nullopt;
  return text.source_of(at, word.size());
}

bool matches(const search::SoundPattern& pattern, std::u16string_view sounds) {
  search::PackedTexts texts;
  texts.append(sounds);
  return pattern.find(texts, 0).has_value();
}

std::optional<TextRange> find_sounding(const Traced& sounds, const search::SoundPattern& pattern) {
  search::PackedTexts texts;
  texts.append(sounds.units);
  const auto hit = pattern.find(texts, 0);
  if (!hit) return std::nullopt;
  const auto rest = std::u16string_view(sounds.units).substr(hit->position);
  // The shortest stretch from there on that sounds like the word.
  for (std::size_t count = 1; count <= std::min(rest.size(), search::SoundPattern::letters_max); ++count)
    if (matches(pattern, rest.substr(0, count))) return sounds.source_of(hit->position, count);
  return std::nullopt;
}

std::vector<TextRange> joined(std::vector<TextRange> ranges) {
  std::ranges::sort(ranges, {}, &TextRange::begin);
  std::vector<TextRange> apart;
  for (const TextRange& range : ranges) {
    if (!apart.empty() && range.begin <= apart.back().end)
      apart.back().end = std::max(apart.back().end, range.end);
    else
      apart.push_back(range);
  }
  return apart;
}

}  // namespace

std::vector<TextRange> find_words(std::string_view text, const search::SearchQuery& query, bool by_sound) {
  if (query.words.empty() || text.empty()) return {};
  const Traced typed = folded(text);
  const Traced spoken = by_sound ? sounds(typed) : Traced{};
  std::vector<TextRange> ranges;
  for (const search::QueryWord& word : query.words) {
    auto found = find_typed(typed, word.text);
    if (!found && by_sound && word.sounds) found = find_sounding(spoken, *word.sounds);
    if (found) ranges.push_back(*found);
  }
  return joined(std::move(ranges));
}

}  // namespace mingchou::client
