// The server's own secret keys: files in the data folder's keys/, made once and never changed. Losing one loses what
// was sealed to it, so a backup of the data folder has to hold them.
#pragma once

#include <string>
#include <utility>

#include "shared/base/error.h"
#include "shared/base/random.h"
#include "shared/crypto/key_exchange.h"

namespace mingchou::server {

class ServerKeys {
 public:
  /// Reads the keys below the data folder and makes those that are missing, durably. Errors: data.bad_key_file {path}
  /// for a file that is no key (it is left as it is), data.not_writable {path}, store.disk_full, data.unusable {path}.
  static Result<ServerKeys> open(const std::string& data_folder, Random& random);
  /// Only reads: for commands that run beside a server. Error also: data.key_missing {path}.
  static Result<ServerKeys> read(const std::string& data_folder);

  /// Tablets seal their export files to this key (shared/sync/export_file.h).
  const crypto::ExchangeKey& export_key() const { return export_key_; }
  BytesView export_secret() const { return export_secret_.view(); }

 private:
  ServerKeys(crypto::Secret secret, const crypto::ExchangeKey& key)
      : export_secret_(std::move(secret)), export_key_(key) {}
  static Result<ServerKeys> from(crypto::Secret secret);

  crypto::Secret export_secret_;
  crypto::ExchangeKey export_key_;
};

}  // namespace mingchou::server
