// A 64-bit checksum (FNV-1a) against damage and slips, not against malice: every step is a bijection of the
// state, so a change of any single byte always changes the sum.
#pragma once

#include <cstdint>

#include "shared/base/bytes.h"

namespace mingchou {

constexpr std::uint64_t checksum64(BytesView bytes, std::uint64_t state = 0xCBF29CE484222325u) {
  for (std::uint8_t byte : bytes) state = (state ^ byte) * 0x100000001B3u;
  return state;
}

}  // namespace mingchou
