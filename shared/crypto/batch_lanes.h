// SHA-256 (FIPS 180-4) and SM3 (GB/T 32905) over words of any width, and the lanes that feed them. Inside the kernels'
// sources only, for which see batch_kernels.h: everything here is compiled anew in each of them.
//
// A word is a std::uint32_t, or a vector of them with one message in each element; the compressions are written once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "shared/crypto/batch_kernels.h"

namespace mingchou::crypto::kernels {
namespace {

#define MC_INLINE __attribute__((always_inline)) inline

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__);

constexpr std::size_t block_bytes = 64;

constexpr std::uint32_t sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/// Bits counted from 1 to 31.
template <class Word>
MC_INLINE Word rotated_left(Word word, int bits) {
  return (word << bits) | (word >> (32 - bits));
}
template <class Word>
MC_INLINE Word rotated_right(Word word, int bits) {
  return (word >> bits) | (word << (32 - bits));
}

// --- SHA-256 ------------------------------------------------------------------------------------------------------

/// The word of the message schedule that takes the place of w[i].
template <class Word>
MC_INLINE void sha256_schedule(Word (&w)[16], unsigned i) {
  const Word w1 = w[(i + 1) & 15], w14 = w[(i + 14) & 15];
  w[i & 15] += w[(i + 9) & 15] + (rotated_right(w1, 7) ^ rotated_right(w1, 18) ^ (w1 >> 3)) +
               (rotated_right(w14, 17) ^ rotated_right(w14, 19) ^ (w14 >> 10));
}

/// One round; the caller renames the variables instead of moving them.
template <class Word>
MC_INLINE void sha256_round(const Word& a, const Word& b, const Word& c, Word& d, const Word& e, const Word& f,
                            const Word& g, Word& h, const Word& input) {
  const Word t1 = h + (rotated_right(e, 6) ^ rotated_right(e, 11) ^ rotated_right(e, 25)) + (g ^ (e & (f ^ g))) + input;
  d += t1;
  h = t1 + (rotated_right(a, 2) ^ rotated_right(a, 13) ^ rotated_right(a, 22)) + ((a & b) | (c & (a | b)));
}

template <bool has_schedule, class Word>
MC_INLINE void sha256_eight_rounds(Word (&s)[8], Word (&w)[16], unsigned at) {
  const auto input = [&](unsigned i) __attribute__((always_inline)) {
    if constexpr (has_schedule) sha256_schedule(w, i);
    return w[i & 15] + sha256_constants[i];
  };
  sha256_round(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], input(at));
  sha256_round(s[7], s[0], s[1], s[2], s[3], s[4], s[5], s[6], input(at + 1));
  sha256_round(s[6], s[7], s[0], s[1], s[2], s[3], s[4], s[5], input(at + 2));
  sha256_round(s[5], s[6], s[7], s[0], s[1], s[2], s[3], s[4], input(at + 3));
  sha256_round(s[4], s[5], s[6], s[7], s[0], s[1], s[2], s[3], input(at + 4));
  sha256_round(s[3], s[4], s[5], s[6], s[7], s[0], s[1], s[2], input(at + 5));
  sha256_round(s[2], s[3], s[4], s[5], s[6], s[7], s[0], s[1], input(at + 6));
  sha256_round(s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[0], input(at + 7));
}

struct Sha256 {
  template <class Word>
  static MC_INLINE void compress(Word (&state)[8], Word (&w)[16]) {
    Word s[8];
    for (int i = 0; i < 8; ++i) s[i] = state[i];
    sha256_eight_rounds<false>(s, w, 0);
    sha256_eight_rounds<false>(s, w, 8);
    for (unsigned at = 16; at < 64; at += 16) {
      sha256_eight_rounds<true>(s, w, at);
      sha256_eight_rounds<true>(s, w, at + 8);
    }
    for (int i = 0; i < 8; ++i) state[i] += s[i];
  }
};

// --- SM3 ----------------------------------------------------------------------------------------------------------

template <class Word>
MC_INLINE Word sm3_p1(Word x) {
  return x ^ rotated_left(x, 15) ^ rotated_left(x, 23);
}

/// The word of the message expansion that takes the place of w[i].
template <class Word>
MC_INLINE void sm3_expand(Word (&w)[16], unsigned i) {
  w[i & 15] = sm3_p1(w[i & 15] ^ w[(i + 7) & 15] ^ rotated_left(w[(i + 13) & 15], 15)) ^
              rotated_left(w[(i + 3) & 15], 7) ^ w[(i + 10) & 15];
}

