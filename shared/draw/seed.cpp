#include "shared/draw/seed.h"

#include <algorithm>
#include <array>

#include "shared/draw/encoding.h"
#include "shared/draw/faults.h"

namespace mingchou::draw {
namespace {

using namespace std::string_view_literals;

constexpr auto seed_label = "MINGCHOU-SEED-1\0"sv;
constexpr auto quota_label = "MINGCHOU-QUOTA-1"sv;

constexpr std::size_t word_bytes = 8;

void write_big_endian(std::uint64_t number, std::span<std::uint8_t, word_bytes> to) {
  for (std::size_t i = 0; i < word_bytes; ++i) to[word_bytes - 1 - i] = static_cast<std::uint8_t>(number >> (8 * i));
}

Bytes keying_material(const Plan& plan, std::span<const Bytes> values) {
  Encoder encoder;
  encoder.u8(static_cast<std::uint8_t>(plan.entropy.size()));
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (is_planted(Fault::struck_leaves_no_place) && values[i].empty()) continue;
    encoder.counted(plan.entropy[i].name).counted(values[i]);
  }
  return encoder.take();
}

/// floor(n·num / den), and one more as the plan rounds.
std::uint64_t rounded_ratio(const RatioQuota& ratio, std::uint64_t n, Suite suite, const Digest& quota_key,
                            std::uint32_t index) {
  const std::uint64_t quotient = n * ratio.num / ratio.den, rest = n * ratio.num % ratio.den;
  if (rest == 0) return is_planted(Fault::quota_off_by_one) && quotient > 0 ? quotient - 1 : quotient;
  if (ratio.round == Rounding::up || is_planted(Fault::fair_rounding_up)) return quotient + 1;
  const Digest key = crypto::hmac(suite, quota_key, Encoder().u32(index).view());
  return quotient + (Stream(suite, key, quota_label).below(ratio.den) < rest ? 1 : 0);
}

}  // namespace

Keys derive_keys(const Plan& plan, std::span<const Bytes> values) {
  Keys keys;
  keys.plan_hash = plan_hash(plan);
  const Bytes material = keying_material(plan, values);
  keys.prk = crypto::hmac(plan.suite, keys.plan_hash,
                          Encoder().raw(seed_label).u8(static_cast<std::uint8_t>(plan.suite)).raw(material).view());
  keys.draw = crypto::hmac(plan.suite, keys.prk, as_bytes("draw\x01"sv));
  keys.match = crypto::hmac(plan.suite, keys.prk, as_bytes("match\x01"sv));
  keys.quota = crypto::hmac(plan.suite, keys.prk, as_bytes("quota\x01"sv));
  return keys;
}

Stream::Stream(Suite suite, const Digest& key, std::string_view label)
    : hasher_(suite), input_(Encoder().raw(key).label(label, static_cast<std::uint8_t>(suite)).u64(0).take()) {}

std::uint64_t Stream::next() {
  if (used_ == words_per_block) {
    write_big_endian(is_planted(Fault::stream_repeats_block) ? 0 : block_, std::span(input_).last<word_bytes>());
    bytes_ = hasher_.update(input_).finish();
    ++block_;
    used_ = 0;
  }
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < word_bytes; ++i) {
    const std::size_t at = is_planted(Fault::words_little_endian) ? word_bytes - 1 - i : i;
    word = word << 8 | bytes_[used_ * word_bytes + at];
  }
  ++used_;
  return word;
}

std::uint64_t Stream::below(std::uint64_t n) {
  std::uint64_t word = next();
  // 2^64 mod n words at the end would make the first numbers likelier. They are fewer than n, so that nearly always no
  // division is needed to see that a word is none of them.
  while (word > ~n && !is_planted(Fault::modulo_bias)) {
    const std::uint64_t incomplete = (0 - n) % n;
    if (word <= ~incomplete) break;
    word = next();
  }
  return word % n;
}

std::uint64_t quota_of(const Quota& quota, std::uint64_t n, Suite suite, const Digest& quota_key, std::uint32_t index) {
  if (const auto* count = std::get_if<CountQuota>(&quota)) return std::min(n, count->count);
  const auto& ratio = std::get<RatioQuota>(quota);
  const std::uint64_t least = is_planted(Fault::quota_ignores_minimum) ? 0 : ratio.min.value_or(0);
  return std::min(n, std::max(rounded_ratio(ratio, n, suite, quota_key, index), least));
}

}  // namespace mingchou::draw
