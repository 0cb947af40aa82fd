#include "server/accounts/totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <format>

#include "shared/crypto/secret.h"

namespace mingchou::server::accounts {
namespace {

constexpr std::size_t sha1_bytes = 20;

Result<ByteArray<sha1_bytes>> hmac_sha1(BytesView key, BytesView message) {
  ByteArray<sha1_bytes> code{};
  unsigned length = 0;
  const auto* const done = ::HMAC(::EVP_sha1(), key.data(), static_cast<int>(key.size()), message.data(),
                                  message.size(), code.data(), &length);
  if (done == nullptr || length != sha1_bytes)
    return fail(Error("server.internal").because("OpenSSL gives no HMAC-SHA-1"));
  return code;
}

ByteArray<8> big_endian(std::uint64_t number) {
  ByteArray<8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(number >> (56 - 8 * i));
  return bytes;
}

std::uint32_t power_of_ten(int exponent) {
  std::uint32_t power = 1;
  while (exponent-- > 0) power *= 10;
  return power;
}

}  // namespace

std::int64_t totp_step_of(Instant now) { return now.ms / totp_step_ms; }

Result<std::string> totp_code(BytesView secret, std::int64_t step, int digits) {
  const auto code = MC_TRY(hmac_sha1(secret, big_endian(static_cast<std::uint64_t>(step))));
  const std::size_t at = code.back() & 0x0FU;
  const std::uint32_t word = (code[at] & 0x7FU) << 24U | static_cast<std::uint32_t>(code[at + 1]) << 16U |
                             static_cast<std::uint32_t>(code[at + 2]) << 8U | code[at + 3];
  return std::format("{:0{}}", word % power_of_ten(digits), digits);
}

Result<std::optional<std::int64_t>> match_totp(BytesView secret, std::string_view code, Instant now,
                                               std::int64_t last_step) {
  std::optional<std::int64_t> found;
  const std::int64_t present = totp_step_of(now);
  // All steps are tried whatever matched: the time tells nothing.
  for (std::int64_t step = present - totp_drift_steps; step <= present + totp_drift_steps; ++step) {
    const std::string expected = MC_TRY(totp_code(secret, step));
    const bool matches = crypto::constant_time_equal(as_bytes(expected), as_bytes(code));
    if (matches && step > last_step && !found) found = step;
  }
  return found;
}

std::string to_base32(BytesView bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t bits = 0;
  int count = 0;
  for (const std::uint8_t byte : bytes) {
    bits = bits << 8U | byte;
    for (count += 8; count >= 5; count -= 5) text += alphabet[(bits >> (count - 5)) & 31U];
  }
  if (count > 0) text += alphabet[(bits << (5 - count)) & 31U];
  return text;
}

std::string totp_address(BytesView secret, std::string_view login) {
  // A login name needs no escapes; the issuer is "明抽".
  return std::format(
      "otpauth://totp/%E6%98%8E%E6%8A%BD:{}?secret={}&issuer=%E6%98%8E%E6%8A%BD&algorithm=SHA1&digits={}&period={}",
      login, to_base32(secret), totp_digits, totp_step_ms / 1000);
}

}  // namespace mingchou::server::accounts
