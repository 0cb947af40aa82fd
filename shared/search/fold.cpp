#include "shared/search/fold.h"

#include <algorithm>

#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou::search {

namespace {

constexpr char32_t nothing = 0;

bool between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

/// Characters that NFKC leaves alone or changes only in width, and next to which nothing composes: nearly all that
/// occurs in Chinese names. They spare the costly way.
bool is_plain(char32_t c) {
  return c < 0x80 || between(c, 0x3400, 0x4DBF) || between(c, 0x4E00, 0x9FFF) || between(c, 0xFF01, 0xFF5E) ||
         between(c, 0x3000, 0x3002) || between(c, 0x3008, 0x3011) || between(c, 0x20000, 0x2A6DF) ||
         between(c, 0x2A700, 0x2EBE0) || between(c, 0x30000, 0x323AF);
}

bool is_space(char32_t c) {
  return c <= 0x20 || between(c, 0x7F, 0xA0) || c == 0x1680 || between(c, 0x2000, 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_invisible(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || between(c, 0x180B, 0x180F) || between(c, 0x200B, 0x200F) ||
         between(c, 0x202A, 0x202E) || between(c, 0x2060, 0x206F) || between(c, 0xFE00, 0xFE0F) || c == 0xFEFF ||
         between(c, 0xFFF0, 0xFFFF) || between(c, 0xE0000, 0xE0FFF);
}

char32_t to_lower(char32_t c) {
  if (between(c, 'A', 'Z') || (between(c, 0xC0, 0xDE) && c != 0xD7) || (between(c, 0x391, 0x3A9) && c != 0x3A2) ||
      between(c, 0x410, 0x42F))
    return c + 0x20;
  return between(c, 0x400, 0x40F) ? c + 0x50 : c;
}

/// One character in its searched form, or `nothing`.
char32_t searched_form(char32_t c) {
  if (between(c, 0xFF01, 0xFF5E)) c -= 0xFEE0;
  if (is_space(c)) return ' ';
  if (is_invisible(c)) return nothing;
  return to_lower(c);
}

bool append(std::u16string& to, char32_t c, std::size_t units_max) {
  if (to.size() + (c > 0xFFFF ? 2 : 1) > units_max) return false;
  if (c > 0xFFFF) {
    to += static_cast<char16_t>(0xD7C0 + (c >> 10));
    to += static_cast<char16_t>(0xDC00 + (c & 0x3FF));
  } else {
    to += static_cast<char16_t>(c);
  }
  return true;
}

bool all_plain(std::string_view text) {
  for (const char32_t c : text::CodePoints(text))
    if (!is_plain(c)) return false;
  return true;
}

std::u16string fold_as(std::string_view text, std::size_t units_max, bool keep_spaces) {
  // No character of UTF-8 gives fewer units than a quarter of its bytes; room for some that vanish.
  text = text::cut_at_code_point(text, 8 * units_max);
  std::string normal;
  if (!all_plain(text)) {
    normal = text::replace_ill_formed(text);
    // A text with absurdly many marks is not normalised; it is searched as it stands.
    if (auto composed = text::nfkc(normal)) normal = *std::move(composed);
    text = normal;
  }
  std::u16string folded;
  folded.reserve(std::min(units_max, text.size()));
  for (const char32_t c : text::CodePoints(text)) {
    const char32_t form = searched_form(c);
    if (form == nothing || (form == ' ' && !keep_spaces)) continue;
    if (!append(folded, form, units_max)) break;
  }
  return folded;
}

}  // namespace

std::u16string fold(std::string_view text, std::size_t units_max) { return fold_as(text, units_max, true); }

std::u16string fold_without_spaces(std::string_view text, std::size_t units_max) {
  return fold_as(text, units_max, false);
}

char32_t next_code_point(std::u16string_view text, std::size_t& at) {
  const char32_t high = text[at++];
  if (!between(high, 0xD800, 0xDBFF) || at == text.size()) return high;
  return ((high - 0xD7C0) << 10) + (text[at++] - 0xDC00u);
}

}  // namespace mingchou::search
