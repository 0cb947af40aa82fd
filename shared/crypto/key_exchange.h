// X25519 (RFC 7748): two parties make one secret from their keys.
//
// What comes out is no key yet: put it through hkdf_sha256() with what the key is for.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/crypto/secret.h"

namespace mingchou::crypto {

using ExchangeKey = ByteArray<32>;

inline constexpr std::size_t exchange_secret_bytes = 32;

/// Error: crypto.bad_key if the secret has not 32 bytes.
Result<ExchangeKey> exchange_public_key(BytesView secret_key);

/// Error: crypto.bad_key if a key has not 32 bytes, or if the result is zero: the other side's key is then one of
/// the few that fix the result whatever the own secret is.
Result<Secret> exchange(BytesView secret_key, BytesView other_public_key);

}  // namespace mingchou::crypto
