// SHA-256 and SM3 of many short messages at once.
//
// A library call per message costs several times the compression itself, and a processor has room for several messages
// side by side. So a kernel takes as many messages as it has lanes, and which kernel runs is chosen at run time by what
// the processor has. All kernels give the same digests as Hasher, which tests compare for every length. For one
// message, or for secrets that need more care than a draw's, there is hash.h. Runs everywhere; starts no thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/crypto/batch_kernels.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/message_batch.h"

namespace mingchou::crypto {

/// Ways to compute, slowest first.
enum class Kernel : std::uint8_t {
  scalar,         // one message, plain C++
  lanes_4,        // four, over 128-bit vectors: every target has them (SSE2, NEON, WebAssembly SIMD)
  lanes_8,        // eight, over AVX2
  sha_extension,  // two, by the x86 SHA instructions; SHA-256 only
};
inline constexpr Kernel all_kernels[] = {Kernel::scalar, Kernel::lanes_4, Kernel::lanes_8, Kernel::sha_extension};

std::string_view kernel_name(Kernel kernel);
/// Whether this build has it and this processor can run it.
bool has_kernel(Suite suite, Kernel kernel);
Kernel fastest_kernel(Suite suite);

/// Hashes messages that all continue one beginning. Copying it is cheap; any number of threads may use one.
///
/// const BatchHasher hasher(Suite::sha256);
/// MessageBatch batch = hasher.batch();
/// …
/// hasher.hash(batch, digests);
class BatchHasher {
 public:
  static constexpr std::size_t block_bytes = MessageBatch::block_bytes;

  explicit BatchHasher(Suite suite) : BatchHasher(suite, fastest_kernel(suite)) {}
  /// has_kernel() must say yes.
  BatchHasher(Suite suite, Kernel kernel);

  /// One whose messages continue `blocks`, a multiple of block_bytes, compressed once here.
  BatchHasher continuing(BytesView blocks) const;

  /// Without a message, for those that continue this one's beginning.
  MessageBatch batch() const { return MessageBatch(start_.bytes); }
  /// digests[i] = H(beginning || message i of the batch). As many of one as of the other.
  void hash(const MessageBatch& batch, std::span<Digest> digests) const;

 private:
  Suite suite_;
  kernels::Run* run_;
  HashState start_;
};

/// HMAC (RFC 2104) of many messages with one key of any length: both blocks of the key are compressed once. One thread
/// at a time.
class BatchHmac {
 public:
  BatchHmac(Suite suite, BytesView key) : BatchHmac(suite, fastest_kernel(suite), key) {}
  BatchHmac(Suite suite, Kernel kernel, BytesView key);

  /// Without a message.
  MessageBatch batch() const { return inner_.batch(); }
  /// codes[i] = HM(key, message i of the batch). As many of one as of the other.
  void authenticate(const MessageBatch& batch, std::span<Digest> codes);

 private:
  BatchHasher inner_, outer_;
  MessageBatch inner_digests_;
};

}  // namespace mingchou::crypto
