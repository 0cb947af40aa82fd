#include "shared/base/uuid.h"

#include "shared/base/hex.h"

namespace mingchou {

std::string Uuid::text() const {
  std::string text = to_hex(bytes);
  for (std::size_t position : {8, 13, 18, 23}) text.insert(position, 1, '-');
  return text;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  std::string digits;
  digits.reserve(32);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_dash_place = i == 8 || i == 13 || i == 18 || i == 23;
    if (is_dash_place != (text[i] == '-')) return std::nullopt;
    if (!is_dash_place) digits += text[i];
  }
  const auto bytes = from_hex(digits);
  if (!bytes) return std::nullopt;
  Uuid uuid;
  std::copy(bytes->begin(), bytes->end(), uuid.bytes.begin());
  return uuid;
}

Uuid UuidGenerator::next() {
  constexpr std::uint32_t counter_max = 0xFFF;
  const std::int64_t now_ms = clock_.now().ms;
  if (now_ms > last_ms_) {
    last_ms_ = now_ms;
    counter_ = static_cast<std::uint32_t>(random_.below(counter_max / 2));
  } else if (++counter_ > counter_max) {
    ++last_ms_;  // more ids than the counter holds: borrow from the next millisecond
    counter_ = 0;
  }
  Uuid uuid;
  random_.fill(uuid.bytes);
  for (std::size_t i = 0; i < 6; ++i) uuid.bytes[i] = static_cast<std::uint8_t>(last_ms_ >> (40 - 8 * i));
  uuid.bytes[6] = static_cast<std::uint8_t>(0x70 | counter_ >> 8);
  uuid.bytes[7] = static_cast<std::uint8_t>(counter_);
  uuid.bytes[8] = static_cast<std::uint8_t>(0x80 | (uuid.bytes[8] & 0x3F));
  return uuid;
}

}  // namespace mingchou
