// A disk in memory for tests, on which everything goes wrong on demand and in the same way for the same seed.
//
// Each slot has what programs see, what would survive a loss of power, and the unsynced changes between the two.
// after_crash() gives the disk that a machine would find after power failed at this very moment; it leaves this
// disk as it is, so one run of a program can be crashed at each of its operations. Native and WebAssembly.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "shared/base/random.h"
#include "shared/store/block_device.h"

namespace mingchou {

enum class CrashMode {
  lost,       // every unsynced change is gone
  reordered,  // any of them survive, in any order
  torn,       // likewise, and of a write any of its 512-byte sectors
};

/// Kinds of operations, to be added up.
namespace disk_operation {
inline constexpr unsigned read = 1, write = 2, sync = 4, truncate = 8;
inline constexpr unsigned change = write | sync | truncate;
}  // namespace disk_operation

class SimulatedDisk final : public BlockDevice {
 public:
  explicit SimulatedDisk(std::size_t slots, std::uint64_t capacity_bytes = UINT64_MAX);
  SimulatedDisk(const SimulatedDisk&) = delete;
  SimulatedDisk& operator=(const SimulatedDisk&) = delete;
  ~SimulatedDisk() override;

  std::size_t slot_count() const override;
  BlockFile& slot(std::size_t slot) override;
  BlockResult<> add_slots(std::size_t count) override;

  /// The disk after power failed now. The same seed on the same history gives the same disk.
  std::unique_ptr<SimulatedDisk> after_crash(CrashMode mode, std::uint64_t seed) const;
  /// Called at each write, sync and truncate: a write and a truncate are then among the unsynced changes, a sync
  /// has not happened yet.
  std::function<void()> at_each_change;

  struct Fault {
    BlockFault kind = BlockFault::io;
    /// Which operations count and fail.
    unsigned operations = disk_operation::change;
    /// The first one that fails, counted from 1 from now on.
    std::uint64_t at = 1;
    bool for_good = false;
    /// A failed sync loses the changes it was to make durable, though programs still see them (as Linux does).
    bool failed_sync_loses = true;
  };
  void set_fault(const Fault& fault);
  void clear_fault() { fault_.reset(); }
  bool fault_was_hit() const { return fault_hits_ > 0; }
  /// From the n-th write, sync or truncate from now on, counted from 1, everything fails: the power is gone.
  void lose_power_at(std::uint64_t n);
  void set_capacity(std::uint64_t bytes) { capacity_bytes_ = bytes; }
  /// Of one kind or several, since the disk was made.
  std::uint64_t count(unsigned operations) const;

  /// A planted fault, to prove that tests catch it: syncs (of one slot, or all) say that all went well and do
  /// nothing.
  void skip_syncs() { skip_all_syncs_ = true; }
  void skip_syncs_of(std::size_t slot) { skipped_slot_ = slot; }

  /// What programs see, to look into and to damage; what survives is set to the same.
  Bytes contents(std::size_t slot) const;
  void set_contents(std::size_t slot, Bytes bytes);

 private:
  class File;
  std::optional<BlockFault> note(unsigned operation);
  bool sync_is_skipped(std::size_t slot) const { return skip_all_syncs_ || skipped_slot_ == slot; }
  std::uint64_t used_bytes() const;

  std::vector<std::unique_ptr<File>> files_;
  std::uint64_t capacity_bytes_;
  std::optional<Fault> fault_;
  std::uint64_t fault_count_ = 0, fault_hits_ = 0;
  std::optional<std::uint64_t> power_left_;
  bool power_is_gone_ = false;
  std::uint64_t counts_[4] = {};
  bool skip_all_syncs_ = false;
  std::optional<std::size_t> skipped_slot_;
};

}  // namespace mingchou
