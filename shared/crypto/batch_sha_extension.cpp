// SHA-256 by the x86 SHA instructions, compiled for them and run only where the processor has them.
//
// One message alone waits for each instruction's result; two interleaved fill the gaps.
#include <immintrin.h>

#include "shared/crypto/batch_lanes.h"

namespace mingchou::crypto::kernels {
namespace {

class ShaExtensionKernel {
 public:
  static constexpr unsigned lanes = 2;

  explicit ShaExtensionKernel(const std::uint32_t (&words)[8]) {
    // The instructions want the words as (a, b, e, f) and (c, d, g, h), highest first.
    const auto word = [&](unsigned i) { return static_cast<int>(words[i]); };
    start_abef_ = _mm_set_epi32(word(0), word(1), word(4), word(5));
    start_cdgh_ = _mm_set_epi32(word(2), word(3), word(6), word(7));
  }
  MC_INLINE void begin(unsigned lane) {
    abef_[lane] = start_abef_;
    cdgh_[lane] = start_cdgh_;
  }
  MC_INLINE void finish(unsigned lane, std::uint8_t* digest) const {
    const __m128i reversed = _mm_set_epi64x(0x0001020304050607LL, 0x08090a0b0c0d0e0fLL);
    const __m128i abcd = _mm_shuffle_epi8(_mm_unpackhi_epi64(cdgh_[lane], abef_[lane]), reversed);
    const __m128i efgh = _mm_shuffle_epi8(_mm_unpacklo_epi64(cdgh_[lane], abef_[lane]), reversed);
    __builtin_memcpy(digest, &abcd, sizeof abcd);
    __builtin_memcpy(digest + sizeof abcd, &efgh, sizeof efgh);
  }

  MC_INLINE void compress(const std::uint8_t* const (&blocks)[lanes]) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i abef[lanes], cdgh[lanes], w[lanes][4];
    for (unsigned lane = 0; lane < lanes; ++lane) {
      abef[lane] = abef_[lane];
      cdgh[lane] = cdgh_[lane];
      for (unsigned i = 0; i < 4; ++i) {
        __builtin_memcpy(&w[lane][i], blocks[lane] + 16 * i, 16);
        w[lane][i] = _mm_shuffle_epi8(w[lane][i], swap);
      }
    }
    for (unsigned i = 0; i < 4; ++i)
      for (unsigned lane = 0; lane < lanes; ++lane) four_rounds(abef[lane], cdgh[lane], w[lane][i], i);
    for (unsigned i = 4; i < 16; i += 4)
      for (unsigned j = 0; j < 4; ++j)
        for (unsigned lane = 0; lane < lanes; ++lane) {
          schedule(w[lane], j);
          four_rounds(abef[lane], cdgh[lane], w[lane][j], i + j);
        }
    for (unsigned lane = 0; lane < lanes; ++lane) {
      abef_[lane] = _mm_add_epi32(abef_[lane], abef[lane]);
      cdgh_[lane] = _mm_add_epi32(cdgh_[lane], cdgh[lane]);
    }
  }

 private:
  /// Rounds 4i … 4i + 3 with their words.
  static MC_INLINE void four_rounds(__m128i& abef, __m128i& cdgh, __m128i words, unsigned i) {
    __m128i constants;
    __builtin_memcpy(&constants, sha256_constants + 4 * i, sizeof constants);
    const __m128i input = _mm_add_epi32(words, constants);
    cdgh = _mm_sha256rnds2_epu32(cdgh, abef, input);
    abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(input, 0x0E));
  }
  /// The four words of the message schedule that take the place of w[j].
  static MC_INLINE void schedule(__m128i (&w)[4], unsigned j) {
    const __m128i last = w[(j + 3) & 3];
    const __m128i middle = _mm_alignr_epi8(last, w[(j + 2) & 3], 4);
    const __m128i first = _mm_sha256msg1_epu32(w[j], w[(j + 1) & 3]);
    w[j] = _mm_sha256msg2_epu32(_mm_add_epi32(first, middle), last);
  }

  __m128i start_abef_, start_cdgh_;
  __m128i abef_[lanes], cdgh_[lanes];
};

}  // namespace

void sha256_sha_extension(const HashState& start, const std::uint8_t* blocks, const std::uint32_t* block_counts,
                          std::uint8_t* digests, std::size_t count) {
  run_lanes<ShaExtensionKernel>(start, blocks, block_counts, digests, count);
}

}  // namespace mingchou::crypto::kernels
