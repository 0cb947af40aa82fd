// ChaCha20-Poly1305 (RFC 8439): encrypts, and notices every change.
#pragma once

#include "shared/base/bytes.h"
#include "shared/base/error.h"

namespace mingchou::crypto {

inline constexpr std::size_t aead_key_bytes = 32;
inline constexpr std::size_t aead_nonce_bytes = 12;
inline constexpr std::size_t aead_tag_bytes = 16;

/// A nonce may be used once only with a key: a second message under it gives both away. Count them, or take a new
/// key for each message; 12 random bytes do for a few million messages.
using Nonce = ByteArray<aead_nonce_bytes>;

/// The encrypted bytes with the tag behind them: aead_tag_bytes more than `plain`. `associated` is not in there, but
/// open() needs the same. Error: crypto.bad_key if the key has not 32 bytes.
Result<Bytes> seal(BytesView key, const Nonce& nonce, BytesView associated, BytesView plain);

/// Errors: crypto.tampered if key, nonce, associated data or any byte differs from what was sealed; crypto.bad_key.
Result<Bytes> open(BytesView key, const Nonce& nonce, BytesView associated, BytesView sealed);

}  // namespace mingchou::crypto
