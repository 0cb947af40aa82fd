#include "shared/crypto/secret.h"

#include <botan_all.h>

#include <algorithm>
#include <utility>

namespace mingchou::crypto {

Secret::Secret(std::size_t bytes) : bytes_(std::make_unique<std::uint8_t[]>(bytes)), size_(bytes) {}

Secret Secret::copy_of(BytesView bytes) {
  Secret secret(bytes.size());
  std::ranges::copy(bytes, secret.bytes_.get());
  return secret;
}

Secret Secret::random(std::size_t bytes, Random& random) {
  Secret secret(bytes);
  random.fill(secret.bytes());
  return secret;
}

Secret::Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe(bytes());
    bytes_ = std::move(other.bytes_);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

Secret::~Secret() { wipe(bytes()); }

void wipe(std::span<std::uint8_t> bytes) {
  if (!bytes.empty()) Botan::secure_scrub_memory(bytes.data(), bytes.size());
}

bool constant_time_equal(BytesView a, BytesView b) { return Botan::constant_time_compare(a, b); }

}  // namespace mingchou::crypto
