// The small piece of a disk that the block VFS needs: a pool of files, called slots, that are open all the time.
// It has the shape of OPFS sync access handles: every call is synchronous, errors are values, and only making
// new slots may have to happen between calls. Two implementations: OPFS, and SimulatedDisk for tests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>

#include "shared/base/bytes.h"

namespace mingchou {

enum class BlockFault {
  io,    // the disk failed; nothing is known about what was asked
  full,  // no space, quota or free slot
};

template <class T = void>
using BlockResult = std::expected<T, BlockFault>;

class BlockFile {
 public:
  virtual ~BlockFile() = default;
  /// Gives the number of bytes read; fewer than asked only at the end of the file.
  virtual BlockResult<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) = 0;
  /// Gives the number of bytes written; fewer than asked when the quota ends there. A gap reads as zeros.
  virtual BlockResult<std::size_t> write(std::uint64_t offset, BytesView bytes) = 0;
  /// Shortens, or extends with zeros.
  virtual BlockResult<> truncate(std::uint64_t size) = 0;
  /// On success every earlier write and truncate of this file survives a loss of power.
  virtual BlockResult<> sync() = 0;
  virtual BlockResult<std::uint64_t> size() = 0;
};

class BlockDevice {
 public:
  virtual ~BlockDevice() = default;
  /// Never falls. May rise between calls (OPFS opens handles asynchronously), or in add_slots().
  virtual std::size_t slot_count() const = 0;
  /// Valid as long as the device; slot < slot_count().
  virtual BlockFile& slot(std::size_t slot) = 0;
  /// Makes empty slots now, if the device can do so in the middle of a call; else BlockFault::full.
  virtual BlockResult<> add_slots(std::size_t count) = 0;
};

}  // namespace mingchou
