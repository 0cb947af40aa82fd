#include "shared/store/simulated_disk.h"

#include <algorithm>
#include <bit>

namespace mingchou {
namespace {

constexpr std::size_t sector_bytes = 512;

/// An unsynced change: a write, or with `is_truncate` a new size.
struct Change {
  bool is_truncate;
  std::uint64_t offset_or_size;
  Bytes bytes;
};

void write_into(Bytes& file, std::uint64_t offset, BytesView bytes) {
  if (file.size() < offset + bytes.size()) file.resize(offset + bytes.size());
  std::ranges::copy(bytes, file.begin() + static_cast<std::ptrdiff_t>(offset));
}

void apply_whole(Bytes& file, const Change& change) {
  if (change.is_truncate)
    file.resize(change.offset_or_size);
  else
    write_into(file, change.offset_or_size, change.bytes);
}

/// Each sector that the write touches survives or not.
void apply_torn(Bytes& file, const Change& change, Random& random) {
  const BytesView bytes = change.bytes;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t to_sector_end = sector_bytes - (change.offset_or_size + at) % sector_bytes;
    const std::size_t size = std::min(to_sector_end, bytes.size() - at);
    if (random.below(2) == 0) write_into(file, change.offset_or_size + at, bytes.subspan(at, size));
    at += size;
  }
}

}  // namespace

class SimulatedDisk::File final : public BlockFile {
 public:
  File(SimulatedDisk& disk, std::size_t slot) : disk_(disk), slot_(slot) {}

  BlockResult<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) override {
    if (const auto fault = disk_.note(disk_operation::read)) return std::unexpected(*fault);
    if (offset >= visible.size()) return 0;
    const std::size_t size = std::min<std::uint64_t>(into.size(), visible.size() - offset);
    std::copy_n(visible.begin() + static_cast<std::ptrdiff_t>(offset), size, into.begin());
    return size;
  }

  BlockResult<std::size_t> write(std::uint64_t offset, BytesView bytes) override {
    if (const auto fault = disk_.note(disk_operation::write)) return std::unexpected(*fault);
    const std::uint64_t end = offset + bytes.size();
    if (end > visible.size()) {
      const std::uint64_t used = disk_.used_bytes();
      const std::uint64_t left = disk_.capacity_bytes_ > used ? disk_.capacity_bytes_ - used : 0;
      const std::uint64_t end_max = visible.size() + left;
      if (end_max <= offset && !bytes.empty()) return 0;
      bytes = bytes.first(std::min<std::uint64_t>(bytes.size(), end_max - offset));
    }
    write_into(visible, offset, bytes);
    unsynced.push_back({false, offset, Bytes(bytes.begin(), bytes.end())});
    if (disk_.at_each_change) disk_.at_each_change();
    return bytes.size();
  }

  BlockResult<> truncate(std::uint64_t size) override {
    if (const auto fault = disk_.note(disk_operation::truncate)) return std::unexpected(*fault);
    if (size > visible.size() &&
        size - visible.size() > disk_.capacity_bytes_ - std::min(disk_.capacity_bytes_, disk_.used_bytes()))
      return std::unexpected(BlockFault::full);
    visible.resize(size);
    unsynced.push_back({true, size, {}});
    if (disk_.at_each_change) disk_.at_each_change();
    return {};
  }

  BlockResult<> sync() override {
    if (disk_.at_each_change) disk_.at_each_change();
    if (const auto fault = disk_.note(disk_operation::sync)) {
      if (disk_.fault_ && disk_.fault_->failed_sync_loses && !disk_.power_is_gone_) unsynced.clear();
      return std::unexpected(*fault);
    }
    if (disk_.sync_is_skipped(slot_)) return {};
    for (const Change& change : unsynced) apply_whole(durable, change);
    unsynced.clear();
    return {};
  }

  BlockResult<std::uint64_t> size() override {
    if (disk_.power_is_gone_) return std::unexpected(BlockFault::io);
    return visible.size();
  }

  Bytes after_crash(CrashMode mode, Random& random) const {
    Bytes found = durable;
    if (mode == CrashMode::lost) return found;
    std::vector<const Change*> survivors;
    for (const Change& change : unsynced)
      if (random.below(2) == 0) survivors.push_back(&change);
    for (std::size_t i = survivors.size(); i > 1; --i) std::swap(survivors[i - 1], survivors[random.below(i)]);
    for (const Change* change : survivors) {
      if (mode == CrashMode::torn && !change->is_truncate && random.below(2) == 0)
        apply_torn(found, *change, random);
      else
        apply_whole(found, *change);
    }
    return found;
  }

  Bytes visible, durable;
  std::vector<Change> unsynced;

 private:
  SimulatedDisk& disk_;
  std::size_t slot_;
};

SimulatedDisk::SimulatedDisk(std::size_t slots, std::uint64_t capacity_bytes) : capacity_bytes_(capacity_bytes) {
  (void)add_slots(slots);
}

SimulatedDisk::~SimulatedDisk() = default;

std::size_t SimulatedDisk::slot_count() const { return files_.size(); }
BlockFile& SimulatedDisk::slot(std::size_t slot) { return *files_[slot]; }

BlockResult<> SimulatedDisk::add_slots(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) files_.push_back(std::make_unique<File>(*this, files_.size()));
  return {};
}

std::unique_ptr<SimulatedDisk> SimulatedDisk::after_crash(CrashMode mode, std::uint64_t seed) const {
  auto found = std::make_unique<SimulatedDisk>(files_.size(), capacity_bytes_);
  SeededRandom random(seed);
  for (std::size_t slot = 0; slot < files_.size(); ++slot)
    found->set_contents(slot, files_[slot]->after_crash(mode, random));
  return found;
}

void SimulatedDisk::set_fault(const Fault& fault) {
  fault_ = fault;
  fault_count_ = fault_hits_ = 0;
}

void SimulatedDisk::lose_power_at(std::uint64_t n) { power_left_ = n; }

std::uint64_t SimulatedDisk::count(unsigned operations) const {
  std::uint64_t sum = 0;
  for (unsigned i = 0; i < 4; ++i)
    if (operations >> i & 1) sum += counts_[i];
  return sum;
}

std::optional<BlockFault> SimulatedDisk::note(unsigned operation) {
  ++counts_[std::countr_zero(operation)];
  if (power_left_ && (operation & disk_operation::change) && --*power_left_ == 0) {
    power_is_gone_ = true;
    power_left_.reset();
  }
  if (power_is_gone_) return BlockFault::io;
  if (!fault_ || !(operation & fault_->operations)) return std::nullopt;
  ++fault_count_;
  if (fault_count_ < fault_->at || (fault_count_ > fault_->at && !fault_->for_good)) return std::nullopt;
  ++fault_hits_;
  return fault_->kind;
}

std::uint64_t SimulatedDisk::used_bytes() const {
  std::uint64_t sum = 0;
  for (const auto& file : files_) sum += file->visible.size();
  return sum;
}

Bytes SimulatedDisk::contents(std::size_t slot) const { return files_[slot]->visible; }

void SimulatedDisk::set_contents(std::size_t slot, Bytes bytes) {
  files_[slot]->visible = bytes;
  files_[slot]->durable = std::move(bytes);
  files_[slot]->unsynced.clear();
}

}  // namespace mingchou
