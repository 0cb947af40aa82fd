#include "server/accounts/account_keys.h"

#include <algorithm>

#include "server/data/key_file.h"
#include "shared/crypto/aead.h"

namespace mingchou::server::accounts {
namespace {

constexpr std::string_view file_name = "accounts.key";
constexpr std::size_t key_bytes = 32;

}  // namespace

Result<AccountKeys> AccountKeys::open(const std::string& data_folder, Random& random) {
  const crypto::Secret root = MC_TRY(open_key_file(data_folder, file_name, key_bytes, random));
  auto sealing = MC_TRY(crypto::hkdf_sha256(root.view(), {}, as_bytes("mingchou.second_factor.1"), key_bytes));
  auto hashing = MC_TRY(crypto::hkdf_sha256(root.view(), {}, as_bytes("mingchou.recovery_code.1"), key_bytes));
  return AccountKeys(std::move(sealing), std::move(hashing));
}

Result<Bytes> AccountKeys::seal(const Uuid& user, BytesView secret, Random& random) const {
  const auto nonce = random.array<crypto::aead_nonce_bytes>();
  Bytes sealed(nonce.begin(), nonce.end());
  append(sealed, MC_TRY(crypto::seal(sealing_.view(), nonce, user.bytes, secret)));
  return sealed;
}

Result<crypto::Secret> AccountKeys::open_sealed(const Uuid& user, BytesView sealed) const {
  if (sealed.size() < crypto::aead_nonce_bytes) return fail(Error("crypto.tampered"));
  crypto::Nonce nonce;
  std::ranges::copy(sealed.first(nonce.size()), nonce.begin());
  Bytes plain = MC_TRY(crypto::open(sealing_.view(), nonce, user.bytes, sealed.subspan(nonce.size())));
  crypto::Secret secret = crypto::Secret::copy_of(plain);
  crypto::wipe(plain);
  return secret;
}

crypto::Digest AccountKeys::hash_recovery_code(const Uuid& user, std::string_view code) const {
  return crypto::Hmac(crypto::Suite::sha256, hashing_.view()).update(BytesView(user.bytes)).update(code).finish();
}

}  // namespace mingchou::server::accounts
