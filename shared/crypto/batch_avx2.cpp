// The kernels over vectors of 256 bits, compiled for AVX2 and run only where the processor has it.
#include "shared/crypto/batch_lanes.h"

namespace mingchou::crypto::kernels {
namespace {

using Words8 = std::uint32_t __attribute__((vector_size(32)));

}  // namespace

void sha256_lanes_8(const HashState& start, const std::uint8_t* blocks, const std::uint32_t* block_counts,
                    std::uint8_t* digests, std::size_t count) {
  run_lanes<VectorKernel<Sha256, Words8>>(start, blocks, block_counts, digests, count);
}

void sm3_lanes_8(const HashState& start, const std::uint8_t* blocks, const std::uint32_t* block_counts,
                 std::uint8_t* digests, std::size_t count) {
  run_lanes<VectorKernel<Sm3, Words8>>(start, blocks, block_counts, digests, count);
}

}  // namespace mingchou::crypto::kernels
