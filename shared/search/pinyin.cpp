#include "shared/search/pinyin.h"

#include <algorithm>

#include "shared/search/fold.h"
#include "shared/search/pinyin_table.h"

namespace mingchou::search {

namespace {

/// Sounds below are ASCII letters and digits themselves, from here on classes: sound = first_class_sound + class.
constexpr std::size_t first_class_sound = 128;

bool is_letter(char32_t c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }

std::uint16_t class_of(char32_t c) {
  namespace table = pinyin_table;
  if (c >= table::dense_first && c <= table::dense_last) return table::dense_classes[c - table::dense_first];
  const auto* const end = table::rare_code_points + table::rare_count;
  const auto* const at = std::lower_bound(table::rare_code_points, end, c);
  return at == end || *at != c ? 0 : table::rare_classes[at - table::rare_code_points];
}

/// Number of letters that stand at the beginning of both.
std::size_t common_letters(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

std::u16string sounds_of(std::u16string_view folded) {
  std::u16string sounds;
  sounds.reserve(folded.size());
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_code_point(folded, at);
    if (is_letter(c) || is_digit(c)) {
      sounds += static_cast<char16_t>(c);
    } else if (const std::uint16_t readings = class_of(c)) {
      sounds += static_cast<char16_t>(first_class_sound + readings);
    }
  }
  return sounds;
}

std::vector<std::string_view> readings_of(char32_t code_point) {
  std::vector<std::string_view> readings;
  const std::size_t number = class_of(code_point);
  for (std::size_t i = pinyin_table::class_starts[number]; i < pinyin_table::class_starts[number + 1]; ++i)
    readings.emplace_back(pinyin_table::syllables[pinyin_table::class_syllables[i]]);
  return readings;
}

std::uint32_t syllable_rank(char32_t code_point) {
  const std::size_t number = class_of(code_point);
  return number == 0 ? 0 : pinyin_table::class_syllables[pinyin_table::class_starts[number]] + 1u;
}

std::optional<SoundPattern> SoundPattern::compile(std::u16string_view word) {
  std::string letters;
  for (const char16_t c : word) {
    if (c == u'\'') continue;
    // ü is v on a keyboard.
    const char16_t typed = c == u'ü' ? u'v' : c;
    if (!is_letter(typed) && !is_digit(typed)) return std::nullopt;
    letters += static_cast<char>(typed);
  }
  if (letters.size() > letters_max || std::ranges::none_of(letters, is_letter)) return std::nullopt;
  return SoundPattern(letters);
}

SoundPattern::SoundPattern(std::string_view letters)
    : letters_(letters),
      accept_(1u << letters.size()),
      first_step_(first_class_sound + pinyin_table::class_count),
      steps_(first_step_.size()) {
  for (std::size_t p = 0; p < letters_.size(); ++p) steps_[static_cast<unsigned char>(letters_[p])][0] |= 1u << p;
  std::vector<Steps> of_syllable;
  of_syllable.reserve(pinyin_table::syllable_count);
  for (std::size_t i = 0; i < pinyin_table::syllable_count; ++i)
    of_syllable.push_back(steps_of_syllable(pinyin_table::syllables[i]));
  for (std::size_t number = 1; number < pinyin_table::class_count; ++number) {
    Steps& steps = steps_[first_class_sound + number];
    for (std::size_t i = pinyin_table::class_starts[number]; i < pinyin_table::class_starts[number + 1]; ++i)
      for (std::size_t n = 0; n < syllable_letters_max; ++n)
        steps[n] |= of_syllable[pinyin_table::class_syllables[i]][n];
    for (std::size_t n = 1; n < syllable_letters_max; ++n) initials_only_ = initials_only_ && steps[n] == 0;
  }
  for (std::size_t i = 0; i < steps_.size(); ++i) first_step_[i] = steps_[i][0];
}

SoundPattern::Steps SoundPattern::steps_of_syllable(std::string_view syllable) const {
  Steps steps{};
  for (std::size_t p = 0; p < letters_.size(); ++p) {
    const std::string_view rest = std::string_view(letters_).substr(p);
    const std::size_t common = common_letters(rest, syllable);
    const std::uint32_t here = 1u << p;
    if (common == 0) continue;
    steps[0] |= here;
    if (common >= 2 && syllable[1] == 'h') steps[1] |= here;
    if (common == syllable.size() || common == rest.size()) steps[common - 1] |= here;
  }
  return steps;
}

std::uint32_t SoundPattern::advance(std::uint32_t states, char16_t sound) const {
  const Steps& steps = steps_[sound];
  std::uint32_t next = 0;
  for (std::size_t n = 0; n < syllable_letters_max; ++n) next |= (states & steps[n]) << (n + 1);
  return next;
}

/// Index of the sound with which a match ends, or `not_found`. The state of bit 0 (nothing matched yet) is on
/// everywhere; a row's 0 takes no letters, so no match runs over it.
std::size_t SoundPattern::find_end(std::u16string_view units, std::size_t from) const {
  std::uint32_t states = 1;
  if (initials_only_) {
    for (std::size_t at = from; at < units.size(); ++at) {
      states = ((states & first_step_[units[at]]) << 1) | 1;
      if (states & accept_) return at;
    }
    return not_found;
  }
  for (std::size_t at = from; at < units.size(); ++at) {
    states = advance(states, units[at]) | 1;
    if (states & accept_) return at;
  }
  return not_found;
}

/// Where the first match begins in a text that has one.
std::size_t SoundPattern::position_in(std::u16string_view text) const {
  for (std::size_t start = 0; start < text.size(); ++start) {
    std::uint32_t states = 1;
    for (std::size_t at = start; at < text.size() && states != 0; ++at) {
      states = advance(states, text[at]);
      if (states & accept_) return start;
    }
  }
  return 0;
}

std::optional<SoundPattern::Hit> SoundPattern::find(const PackedTexts& sounds, std::size_t from) const {
  if (from >= sounds.count()) return std::nullopt;
  const std::size_t end = find_end(sounds.units(), sounds.start(from));
  if (end == not_found) return std::nullopt;
  std::size_t index = from;
  while (sounds.end(index) <= end) ++index;
  return Hit{index, position_in(sounds.text(index))};
}

}  // namespace mingchou::search
