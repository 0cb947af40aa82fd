// Randomness is passed in: the system's for everything real, a seeded one for demos and tests.
// The draw uses neither; its choices come from the streams of its own specification.
#pragma once

#include <cstdint>
#include <span>

#include "shared/base/bytes.h"

namespace mingchou {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;

  std::uint64_t u64();
  /// Uniform in [0, n); n ≥ 1. Unbiased: out-of-range words are drawn again.
  std::uint64_t below(std::uint64_t n);

  template <std::size_t N>
  ByteArray<N> array() {
    ByteArray<N> bytes;
    fill(bytes);
    return bytes;
  }
};

/// The operating system's generator; ends the process if the system has none, since nothing may go on then.
class SystemRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

/// xoshiro256** seeded through SplitMix64: the same numbers everywhere, for ever; no secret may come from it.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed);
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::uint64_t next();
  std::uint64_t state_[4];
};

}  // namespace mingchou
