#include "server/transparency/log_store.h"

#include <algorithm>

#include "server/transparency/origin.h"
#include "server/transparency/tile_table.h"
#include "shared/log/tiles.h"

namespace mingchou::server::transparency {
namespace {

/// The current log, or the first, begun now.
Result<LogRow> current_or_first(Database& database, Instant now, const Signer& signer) {
  if (auto current = MC_TRY(current_log(database))) return *std::move(current);
  const std::string origin = Origin{signer.host(), 1}.text();
  LogRow first{1, origin, signer.verifier_key(origin).text(), now, {}};
  MC_TRY(insert_log(database, first));
  return first;
}

/// The checkpoint that the log stands at: of no leaf before the first.
Result<log::Checkpoint> present_checkpoint(Database& database, const LogRow& row) {
  if (const auto last = MC_TRY(last_checkpoint(database, row.number))) return last->checkpoint;
  return log::Checkpoint{row.origin, 0, {}};
}

Result<std::uint64_t> time_of_last_leaf(TileTable& tiles, std::uint64_t size) {
  if (size == 0) return std::uint64_t{0};
  const std::string leaf = MC_TRY(log::TileReader(tiles, size).entry(size - 1));
  return MC_TRY(log::check_leaf(leaf, 0)).at_s;
}

Result<> check_leaves(std::span<const std::string> leaves, std::uint64_t previous_at_s) {
  for (const std::string& leaf : leaves) previous_at_s = MC_TRY(log::check_leaf(leaf, previous_at_s)).at_s;
  return {};
}

/// The checkpoint after the leaves; their tiles are written.
Result<log::Checkpoint> write_leaves(TileTable& tiles, const log::Checkpoint& before,
                                     std::span<const std::string> leaves) {
  const std::uint64_t size = MC_TRY(log::append(tiles, before.size, leaves));
  log::TileReader reader(tiles, size);
  log::Checkpoint after{before.origin, size, MC_TRY(reader.root())};
  std::vector<log::Digest> path;
  if (before.size > 0) path = MC_TRY(reader.consistency_path(before.size));
  MC_TRY(log::check_succession(before, after, path));
  return after;
}

Error beyond_end(std::uint64_t size) { return Error("log.beyond_end").with("size", static_cast<long long>(size)); }

/// The number of leaves that are there.
Result<std::uint64_t> size_of(Database& database, std::int64_t log_number) {
  const auto last = MC_TRY(last_checkpoint(database, log_number));
  if (!last) return fail(Error("log.not_begun"));
  return last->checkpoint.size;
}

Result<> demand_size(Database& database, std::int64_t log_number, std::uint64_t size) {
  const std::uint64_t held = MC_TRY(size_of(database, log_number));
  if (size > held) return fail(beyond_end(held));
  return {};
}

}  // namespace

Result<Appended> append(Database& database, std::span<const std::string> leaves, Instant now, const Signer& signer) {
  if (leaves.empty() || !database.in_transaction())
    return fail(Error("server.internal").because("no leaf to append, or no transaction to append it in"));
  const LogRow row = MC_TRY(current_or_first(database, now, signer));
  const log::Checkpoint before = MC_TRY(present_checkpoint(database, row));
  TileTable tiles(database, row.number);
  const std::uint64_t previous_at_s = MC_TRY(time_of_last_leaf(tiles, before.size));
  MC_TRY(check_leaves(leaves, previous_at_s));
  Appended appended{row.number, before.size, {MC_TRY(write_leaves(tiles, before, leaves)), {}, now}};
  appended.checkpoint.note = MC_TRY(log::sign_checkpoint(signer.key(), appended.checkpoint.checkpoint));
  MC_TRY(insert_checkpoint(database, row.number, appended.checkpoint));
  return appended;
}

Result<std::vector<std::string>> read_leaves(Database& database, std::int64_t log_number, std::uint64_t from,
                                             std::uint64_t count) {
  const std::uint64_t size = MC_TRY(size_of(database, log_number));
  const std::uint64_t end = from + std::min({count, leaves_read_max, size - std::min(from, size)});
  TileTable tiles(database, log_number);
  std::vector<std::string> leaves;
  for (std::uint64_t at = from; at < end;) {
    const std::uint64_t index = at / log::tile_width, first = index * log::tile_width;
    const std::string path = log::entries_path(index, std::min(log::tile_width, size - first));
    const Bytes bundle = MC_TRY(tiles.read(path));
    const auto held = log::split_entries(bundle, std::min(log::tile_width, end - first));
    if (!held) return fail(Error("log.tile_form").with("path", path));
    for (; at - first < held->size(); ++at) leaves.emplace_back((*held)[at - first]);
  }
  return leaves;
}

Result<std::vector<log::Digest>> inclusion_proof(Database& database, std::int64_t log_number, std::uint64_t index,
                                                 std::uint64_t size) {
  MC_TRY(demand_size(database, log_number, size));
  if (index >= size) return fail(beyond_end(size));
  TileTable tiles(database, log_number);
  return log::TileReader(tiles, size).inclusion_path(index);
}

Result<std::vector<log::Digest>> consistency_proof(Database& database, std::int64_t log_number, std::uint64_t old_size,
                                                   std::uint64_t size) {
  MC_TRY(demand_size(database, log_number, size));
  if (old_size == 0 || old_size > size) return fail(beyond_end(size));
  TileTable tiles(database, log_number);
  return log::TileReader(tiles, size).consistency_path(old_size);
}

Result<log::Digest> root_of(Database& database, std::int64_t log_number, std::uint64_t size) {
  MC_TRY(demand_size(database, log_number, size));
  TileTable tiles(database, log_number);
  return log::TileReader(tiles, size).root();
}

}  // namespace mingchou::server::transparency
