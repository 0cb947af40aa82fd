#include "shared/crypto/batch_hash.h"

#include <algorithm>
#include <cassert>

#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace mingchou::crypto {
namespace {

constexpr HashState sha256_start = {
    {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}, 0};
constexpr HashState sm3_start = {
    {0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e}, 0};

#if defined(__x86_64__)
/// The SHA instructions, and SSE4.1, which their kernel is compiled with.
bool has_sha_extension() {
  unsigned a, b, c, d;
  constexpr unsigned sha_bit = 1U << 29;
  if (__get_cpuid_count(7, 0, &a, &b, &c, &d) == 0 || (b & sha_bit) == 0) return false;
  return __builtin_cpu_supports("sse4.1") != 0;
}
bool has_avx2() { return __builtin_cpu_supports("avx2") != 0; }
#endif

/// Null where this build or this processor lacks it.
kernels::Run* find_kernel(Suite suite, Kernel kernel) {
  const bool is_sha256 = suite == Suite::sha256;
  switch (kernel) {
    case Kernel::scalar:
      return is_sha256 ? kernels::sha256_scalar : kernels::sm3_scalar;
    case Kernel::lanes_4:
      return is_sha256 ? kernels::sha256_lanes_4 : kernels::sm3_lanes_4;
#if defined(__x86_64__)
    case Kernel::lanes_8:
      if (!has_avx2()) return nullptr;
      return is_sha256 ? kernels::sha256_lanes_8 : kernels::sm3_lanes_8;
    case Kernel::sha_extension:
      return is_sha256 && has_sha_extension() ? kernels::sha256_sha_extension : nullptr;
#endif
    default:
      return nullptr;
  }
}

Kernel find_fastest(Suite suite) {
  Kernel fastest = Kernel::scalar;
  for (const Kernel kernel : all_kernels)
    if (has_kernel(suite, kernel)) fastest = kernel;
  return fastest;
}

/// A key as RFC 2104 pads it, each byte xor `pad`.
ByteArray<BatchHasher::block_bytes> padded_key(Suite suite, BytesView key, std::uint8_t pad) {
  ByteArray<BatchHasher::block_bytes> block{};
  Digest digest{};
  if (key.size() > block.size()) {
    digest = hash(suite, key);
    key = digest;
  }
  std::ranges::copy(key, block.begin());
  for (std::uint8_t& byte : block) byte ^= pad;
  return block;
}

}  // namespace

std::string_view kernel_name(Kernel kernel) {
  switch (kernel) {
    case Kernel::scalar:
      return "scalar";
    case Kernel::lanes_4:
      return "4 lanes of 128-bit vectors";
    case Kernel::lanes_8:
      return "8 lanes of AVX2";
    case Kernel::sha_extension:
      return "SHA instructions";
  }
  return "";
}

bool has_kernel(Suite suite, Kernel kernel) { return find_kernel(suite, kernel) != nullptr; }

Kernel fastest_kernel(Suite suite) {
  static const Kernel sha256 = find_fastest(Suite::sha256), sm3 = find_fastest(Suite::sm3);
  return suite == Suite::sha256 ? sha256 : sm3;
}

BatchHasher::BatchHasher(Suite suite, Kernel kernel)
    : suite_(suite), run_(find_kernel(suite, kernel)), start_(suite == Suite::sha256 ? sha256_start : sm3_start) {
  assert(run_ != nullptr);
}

BatchHasher BatchHasher::continuing(BytesView blocks) const {
  assert(blocks.size() % block_bytes == 0);
  BatchHasher hasher = *this;
  kernels::Absorb* const absorb = suite_ == Suite::sha256 ? kernels::sha256_absorb : kernels::sm3_absorb;
  absorb(hasher.start_, blocks.data(), blocks.size() / block_bytes);
  return hasher;
}

void BatchHasher::hash(const MessageBatch& batch, std::span<Digest> digests) const {
  static_assert(sizeof(Digest) == 32);
  assert(batch.size() == digests.size() && batch.bytes_before() == start_.bytes);
  if (batch.size() > 0) run_(start_, batch.bytes(), batch.block_counts().data(), digests.data()->data(), batch.size());
}

BatchHmac::BatchHmac(Suite suite, Kernel kernel, BytesView key)
    : inner_(BatchHasher(suite, kernel).continuing(padded_key(suite, key, 0x36))),
      outer_(BatchHasher(suite, kernel).continuing(padded_key(suite, key, 0x5c))),
      inner_digests_(outer_.batch()) {}

void BatchHmac::authenticate(const MessageBatch& batch, std::span<Digest> codes) {
  inner_.hash(batch, codes);
  inner_digests_.clear();
  for (const Digest& digest : codes)
    inner_digests_.end_message(std::ranges::copy(digest, inner_digests_.room(digest.size())).out);
  outer_.hash(inner_digests_, codes);
}

}  // namespace mingchou::crypto
