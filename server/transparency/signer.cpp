#include "server/transparency/signer.h"

#include "server/data/key_file.h"
#include "server/transparency/origin.h"

namespace mingchou::server::transparency {
namespace {

Error key_missing(const std::string& data_folder) {
  return Error("data.key_missing").with("path", key_file_path(data_folder, log_key_name));
}

/// The host that the log has or is to have.
Result<std::string> choose_host(std::string_view given, const std::optional<LogRow>& log) {
  if (!given.empty() && !is_log_host(given)) return fail(Error("log.host_form").with("host", given));
  if (!log) return std::string(given.empty() ? preset_log_host : given);
  const auto origin = parse_origin(log->origin);
  std::string recorded = origin ? origin->host : log->origin;
  if (!given.empty() && given != recorded)
    return fail(Error("log.host_changed").with("host", given).with("recorded", recorded));
  return recorded;
}

}  // namespace

Result<Signer> Signer::open(Database& database, const std::string& data_folder, std::string_view host, Random& random) {
  const auto log = MC_TRY(current_log(database));
  auto seed = MC_TRY(read_key_file(data_folder, log_key_name, crypto::signing_seed_bytes));
  if (!seed && log) return fail(key_missing(data_folder));
  if (!seed) seed = MC_TRY(open_key_file(data_folder, log_key_name, crypto::signing_seed_bytes, random));
  return from(std::move(*seed), host, log, data_folder);
}

Result<Signer> Signer::read(Database& database, const std::string& data_folder) {
  auto seed = MC_TRY(read_key_file(data_folder, log_key_name, crypto::signing_seed_bytes));
  if (!seed) return fail(key_missing(data_folder));
  return from(std::move(*seed), {}, MC_TRY(current_log(database)), data_folder);
}

Result<Signer> Signer::from(crypto::Secret seed, std::string_view host, const std::optional<LogRow>& log,
                            const std::string& data_folder) {
  std::string chosen = MC_TRY(choose_host(host, log));
  Signer signer(MC_TRY(crypto::SigningKey::from_seed(seed.view())), std::move(chosen));
  if (log && signer.verifier_key(log->origin).text() != log->verifier_key)
    return fail(
        Error("log.key_changed").with("path", key_file_path(data_folder, log_key_name)).with("origin", log->origin));
  return signer;
}

log::VerifierKey Signer::verifier_key(std::string_view origin) const {
  return {std::string(origin), log::SignatureType::ed25519, key_.public_key()};
}

}  // namespace mingchou::server::transparency
