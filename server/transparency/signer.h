// The log's signing key (the file keys/log.key, Ed25519) and the host under whose name it signs.
//
// The host stands in the first log's origin from its first leaf on, and everybody who keeps the log's verifier key
// keeps that name: so neither the host nor the key ever changes. Where a log is there already, a key file that is
// missing or another is refused and never made anew.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "server/transparency/log_rows.h"
#include "shared/base/random.h"
#include "shared/crypto/signature.h"
#include "shared/log/note.h"

namespace mingchou::server::transparency {

inline constexpr std::string_view log_key_name = "log.key";
/// Of a log that nobody named.
inline constexpr std::string_view preset_log_host = "localhost";

/// Safe for any number of threads at once.
class Signer {
 public:
  /// `host` is what the server was told; "" if nothing: then it is that of the log, or preset_log_host. Makes the key
  /// if there is neither a key nor a log. Errors: log.host_form {host}; log.host_changed {host, recorded} if the log
  /// has another; log.key_changed {path, origin} if another key signed the log; data.key_missing {path}; those of
  /// open_key_file() and of the store.
  static Result<Signer> open(Database& database, const std::string& data_folder, std::string_view host, Random& random);
  /// Makes nothing; for commands. Errors as above.
  static Result<Signer> read(Database& database, const std::string& data_folder);

  const crypto::SigningKey& key() const { return key_; }
  const std::string& host() const { return host_; }
  log::VerifierKey verifier_key(std::string_view origin) const;

 private:
  Signer(crypto::SigningKey key, std::string host) : key_(std::move(key)), host_(std::move(host)) {}
  static Result<Signer> from(crypto::Secret seed, std::string_view host, const std::optional<LogRow>& log,
                             const std::string& data_folder);

  crypto::SigningKey key_;
  std::string host_;
};

}  // namespace mingchou::server::transparency
