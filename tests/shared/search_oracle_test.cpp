// Random registers against a search that is written the plain way: code points, recursion, a sort of everything.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "shared/search/search_scan.h"
#include "tests/fuzz/mutation.h"

using namespace mingchou;
using namespace mingchou::search;

namespace {

// Characters as typed, and what they are compared as. Polyphones, rare ones, one without a reading, full width.
struct Sample {
  std::string_view typed;
  char32_t folded;
};
constexpr Sample pool[] = {{"西", U'西'}, {"华", U'华'}, {"胡", U'胡'}, {"辣", U'辣'}, {"汤", U'汤'}, {"店", U'店'},
                           {"行", U'行'}, {"重", U'重'}, {"长", U'长'}, {"乐", U'乐'}, {"单", U'单'}, {"女", U'女'},
                           {"安", U'安'}, {"先", U'先'}, {"𠮷", U'𠮷'}, {"䶮", U'䶮'}, {"𬱖", U'𬱖'}, {"𠀀", U'𠀀'},
                           {"A", U'a'},   {"ａ", U'a'},  {"h", U'h'},   {"X", U'x'},   {"1", U'1'},   {"９", U'9'},
                           {"（", U'('},  {")", U')'},   {"－", U'-'},  {" ", 0}};

struct Text {
  std::string typed;
  std::u32string folded;
};

struct Row {
  bool live = true;
  Text name;
  std::vector<Text> codes;
  Text address;
};

Text random_text(std::size_t length, Random& random) {
  Text text;
  for (; length > 0; --length) {
    const Sample& sample = pool[random.below(std::size(pool))];
    text.typed += sample.typed;
    if (sample.folded) text.folded += sample.folded;
  }
  return text;
}

Text random_code(Random& random) {
  Text text;
  for (auto length = 1 + random.below(6); length > 0; --length) {
    const char c = "019AHX"[random.below(6)];
    text.typed += c;
    text.folded += c >= 'A' ? static_cast<char32_t>(c + 0x20) : static_cast<char32_t>(c);
  }
  return text;
}

Row random_row(Random& random) {
  Row row;
  row.name = random_text(random.below(9), random);
  for (auto n = random.below(3); n > 0; --n) row.codes.push_back(random_code(random));
  if (random.below(3) == 0) row.address = random_text(random.below(9), random);
  return row;
}

std::size_t units_of(std::u32string_view text) {
  return text.size() + static_cast<std::size_t>(std::ranges::count_if(text, [](char32_t c) { return c > 0xFFFF; }));
}

bool is_typed_sound(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

/// Whether all letters fit the sounds from `at` on.
bool sounds_fit(const std::u32string& sounds, std::size_t at, std::string_view letters) {
  if (letters.empty()) return true;
  if (at == sounds.size()) return false;
  if (is_typed_sound(sounds[at]))
    return letters[0] == static_cast<char>(sounds[at]) && sounds_fit(sounds, at + 1, letters.substr(1));
  for (const std::string_view reading : readings_of(sounds[at])) {
    if (reading.starts_with(letters)) return true;
    if (letters[0] == reading[0] && sounds_fit(sounds, at + 1, letters.substr(1))) return true;
    if (reading.size() > 1 && reading[1] == 'h' && letters.starts_with(reading.substr(0, 2)) &&
        sounds_fit(sounds, at + 1, letters.substr(2)))
      return true;
    if (letters.starts_with(reading) && sounds_fit(sounds, at + 1, letters.substr(reading.size()))) return true;
  }
  return false;
}

std::optional<std::size_t> sound_position(std::u32string_view name, std::u32string_view word) {
  std::string letters;
  for (const char32_t c : word) {
    if (!is_typed_sound(c)) return std::nullopt;
    letters += static_cast<char>(c);
  }
  if (std::ranges::none_of(letters, [](char c) { return c >= 'a'; })) return std::nullopt;
  std::u32string sounds;
  for (const char32_t c : name)
    if (is_typed_sound(c) || !readings_of(c).empty()) sounds += c;
  for (std::size_t at = 0; at < sounds.size(); ++at)
    if (sounds_fit(sounds, at, letters)) return at;
  return std::nullopt;
}

/// Kind of place and position; less is better.
using Fit = std::pair<std::size_t, std::size_t>;

std::optional<Fit> fit_of(const Row& row, std::u32string_view word) {
  std::size_t code_start = 0;
  std::optional<std::size_t> code_position;
  for (const Text& code : row.codes) {
    if (code.folded == word) return Fit{0, 0};
    const auto at = code.folded.find(word);
    if (at != std::u32string::npos && !code_position) code_position = code_start + at;
    code_start += code.folded.size() + 1;
  }
  if (const auto at = row.name.folded.find(word); at != std::u32string::npos)
    return Fit{1, units_of(std::u32string_view(row.name.folded).substr(0, at))};
  if (const auto at = sound_position(row.name.folded, word)) return Fit{2, *at};
  if (code_position) return Fit{3, *code_position};
  const auto at = row.address.folded.find(word);
  if (word.size() >= 2 && at != std::u32string::npos)
    return Fit{4, units_of(std::u32string_view(row.address.folded).substr(0, at))};
  return std::nullopt;
}

std::vector<std::uint32_t> plain_search(const std::vector<Row>& rows, const std::vector<std::u32string>& words) {
  std::vector<std::tuple<Fit, std::size_t, std::uint32_t>> found;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].live) continue;
    std::optional<Fit> worst = Fit{0, 0};
    for (const auto& word : words) {
      const auto fit = fit_of(rows[i], word);
      worst = fit && worst ? std::optional(std::max(*worst, *fit)) : std::nullopt;
    }
    if (worst) found.emplace_back(*worst, words.empty() ? 0 : units_of(rows[i].name.folded), i);
  }
  std::ranges::sort(found);
  std::vector<std::uint32_t> numbers;
  numbers.reserve(found.size());
  for (const auto& [fit, length, number] : found) numbers.push_back(number);
  return numbers;
}

