// Every kernel against Botan, message by message. A kernel that this processor or this build lacks is skipped, which
// the summary counts; it is not passed.
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "shared/crypto/batch_hash.h"

using namespace mingchou;
using crypto::Digest;
using crypto::Kernel;
using crypto::Suite;

namespace {

Bytes random_bytes(SeededRandom& random, std::size_t count) {
  Bytes bytes(count);
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.below(256));
  return bytes;
}

using Messages = std::vector<Bytes>;

Messages random_messages(SeededRandom& random, const std::vector<std::size_t>& sizes) {
  Messages messages;
  for (const std::size_t size : sizes) messages.push_back(random_bytes(random, size));
  return messages;
}

void add(crypto::MessageBatch& batch, BytesView message) {
  batch.end_message(std::ranges::copy(message, batch.room(message.size())).out);
}

/// How many digests differ from those of hash.h, which is Botan.
std::size_t count_differing(Suite suite, const crypto::BatchHasher& hasher, BytesView beginning,
                            const Messages& messages) {
  crypto::MessageBatch batch = hasher.batch();
  // What stood there before leaves no trace.
  for (const Bytes& message : messages) add(batch, Bytes(message.size() + 1, 0xFF));
  batch.clear();
  for (const Bytes& message : messages) add(batch, message);
  std::vector<Digest> digests(messages.size());
  hasher.hash(batch, digests);
  std::size_t differing = 0;
  for (std::size_t i = 0; i < digests.size(); ++i)
    if (digests[i] != crypto::hash(suite, {beginning, messages[i]})) ++differing;
  return differing;
}

void check_lengths(Suite suite, Kernel kernel) {
  SeededRandom random(1);
  const crypto::BatchHasher hasher(suite, kernel);
  for (std::size_t size = 0; size <= 300; ++size) {
    CAPTURE(size);
    CHECK(count_differing(suite, hasher, {}, random_messages(random, std::vector<std::size_t>(19, size))) == 0);
  }
}

void check_batch_sizes(Suite suite, Kernel kernel) {
  SeededRandom random(2);
  const crypto::BatchHasher hasher(suite, kernel);
  for (std::size_t count = 0; count <= 40; ++count) {
    CAPTURE(count);
    CHECK(count_differing(suite, hasher, {}, random_messages(random, std::vector<std::size_t>(count, 50))) == 0);
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0; i < count; ++i) sizes.push_back(random.below(301));
    CHECK(count_differing(suite, hasher, {}, random_messages(random, sizes)) == 0);
  }
  std::vector<std::size_t> sizes(3000);
  for (std::size_t& size : sizes) size = random.below(301);
  sizes[5] = 100'000;
  CHECK(count_differing(suite, hasher, {}, random_messages(random, sizes)) == 0);
}

void check_beginnings(Suite suite, Kernel kernel) {
  SeededRandom random(3);
  for (const std::size_t blocks : {0, 1, 2, 5}) {
    CAPTURE(blocks);
    const Bytes beginning = random_bytes(random, 64 * blocks);
    const auto hasher = crypto::BatchHasher(suite, kernel).continuing(beginning);
    for (std::size_t size = 0; size <= 130; ++size)
      CHECK(count_differing(suite, hasher, beginning, random_messages(random, std::vector<std::size_t>(9, size))) == 0);
  }
  const Bytes first = random_bytes(random, 64), second = random_bytes(random, 64);
  Bytes both = first;
  append(both, second);
  const auto hasher = crypto::BatchHasher(suite, kernel).continuing(first).continuing(second);
  CHECK(count_differing(suite, hasher, both, random_messages(random, {0, 1, 63, 64, 65})) == 0);
}

void check_hmac(Suite suite, Kernel kernel) {
  SeededRandom random(4);
  for (const std::size_t key_size : {0, 1, 31, 32, 63, 64, 65, 5000}) {
    CAPTURE(key_size);
    const Bytes key = random_bytes(random, key_size);
    crypto::BatchHmac hmac(suite, kernel, key);
    std::vector<std::size_t> sizes;
    for (std::size_t size = 0; size <= 130; ++size) sizes.push_back(size);
    const Messages messages = random_messages(random, sizes);
    crypto::MessageBatch batch = hmac.batch();
    for (const Bytes& message : messages) add(batch, message);
    std::vector<Digest> codes(sizes.size());
    hmac.authenticate(batch, codes);
    for (std::size_t i = 0; i < codes.size(); ++i) CHECK(codes[i] == crypto::hmac(suite, key, messages[i]));
  }
}

void check_kernel(Suite suite, Kernel kernel) {
  REQUIRE(crypto::has_kernel(suite, kernel));
  check_lengths(suite, kernel);
  check_batch_sizes(suite, kernel);
  check_beginnings(suite, kernel);
  check_hmac(suite, kernel);
}

bool lacks(Suite suite, Kernel kernel) { return !crypto::has_kernel(suite, kernel); }

}  // namespace

TEST_CASE("SHA-256 in plain C++ gives Botan's digests") { check_kernel(Suite::sha256, Kernel::scalar); }
TEST_CASE("SHA-256 in 4 lanes gives Botan's digests") { check_kernel(Suite::sha256, Kernel::lanes_4); }
TEST_CASE("SHA-256 in 8 lanes gives Botan's digests" * doctest::skip(lacks(Suite::sha256, Kernel::lanes_8))) {
  check_kernel(Suite::sha256, Kernel::lanes_8);
}
TEST_CASE("SHA-256 by SHA instructions gives Botan's digests" *
          doctest::skip(lacks(Suite::sha256, Kernel::sha_extension))) {
  check_kernel(Suite::sha256, Kernel::sha_extension);
}
TEST_CASE("SM3 in plain C++ gives Botan's digests") { check_kernel(Suite::sm3, Kernel::scalar); }
TEST_CASE("SM3 in 4 lanes gives Botan's digests") { check_kernel(Suite::sm3, Kernel::lanes_4); }
TEST_CASE("SM3 in 8 lanes gives Botan's digests" * doctest::skip(lacks(Suite::sm3, Kernel::lanes_8))) {
  check_kernel(Suite::sm3, Kernel::lanes_8);
}

TEST_CASE("the kernel that is chosen can run, and SM3 has none by SHA instructions") {
  for (const Suite suite : {Suite::sha256, Suite::sm3}) CHECK(crypto::has_kernel(suite, crypto::fastest_kernel(suite)));
  CHECK_FALSE(crypto::has_kernel(Suite::sm3, Kernel::sha_extension));
  const std::uint8_t abc[] = {'a', 'b', 'c'};
  const crypto::BatchHasher hasher(Suite::sm3);
  crypto::MessageBatch batch = hasher.batch();
  add(batch, abc);
  Digest digest;
  hasher.hash(batch, {&digest, 1});
  CHECK(to_hex(digest) == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}
