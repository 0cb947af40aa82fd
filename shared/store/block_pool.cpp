// The on-disk format of slots, version 1
// ======================================
//
// A browser gives a page files that can be read, written and synced without waiting (OPFS sync access handles),
// but opening, deleting and renaming them is asynchronous, and SQLite does not wait. So a pool of files stays
// open all the time, and the names that SQLite knows them by stand inside. The idea is that of SQLite's own
// opfs-sahpool; its weakness is that it has one header per file, rewritten in place, and empties a file whose
// header does not check: one torn or rotten sector, and the database is gone. Here:
//
//   offset     bytes
//        0       512   header, copy A
//     4096       512   header, copy B (a block of its own: no torn write reaches both)
//     8192         …   the file's data
//
// A header, numbers little-endian:
//
//        0        16   "Mingchou slot 1\n"
//       16         8   generation: rises with every change in the whole pool
//       24         4   flags: bit 0 = in use; the rest 0
//       28         4   length of the name, ≤ 448; 0 when free
//       32       448   the name in UTF-8, no NUL in it, zeros after it
//      480        24   zeros
//      504         8   checksum64 of the 504 bytes before
//
// Rules:
//  1. A header counts only if every byte of it is as above. Of two that count, the higher generation holds.
//  2. A change writes the copy that is not trusted, syncs, and is done; then it writes the other copy likewise.
//     So in the middle of a change one good copy stands, and afterwards two equal ones: either may be damaged at
//     any byte and nothing changes.
//  3. If the first write fails, the disk may hold the change or not. The slot is "unsettled": before its data are
//     written or synced again, the old state is written anew with a higher generation. Otherwise a deletion that
//     was reported as failed could come true after a crash, with rows committed since.
//  4. A file is emptied, and that synced, before its slot is marked as in use. Deleting only changes the header.
//  5. A rename over a file writes the new name first; of two slots with one name the higher generation holds, and
//     the other is freed.
//  6. A slot without a single good header is quarantined: never written, never truncated, reported. Only one that
//     holds no data at all (a new one, or one whose formatting a crash cut off) is formatted.
#include "shared/store/block_pool.h"

#include <algorithm>
#include <map>

#include "shared/base/error.h"
#include "shared/store/checksum.h"

