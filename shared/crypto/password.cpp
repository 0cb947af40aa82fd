#include "shared/crypto/password.h"

#include <botan_all.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "shared/base/hex.h"
#include "shared/crypto/guard.h"

namespace mingchou::crypto {
namespace {

constexpr std::uint8_t family_argon2id = 2;

bool is_within_bounds(const Argon2Parameters& parameters) {
  return parameters.lanes >= 1 && parameters.lanes <= argon2_lanes_max && parameters.passes >= 1 &&
         parameters.passes <= argon2_passes_max &&
         parameters.memory_kib >= argon2_memory_kib_min_per_lane * parameters.lanes &&
         parameters.memory_kib <= argon2_memory_kib_max;
}

std::string unpadded_base64(BytesView bytes) {
  std::string text = to_base64(bytes);
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

std::optional<Bytes> from_unpadded_base64(std::string_view text) {
  std::string padded(text);
  while (padded.size() % 4 != 0) padded += '=';
  auto bytes = from_base64(padded);
  // A '=' of its own would pass as padding.
  if (bytes && unpadded_base64(*bytes) != text) return std::nullopt;
  return bytes;
}

struct PhcText {
  Argon2Parameters parameters{};
  Bytes salt;
  Bytes tag;
};

std::string write(const PhcText& content) {
  const auto& [memory_kib, passes, lanes] = content.parameters;
  return "$argon2id$v=19$m=" + std::to_string(memory_kib) + ",t=" + std::to_string(passes) +
         ",p=" + std::to_string(lanes) + '$' + unpadded_base64(content.salt) + '$' + unpadded_base64(content.tag);
}

/// Takes `prefix` and a number off the front of the text.
std::optional<std::uint32_t> take_number(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return std::nullopt;
  text.remove_prefix(prefix.size());
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<PhcText> read(std::string_view text) {
  std::string_view rest = text;
  const auto memory_kib = take_number(rest, "$argon2id$v=19$m=");
  if (!memory_kib) return std::nullopt;
  const auto passes = take_number(rest, ",t=");
  if (!passes) return std::nullopt;
  const auto lanes = take_number(rest, ",p=");
  if (!lanes || !rest.starts_with('$')) return std::nullopt;
  const std::size_t salt_end = rest.find('$', 1);
  if (salt_end == rest.npos) return std::nullopt;
  const auto salt = from_unpadded_base64(rest.substr(1, salt_end - 1));
  const auto tag = from_unpadded_base64(rest.substr(salt_end + 1));
  if (!salt || !tag) return std::nullopt;
  PhcText content{{*memory_kib, *passes, *lanes}, *salt, *tag};
  // One form only: no leading zeros, nothing behind.
  if (write(content) != text) return std::nullopt;
  return content;
}

}  // namespace

Result<Secret> argon2id(BytesView password, BytesView salt, const Argon2Parameters& parameters, std::size_t bytes,
                        BytesView secret, BytesView associated) {
  if (password.size() > password_bytes_max)
    return fail(Error("crypto.password_too_long").with("bytes_max", static_cast<long long>(password_bytes_max)));
  if (!is_within_bounds(parameters) || salt.size() < argon2_salt_bytes_min || salt.size() > argon2_salt_bytes_max ||
      bytes < argon2_output_bytes_min || bytes > argon2_output_bytes_max)
    return fail(Error("crypto.argon2_parameters"));
  try {
    const Botan::Argon2 function(family_argon2id, parameters.memory_kib, parameters.passes, parameters.lanes);
    Secret output(bytes);
    const std::string_view text = as_text(password);
    function.derive_key(output.bytes().data(), bytes, text.data(), text.size(), salt.data(), salt.size(),
                        associated.data(), associated.size(), secret.data(), secret.size());
    return output;
  } catch (...) {
    return fail(error_of_current_exception());
  }
}

Result<std::string> hash_password(std::string_view password, const Argon2Parameters& parameters, Random& random) {
  const auto salt = random.array<password_salt_bytes>();
  const Secret tag = MC_TRY(argon2id(as_bytes(password), salt, parameters, password_tag_bytes));
  return write({parameters, Bytes(salt.begin(), salt.end()), Bytes(tag.view().begin(), tag.view().end())});
}

Result<bool> verify_password(std::string_view password, std::string_view phc_text) {
  const auto content = read(phc_text);
  if (!content) return fail(Error("crypto.password_text"));
  const Secret tag = MC_TRY(argon2id(as_bytes(password), content->salt, content->parameters, content->tag.size()));
  return constant_time_equal(tag.view(), content->tag);
}

Result<Argon2Parameters> password_parameters(std::string_view phc_text) {
  const auto content = read(phc_text);
  if (!content) return fail(Error("crypto.password_text"));
  return content->parameters;
}

}  // namespace mingchou::crypto
