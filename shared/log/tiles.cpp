#include "shared/log/tiles.h"

#include <algorithm>
#include <bit>

#include "shared/log/leaf.h"

namespace mingchou::log {
namespace {

constexpr std::size_t hash_bytes = sizeof(Digest);

/// Three digits.
std::string path_part(std::uint64_t index) { return std::to_string(1000 + index % 1000).substr(1); }

/// 1234067 is x001/x234/067.
std::string index_path(std::uint64_t index) {
  std::string path = path_part(index);
  for (index /= 1000; index > 0; index /= 1000) path.insert(0, "x" + path_part(index) + "/");
  return path;
}

std::string with_width(const std::string& path, std::uint64_t width) {
  return width == tile_width ? path : path + ".p/" + std::to_string(width);
}

/// Hashes of a level that are there for a tree of `size` leaves.
std::uint64_t hashes_at(std::uint64_t size, unsigned level) { return size >> (tile_height * level); }

std::uint64_t width_of(std::uint64_t count, std::uint64_t index) {
  return std::min(tile_width, count - index * tile_width);
}

Digest digest_at(BytesView tile, std::uint64_t index) {
  Digest digest;
  std::copy_n(tile.begin() + static_cast<std::ptrdiff_t>(index * hash_bytes), hash_bytes, digest.begin());
  return digest;
}

Error tile_error(const std::string& path) { return Error("log.tile_form").with("path", path); }

/// What is there of the last tile of a level, to be completed.
Result<Bytes> read_partial(TileFiles& files, const std::string& path, std::uint64_t width) {
  if (width == 0) return Bytes();
  Bytes bytes = MC_TRY(files.read(path));
  return bytes;
}

/// Appends one level's new hashes to its tiles; gives the roots of the tiles that became full, the next level's.
Result<std::vector<Digest>> append_level(TileFiles& files, unsigned level, std::uint64_t old_count,
                                         std::span<const Digest> hashes) {
  std::vector<Digest> full;
  std::uint64_t index = old_count / tile_width, width = old_count % tile_width;
  const std::string old_path = tile_path(level, index, width);
  Bytes tile = MC_TRY(read_partial(files, old_path, width));
  if (tile.size() != width * hash_bytes) return fail(tile_error(old_path));
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    mingchou::append(tile, hashes[i]);
    ++width;
    if (width < tile_width && i + 1 < hashes.size()) continue;
    MC_TRY(files.write(tile_path(level, index, width), tile));
    if (width < tile_width) break;
    std::vector<Digest> leaves;
    leaves.reserve(tile_width);
    for (std::uint64_t at = 0; at < tile_width; ++at) leaves.push_back(digest_at(tile, at));
    full.push_back(tree_root(Suite::sha256, leaves));
    tile.clear();
    ++index;
    width = 0;
  }
  return full;
}

Result<> append_entries(TileFiles& files, std::uint64_t size, std::span<const std::string> leaves) {
  std::uint64_t index = size / tile_width, width = size % tile_width;
  Bytes bundle = MC_TRY(read_partial(files, entries_path(index, width), width));
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    const std::size_t bytes = leaves[i].size();
    if (bytes > leaf_bytes_max)
      return fail(Error("log.leaf_too_large").with("max", static_cast<long long>(leaf_bytes_max)));
    bundle.push_back(static_cast<std::uint8_t>(bytes >> 8));
    bundle.push_back(static_cast<std::uint8_t>(bytes));
    mingchou::append(bundle, as_bytes(leaves[i]));
    ++width;
    if (width < tile_width && i + 1 < leaves.size()) continue;
    MC_TRY(files.write(entries_path(index, width), bundle));
    bundle.clear();
    ++index;
    width = 0;
  }
  return {};
}

}  // namespace

std::string tile_path(unsigned level, std::uint64_t index, std::uint64_t width) {
  return with_width("tile/" + std::to_string(level) + "/" + index_path(index), width);
}

std::string entries_path(std::uint64_t index, std::uint64_t width) {
  return with_width("tile/entries/" + index_path(index), width);
}

