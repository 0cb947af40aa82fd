// What one UTF-8 sequence is, for everyone who checks, counts or writes text. Normal forms stand in shared/text.
#pragma once

#include <cstddef>
#include <string_view>

namespace mingchou {

/// Bytes of the well-formed sequence at `at`, or 0 if there is none (Unicode, table 3-7): no surrogates, no
/// overlong forms, nothing beyond U+10FFFF. `at` is less than the text's size.
constexpr std::size_t utf8_sequence_bytes(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const auto is_tail = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = byte(0), second = byte(1);
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return is_tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!is_tail(1) || !is_tail(2)) return 0;
    const bool is_overlong = lead == 0xE0 && second < 0xA0, is_surrogate = lead == 0xED && second > 0x9F;
    return is_overlong || is_surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!is_tail(1) || !is_tail(2) || !is_tail(3)) return 0;
    const bool is_overlong = lead == 0xF0 && second < 0x90, is_beyond = lead == 0xF4 && second > 0x8F;
    return is_overlong || is_beyond ? 0 : 4;
  }
  return 0;
}

inline constexpr std::string_view utf8_replacement_character = "\xEF\xBF\xBD";  // U+FFFD

}  // namespace mingchou
