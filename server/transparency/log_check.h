// Is a log what its checkpoints say? For `mingchou check`: recomputes everything from the leaves.
#pragma once

#include <vector>

#include "server/transparency/log_rows.h"

namespace mingchou::server::transparency {

struct LogFindings {
  /// The newest checkpoint; of size 0 if there is none that can be read.
  log::Checkpoint checkpoint;
  /// Sentences for people; none if the log is sound. At most findings_max.
  std::vector<Error> findings;
};
inline constexpr std::size_t findings_max = 20;

/// Every leaf (its form, and that times never go back), every tile, every signed checkpoint (its signature, and the
/// root of the leaves that it covers), the first leaf of a log that follows another. Reads all of it; a consistent view
/// is the caller's. Findings: log.tile_form {path}, with the log's number before the path; log.leaf_damaged {origin,
/// index}; log.checkpoint_damaged {origin, size}; log.checkpoint_missing {origin}; log.tile_odd {origin, count};
/// log.key_damaged {origin}. Errors: those of the store.
Result<LogFindings> check_log(Database& database, const LogRow& log);

}  // namespace mingchou::server::transparency
