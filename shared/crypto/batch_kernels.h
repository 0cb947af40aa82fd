// The kernels that batch_hash.cpp chooses among; batch_hash.h is what others call.
//
// They stand in sources of their own, since each is compiled for other instructions. Such a source includes nothing of
// ours but this and batch_lanes.h: an inline function of a library, compiled there for AVX2, could be the one that the
// linker keeps for all, and end the process on a processor that lacks it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace mingchou::crypto {

/// What a hash has taken so far, whole blocks only.
struct HashState {
  std::uint32_t words[8];
  std::uint64_t bytes;
};

namespace kernels {

/// Hashes `count` messages that continue `start`, and writes 32 bytes for each. They stand behind each other in
/// `blocks`, padded; each has so many blocks as `block_counts` says, at least one.
using Run = void(const HashState& start, const std::uint8_t* blocks, const std::uint32_t* block_counts,
                 std::uint8_t* digests, std::size_t count);
/// Takes `count` blocks of 64 bytes.
using Absorb = void(HashState& state, const std::uint8_t* blocks, std::size_t count);

Absorb sha256_absorb, sm3_absorb;
Run sha256_scalar, sha256_lanes_4, sm3_scalar, sm3_lanes_4;
#if defined(__x86_64__)
Run sha256_lanes_8, sm3_lanes_8, sha256_sha_extension;
#endif

}  // namespace kernels
}  // namespace mingchou::crypto
