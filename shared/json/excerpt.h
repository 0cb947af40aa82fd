// Names out of foreign data, made short enough for an error's argument. Inside shared/json only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mingchou::json {

/// Bytes of a foreign name that an error repeats.
inline constexpr std::size_t excerpt_bytes_max = 128;

/// The text, or its beginning up to a character's end and "…". It must be UTF-8.
inline std::string excerpt(std::string_view text) {
  if (text.size() <= excerpt_bytes_max) return std::string(text);
  std::size_t end = excerpt_bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace mingchou::json