Text random_letters(const Row& row, Random& random) {
  Text text;
  for (const char32_t c : row.name.folded) {
    const auto readings = readings_of(c);
    if (is_typed_sound(c)) text.typed += static_cast<char>(c);
    if (readings.empty()) continue;
    const std::string_view reading = readings[random.below(readings.size())];
    text.typed += reading.substr(0, random.below(2) == 0 ? 1 : 1 + random.below(reading.size()));
  }
  const std::size_t first = text.typed.empty() ? 0 : random.below(text.typed.size());
  text.typed = text.typed.substr(first, 1 + random.below(7));
  for (const char c : text.typed) text.folded += static_cast<char32_t>(c);
  return text;
}

/// A word that some row is likely to have: a part of a name, code or address, letters, or anything.
Text random_word(const std::vector<Row>& rows, Random& random) {
  const Row& row = rows[random.below(rows.size())];
  const auto part = [&](const Text& text) {
    Text word;
    if (text.folded.empty()) return word;
    word.folded = std::u32string_view(text.folded).substr(random.below(text.folded.size()), 1 + random.below(3));
    for (const char32_t c : word.folded)
      for (const Sample& sample : pool)
        if (sample.folded == c && (sample.typed != "a" || random.below(2))) {
          word.typed += sample.typed;
          break;
        }
    return word;
  };
  switch (random.below(6)) {
    case 0:
      return row.codes.empty() ? Text{} : row.codes[0];
    case 1:
      return random_code(random);
    case 2:
      return part(row.address);
    case 3:
      return random_letters(row, random);
    case 4: {
      Text text = random_text(1 + random.below(3), random);
      std::erase(text.typed, ' ');
      return text;
    }
    default:
      return part(row.name);
  }
}

void compare(const SearchIndex& index, const std::vector<Row>& rows, int queries, Random& random) {
  for (; queries > 0; --queries) {
    std::vector<std::u32string> words;
    std::string typed;
    for (auto n = random.below(8) == 0 ? 2 + random.below(2) : 1; n > 0; --n) {
      const Text word = random_word(rows, random);
      if (!word.folded.empty()) words.push_back(word.folded);
      typed += word.typed + (random.below(2) == 0 ? " " : "　");
    }
    CAPTURE(typed);
    const auto expected = plain_search(rows, words);
    const auto results = search_all(index, typed, 100);
    REQUIRE(results);
    REQUIRE(results->total == expected.size());
    REQUIRE(results->rows ==
            std::vector(expected.begin(), expected.begin() + std::min<std::ptrdiff_t>(
                                                                 100, static_cast<std::ptrdiff_t>(expected.size()))));
  }
}

RowTexts texts_of(const Row& row, std::vector<std::string_view>& codes) {
  codes.clear();
  for (const Text& code : row.codes) codes.emplace_back(code.typed);
  return {row.name.typed, codes, row.address.typed};
}

}  // namespace

TEST_CASE("random registers are searched like a plain search does, also after updates and removals") {
  for (int seed = 0; seed < fuzz::rounds_of(4); ++seed) {
    CAPTURE(seed);
    SeededRandom random(static_cast<std::uint64_t>(seed) + 100);
    SearchIndex index;
    std::vector<Row> rows;
    std::vector<std::string_view> codes;
    // Beyond one block and up to its very end, too.
    const std::size_t count = seed % 4 == 0 ? 2 * rows_per_block : 1 + random.below(1500);
    for (std::size_t i = 0; i < count; ++i) {
      rows.push_back(random_row(random));
      REQUIRE(index.add(texts_of(rows.back(), codes)) == i);
    }
    compare(index, rows, 60, random);
    for (int round = 0; round < 3; ++round) {
      for (int change = 0; change < 200; ++change) {
        const auto row = static_cast<std::uint32_t>(random.below(rows.size()));
        if (random.below(3) == 0) {
          rows[row] = {};
          rows[row].live = false;
          REQUIRE(index.remove(row));
        } else {
          rows[row] = random_row(random);
          REQUIRE(index.replace(row, texts_of(rows[row], codes)));
        }
      }
      rows.push_back(random_row(random));
      REQUIRE(index.add(texts_of(rows.back(), codes)));
      compare(index, rows, 20, random);
    }
  }
}
