// The disk of a browser: OPFS files in the folder mingchou/slots, held open by sync access handles. JavaScript opens
// and closes them (client/shell/storage_files.js), this reads and writes them. Runs in the worker; one thread.
//
// After JavaScript has closed the files every call answers BlockFault::io, and no call ever blocks or throws.
#pragma once

#include <deque>

#include "shared/store/block_device.h"

namespace mingchou::client {

class OpfsDevice final : public BlockDevice {
 public:
  std::size_t slot_count() const override;
  BlockFile& slot(std::size_t slot) override;
  /// Opening a file is asynchronous, so never in the middle of a call: StoragePlatform::add_slots() instead.
  BlockResult<> add_slots(std::size_t count) override;

 private:
  class File final : public BlockFile {
   public:
    explicit File(std::size_t slot) : slot_(static_cast<unsigned>(slot)) {}
    BlockResult<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) override;
    BlockResult<std::size_t> write(std::uint64_t offset, BytesView bytes) override;
    BlockResult<> truncate(std::uint64_t size) override;
    BlockResult<> sync() override;
    BlockResult<std::uint64_t> size() override;

   private:
    unsigned slot_;
  };

  std::deque<File> files_;
};

}  // namespace mingchou::client
