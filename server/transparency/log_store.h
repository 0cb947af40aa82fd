// The server's transparency log: leaves, in the order in which they happened, under signed checkpoints.
//
// append() runs inside the transaction of the change that its leaves tell of, on the writer's thread: they become
// durable together, or none of them does. So a checkpoint is signed before its leaves are durable, but nobody sees it
// earlier: whatever append() gives may leave the server only when the transaction is committed (that is, when the
// writer's job is done). Before anything is signed, the new tree is proved to begin with the one signed last, so that a
// damaged tile never becomes a rewritten log.
//
//   context.writer.run([&](Database& database) -> Result<> {
//     MC_TRY(change_what_it_is_about(database));
//     appended = MC_TRY(transparency::append(database, leaves, now, context.log_signer));
//     return {};
//   });
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "server/transparency/log_rows.h"
#include "server/transparency/signer.h"
#include "shared/log/checkpoint.h"
#include "shared/log/leaf.h"

namespace mingchou::server::transparency {

struct Appended {
  std::int64_t log_number = 0;
  /// Leaf i of the call stands at first_index + i.
  std::uint64_t first_index = 0;
  /// Covers all leaves so far.
  SignedCheckpoint checkpoint;
};

/// Appends at least one leaf to the current log; the first leaf of all begins log 1 under the signer's host. `now` is
/// when the checkpoint is signed; each leaf brings its own "at". Errors: log.leaf_too_large {max}, log.leaf_form,
/// log.leaf_time, of whichever leaf comes first; log.tile_form {path} and log.inconsistent if the log is damaged; those
/// of the store. After an error the caller must let go of the transaction, as the writer does by itself.
Result<Appended> append(Database& database, std::span<const std::string> leaves, Instant now, const Signer& signer);

/// Of one call.
inline constexpr std::uint64_t leaves_read_max = 1024;

/// `count` leaves, at most leaves_read_max, from index `from` on; fewer or none where the log ends. Errors of all that
/// follows: log.not_begun for a number that is none; log.tile_form {path}; those of the store.
Result<std::vector<std::string>> read_leaves(Database& database, std::int64_t log_number, std::uint64_t from,
                                             std::uint64_t count);

/// That the leaf at `index` stands in the first `size` leaves: for log::verify_inclusion() against a checkpoint of that
/// size. Error also: log.beyond_end {size} unless index < size ≤ the leaves that are there.
Result<std::vector<log::Digest>> inclusion_proof(Database& database, std::int64_t log_number, std::uint64_t index,
                                                 std::uint64_t size);
/// That the first `size` leaves begin with the first `old_size`. Error also: log.beyond_end {size} unless
/// 0 < old_size ≤ size ≤ the leaves that are there.
Result<std::vector<log::Digest>> consistency_proof(Database& database, std::int64_t log_number, std::uint64_t old_size,
                                                   std::uint64_t size);
/// Of the first `size` leaves. Error also: log.beyond_end {size} unless size ≤ the leaves that are there.
Result<log::Digest> root_of(Database& database, std::int64_t log_number, std::uint64_t size);

}  // namespace mingchou::server::transparency
