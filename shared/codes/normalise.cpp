// normalise_code: one plain form for codes that come with blanks, full-width characters and Excel's marks.
#include "shared/codes/credit_code.h"

namespace mingchou {
namespace {

/// One character of UTF-8; malformed bytes come one by one as the replacement character.
struct Character {
  char32_t code;
  std::size_t length;
};

Character character_at(std::string_view text, std::size_t at) {
  constexpr Character malformed{0xFFFD, 1};
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return malformed;
  char32_t code = first & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[at + i]);
    if ((next & 0xC0) != 0x80) return malformed;
    code = code << 6 | (next & 0x3Fu);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < smallest[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return malformed;
  return {code, length};
}

bool is_left_out(char32_t c) {
  return c <= U' ' || c == U'-' || c == U'\'' || c == 0x7F || c == 0xA0 || c == 0xAD || c == 0x3000 || c == 0xFEFF ||
         (c >= 0x2000 && c <= 0x2015) || (c >= 0x2028 && c <= 0x202F) || c == 0x2060 || c == 0x2212;
}

}  // namespace

std::string normalise_code(std::string_view text) {
  std::string code;
  for (std::size_t at = 0; at < text.size();) {
    auto [c, length] = character_at(text, at);
    if (c >= 0xFF01 && c <= 0xFF5E) c = c - 0xFF01 + U'!';
    if (c >= U'a' && c <= U'z') c = c - U'a' + U'A';
    if (is_left_out(c)) {
    } else if (c < 0x80) {
      code += static_cast<char>(c);
    } else if (c == 0xFFFD) {
      code += "\xEF\xBF\xBD";
    } else {
      code += text.substr(at, length);
    }
    at += length;
  }
  return code;
}

}  // namespace mingchou