namespace mingchou {
namespace {

constexpr std::string_view magic = "Mingchou slot 1\n";
constexpr std::size_t generation_at = 16, flags_at = 24, name_length_at = 28, name_at = 32, checksum_at = 504;
constexpr std::uint32_t in_use_flag = 1;

using HeaderBytes = ByteArray<BlockPool::header_bytes>;

struct Header {
  std::uint64_t generation;
  bool used;
  std::string name;
};

template <class Number>
void put(HeaderBytes& bytes, std::size_t at, Number value) {
  for (std::size_t i = 0; i < sizeof value; ++i) bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

template <class Number>
Number get(const HeaderBytes& bytes, std::size_t at) {
  Number value = 0;
  for (std::size_t i = 0; i < sizeof value; ++i) value |= static_cast<Number>(bytes[at + i]) << (8 * i);
  return value;
}

HeaderBytes encode(const Header& header) {
  HeaderBytes bytes{};
  std::ranges::copy(as_bytes(magic), bytes.begin());
  put(bytes, generation_at, header.generation);
  put(bytes, flags_at, header.used ? in_use_flag : 0);
  put(bytes, name_length_at, static_cast<std::uint32_t>(header.name.size()));
  std::ranges::copy(as_bytes(header.name), bytes.begin() + name_at);
  put(bytes, checksum_at, checksum64(BytesView(bytes).first(checksum_at)));
  return bytes;
}

bool is_good_name(std::string_view name) {
  return !name.empty() && name.size() <= limits::block_name_bytes_max && name.find('\0') == std::string_view::npos;
}

std::optional<Header> decode(const HeaderBytes& bytes) {
  const auto length = get<std::uint32_t>(bytes, name_length_at);
  if (length > limits::block_name_bytes_max) return std::nullopt;
  Header header{get<std::uint64_t>(bytes, generation_at), get<std::uint32_t>(bytes, flags_at) == in_use_flag,
                std::string(as_text(BytesView(bytes).subspan(name_at, length)))};
  // Encoding again settles magic, unused bits, padding and checksum at once.
  if (encode(header) != bytes || header.generation == 0) return std::nullopt;
  if (header.used ? !is_good_name(header.name) : !header.name.empty()) return std::nullopt;
  return header;
}

BlockResult<std::optional<Header>> read_header(BlockFile& file, int copy) {
  HeaderBytes bytes{};
  const std::size_t got = MC_TRY(file.read(BlockPool::header_offset[copy], bytes));
  return got == bytes.size() ? decode(bytes) : std::nullopt;
}

}  // namespace

// --- opening ------------------------------------------------------------------------------------------------

BlockResult<BlockPool> BlockPool::open(BlockDevice& device) {
  BlockPool pool(device);
  const std::size_t count = std::min(device.slot_count(), limits::block_slots_max);
  for (std::size_t slot = 0; slot < count; ++slot) MC_TRY(pool.load_slot(slot));
  pool.free_replaced_files();
  return pool;
}

BlockResult<> BlockPool::load_slot(std::size_t slot) {
  BlockFile& file = device_->slot(slot);
  slots_.emplace_back();
  std::optional<Header> copies[2];
  for (int copy : {0, 1}) copies[copy] = MC_TRY(read_header(file, copy));
  if (!copies[0] && !copies[1]) {
    const std::uint64_t size = MC_TRY(file.size());
    if (size <= data_offset) {
      format(slot);
      return {};
    }
    slots_[slot].state = State::unusable;
    quarantined_.push_back({slot, size - data_offset});
    return {};
  }
  const bool take_second = !copies[0] || (copies[1] && copies[1]->generation > copies[0]->generation);
  const Header& newest = *copies[take_second ? 1 : 0];
  slots_[slot] = {newest.used ? State::used : State::free, newest.name, newest.generation, take_second ? 1 : 0};
  last_generation_ = std::max(last_generation_, newest.generation);
  const auto& other = copies[take_second ? 0 : 1];
  if (!other || other->generation != newest.generation) {
    // On a full or failing disk the good copy serves alone.
    if (write_copy(slot, take_second ? 0 : 1, slots_[slot])) ++healed_headers_;
  }
  return {};
}

void BlockPool::format(std::size_t slot) {
  slots_[slot] = {State::free, "", ++last_generation_, 1};
  for (int copy : {0, 1})
    if (const auto done = write_copy(slot, copy, slots_[slot]); !done) {
      slots_[slot].state = State::unusable;
      no_slot_because_ = done.error();
    }
}

void BlockPool::free_slot_or_leave_it(std::size_t slot) {
  // A file of the same name with a higher generation stands: what fails here, the next open() does.
  if (!change(slot, State::free, "")) slots_[slot].state = State::unusable;
}

void BlockPool::free_replaced_files() {
  std::map<std::string, std::size_t> newest;
  for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
    if (slots_[slot].state != State::used) continue;
    const auto [found, is_new] = newest.emplace(slots_[slot].name, slot);
    if (is_new) continue;
    std::size_t older = slot;
    if (slots_[slot].generation > slots_[found->second].generation) std::swap(older, found->second);
    free_slot_or_leave_it(older);
  }
}

// --- headers ------------------------------------------------------------------------------------------------

BlockResult<> BlockPool::write_copy(std::size_t slot, int copy, const Slot& content) {
  const HeaderBytes bytes = encode({content.generation, content.state == State::used, content.name});
  BlockFile& file = device_->slot(slot);
  if (MC_TRY(file.write(header_offset[copy], bytes)) != bytes.size()) return std::unexpected(BlockFault::full);
  return file.sync();
}

BlockResult<> BlockPool::change(std::size_t slot, State state, std::string_view name) {
  MC_TRY(settle(slot));
  const Slot old = slots_[slot];
  const int first = 1 - old.trusted_copy;
  const Slot next{state, std::string(name), ++last_generation_, first};
  if (const auto done = write_copy(slot, first, next); !done) {
    slots_[slot].unsettled = true;
    (void)settle(slot);
    return done;
  }
  slots_[slot] = next;
  // The change is durable. Should the second copy fail, the next change or open() writes it.
  (void)write_copy(slot, old.trusted_copy, next);
  return {};
}

BlockResult<> BlockPool::settle(std::size_t slot) {
  Slot& state = slots_[slot];
  if (!state.unsettled) return {};
  Slot again = state;
  again.generation = ++last_generation_;
  // Into the copy whose content is unknown; the trusted one holds the same state with a lower generation.
  MC_TRY(write_copy(slot, 1 - state.trusted_copy, again));
  state.generation = again.generation;
  state.trusted_copy = 1 - state.trusted_copy;
  state.unsettled = false;
  (void)write_copy(slot, 1 - state.trusted_copy, state);
  return {};
}

// --- names --------------------------------------------------------------------------------------------------

std::vector<std::string> BlockPool::names() const {
  std::vector<std::string> all;
  for (const Slot& slot : slots_)
    if (slot.state == State::used) all.push_back(slot.name);
  std::ranges::sort(all);
  return all;
}

std::size_t BlockPool::free_slots() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(slots_, [](const Slot& slot) { return slot.state == State::free; }));
}

