// Argon2id (RFC 9106): from a password to a key, or to a text that proves a password later.
//
// The text is a PHC string, $argon2id$v=19$m=65536,t=3,p=1$<salt>$<tag>, and names its own parameters. They are
// bounded on both ways, so that a planted text can't take the machine's memory or minutes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/base/random.h"
#include "shared/crypto/secret.h"

namespace mingchou::crypto {

struct Argon2Parameters {
  std::uint32_t memory_kib;
  std::uint32_t passes;
  std::uint32_t lanes;
  bool operator==(const Argon2Parameters&) const = default;
};

inline constexpr std::uint32_t argon2_memory_kib_max = 256 * 1024;
inline constexpr std::uint32_t argon2_memory_kib_min_per_lane = 8;  // RFC 9106 section 3.1
inline constexpr std::uint32_t argon2_passes_max = 16;
inline constexpr std::uint32_t argon2_lanes_max = 8;
inline constexpr std::size_t argon2_salt_bytes_min = 8;
inline constexpr std::size_t argon2_salt_bytes_max = 64;
inline constexpr std::size_t argon2_output_bytes_min = 16;
inline constexpr std::size_t argon2_output_bytes_max = 64;
inline constexpr std::size_t password_bytes_max = 1024;
/// Of a new text: salt and tag.
inline constexpr std::size_t password_salt_bytes = 16;
inline constexpr std::size_t password_tag_bytes = 32;

/// Errors of all: crypto.argon2_parameters (out of the bounds above), crypto.password_too_long {bytes_max},
/// crypto.no_memory.

/// A key of `bytes` bytes. `secret` (a pepper) and `associated` may be empty.
Result<Secret> argon2id(BytesView password, BytesView salt, const Argon2Parameters& parameters, std::size_t bytes,
                        BytesView secret = {}, BytesView associated = {});

Result<std::string> hash_password(std::string_view password, const Argon2Parameters& parameters, Random& random);

/// Whether the password is the one that the text was made from. Error: crypto.password_text if it is no such text,
/// or not exactly as hash_password() writes it.
Result<bool> verify_password(std::string_view password, std::string_view phc_text);

/// The parameters that a text was made with: another hash is due if they are no longer those wanted. Error:
/// crypto.password_text.
Result<Argon2Parameters> password_parameters(std::string_view phc_text);

}  // namespace mingchou::crypto
