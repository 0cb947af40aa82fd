// The rows of the logs and of their signed checkpoints (server/migrations/0013_transparency_log.sql).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/error.h"
#include "shared/base/time.h"
#include "shared/log/checkpoint.h"
#include "shared/store/database.h"

namespace mingchou::server::transparency {

/// The schema that brought the log.
inline constexpr int log_schema = 13;

struct LogRow {
  std::int64_t number = 0;  // from 1 up
  std::string origin;
  /// A vkey (log::VerifierKey::text()) whose name is the origin.
  std::string verifier_key;
  Instant begun_at;
  /// The signed checkpoint of the log before it, which its first leaf names; "" if nothing came before.
  std::string previous;
};

/// All logs, oldest first. Errors of all: those of the store.
Result<std::vector<LogRow>> read_logs(Database& database);
Result<std::optional<LogRow>> find_log(Database& database, std::int64_t number);
/// The last one, which alone grows; nothing before the first leaf.
Result<std::optional<LogRow>> current_log(Database& database);
Result<> insert_log(Database& database, const LogRow& log);

struct SignedCheckpoint {
  log::Checkpoint checkpoint;
  std::string note;
  Instant signed_at;
};

/// The newest of a log; nothing if there is none. Errors also: log.note_form, log.checkpoint_form.
Result<std::optional<SignedCheckpoint>> last_checkpoint(Database& database, std::int64_t log_number);
/// All of a log, oldest first, as they stand. Whether they verify is not asked.
struct CheckpointRow {
  std::uint64_t size = 0;
  std::string note;
};
Result<std::vector<CheckpointRow>> read_checkpoints(Database& database, std::int64_t log_number);
Result<> insert_checkpoint(Database& database, std::int64_t log_number, const SignedCheckpoint& checkpoint);

}  // namespace mingchou::server::transparency