std::optional<std::vector<std::string_view>> split_entries(BytesView bundle, std::uint64_t width) {
  std::vector<std::string_view> leaves;
  leaves.reserve(width);
  while (leaves.size() < width) {
    if (bundle.size() < 2) return std::nullopt;
    const std::size_t bytes = static_cast<std::size_t>(bundle[0]) << 8 | bundle[1];
    bundle = bundle.subspan(2);
    if (bundle.size() < bytes) return std::nullopt;
    leaves.push_back(as_text(bundle.first(bytes)));
    bundle = bundle.subspan(bytes);
  }
  return leaves;
}

Result<Bytes> TileReader::tile(unsigned level, std::uint64_t index) {
  const std::uint64_t width = width_of(hashes_at(size_, level), index);
  const std::string path = tile_path(level, index, width);
  if (path != cached_path_) {
    cached_ = MC_TRY(files_.read(path));
    if (cached_.size() != width * hash_bytes) return fail(tile_error(path));
    cached_path_ = path;
  }
  return cached_;
}

Result<Digest> TileReader::node(unsigned level, std::uint64_t index) {
  const unsigned tile_level = level / tile_height, above = level % tile_height;
  const std::uint64_t first = index << above, count = std::uint64_t{1} << above;
  const Bytes hashes = MC_TRY(tile(tile_level, first / tile_width));
  std::vector<Digest> leaves;
  leaves.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) leaves.push_back(digest_at(hashes, first % tile_width + i));
  return tree_root(Suite::sha256, leaves);
}

Result<Digest> TileReader::subtree(std::uint64_t first, std::uint64_t end) {
  const std::uint64_t leaves = end - first;
  if (std::has_single_bit(leaves)) {
    const auto level = static_cast<unsigned>(std::countr_zero(leaves));
    return node(level, first >> level);
  }
  const std::uint64_t middle = first + std::bit_floor(leaves - 1);
  const Digest left = MC_TRY(subtree(first, middle));
  const Digest right = MC_TRY(subtree(middle, end));
  return node_hash(Suite::sha256, left, right);
}

Result<Digest> TileReader::root() {
  if (size_ == 0) return crypto::hash(Suite::sha256, BytesView());
  return subtree(0, size_);
}

Result<std::vector<Digest>> TileReader::inclusion_path(std::uint64_t index) {
  std::vector<Digest> path;
  std::uint64_t first = 0, end = size_;
  while (end - first > 1) {
    const std::uint64_t middle = first + std::bit_floor(end - first - 1);
    const bool is_left = index < middle;
    path.push_back(is_left ? MC_TRY(subtree(middle, end)) : MC_TRY(subtree(first, middle)));
    (is_left ? end : first) = middle;
  }
  std::ranges::reverse(path);
  return path;
}

Result<std::vector<Digest>> TileReader::consistency_path(std::uint64_t old_size) {
  std::vector<Digest> path;
  std::uint64_t first = 0, end = size_;
  // Down to where the old tree ends, collecting siblings; its own last subtree comes first unless it is the old tree.
  while (old_size < end) {
    const std::uint64_t middle = first + std::bit_floor(end - first - 1);
    const bool is_left = old_size <= middle;
    path.push_back(is_left ? MC_TRY(subtree(middle, end)) : MC_TRY(subtree(first, middle)));
    (is_left ? end : first) = middle;
  }
  if (first > 0) path.push_back(MC_TRY(subtree(first, end)));
  std::ranges::reverse(path);
  return path;
}

Result<std::string> TileReader::entry(std::uint64_t index) {
  const std::uint64_t bundle_index = index / tile_width;
  const std::string path = entries_path(bundle_index, width_of(size_, bundle_index));
  const Bytes bundle = MC_TRY(files_.read(path));
  const auto leaves = split_entries(bundle, index % tile_width + 1);
  if (!leaves) return fail(tile_error(path));
  return std::string(leaves->back());
}

Result<std::uint64_t> append(TileFiles& files, std::uint64_t size, std::span<const std::string> leaves) {
  if (leaves.empty()) return size;
  MC_TRY(append_entries(files, size, leaves));
  std::vector<Digest> hashes;
  hashes.reserve(leaves.size());
  for (const std::string& leaf : leaves) hashes.push_back(leaf_hash(Suite::sha256, as_bytes(leaf)));
  for (unsigned level = 0; !hashes.empty(); ++level)
    hashes = MC_TRY(append_level(files, level, hashes_at(size, level), hashes));
  MC_TRY(files.flush());
  return size + leaves.size();
}

}  // namespace mingchou::log
