#include "client/app/storage/watched_device.h"

namespace mingchou::client {

BlockFile& WatchedDevice::slot(std::size_t slot) {
  while (files_.size() <= slot) files_.emplace_back(*this, device_.slot(files_.size()));
  return files_[slot];
}

void WatchedDevice::note_full() {
  if (full_since_) return;
  full_since_ = clock_.now();
  changed_();
}

void WatchedDevice::note_growth() {
  if (!full_since_) return;
  full_since_.reset();
  changed_();
}

BlockResult<std::size_t> WatchedDevice::File::read(std::uint64_t offset, std::span<std::uint8_t> into) {
  return file_.read(offset, into);
}

BlockResult<std::size_t> WatchedDevice::File::write(std::uint64_t offset, BytesView bytes) {
  // Only a full disk makes the size worth asking for: writing over what is there tells nothing.
  const std::uint64_t before = device_.full_since_ ? file_.size().value_or(UINT64_MAX) : UINT64_MAX;
  auto written = watched(file_.write(offset, bytes));
  if (written && *written < bytes.size())
    device_.note_full();
  else if (written && offset + bytes.size() > before)
    device_.note_growth();
  return written;
}

BlockResult<> WatchedDevice::File::truncate(std::uint64_t size) { return watched(file_.truncate(size)); }

BlockResult<> WatchedDevice::File::sync() { return watched(file_.sync()); }

}  // namespace mingchou::client
