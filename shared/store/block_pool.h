// Named files over a pool of slots: what a directory is elsewhere. The essay on the format stands atop
// block_pool.cpp. Runs wherever a BlockDevice does; one thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/store/block_device.h"

namespace mingchou {

namespace limits {
inline constexpr std::size_t block_name_bytes_max = 448;
inline constexpr std::size_t block_slots_max = 256;
/// How many slots the pool asks for when none is free.
inline constexpr std::size_t block_slots_step = 4;
}  // namespace limits

class BlockPool {
 public:
  /// Where a slot's two headers and its data begin.
  static constexpr std::uint64_t header_offset[2] = {0, 4096};
  static constexpr std::uint64_t data_offset = 8192;
  static constexpr std::size_t header_bytes = 512;

  struct Quarantined {
    std::size_t slot;
    std::uint64_t data_bytes;
  };

  /// Reads all headers, puts right what a crash left half done, and formats blank slots. The device must outlive
  /// the pool. Fails only if the device does.
  static BlockResult<BlockPool> open(BlockDevice& device);

  /// Slots whose both headers are damaged. Their bytes are never touched and the slots never used.
  const std::vector<Quarantined>& quarantined() const { return quarantined_; }
  /// A quarantined slot may be any file, the database or its log among them. Until its loss is accepted here,
  /// no database is opened (the VFS refuses): an empty one would look like lost data.
  void accept_quarantined() { quarantine_accepted_ = true; }
  bool may_open_databases() const { return quarantined_.empty() || quarantine_accepted_; }
  /// Headers that open() found damaged or half written beside a good copy, and wrote anew.
  int healed_headers() const { return healed_headers_; }

  std::vector<std::string> names() const;
  std::size_t free_slots() const;
  /// Slots that were looked at; the device may have more by now, which are taken when no other is free.
  std::size_t slot_count() const { return slots_.size(); }
  std::optional<std::size_t> find(std::string_view name) const;
  /// Each is durable when it returns. A failed one has not happened, for this process and after a crash.
  BlockResult<std::size_t> create(std::string_view name);
  BlockResult<> remove(std::string_view name);
  /// Replaces `to` if it is there, in one step as seen after a crash. `from` must be there.
  BlockResult<> rename(std::string_view from, std::string_view to);

  /// Contents; offset 0 is the first byte of the file's data.
  BlockResult<std::size_t> read(std::size_t slot, std::uint64_t offset, std::span<std::uint8_t> into);
  BlockResult<std::size_t> write(std::size_t slot, std::uint64_t offset, BytesView bytes);
  BlockResult<> truncate(std::size_t slot, std::uint64_t size);
  BlockResult<> sync(std::size_t slot);
  BlockResult<std::uint64_t> size(std::size_t slot);

 private:
  /// Unusable: quarantined, or out of order for this session only.
  enum class State { free, used, unusable };
  struct Slot {
    State state = State::free;
    std::string name = {};
    std::uint64_t generation = 0;
    /// The copy that surely holds this state; the other one is written first.
    int trusted_copy = 0;
    /// A header write failed: the disk may hold a later state than this process knows.
    bool unsettled = false;
  };

  explicit BlockPool(BlockDevice& device) : device_(&device) {}
  BlockResult<> load_slot(std::size_t slot);
  void format(std::size_t slot);
  void free_slot_or_leave_it(std::size_t slot);
  void free_replaced_files();
  BlockResult<std::size_t> take_free_slot();
  BlockResult<> change(std::size_t slot, State state, std::string_view name);
  BlockResult<> settle(std::size_t slot);
  BlockResult<> write_copy(std::size_t slot, int copy, const Slot& content);

  BlockDevice* device_;
  std::vector<Slot> slots_;
  std::vector<Quarantined> quarantined_;
  bool quarantine_accepted_ = false;
  std::uint64_t last_generation_ = 0;
  int healed_headers_ = 0;
  /// Said when no slot is free: the pool is full, or blank slots could not be formatted.
  BlockFault no_slot_because_ = BlockFault::full;
};

}  // namespace mingchou