std::optional<std::size_t> BlockPool::find(std::string_view name) const {
  for (std::size_t slot = 0; slot < slots_.size(); ++slot)
    if (slots_[slot].state == State::used && slots_[slot].name == name) return slot;
  return std::nullopt;
}

BlockResult<std::size_t> BlockPool::take_free_slot() {
  for (int attempt : {0, 1}) {
    const auto is_free = [](const Slot& slot) { return slot.state == State::free; };
    if (const auto found = std::ranges::find_if(slots_, is_free); found != slots_.end())
      return static_cast<std::size_t>(found - slots_.begin());
    const std::size_t room = limits::block_slots_max - slots_.size();
    if (device_->slot_count() == slots_.size() && attempt == 0 && room > 0)
      MC_TRY(device_->add_slots(std::min(limits::block_slots_step, room)));
    while (slots_.size() < std::min(device_->slot_count(), limits::block_slots_max)) {
      // One that could not be formatted now is looked at again by the next call.
      if (const auto loaded = load_slot(slots_.size()); !loaded) {
        slots_.pop_back();
        return std::unexpected(loaded.error());
      }
    }
  }
  return std::unexpected(no_slot_because_);
}

BlockResult<std::size_t> BlockPool::create(std::string_view name) {
  if (!is_good_name(name) || find(name)) return std::unexpected(BlockFault::io);
  const std::size_t slot = MC_TRY(take_free_slot());
  BlockFile& file = device_->slot(slot);
  MC_TRY(file.truncate(data_offset));
  MC_TRY(file.sync());
  MC_TRY(change(slot, State::used, name));
  return slot;
}

BlockResult<> BlockPool::remove(std::string_view name) {
  const auto slot = find(name);
  if (!slot) return {};
  return change(*slot, State::free, "");
}

BlockResult<> BlockPool::rename(std::string_view from, std::string_view to) {
  const auto slot = find(from);
  if (!slot || !is_good_name(to)) return std::unexpected(BlockFault::io);
  const auto replaced = find(to);
  if (replaced == slot) return {};
  MC_TRY(change(*slot, State::used, to));
  if (replaced) free_slot_or_leave_it(*replaced);
  return {};
}

// --- data ---------------------------------------------------------------------------------------------------

BlockResult<std::size_t> BlockPool::read(std::size_t slot, std::uint64_t offset, std::span<std::uint8_t> into) {
  return device_->slot(slot).read(data_offset + offset, into);
}

BlockResult<std::size_t> BlockPool::write(std::size_t slot, std::uint64_t offset, BytesView bytes) {
  MC_TRY(settle(slot));
  return device_->slot(slot).write(data_offset + offset, bytes);
}

BlockResult<> BlockPool::truncate(std::size_t slot, std::uint64_t size) {
  MC_TRY(settle(slot));
  return device_->slot(slot).truncate(data_offset + size);
}

BlockResult<> BlockPool::sync(std::size_t slot) {
  MC_TRY(settle(slot));
  return device_->slot(slot).sync();
}

BlockResult<std::uint64_t> BlockPool::size(std::size_t slot) {
  const std::uint64_t size = MC_TRY(device_->slot(slot).size());
  return size > data_offset ? size - data_offset : 0;
}

}  // namespace mingchou