/// One round; the caller renames the variables. `constant` is T rotated by the round's number.
template <bool is_early, class Word>
MC_INLINE void sm3_round(const Word& a, Word& b, const Word& c, Word& d, const Word& e, Word& f, const Word& g, Word& h,
                         const Word& w, const Word& w4, std::uint32_t constant) {
  const Word a12 = rotated_left(a, 12);
  const Word ss1 = rotated_left(a12 + e + constant, 7);
  const Word ff = is_early ? a ^ b ^ c : (a & b) | (c & (a | b));
  const Word gg = is_early ? e ^ f ^ g : g ^ (e & (f ^ g));
  d = ff + d + (ss1 ^ a12) + (w ^ w4);
  const Word tt2 = gg + h + ss1 + w;
  h = tt2 ^ rotated_left(tt2, 9) ^ rotated_left(tt2, 17);
  b = rotated_left(b, 9);
  f = rotated_left(f, 19);
}

struct Sm3Constants {
  std::uint32_t of[64];
};
constexpr Sm3Constants make_sm3_constants() {
  Sm3Constants constants{};
  for (unsigned i = 0; i < 64; ++i) {
    const std::uint32_t t = i < 16 ? 0x79cc4519U : 0x7a879d8aU;
    const unsigned bits = i % 32;
    constants.of[i] = bits == 0 ? t : (t << bits) | (t >> (32 - bits));
  }
  return constants;
}
constexpr Sm3Constants sm3_constants = make_sm3_constants();

template <bool is_early, bool expands, class Word>
MC_INLINE void sm3_four_rounds(Word (&s)[8], Word (&w)[16], unsigned at) {
  if constexpr (expands)
    for (unsigned i = at + 4; i < at + 8; ++i) sm3_expand(w, i);
  // The expansion of round i + 4 takes the place of w[i - 12], which nothing needs any more.
  const auto round = [&](unsigned i, const Word& a, Word& b, const Word& c, Word& d, const Word& e, Word& f,
                         const Word& g, Word& h) __attribute__((always_inline)) {
    sm3_round<is_early>(a, b, c, d, e, f, g, h, w[i & 15], w[(i + 4) & 15], sm3_constants.of[i]);
  };
  round(at, s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7]);
  round(at + 1, s[3], s[0], s[1], s[2], s[7], s[4], s[5], s[6]);
  round(at + 2, s[2], s[3], s[0], s[1], s[6], s[7], s[4], s[5]);
  round(at + 3, s[1], s[2], s[3], s[0], s[5], s[6], s[7], s[4]);
}

struct Sm3 {
  template <class Word>
  static MC_INLINE void compress(Word (&state)[8], Word (&w)[16]) {
    Word s[8];
    for (int i = 0; i < 8; ++i) s[i] = state[i];
    for (unsigned at = 0; at < 12; at += 4) sm3_four_rounds<true, false>(s, w, at);
    sm3_four_rounds<true, true>(s, w, 12);
    for (unsigned at = 16; at < 64; at += 16) {
      sm3_four_rounds<false, true>(s, w, at);
      sm3_four_rounds<false, true>(s, w, at + 4);
      sm3_four_rounds<false, true>(s, w, at + 8);
      sm3_four_rounds<false, true>(s, w, at + 12);
    }
    for (int i = 0; i < 8; ++i) state[i] ^= s[i];
  }
};

// --- Words in lanes -----------------------------------------------------------------------------------------------

MC_INLINE std::uint32_t read_big_endian(const std::uint8_t* at) {
  std::uint32_t word;
  __builtin_memcpy(&word, at, sizeof word);
  return __builtin_bswap32(word);
}
MC_INLINE void write_big_endian(std::uint32_t word, std::uint8_t* at) {
  word = __builtin_bswap32(word);
  __builtin_memcpy(at, &word, sizeof word);
}

/// A kernel: how many messages it takes at once, how it keeps their states, from the one that all begin with to their
/// digests, and a compression of a block of each.
template <class Function>
class ScalarKernel {
 public:
  static constexpr unsigned lanes = 1;
  explicit ScalarKernel(const std::uint32_t (&words)[8]) { __builtin_memcpy(start_, words, sizeof start_); }
  void begin(unsigned) { __builtin_memcpy(state_, start_, sizeof state_); }
  void finish(unsigned, std::uint8_t* digest) const {
    for (unsigned i = 0; i < 8; ++i) write_big_endian(state_[i], digest + 4 * i);
  }
  void store(std::uint32_t (&words)[8]) const { __builtin_memcpy(words, state_, sizeof state_); }
  void compress(const std::uint8_t* const (&blocks)[lanes]) {
    std::uint32_t w[16];
    for (unsigned i = 0; i < 16; ++i) w[i] = read_big_endian(blocks[0] + 4 * i);
    Function::compress(state_, w);
  }

 private:
  std::uint32_t start_[8];
  std::uint32_t state_[8];
};

