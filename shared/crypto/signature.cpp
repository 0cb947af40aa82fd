#include "shared/crypto/signature.h"

#include <botan_all.h>

#include <algorithm>

#include "shared/crypto/guard.h"

namespace mingchou::crypto {

struct SigningKey::Key {
  Botan::Ed25519_PrivateKey key;
};

SigningKey::SigningKey(Secret seed, std::unique_ptr<Key> key, const PublicKey& public_key)
    : seed_(std::move(seed)), key_(std::move(key)), public_key_(public_key) {}
SigningKey::SigningKey(SigningKey&&) noexcept = default;
SigningKey& SigningKey::operator=(SigningKey&&) noexcept = default;
SigningKey::~SigningKey() = default;

Result<SigningKey> SigningKey::from_seed(BytesView seed) {
  if (seed.size() != signing_seed_bytes) return fail(Error("crypto.bad_key"));
  try {
    const Botan::secure_vector<std::uint8_t> bytes(seed.begin(), seed.end());
    auto key = std::make_unique<Key>(Botan::Ed25519_PrivateKey(bytes));
    PublicKey public_key;
    std::ranges::copy(key->key.get_public_key(), public_key.begin());
    return SigningKey(Secret::copy_of(seed), std::move(key), public_key);
  } catch (...) {
    return fail(error_of_current_exception());
  }
}

Result<SigningKey> SigningKey::generate(Random& random) {
  return from_seed(Secret::random(signing_seed_bytes, random).view());
}

Result<Signature> SigningKey::sign(BytesView message) const {
  try {
    Botan::Null_RNG no_randomness;
    Botan::PK_Signer signer(key_->key, no_randomness, "Pure");
    const auto bytes = signer.sign_message(message, no_randomness);
    Signature signature;
    if (bytes.size() != signature.size()) return fail(Error("crypto.failed").because("a signature of another length"));
    std::ranges::copy(bytes, signature.begin());
    return signature;
  } catch (...) {
    return fail(error_of_current_exception());
  }
}

bool verify(BytesView key, BytesView message, BytesView signature) {
  if (key.size() != sizeof(PublicKey) || signature.size() != sizeof(Signature)) return false;
  try {
    const Botan::Ed25519_PublicKey public_key(key);
    Botan::PK_Verifier verifier(public_key, "Pure");
    return verifier.verify_message(message, signature);
  } catch (...) {
    return false;
  }
}

bool is_public_key(BytesView key) {
  if (key.size() != sizeof(PublicKey)) return false;
  try {
    Botan::Null_RNG no_randomness;
    return Botan::Ed25519_PublicKey(key).check_key(no_randomness, true);
  } catch (...) {
    return false;
  }
}

}  // namespace mingchou::crypto
