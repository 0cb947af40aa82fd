// Hashes and what is built on them: SHA-256 and SM3, HMAC with either, HKDF.
//
// Both hashes give 32 bytes. A Hasher or Hmac is made once and used again: making one costs more than hashing a short
// message. The free functions keep one per thread and suite.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/crypto/secret.h"

namespace Botan {
class HashFunction;
class MessageAuthenticationCode;
}  // namespace Botan

namespace mingchou::crypto {

/// The values are those that a draw hashes; they never change.
enum class Suite : std::uint8_t {
  sha256 = 1,  // FIPS 180-4
  sm3 = 2,     // GB/T 32905
};

/// "sha256" or "sm3".
std::string_view suite_name(Suite suite);
std::optional<Suite> suite_from_name(std::string_view name);

using Digest = ByteArray<32>;

/// crypto::Hasher hasher(Suite::sha256);
/// const Digest digest = hasher.update(head).update(tail).finish();
/// After finish() it stands at the beginning again. One thread at a time.
class Hasher {
 public:
  explicit Hasher(Suite suite);
  Hasher(Hasher&&) noexcept;
  Hasher& operator=(Hasher&&) noexcept;
  ~Hasher();

  Hasher& update(BytesView bytes);
  Hasher& update(std::string_view text) { return update(as_bytes(text)); }
  Hasher& update(std::uint8_t byte) { return update(BytesView(&byte, 1)); }
  Digest finish();
  /// Another one that has taken the same bytes: for many messages with one beginning.
  Hasher fork() const;

 private:
  explicit Hasher(std::unique_ptr<Botan::HashFunction> function);
  std::unique_ptr<Botan::HashFunction> function_;
};

Digest hash(Suite suite, BytesView bytes);
/// Of the parts one behind the other.
Digest hash(Suite suite, std::initializer_list<BytesView> parts);

/// HMAC (RFC 2104) with one key of any length. After finish() it stands at the beginning again, with the same key.
/// One thread at a time.
class Hmac {
 public:
  Hmac(Suite suite, BytesView key);
  Hmac(Hmac&&) noexcept;
  Hmac& operator=(Hmac&&) noexcept;
  ~Hmac();

  Hmac& update(BytesView bytes);
  Hmac& update(std::string_view text) { return update(as_bytes(text)); }
  Hmac& update(std::uint8_t byte) { return update(BytesView(&byte, 1)); }
  Digest finish();

 private:
  std::unique_ptr<Botan::MessageAuthenticationCode> code_;
};

Digest hmac(Suite suite, BytesView key, BytesView message);

/// HKDF gives at most 255 blocks.
inline constexpr std::size_t hkdf_bytes_max = 255 * 32;

/// HKDF with SHA-256 (RFC 5869). Error: crypto.key_length {bytes_max} beyond hkdf_bytes_max or for 0 bytes.
Result<Secret> hkdf_sha256(BytesView input_key, BytesView salt, BytesView info, std::size_t bytes);

}  // namespace mingchou::crypto
