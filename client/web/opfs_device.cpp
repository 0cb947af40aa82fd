#include "client/web/opfs_device.h"

// Offsets and sizes are doubles, as in JavaScript: exact up to 2^53. Answers below zero are faults.
extern "C" {
unsigned opfs_slot_count();
double opfs_read(unsigned slot, double offset, std::uint8_t* into, unsigned bytes);
double opfs_write(unsigned slot, double offset, const std::uint8_t* from, unsigned bytes);
int opfs_truncate(unsigned slot, double size);
int opfs_sync(unsigned slot);
double opfs_size(unsigned slot);
}

namespace mingchou::client {
namespace {

/// As in storage_library.js.
constexpr int fault_full = -2;

std::unexpected<BlockFault> fault_of(double answer) {
  return std::unexpected(static_cast<int>(answer) == fault_full ? BlockFault::full : BlockFault::io);
}

template <class Number>
BlockResult<Number> number_of(double answer) {
  if (answer < 0) return fault_of(answer);
  return static_cast<Number>(answer);
}

BlockResult<> nothing_of(int answer) {
  if (answer < 0) return fault_of(answer);
  return {};
}

}  // namespace

std::size_t OpfsDevice::slot_count() const { return opfs_slot_count(); }

BlockFile& OpfsDevice::slot(std::size_t slot) {
  while (files_.size() <= slot) files_.emplace_back(files_.size());
  return files_[slot];
}

BlockResult<> OpfsDevice::add_slots(std::size_t) { return std::unexpected(BlockFault::full); }

BlockResult<std::size_t> OpfsDevice::File::read(std::uint64_t offset, std::span<std::uint8_t> into) {
  const auto bytes = static_cast<unsigned>(into.size());
  return number_of<std::size_t>(opfs_read(slot_, static_cast<double>(offset), into.data(), bytes));
}

BlockResult<std::size_t> OpfsDevice::File::write(std::uint64_t offset, BytesView from) {
  const auto bytes = static_cast<unsigned>(from.size());
  return number_of<std::size_t>(opfs_write(slot_, static_cast<double>(offset), from.data(), bytes));
}

BlockResult<> OpfsDevice::File::truncate(std::uint64_t size) {
  return nothing_of(opfs_truncate(slot_, static_cast<double>(size)));
}

BlockResult<> OpfsDevice::File::sync() { return nothing_of(opfs_sync(slot_)); }

BlockResult<std::uint64_t> OpfsDevice::File::size() { return number_of<std::uint64_t>(opfs_size(slot_)); }

}  // namespace mingchou::client
