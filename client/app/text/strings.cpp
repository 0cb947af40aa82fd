#include "client/app/text/strings.h"

#include <array>
#include <cstddef>

namespace mingchou::client {
namespace {

struct Entry {
  std::string_view chinese;
  std::string_view english;
};

constexpr std::array<Entry, static_cast<std::size_t>(Text::count)> table{{
#define MC_WORD(key, chinese, english) {chinese, english},
#include "client/app/text/words.def"
#undef MC_WORD
}};

constexpr bool complete() {
  for (const Entry& entry : table)
    if (entry.chinese.empty() || entry.english.empty()) return false;
  return true;
}
static_assert(complete(), "every key of Text needs a word in both languages");

}  // namespace

std::string_view text(Text key, Language language) {
  const Entry& entry = table[static_cast<std::size_t>(key)];
  return language == Language::chinese ? entry.chinese : entry.english;
}

std::string text(Text key, Language language, std::initializer_list<Replacement> replacements) {
  const std::string_view pattern = text(key, language);
  std::string filled;
  for (std::size_t i = 0; i < pattern.size();) {
    const std::size_t close = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
    if (close == std::string_view::npos) {
      filled += pattern[i++];
      continue;
    }
    const std::string_view name = pattern.substr(i + 1, close - i - 1);
    for (const Replacement& replacement : replacements)
      if (replacement.name == name) filled += replacement.value;
    i = close + 1;
  }
  return filled;
}

std::string grouped(long long number) {
  std::string digits = std::to_string(number);
  const std::size_t first = digits.starts_with('-') ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) digits.insert(at -= 3, ",");
  return digits;
}

}  // namespace mingchou::client
