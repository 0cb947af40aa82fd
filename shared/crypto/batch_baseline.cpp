// The kernels that every target has: plain C++, and vectors of 128 bits.
#include "shared/crypto/batch_lanes.h"

namespace mingchou::crypto::kernels {
namespace {

using Words4 = std::uint32_t __attribute__((vector_size(16)));

}  // namespace

void sha256_absorb(HashState& state, const std::uint8_t* blocks, std::size_t count) {
  absorb_blocks<ScalarKernel<Sha256>>(state, blocks, count);
}

void sm3_absorb(HashState& state, const std::uint8_t* blocks, std::size_t count) {
  absorb_blocks<ScalarKernel<Sm3>>(state, blocks, count);
}

void sha256_scalar(const HashState& start, const std::uint8_t* blocks, const std::uint32_t* block_counts,
                   std::uint8_t* digests, std::size_t count) {
  run_lanes<ScalarKernel<Sha256>>(start, blocks, block_counts, digests, count);
}

void sha256_lanes_4(const HashState& start, const std::uint8_t* blocks, const std::uint32_t* block_counts,
                    std::uint8_t* digests, std::size_t count) {
  run_lanes<VectorKernel<Sha256, Words4>>(start, blocks, block_counts, digests, count);
}

void sm3_scalar(const HashState& start, const std::uint8_t* blocks, const std::uint32_t* block_counts,
                std::uint8_t* digests, std::size_t count) {
  run_lanes<ScalarKernel<Sm3>>(start, blocks, block_counts, digests, count);
}

void sm3_lanes_4(const HashState& start, const std::uint8_t* blocks, const std::uint32_t* block_counts,
                 std::uint8_t* digests, std::size_t count) {
  run_lanes<VectorKernel<Sm3, Words4>>(start, blocks, block_counts, digests, count);
}

}  // namespace mingchou::crypto::kernels
