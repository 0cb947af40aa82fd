#include "shared/crypto/hash.h"

#include <botan_all.h>

#include "shared/crypto/guard.h"

namespace mingchou::crypto {
namespace {

constexpr std::size_t block_bytes = 64;  // of both hashes

// The functions are built in, so creating one fails only where memory does.
std::unique_ptr<Botan::HashFunction> make_function(Suite suite) {
  return Botan::HashFunction::create_or_throw(suite == Suite::sha256 ? "SHA-256" : "SM3");
}

Hasher& hasher_of_this_thread(Suite suite) {
  thread_local Hasher sha256(Suite::sha256);
  thread_local Hasher sm3(Suite::sm3);
  return suite == Suite::sha256 ? sha256 : sm3;
}

}  // namespace

std::string_view suite_name(Suite suite) { return suite == Suite::sha256 ? "sha256" : "sm3"; }

std::optional<Suite> suite_from_name(std::string_view name) {
  for (const Suite suite : {Suite::sha256, Suite::sm3})
    if (name == suite_name(suite)) return suite;
  return std::nullopt;
}

Hasher::Hasher(Suite suite) : function_(make_function(suite)) {}
Hasher::Hasher(std::unique_ptr<Botan::HashFunction> function) : function_(std::move(function)) {}
Hasher::Hasher(Hasher&&) noexcept = default;
Hasher& Hasher::operator=(Hasher&&) noexcept = default;
Hasher::~Hasher() = default;

Hasher& Hasher::update(BytesView bytes) {
  function_->update(bytes);
  return *this;
}

Digest Hasher::finish() {
  Digest digest;
  function_->final(std::span<std::uint8_t>(digest));
  return digest;
}

Hasher Hasher::fork() const { return Hasher(function_->copy_state()); }

Digest hash(Suite suite, BytesView bytes) { return hasher_of_this_thread(suite).update(bytes).finish(); }

Digest hash(Suite suite, std::initializer_list<BytesView> parts) {
  Hasher& hasher = hasher_of_this_thread(suite);
  for (const BytesView part : parts) hasher.update(part);
  return hasher.finish();
}

Hmac::Hmac(Suite suite, BytesView key)
    : code_(Botan::MessageAuthenticationCode::create_or_throw(suite == Suite::sha256 ? "HMAC(SHA-256)" : "HMAC(SM3)")) {
  // Botan takes at most 4096 bytes of key. A key longer than a block counts as its hash anyway.
  if (key.size() <= block_bytes) {
    code_->set_key(key);
  } else {
    Digest digest = hash(suite, key);
    code_->set_key(digest);
    wipe(digest);
  }
}

Hmac::Hmac(Hmac&&) noexcept = default;
Hmac& Hmac::operator=(Hmac&&) noexcept = default;
Hmac::~Hmac() = default;

Hmac& Hmac::update(BytesView bytes) {
  code_->update(bytes);
  return *this;
}

Digest Hmac::finish() {
  Digest digest;
  code_->final(std::span<std::uint8_t>(digest));
  return digest;
}

Digest hmac(Suite suite, BytesView key, BytesView message) { return Hmac(suite, key).update(message).finish(); }

Result<Secret> hkdf_sha256(BytesView input_key, BytesView salt, BytesView info, std::size_t bytes) {
  if (bytes == 0 || bytes > hkdf_bytes_max)
    return fail(Error("crypto.key_length").with("bytes_max", static_cast<long long>(hkdf_bytes_max)));
  try {
    const auto function = Botan::KDF::create_or_throw("HKDF(SHA-256)");
    const Digest short_salt = salt.size() > block_bytes ? hash(Suite::sha256, salt) : Digest{};
    Secret output(bytes);
    function->derive_key(output.bytes(), input_key, salt.size() > block_bytes ? BytesView(short_salt) : salt, info);
    return output;
  } catch (...) {
    return fail(error_of_current_exception());
  }
}

}  // namespace mingchou::crypto
