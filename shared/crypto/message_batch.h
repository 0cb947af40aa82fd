// Messages for one call of BatchHasher, each padded to whole blocks where it is written. Runs everywhere.
//
// Short messages cost a hash more by being gathered, cut and padded than by being compressed; written where the kernel
// reads them, they are touched once. Memory is kept from one batch to the next.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "shared/base/bytes.h"

namespace mingchou::crypto {

/// MessageBatch batch = hasher.batch();
/// batch.end_message(std::ranges::copy(text, batch.room(text.size())).out);
/// hasher.hash(batch, digests);
class MessageBatch {
 public:
  static constexpr std::size_t block_bytes = 64;  // of SHA-256 and SM3

  /// The messages continue so many bytes, which their padding counts.
  explicit MessageBatch(std::uint64_t bytes_before = 0) : bytes_before_(bytes_before) {}

  void clear() {
    block_counts_.clear();
    end_ = 0;
  }
  std::size_t size() const { return block_counts_.size(); }

  /// Where the next message is written, of at most so many bytes; until the next call of room().
  std::uint8_t* room(std::size_t message_bytes) {
    const std::size_t needed = end_ + message_bytes + padding_bytes_max;
    if (bytes_.size() < needed) bytes_.resize(std::max(2 * bytes_.size(), needed));
    return bytes_.data() + end_;
  }
  /// `end` stands behind the message's last byte.
  void end_message(std::uint8_t* end) {
    std::uint8_t* const begin = bytes_.data() + end_;
    const auto message_bytes = static_cast<std::size_t>(end - begin);
    const std::size_t blocks = message_bytes / block_bytes + (message_bytes % block_bytes < block_bytes - 8 ? 1 : 2);
    // As many bytes as a padding may have, without asking how many this one needs: what comes behind is not written
    // yet.
    *end = 0x80;
    std::memset(end + 1, 0, padding_bytes_max - 1);
    static_assert(std::endian::native == std::endian::little);
    const std::uint64_t bits = std::byteswap((bytes_before_ + message_bytes) * 8);
    std::memcpy(begin + blocks * block_bytes - sizeof bits, &bits, sizeof bits);
    end_ += blocks * block_bytes;
    block_counts_.push_back(static_cast<std::uint32_t>(blocks));
  }

  std::uint64_t bytes_before() const { return bytes_before_; }
  /// All messages behind each other, in whole blocks. What stands in a message may be changed, not its length.
  std::uint8_t* bytes() { return bytes_.data(); }
  const std::uint8_t* bytes() const { return bytes_.data(); }
  /// Where the next message will stand.
  std::size_t end() const { return end_; }
  /// Blocks of each message, padding included.
  std::span<const std::uint32_t> block_counts() const { return block_counts_; }

 private:
  /// A mark, zeros and eight bytes of length, ending with a block.
  static constexpr std::size_t padding_bytes_max = block_bytes + 8;

  std::uint64_t bytes_before_;
  Bytes bytes_;  // longer than what stands in it
  std::size_t end_ = 0;
  std::vector<std::uint32_t> block_counts_;
};

}  // namespace mingchou::crypto
