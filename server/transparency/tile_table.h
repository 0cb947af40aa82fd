// The files of a log (shared/log/tiles.h) as rows of the database, written inside the caller's transaction.
//
// A row holds the newest form of a tile; the narrower forms that it once had are its beginnings, so they are cut from
// it when somebody asks for them. Nothing is durable before the caller commits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/log/tiles.h"
#include "shared/store/database.h"

namespace mingchou::server::transparency {

struct TilePath {
  /// Of a hash tile; nothing for a bundle of entries.
  std::optional<unsigned> level;
  std::uint64_t index = 0;
  std::uint64_t width = log::tile_width;  // 1 to tile_width

  /// "tile/0/x001/067.p/5", as shared/log writes it.
  std::string text() const;
  /// Of the full tile: what the row is called.
  std::string row_path() const;
};

/// Nothing unless the text is a path that text() writes, with a level below 64.
std::optional<TilePath> parse_tile_path(std::string_view text);

/// The first `width` hashes or leaves of a tile; nothing if there are not so many in it.
std::optional<Bytes> cut_tile(const TilePath& path, BytesView bytes, std::uint64_t width);

class TileTable final : public log::TileFiles {
 public:
  /// The database must outlive it.
  TileTable(Database& database, std::int64_t log_number) : database_(database), log_number_(log_number) {}

  /// Nothing if the tile is not there, or not yet so wide. Errors: those of the store, log.tile_form {path}.
  Result<std::optional<Bytes>> find(const TilePath& path);

  /// Error also: log.tile_form {path} for a tile that is not there.
  Result<Bytes> read(const std::string& path) override;
  /// Errors: those of the store, which refuses whatever is no continuation of what is there.
  Result<> write(const std::string& path, BytesView bytes) override;
  /// The caller's commit makes everything durable, the checkpoint together with its tiles.
  Result<> flush() override { return {}; }

 private:
  Database& database_;
  std::int64_t log_number_;
};

}  // namespace mingchou::server::transparency
