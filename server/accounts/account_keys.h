// The secret of keys/accounts.key and what is made from it: the key that seals the secrets of second factors, and the
// one under which recovery codes are hashed. Without the file, second factors have to be set up anew.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/error.h"
#include "shared/base/random.h"
#include "shared/base/uuid.h"
#include "shared/crypto/hash.h"
#include "shared/crypto/secret.h"

namespace mingchou::server::accounts {

class AccountKeys {
 public:
  /// Reads the key below the data folder or makes it. Errors: those of open_key_file().
  static Result<AccountKeys> open(const std::string& data_folder, Random& random);

  /// Sealed to the user: what is moved into another user's row can't be opened.
  Result<Bytes> seal(const Uuid& user, BytesView secret, Random& random) const;
  /// Error: crypto.tampered.
  Result<crypto::Secret> open_sealed(const Uuid& user, BytesView sealed) const;

  crypto::Digest hash_recovery_code(const Uuid& user, std::string_view code) const;

 private:
  AccountKeys(crypto::Secret sealing, crypto::Secret hashing)
      : sealing_(std::move(sealing)), hashing_(std::move(hashing)) {}
  crypto::Secret sealing_;
  crypto::Secret hashing_;
};

}  // namespace mingchou::server::accounts