/// `Vector` holds one 32-bit word of each message.
template <class Function, class Vector>
class VectorKernel {
 public:
  static constexpr unsigned lanes = sizeof(Vector) / 4;
  explicit VectorKernel(const std::uint32_t (&words)[8]) { __builtin_memcpy(start_, words, sizeof start_); }
  void begin(unsigned lane) {
    for (unsigned i = 0; i < 8; ++i) __builtin_memcpy(word_at(i, lane), &start_[i], 4);
  }
  void finish(unsigned lane, std::uint8_t* digest) {
    for (unsigned i = 0; i < 8; ++i) {
      std::uint32_t word;
      __builtin_memcpy(&word, word_at(i, lane), sizeof word);
      write_big_endian(word, digest + 4 * i);
    }
  }
  void compress(const std::uint8_t* const (&blocks)[lanes]) {
    Vector w[16];
    for (unsigned part = 0; part < 16; part += lanes) transpose(blocks, part, w + part);
    Function::compress(state_, w);
  }

 private:
  std::uint8_t* word_at(unsigned i, unsigned lane) { return reinterpret_cast<std::uint8_t*>(&state_[i]) + 4 * lane; }

  /// Words part … part + lanes - 1 of every block: w[i] holds the i-th of each.
  static MC_INLINE void transpose(const std::uint8_t* const (&blocks)[lanes], unsigned part, Vector* w) {
    Vector rows[lanes];
    for (unsigned lane = 0; lane < lanes; ++lane) {
      __builtin_memcpy(&rows[lane], blocks[lane] + 4 * part, sizeof(Vector));
      rows[lane] = swapped(rows[lane]);
    }
    // Each pass lays the first half and the second half into each other; after log2(lanes) of them rows are columns.
    for (unsigned pass = 1; pass < lanes; pass *= 2) {
      Vector mixed[lanes];
      for (unsigned i = 0; i < lanes / 2; ++i) zip(rows[i], rows[i + lanes / 2], mixed[2 * i], mixed[2 * i + 1]);
      for (unsigned i = 0; i < lanes; ++i) rows[i] = mixed[i];
    }
    for (unsigned i = 0; i < lanes; ++i) w[i] = rows[i];
  }
  static MC_INLINE void zip(Vector a, Vector b, Vector& low, Vector& high) {
    if constexpr (lanes == 4) {
      low = __builtin_shufflevector(a, b, 0, 4, 1, 5);
      high = __builtin_shufflevector(a, b, 2, 6, 3, 7);
    } else {
      low = __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
      high = __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    }
  }
  /// Big-endian words as this machine has them.
  static MC_INLINE Vector swapped(Vector words) {
    using ByteVector = std::uint8_t __attribute__((vector_size(sizeof(Vector))));
    ByteVector bytes = reinterpret_cast<ByteVector>(words);
    if constexpr (lanes == 4)
      bytes = __builtin_shufflevector(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12);
    else
      bytes = __builtin_shufflevector(bytes, bytes, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12, 19, 18, 17,
                                      16, 23, 22, 21, 20, 27, 26, 25, 24, 31, 30, 29, 28);
    return reinterpret_cast<Vector>(bytes);
  }

  std::uint32_t start_[8];
  Vector state_[8];
};

/// Keeps all lanes busy: one whose message has ended takes the next, so lengths may differ.
template <class Kernel>
MC_INLINE void run_lanes(const HashState& start, const std::uint8_t* blocks, const std::uint32_t* block_counts,
                         std::uint8_t* digests, std::size_t count) {
  constexpr unsigned lanes = Kernel::lanes;
  static constexpr std::uint8_t nothing[block_bytes] = {};
  Kernel kernel(start.words);
  const std::uint8_t* at[lanes];
  std::uint32_t left[lanes];  // blocks; 0 in a lane that has no message any more
  std::uint8_t* digest[lanes];
  unsigned busy = 0;
  const auto take = [&](unsigned lane) __attribute__((always_inline)) {
    kernel.begin(lane);
    at[lane] = nothing;
    left[lane] = 0;
    if (count == 0) return;
    --count;
    ++busy;
    at[lane] = blocks;
    left[lane] = *block_counts++;
    digest[lane] = digests;
    blocks += left[lane] * block_bytes;
    digests += 32;
  };
  for (unsigned lane = 0; lane < lanes; ++lane) take(lane);
  while (busy > 0) {
    kernel.compress(at);
    for (unsigned lane = 0; lane < lanes; ++lane) {
      if (left[lane] == 0) continue;
      at[lane] += block_bytes;
      if (--left[lane] > 0) continue;
      kernel.finish(lane, digest[lane]);
      --busy;
      take(lane);
    }
  }
}

/// Takes whole blocks, one behind the other.
template <class Kernel>
MC_INLINE void absorb_blocks(HashState& state, const std::uint8_t* blocks, std::size_t count) {
  Kernel kernel(state.words);
  kernel.begin(0);
  for (std::size_t i = 0; i < count; ++i) kernel.compress({blocks + i * block_bytes});
  kernel.store(state.words);
  state.bytes += count * block_bytes;
}

}  // namespace
}  // namespace mingchou::crypto::kernels
