#include "server/transparency/begin.h"

#include "server/transparency/origin.h"
#include "shared/json/writer.h"

namespace mingchou::server::transparency {
namespace {

constexpr std::int64_t ms_per_s = 1000;

/// The checkpoint of a note that our key signed.
Result<log::Checkpoint> open_own(std::string_view note, const Signer& signer) {
  const log::SignedNote parsed = MC_TRY(log::parse_note(note));
  const log::Checkpoint checkpoint = MC_TRY(log::parse_checkpoint(parsed.text));
  const log::VerifierKey key = signer.verifier_key(checkpoint.origin);
  return MC_TRY(log::open_checkpoint(note, key, {}, log::UnknownKeys::ignore)).checkpoint;
}

/// Its origin, if a log may follow it here.
Result<Origin> check_origin(const log::Checkpoint& checkpoint, const std::optional<LogRow>& current) {
  const auto lost = parse_origin(checkpoint.origin);
  const auto held = current ? parse_origin(current->origin) : lost;
  if (!lost || !held || lost->host != held->host || lost->number < held->number)
    return fail(Error("log.checkpoint_origin").with("origin", checkpoint.origin));
  return *lost;
}

/// Whether the current log begins with the leaves that the checkpoint covers.
Result<bool> holds(Database& database, const log::Checkpoint& checkpoint, const std::optional<LogRow>& current) {
  if (checkpoint.size == 0) return true;
  if (!current || current->origin != checkpoint.origin) return false;
  const auto root = root_of(database, current->number, checkpoint.size);
  if (!root && root.error().code == "log.beyond_end") return false;
  if (!root) return std::unexpected(root.error());
  return *root == checkpoint.root;
}

Result<> check_lost(Database& database, const log::Checkpoint& checkpoint, const std::optional<LogRow>& current) {
  if (!MC_TRY(holds(database, checkpoint, current))) return {};
  return fail(Error("log.nothing_lost")
                  .with("origin", checkpoint.origin)
                  .with("size", static_cast<long long>(checkpoint.size)));
}

}  // namespace

std::string log_leaf(std::uint64_t at_s, std::string_view previous_note) {
  std::string leaf = "{\"at\":" + std::to_string(at_s) + ",\"previous\":";
  json::append_canonical_text(leaf, previous_note);
  return leaf + ",\"type\":\"log\"}";
}

Result<Appended> begin_after(Database& database, std::string_view note, Instant now, const Signer& signer) {
  const log::Checkpoint checkpoint = MC_TRY(open_own(note, signer));
  const auto current = MC_TRY(current_log(database));
  const Origin lost = MC_TRY(check_origin(checkpoint, current));
  MC_TRY(check_lost(database, checkpoint, current));
  const std::string origin = Origin{lost.host, lost.number + 1}.text();
  const LogRow next{lost.number + 1, origin, signer.verifier_key(origin).text(), now, std::string(note)};
  MC_TRY(insert_log(database, next));
  const std::string leaf = log_leaf(static_cast<std::uint64_t>(now.ms / ms_per_s), note);
  return append(database, {&leaf, 1}, now, signer);
}

}  // namespace mingchou::server::transparency
