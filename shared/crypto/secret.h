// Bytes that must not outlive their use: keys, seeds, passwords.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "shared/base/bytes.h"
#include "shared/base/random.h"

namespace mingchou::crypto {

/// Owns bytes and overwrites them when it ends. Moved, never copied by accident; what it was made from, and views of
/// it that were copied elsewhere, are the caller's to wipe.
class Secret {
 public:
  Secret() = default;
  /// `bytes` zero bytes, to be filled through bytes().
  explicit Secret(std::size_t bytes);
  static Secret copy_of(BytesView bytes);
  static Secret random(std::size_t bytes, Random& random);

  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  Secret copy() const { return copy_of(view()); }
  /// Valid until the secret is moved or ends.
  BytesView view() const { return {bytes_.get(), size_}; }
  std::span<std::uint8_t> bytes() { return {bytes_.get(), size_}; }
  std::size_t size() const { return size_; }

 private:
  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t size_ = 0;
};

/// Overwrites bytes in a way that the compiler keeps.
void wipe(std::span<std::uint8_t> bytes);

/// Takes the same time wherever the two differ. Lengths are no secret: different ones are unequal.
bool constant_time_equal(BytesView a, BytesView b);

}  // namespace mingchou::crypto
