// From the plan and the values to the keys of a draw, and the streams of numbers under a key (spec section 3).
// Runs everywhere.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/crypto/hash.h"
#include "shared/draw/plan.h"

namespace mingchou::draw {

struct Keys {
  Digest plan_hash{};
  Digest prk{};
  Digest draw{};   // tickets
  Digest match{};  // matching and replacements
  Digest quota{};  // fair rounding
};

/// `values` as check_values() takes them; they are not checked here.
Keys derive_keys(const Plan& plan, std::span<const Bytes> values);

/// Numbers under a key: block j = H(key || pad0(label || u8(suite), 32) || u64(j)), four big-endian words each.
class Stream {
 public:
  /// `label` names what the numbers are for; at most 31 bytes.
  Stream(Suite suite, const Digest& key, std::string_view label);

  std::uint64_t next();
  /// Uniform in [0, n), 1 ≤ n < 2^63: words from the incomplete last stretch are skipped.
  std::uint64_t below(std::uint64_t n);

 private:
  static constexpr std::size_t words_per_block = 4;

  crypto::Hasher hasher_;
  Bytes input_;  // key and label, one block of either hash, and the number of the next one
  std::uint64_t block_ = 0;
  Digest bytes_{};
  std::size_t used_ = words_per_block;
};

inline constexpr std::string_view match_stream_label = "MINGCHOU-STREAM-1";

/// How many of n targets a stratum selects; `index` is its place in the plan. At most n. n is below 2^43.
std::uint64_t quota_of(const Quota& quota, std::uint64_t n, Suite suite, const Digest& quota_key, std::uint32_t index);

}  // namespace mingchou::draw
