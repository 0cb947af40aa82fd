#include "shared/base/random.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstdlib>

namespace mingchou {

std::uint64_t Random::u64() {
  std::uint64_t value = 0;
  for (std::uint8_t byte : array<8>()) value = value << 8 | byte;
  return value;
}

std::uint64_t Random::below(std::uint64_t n) {
  const std::uint64_t biased_words = (0 - n) % n;  // 2^64 mod n
  for (;;) {
    const std::uint64_t word = u64();
    if (word >= biased_words) return word % n;
  }
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  constexpr std::size_t getentropy_bytes_max = 256;
  while (!bytes.empty()) {
    const auto part = bytes.first(std::min(bytes.size(), getentropy_bytes_max));
    if (getentropy(part.data(), part.size()) != 0) {
      std::fputs("mingchou: the operating system gives no random numbers; stopping\n", stderr);
      std::abort();
    }
    bytes = bytes.subspan(part.size());
  }
}

SeededRandom::SeededRandom(std::uint64_t seed) {
  for (std::uint64_t& word : state_) {
    std::uint64_t z = seed += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    word = z ^ z >> 31;
  }
}

std::uint64_t SeededRandom::next() {
  const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const std::uint64_t word = next();
    const std::size_t count = std::min<std::size_t>(bytes.size(), 8);
    for (std::size_t i = 0; i < count; ++i) bytes[i] = static_cast<std::uint8_t>(word >> (56 - 8 * i));
    bytes = bytes.subspan(count);
  }
}

}  // namespace mingchou
