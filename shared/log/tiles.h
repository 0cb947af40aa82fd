// The log as files (C2SP tlog-tiles): hashes in tiles of 256, entries in bundles of 256, each written once when full.
//
//   checkpoint                     the signed note
//   tile/<L>/<N>[.p/<W>]           up to 256 hashes of level 8·L of the tree; .p/<W> while only W are there
//   tile/entries/<N>[.p/<W>]       up to 256 leaves, each behind its length in two bytes
//
// Files are the caller's (TileFiles). What append() wrote is made durable before a checkpoint over it is signed: a
// checkpoint that outlived its leaves would make an honest server look like one that rewrote its log.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/log/checkpoint.h"
#include "shared/log/merkle.h"

namespace mingchou::log {

inline constexpr std::uint64_t tile_width = 256;
inline constexpr unsigned tile_height = 8;

/// "tile/1/x001/067.p/5"; no ending for a full tile.
std::string tile_path(unsigned level, std::uint64_t index, std::uint64_t width);
std::string entries_path(std::uint64_t index, std::uint64_t width);

/// The leaves of a bundle, which they point into; what stands behind the first `width` of them is not looked at.
/// Nothing if there are fewer.
std::optional<std::vector<std::string_view>> split_entries(BytesView bundle, std::uint64_t width);

class TileFiles {
 public:
  virtual ~TileFiles() = default;
  virtual Result<Bytes> read(const std::string& path) = 0;
  /// Writes whole files; a reader sees the old or the new one.
  virtual Result<> write(const std::string& path, BytesView bytes) = 0;
  /// Everything written so far survives a loss of power.
  virtual Result<> flush() = 0;
};

/// Reads hashes of a tree of `size` leaves from tiles. Errors of all: those of TileFiles::read(), log.tile_form {path}.
class TileReader {
 public:
  TileReader(TileFiles& files, std::uint64_t size) : files_(files), size_(size) {}

  /// The root of the subtree over the leaves [first, end); first < end ≤ size, first a multiple of the next power of
  /// two that is not below the number of leaves, as it is in all proofs.
  Result<Digest> subtree(std::uint64_t first, std::uint64_t end);
  Result<Digest> root();
  /// index < size.
  Result<std::vector<Digest>> inclusion_path(std::uint64_t index);
  /// 0 < old_size ≤ size.
  Result<std::vector<Digest>> consistency_path(std::uint64_t old_size);
  /// The leaf's text; index < size.
  Result<std::string> entry(std::uint64_t index);

 private:
  /// A node whose subtree is full: 2^level leaves.
  Result<Digest> node(unsigned level, std::uint64_t index);
  Result<Bytes> tile(unsigned level, std::uint64_t index);

  TileFiles& files_;
  std::uint64_t size_;
  // The tile read last: neighbours are asked for one behind the other.
  std::string cached_path_;
  Bytes cached_;
};

/// Appends leaves to the log of `size` leaves and returns the new size. They were checked with check_leaf(). Writes
/// tiles and bundles and flushes them; the checkpoint is the caller's next step. A crash leaves files that no
/// checkpoint speaks of; the next append writes them anew. Errors: those of TileFiles, log.tile_form {path},
/// log.leaf_too_large.
Result<std::uint64_t> append(TileFiles& files, std::uint64_t size, std::span<const std::string> leaves);

}  // namespace mingchou::log
