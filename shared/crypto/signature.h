// Ed25519 signatures (RFC 8032, pure: the message itself is signed).
#pragma once

#include <memory>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/base/random.h"
#include "shared/crypto/secret.h"

namespace mingchou::crypto {

using PublicKey = ByteArray<32>;
using Signature = ByteArray<64>;

inline constexpr std::size_t signing_seed_bytes = 32;

/// A private key. Signing takes no randomness: the same message gives the same signature. Several threads may sign
/// with one key.
class SigningKey {
 public:
  /// Error: crypto.bad_key if the seed has not 32 bytes.
  static Result<SigningKey> from_seed(BytesView seed);
  static Result<SigningKey> generate(Random& random);

  SigningKey(SigningKey&&) noexcept;
  SigningKey& operator=(SigningKey&&) noexcept;
  ~SigningKey();

  const PublicKey& public_key() const { return public_key_; }
  /// What from_seed() takes; for the key's file.
  BytesView seed() const { return seed_.view(); }
  Result<Signature> sign(BytesView message) const;

 private:
  struct Key;
  SigningKey(Secret seed, std::unique_ptr<Key> key, const PublicKey& public_key);
  Secret seed_;
  std::unique_ptr<Key> key_;
  PublicKey public_key_;
};

/// False for whatever is wrong with key, message or signature, their lengths included; a signature has one form only
/// (S below the order).
bool verify(BytesView key, BytesView message, BytesView signature);

/// True for a point of the group that signatures live in. Ask when a key is registered: under some of the others
/// one signature fits every message.
bool is_public_key(BytesView key);

}  // namespace mingchou::crypto
