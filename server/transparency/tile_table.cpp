#include "server/transparency/tile_table.h"

#include <algorithm>
#include <charconv>

namespace mingchou::server::transparency {
namespace {

constexpr unsigned levels_max = 64;

Error tile_error(std::string_view path) { return Error("log.tile_form").with("path", path); }

/// What stands before `end`, taken off the text together with it; all of it if `end` is not there.
std::string_view take_until(std::string_view& text, std::string_view end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + end.size(), text.size()));
  return part;
}

/// 0 for what is no number: the caller writes the path anew and compares.
std::uint64_t number_of(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// "x001/x234/067" is 1234067. Six groups are more than any log has.
std::uint64_t index_of(std::string_view groups) {
  std::uint64_t index = 0;
  for (int left = 6; !groups.empty() && left > 0; --left) {
    std::string_view group = take_until(groups, "/");
    if (group.starts_with('x')) group.remove_prefix(1);
    index = index * 1000 + number_of(group.substr(0, 3));
  }
  return index;
}

}  // namespace

std::string TilePath::text() const {
  return level ? log::tile_path(*level, index, width) : log::entries_path(index, width);
}

std::string TilePath::row_path() const { return TilePath{level, index, log::tile_width}.text(); }

std::optional<TilePath> parse_tile_path(std::string_view text) {
  std::string_view rest = text;
  take_until(rest, "/");
  const std::string_view level = take_until(rest, "/");
  TilePath path;
  if (level != "entries") path.level = static_cast<unsigned>(std::min<std::uint64_t>(number_of(level), levels_max));
  path.index = index_of(take_until(rest, ".p/"));
  if (!rest.empty()) path.width = number_of(rest);
  const bool is_bounded = path.level.value_or(0) < levels_max && path.width >= 1 && path.width <= log::tile_width;
  if (!is_bounded || path.text() != text) return std::nullopt;
  return path;
}

std::optional<Bytes> cut_tile(const TilePath& path, BytesView bytes, std::uint64_t width) {
  std::size_t length = width * sizeof(log::Digest);
  if (!path.level) {
    const auto leaves = log::split_entries(bytes, width);
    if (!leaves) return std::nullopt;
    length = 0;
    for (const std::string_view leaf : *leaves) length += 2 + leaf.size();
  }
  if (length > bytes.size()) return std::nullopt;
  const BytesView cut = bytes.first(length);
  return Bytes(cut.begin(), cut.end());
}

Result<std::optional<Bytes>> TileTable::find(const TilePath& path) {
  Statement row = MC_TRY(database_.prepare("SELECT width, bytes FROM log_tile WHERE log_number = ? AND path = ?"));
  row.bind_all(log_number_, path.row_path());
  if (!MC_TRY(row.step()) || row.int64(0) < static_cast<std::int64_t>(path.width)) return std::nullopt;
  auto bytes = cut_tile(path, row.blob(1), path.width);
  if (!bytes) return fail(tile_error(path.text()));
  return bytes;
}

Result<Bytes> TileTable::read(const std::string& path) {
  const auto parsed = parse_tile_path(path);
  if (!parsed) return fail(tile_error(path));
  auto bytes = MC_TRY(find(*parsed));
  if (!bytes) return fail(tile_error(path));
  return *std::move(bytes);
}

Result<> TileTable::write(const std::string& path, BytesView bytes) {
  const auto parsed = parse_tile_path(path);
  if (!parsed) return fail(tile_error(path));
  const auto width = static_cast<std::int64_t>(parsed->width);
  MC_TRY(database_.run("UPDATE log_tile SET width = ?, bytes = ? WHERE log_number = ? AND path = ?", width, bytes,
                       log_number_, parsed->row_path()));
  if (database_.changes() > 0) return {};
  return database_.run("INSERT INTO log_tile (log_number, path, width, bytes) VALUES (?, ?, ?, ?)", log_number_,
                       parsed->row_path(), width, bytes);
}

}  // namespace mingchou::server::transparency
