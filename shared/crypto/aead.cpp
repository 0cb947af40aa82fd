#include "shared/crypto/aead.h"

#include <botan_all.h>

#include "shared/crypto/guard.h"

namespace mingchou::crypto {
namespace {

Bytes process(Botan::Cipher_Dir direction, BytesView key, const Nonce& nonce, BytesView associated, BytesView input) {
  const auto mode = Botan::AEAD_Mode::create_or_throw("ChaCha20Poly1305", direction);
  mode->set_key(key);
  mode->set_associated_data(associated);
  mode->start(nonce);
  Botan::secure_vector<std::uint8_t> buffer(input.begin(), input.end());
  mode->finish(buffer);
  return {buffer.begin(), buffer.end()};
}

}  // namespace

Result<Bytes> seal(BytesView key, const Nonce& nonce, BytesView associated, BytesView plain) {
  if (key.size() != aead_key_bytes) return fail(Error("crypto.bad_key"));
  try {
    return process(Botan::Cipher_Dir::Encryption, key, nonce, associated, plain);
  } catch (...) {
    return fail(error_of_current_exception());
  }
}

Result<Bytes> open(BytesView key, const Nonce& nonce, BytesView associated, BytesView sealed) {
  if (key.size() != aead_key_bytes) return fail(Error("crypto.bad_key"));
  if (sealed.size() < aead_tag_bytes) return fail(Error("crypto.tampered"));
  try {
    return process(Botan::Cipher_Dir::Decryption, key, nonce, associated, sealed);
  } catch (const Botan::Invalid_Authentication_Tag&) {
    return fail(Error("crypto.tampered"));
  } catch (...) {
    return fail(error_of_current_exception());
  }
}

}  // namespace mingchou::crypto
