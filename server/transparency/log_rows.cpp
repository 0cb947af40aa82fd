#include "server/transparency/log_rows.h"

namespace mingchou::server::transparency {
namespace {

constexpr std::string_view select_log = "SELECT number, origin, verifier_key, begun_at, previous FROM transparency_log";

LogRow log_of(const Statement& row) {
  return {.number = row.int64(0),
          .origin = std::string(row.text(1)),
          .verifier_key = std::string(row.text(2)),
          .begun_at = row.instant(3),
          .previous = std::string(row.text(4))};
}

Result<std::optional<LogRow>> first_of(Statement rows) {
  if (!MC_TRY(rows.step())) return std::nullopt;
  return log_of(rows);
}

}  // namespace

Result<std::vector<LogRow>> read_logs(Database& database) {
  std::vector<LogRow> logs;
  Statement rows = MC_TRY(database.prepare(std::string(select_log) + " ORDER BY number"));
  while (MC_TRY(rows.step())) logs.push_back(log_of(rows));
  return logs;
}

Result<std::optional<LogRow>> find_log(Database& database, std::int64_t number) {
  Statement rows = MC_TRY(database.prepare(std::string(select_log) + " WHERE number = ?"));
  rows.bind(1, number);
  return first_of(std::move(rows));
}

Result<std::optional<LogRow>> current_log(Database& database) {
  return first_of(MC_TRY(database.prepare(std::string(select_log) + " ORDER BY number DESC LIMIT 1")));
}

Result<> insert_log(Database& database, const LogRow& log) {
  const auto previous = log.previous.empty() ? std::optional<std::string>() : std::optional(log.previous);
  return database.run(
      "INSERT INTO transparency_log (number, origin, verifier_key, begun_at, previous) VALUES (?, ?, ?, ?, ?)",
      log.number, log.origin, log.verifier_key, log.begun_at, previous);
}

Result<std::optional<SignedCheckpoint>> last_checkpoint(Database& database, std::int64_t log_number) {
  Statement row = MC_TRY(
      database.prepare("SELECT note, signed_at FROM log_checkpoint WHERE log_number = ? ORDER BY size DESC LIMIT 1"));
  row.bind(1, log_number);
  if (!MC_TRY(row.step())) return std::nullopt;
  SignedCheckpoint found{{}, std::string(row.text(0)), row.instant(1)};
  const log::SignedNote note = MC_TRY(log::parse_note(found.note));
  found.checkpoint = MC_TRY(log::parse_checkpoint(note.text));
  return found;
}

Result<std::vector<CheckpointRow>> read_checkpoints(Database& database, std::int64_t log_number) {
  std::vector<CheckpointRow> checkpoints;
  Statement rows = MC_TRY(database.prepare("SELECT size, note FROM log_checkpoint WHERE log_number = ? ORDER BY size"));
  rows.bind(1, log_number);
  while (MC_TRY(rows.step()))
    checkpoints.push_back({static_cast<std::uint64_t>(rows.int64(0)), std::string(rows.text(1))});
  return checkpoints;
}

Result<> insert_checkpoint(Database& database, std::int64_t log_number, const SignedCheckpoint& checkpoint) {
  return database.run("INSERT INTO log_checkpoint (log_number, size, signed_at, note) VALUES (?, ?, ?, ?)", log_number,
                      static_cast<std::int64_t>(checkpoint.checkpoint.size), checkpoint.signed_at, checkpoint.note);
}

}  // namespace mingchou::server::transparency
