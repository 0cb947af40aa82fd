// A device that notices when it is full. Browsers hide how much space there is (Chromium's estimate says "what you
// use, and 10 GB more" to everyone), so the only word to be trusted is a write that did not fit.
#pragma once

#include <deque>
#include <functional>
#include <optional>

#include "shared/base/time.h"
#include "shared/store/block_device.h"

namespace mingchou::client {

class WatchedDevice final : public BlockDevice {
 public:
  /// `changed` is called when full_since() changes, in the middle of a call. Device and clock outlive it.
  WatchedDevice(BlockDevice& device, Clock& clock, std::function<void()> changed)
      : device_(device), clock_(clock), changed_(std::move(changed)) {}

  /// Since when nothing more fits; nothing once a file has grown again.
  std::optional<Instant> full_since() const { return full_since_; }

  std::size_t slot_count() const override { return device_.slot_count(); }
  BlockFile& slot(std::size_t slot) override;
  BlockResult<> add_slots(std::size_t count) override { return device_.add_slots(count); }

 private:
  class File final : public BlockFile {
   public:
    File(WatchedDevice& device, BlockFile& file) : device_(device), file_(file) {}
    BlockResult<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) override;
    BlockResult<std::size_t> write(std::uint64_t offset, BytesView bytes) override;
    BlockResult<> truncate(std::uint64_t size) override;
    BlockResult<> sync() override;
    BlockResult<std::uint64_t> size() override { return file_.size(); }

   private:
    template <class T>
    T watched(T result) {
      if (!result && result.error() == BlockFault::full) device_.note_full();
      return result;
    }
    WatchedDevice& device_;
    BlockFile& file_;
  };

  void note_full();
  void note_growth();

  BlockDevice& device_;
  Clock& clock_;
  std::function<void()> changed_;
  std::deque<File> files_;
  std::optional<Instant> full_since_;
};

}  // namespace mingchou::client
