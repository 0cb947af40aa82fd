#include "shared/crypto/key_exchange.h"

#include <botan_all.h>

#include <algorithm>

#include "shared/crypto/guard.h"

namespace mingchou::crypto {
namespace {

Botan::X25519_PrivateKey private_key(BytesView secret_key) {
  return Botan::X25519_PrivateKey(Botan::secure_vector<std::uint8_t>(secret_key.begin(), secret_key.end()));
}

}  // namespace

Result<ExchangeKey> exchange_public_key(BytesView secret_key) {
  if (secret_key.size() != exchange_secret_bytes) return fail(Error("crypto.bad_key"));
  try {
    ExchangeKey key;
    std::ranges::copy(private_key(secret_key).public_value(), key.begin());
    return key;
  } catch (...) {
    return fail(error_of_current_exception());
  }
}

Result<Secret> exchange(BytesView secret_key, BytesView other_public_key) {
  if (secret_key.size() != exchange_secret_bytes || other_public_key.size() != sizeof(ExchangeKey))
    return fail(Error("crypto.bad_key"));
  try {
    Botan::Null_RNG no_randomness;
    const Botan::X25519_PrivateKey key = private_key(secret_key);
    const Botan::PK_Key_Agreement agreement(key, no_randomness, "Raw");
    return Secret::copy_of(agreement.derive_key(0, other_public_key).bits_of());
  } catch (const Botan::Invalid_Argument& zero_result) {
    return fail(Error("crypto.bad_key").because(zero_result.what()));
  } catch (...) {
    return fail(error_of_current_exception());
  }
}

}  // namespace mingchou::crypto
