// TOTP (RFC 6238) as authenticator apps speak it: HMAC-SHA-1, six digits, steps of 30 seconds. SHA-1 is what every such
// app understands, and as an HMAC it is sound; it comes from OpenSSL, since nothing else here needs it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/base/time.h"

namespace mingchou::server::accounts {

inline constexpr std::size_t totp_secret_bytes = 20;
inline constexpr int totp_digits = 6;
inline constexpr std::int64_t totp_step_ms = 30'000;
/// A telephone's clock may be off by this many steps.
inline constexpr std::int64_t totp_drift_steps = 1;

std::int64_t totp_step_of(Instant now);

/// The code of a step, with leading zeros. Error: server.internal if the library fails.
Result<std::string> totp_code(BytesView secret, std::int64_t step, int digits = totp_digits);

/// The step whose code this is, near now and after `last_step`: a code counts once. Nothing for any other code.
Result<std::optional<std::int64_t>> match_totp(BytesView secret, std::string_view code, Instant now,
                                               std::int64_t last_step);

/// RFC 4648 base32 without padding.
std::string to_base32(BytesView bytes);

/// "otpauth://totp/…": what an app reads from the QR code.
std::string totp_address(BytesView secret, std::string_view login);

}  // namespace mingchou::server::accounts
