#include <doctest/doctest.h>

#include "shared/crypto/hash.h"
#include "shared/messages/messages.h"
#include "tests/shared/vectors.h"

using namespace mingchou;
using crypto::Suite;

TEST_CASE("SHA-256 and SM3 give the published digests, in one piece and in many") {
  const auto vectors = test::read_vectors("crypto.json");
  for (const json::Value row : vectors.root().find("hash")->items()) {
    const Suite suite = crypto::suite_from_name(test::text_of(row, "suite")).value();
    const Bytes part = test::bytes_of(row, "message");
    Bytes message;
    crypto::Hasher hasher(suite);
    for (std::uint64_t times = test::number_of(row, "times"); times > 0; --times) {
      append(message, part);
      hasher.update(part);
    }
    const std::string digest = test::text_of(row, "digest");
    CAPTURE(digest);
    CHECK(to_hex(crypto::hash(suite, message)) == digest);
    CHECK(to_hex(hasher.finish()) == digest);
    const BytesView view = message;
    CHECK(to_hex(crypto::hash(suite, {view.first(view.size() / 3), view.subspan(view.size() / 3)})) == digest);
  }
}

TEST_CASE("a hasher starts over after each message, and a fork goes its own way") {
  for (const Suite suite : {Suite::sha256, Suite::sm3}) {
    crypto::Hasher hasher(suite);
    const auto first = hasher.update("abc").finish();
    CHECK(hasher.update("abc").finish() == first);
    CHECK(first == crypto::hash(suite, as_bytes("abc")));
    hasher.update("a");
    crypto::Hasher fork = hasher.fork();
    CHECK(hasher.update("bc").finish() == first);
    CHECK(fork.update("bd").finish() == crypto::hash(suite, as_bytes("abd")));
    CHECK(crypto::Hasher(suite).update(std::uint8_t{'a'}).update("bc").finish() == first);
  }
  CHECK(crypto::hash(Suite::sha256, as_bytes("abc")) != crypto::hash(Suite::sm3, as_bytes("abc")));
}

TEST_CASE("suites keep their numbers and names") {
  CHECK(static_cast<int>(Suite::sha256) == 1);
  CHECK(static_cast<int>(Suite::sm3) == 2);
  CHECK(crypto::suite_name(Suite::sm3) == "sm3");
  CHECK(crypto::suite_from_name("sha256") == Suite::sha256);
  CHECK_FALSE(crypto::suite_from_name("SHA256"));
}

TEST_CASE("HMAC gives RFC 4231's codes with SHA-256, and those of another implementation with SM3") {
  const auto vectors = test::read_vectors("crypto.json");
  for (const json::Value row : vectors.root().find("hmac")->items()) {
    const Suite suite = crypto::suite_from_name(test::text_of(row, "suite")).value();
    const Bytes key = test::bytes_of(row, "key"), message = test::bytes_of(row, "message");
    const std::string code = test::text_of(row, "mac");  // one of them is cut off in the RFC
    CAPTURE(code);
    CHECK(to_hex(crypto::hmac(suite, key, message)).starts_with(code));
    crypto::Hmac hmac(suite, key);
    for (int again = 0; again < 2; ++again) {
      for (const std::uint8_t byte : message) hmac.update(byte);
      CHECK(to_hex(hmac.finish()).starts_with(code));
    }
  }
}

TEST_CASE("HMAC takes keys of any length") {
  for (const std::size_t bytes : {0, 1, 63, 64, 65, 4096, 4097, 100'000}) {
    const Bytes key(bytes, 7);
    const auto code = crypto::hmac(Suite::sha256, key, as_bytes("m"));
    if (bytes > 64)
      CHECK(code == crypto::hmac(Suite::sha256, crypto::hash(Suite::sha256, key), as_bytes("m")));
    else
      CHECK(code == crypto::hmac(Suite::sha256, Bytes(key), as_bytes("m")));
  }
  // A short key counts as padded with zeros.
  CHECK(crypto::hmac(Suite::sm3, {}, as_bytes("m")) == crypto::hmac(Suite::sm3, Bytes(64, 0), as_bytes("m")));
}

TEST_CASE("HKDF gives RFC 5869's keys and refuses lengths beyond its bound") {
  const auto vectors = test::read_vectors("crypto.json");
  for (const json::Value row : vectors.root().find("hkdf")->items()) {
    const Bytes output = test::bytes_of(row, "output");
    const auto key = crypto::hkdf_sha256(test::bytes_of(row, "input"), test::bytes_of(row, "salt"),
                                         test::bytes_of(row, "info"), output.size());
    REQUIRE(key);
    CHECK(to_hex(key->view()) == to_hex(output));
  }
  CHECK(crypto::hkdf_sha256({}, {}, {}, crypto::hkdf_bytes_max)->size() == crypto::hkdf_bytes_max);
  for (const std::size_t bytes : {std::size_t{0}, crypto::hkdf_bytes_max + 1}) {
    const auto refused = crypto::hkdf_sha256({}, {}, {}, bytes);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == "crypto.key_length");
  }
  const Bytes long_salt(5000, 1);
  CHECK(to_hex(crypto::hkdf_sha256(as_bytes("k"), long_salt, {}, 32)->view()) ==
        to_hex(crypto::hkdf_sha256(as_bytes("k"), crypto::hash(Suite::sha256, long_salt), {}, 32)->view()));
}

TEST_CASE("a secret is moved, not copied, and comparing takes whole texts") {
  crypto::Secret secret = crypto::Secret::copy_of(as_bytes("key"));
  crypto::Secret other = std::move(secret);
  CHECK(as_text(other.view()) == "key");
  CHECK(secret.size() == 0);  // NOLINT(bugprone-use-after-move): that is what is tested
  secret = other.copy();
  CHECK(crypto::constant_time_equal(secret.view(), other.view()));
  other.bytes()[2] ^= 1;
  CHECK_FALSE(crypto::constant_time_equal(secret.view(), other.view()));
  CHECK_FALSE(crypto::constant_time_equal(as_bytes("key"), as_bytes("keys")));
  CHECK(crypto::constant_time_equal({}, {}));
  SeededRandom random(5);
  CHECK(to_hex(crypto::Secret::random(32, random).view()) != to_hex(crypto::Secret::random(32, random).view()));
  Bytes bytes(40, 0xAA);
  crypto::wipe(bytes);
  CHECK(bytes == Bytes(40, 0));
}
