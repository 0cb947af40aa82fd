#include <doctest/doctest.h>

#include <string>

#include "shared/crypto/aead.h"
#include "shared/crypto/key_exchange.h"
#include "shared/crypto/password.h"
#include "shared/crypto/signature.h"
#include "shared/messages/messages.h"
#include "tests/fuzz/mutation.h"
#include "tests/shared/vectors.h"

using namespace mingchou;

TEST_CASE("Ed25519 gives RFC 8032's keys and signatures") {
  const auto vectors = test::read_vectors("crypto.json");
  for (const json::Value row : vectors.root().find("ed25519")->items()) {
    const Bytes message = test::bytes_of(row, "message");
    const auto key = crypto::SigningKey::from_seed(test::bytes_of(row, "seed"));
    REQUIRE(key);
    CHECK(to_hex(key->public_key()) == test::text_of(row, "public_key"));
    CHECK(to_hex(key->seed()) == test::text_of(row, "seed"));
    const auto signature = key->sign(message);
    REQUIRE(signature);
    CHECK(to_hex(*signature) == test::text_of(row, "signature"));
    CHECK(crypto::verify(key->public_key(), message, *signature));
    CHECK(crypto::is_public_key(key->public_key()));
  }
}

TEST_CASE("a signature is refused when any bit of it, of the message or of the key changes") {
  SeededRandom random(11);
  const auto key = crypto::SigningKey::generate(random);
  REQUIRE(key);
  const Bytes message{1, 2, 3};
  const Bytes signature = [&] {
    const auto made = *key->sign(message);
    return Bytes(made.begin(), made.end());
  }();
  const Bytes public_key(key->public_key().begin(), key->public_key().end());
  const auto flipped = [](Bytes bytes, std::size_t bit) {
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
    return bytes;
  };
  CHECK(crypto::verify(public_key, message, signature));
  for (std::size_t bit = 0; bit < 512; bit += 3)
    CHECK_FALSE(crypto::verify(public_key, message, flipped(signature, bit)));
  for (std::size_t bit = 0; bit < 256; bit += 3)
    CHECK_FALSE(crypto::verify(flipped(public_key, bit), message, signature));
  for (std::size_t bit = 0; bit < 24; ++bit) CHECK_FALSE(crypto::verify(public_key, flipped(message, bit), signature));
  CHECK_FALSE(crypto::verify(public_key, message, Bytes(signature.begin(), signature.end() - 1)));
  CHECK_FALSE(crypto::verify(Bytes(public_key.begin(), public_key.end() - 1), message, signature));
  CHECK_FALSE(crypto::verify({}, {}, {}));
  CHECK(crypto::SigningKey::from_seed(Bytes(31)).error().code == "crypto.bad_key");
}

TEST_CASE("a signature's second form, with the order added to S, is refused") {
  // RFC 8032's test 2 with S + L.
  const auto signature = *from_hex(
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
      "f52db7415978abc61b2c2eb6aeebfca0387b2eaeb4302aeeb00d291612bb0c10");
  const auto key = *from_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  CHECK_FALSE(crypto::verify(key, Bytes{0x72}, signature));
}

TEST_CASE("points of small order and what is no point are no public keys") {
  for (const char* key : {
           "0100000000000000000000000000000000000000000000000000000000000000",  // order 1
           "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",  // order 2
           "0000000000000000000000000000000000000000000000000000000000000000",  // order 4
           "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",  // order 8
           "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",  // order 8
           "0200000000000000000000000000000000000000000000000000000000000000",  // no point
           "00",
       }) {
    CAPTURE(key);
    CHECK_FALSE(crypto::is_public_key(*from_hex(key)));
  }
}

TEST_CASE("X25519 gives RFC 7748's secrets and public keys") {
  const auto vectors = test::read_vectors("crypto.json");
  for (const json::Value row : vectors.root().find("x25519")->items()) {
    const Bytes secret = test::bytes_of(row, "secret_key");
    const auto shared = crypto::exchange(secret, test::bytes_of(row, "public_key"));
    REQUIRE(shared);
    CHECK(to_hex(shared->view()) == test::text_of(row, "shared"));
    CHECK(to_hex(crypto::exchange_public_key(secret).value()) == test::text_of(row, "own_public_key"));
  }
  for (const json::Value row : vectors.root().find("x25519_iterated")->items()) {
    Bytes k(32, 0);
    k[0] = 9;
    Bytes u = k;
    for (std::uint64_t times = test::number_of(row, "times"); times > 0; --times) {
      const auto next = crypto::exchange(k, u);
      REQUIRE(next);
      u = k;
      k.assign(next->view().begin(), next->view().end());
    }
    CHECK(to_hex(k) == test::text_of(row, "result"));
  }
}

TEST_CASE("X25519 refuses keys that make the result zero, and keys of another length") {
  const Bytes secret(32, 0x42);
  for (const char* key : {
           "0000000000000000000000000000000000000000000000000000000000000000",
           "0100000000000000000000000000000000000000000000000000000000000000",
           "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
           "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
           "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "00",
       }) {
    CAPTURE(key);
    const auto shared = crypto::exchange(secret, *from_hex(key));
    REQUIRE_FALSE(shared);
    CHECK(shared.error().code == "crypto.bad_key");
  }
  CHECK(crypto::exchange(Bytes(31), Bytes(32, 9)).error().code == "crypto.bad_key");
  CHECK(crypto::exchange_public_key(Bytes(33)).error().code == "crypto.bad_key");
}

TEST_CASE("ChaCha20-Poly1305 gives RFC 8439's bytes and opens them") {
  const auto vectors = test::read_vectors("crypto.json");
  for (const json::Value row : vectors.root().find("aead")->items()) {
    const Bytes key = test::bytes_of(row, "key"), associated = test::bytes_of(row, "associated");
    crypto::Nonce nonce{};
    std::ranges::copy(test::bytes_of(row, "nonce"), nonce.begin());
    const auto sealed = crypto::seal(key, nonce, associated, test::bytes_of(row, "plain"));
    REQUIRE(sealed);
    CHECK(to_hex(*sealed) == test::text_of(row, "sealed"));
    CHECK(crypto::open(key, nonce, associated, *sealed) == test::bytes_of(row, "plain"));
  }
}

TEST_CASE("an encrypted message opens only unchanged") {
  const Bytes key(32, 1), associated{7, 7};
  const crypto::Nonce nonce{3};
  for (const std::size_t bytes : {0, 1, 64, 1000}) {
    const Bytes plain(bytes, 0x55);
    const Bytes sealed = *crypto::seal(key, nonce, associated, plain);
    CHECK(sealed.size() == plain.size() + crypto::aead_tag_bytes);
    CHECK(*crypto::open(key, nonce, associated, sealed) == plain);
    const auto refused = [&](const Result<Bytes>& opened) {
      REQUIRE_FALSE(opened);
      CHECK(opened.error().code == "crypto.tampered");
    };
    for (std::size_t bit = 0; bit < sealed.size() * 8; bit += 5) {
      Bytes changed = sealed;
      changed[bit / 8] ^= static_cast<std::uint8_t>(1 << bit % 8);
      refused(crypto::open(key, nonce, associated, changed));
    }
    for (std::size_t length = 0; length < sealed.size(); length += 7)
      refused(crypto::open(key, nonce, associated, BytesView(sealed).first(length)));
    refused(crypto::open(Bytes(32, 2), nonce, associated, sealed));
    refused(crypto::open(key, crypto::Nonce{4}, associated, sealed));
    refused(crypto::open(key, nonce, {}, sealed));
  }
  CHECK(crypto::seal(Bytes(31), nonce, {}, {}).error().code == "crypto.bad_key");
  CHECK(crypto::open(Bytes(33), nonce, {}, Bytes(16)).error().code == "crypto.bad_key");
}

TEST_CASE("Argon2id gives RFC 9106's tag") {
  const auto vectors = test::read_vectors("crypto.json");
  for (const json::Value row : vectors.root().find("argon2id")->items()) {
    const auto number = [&](std::string_view key) { return static_cast<std::uint32_t>(test::number_of(row, key)); };
    const auto tag = crypto::argon2id(test::bytes_of(row, "password"), test::bytes_of(row, "salt"),
                                      {number("memory_kib"), number("passes"), number("lanes")}, 32,
                                      test::bytes_of(row, "secret"), test::bytes_of(row, "associated"));
    REQUIRE(tag);
    CHECK(to_hex(tag->view()) == test::text_of(row, "tag"));
  }
}

TEST_CASE("Argon2id refuses parameters out of bounds and takes the bounds themselves") {
  const auto code_of = [](crypto::Argon2Parameters parameters, std::size_t salt = 16, std::size_t bytes = 32) {
    const auto key = crypto::argon2id(as_bytes("p"), Bytes(salt), parameters, bytes);
    return key ? "" : key.error().code;
  };
  CHECK(code_of({8, 1, 1}) == "");
  CHECK(code_of({64, 1, 8}) == "");
  CHECK(code_of({8, 16, 1}) == "");
  CHECK(code_of({8, 1, 1}, 8, 16) == "");
  CHECK(code_of({8, 1, 1}, 64, 64) == "");
  const std::string refused = "crypto.argon2_parameters";
  CHECK(code_of({7, 1, 1}) == refused);
  CHECK(code_of({63, 1, 8}) == refused);
  CHECK(code_of({72, 1, 9}) == refused);
  CHECK(code_of({8, 1, 0}) == refused);
  CHECK(code_of({8, 0, 1}) == refused);
  CHECK(code_of({8, 17, 1}) == refused);
  CHECK(code_of({crypto::argon2_memory_kib_max + 1, 1, 1}) == refused);
  CHECK(code_of({8, 1, 0xFFFFFFFF}) == refused);
  CHECK(code_of({8, 1, 1}, 7) == refused);
  CHECK(code_of({8, 1, 1}, 65) == refused);
  CHECK(code_of({8, 1, 1}, 16, 15) == refused);
  CHECK(code_of({8, 1, 1}, 16, 65) == refused);
  CHECK(crypto::argon2id(Bytes(crypto::password_bytes_max), Bytes(16), {8, 1, 1}, 32));
  CHECK(crypto::argon2id(Bytes(crypto::password_bytes_max + 1), Bytes(16), {8, 1, 1}, 32).error().code ==
        "crypto.password_too_long");
}

TEST_CASE("a password's text verifies that password only, and names its parameters") {
  SeededRandom random(6);
  const crypto::Argon2Parameters parameters{16, 2, 1};
  const std::string text = crypto::hash_password("明抽2026", parameters, random).value();
  CHECK(text.starts_with("$argon2id$v=19$m=16,t=2,p=1$"));
  CHECK(crypto::verify_password("明抽2026", text).value());
  CHECK_FALSE(crypto::verify_password("明抽2027", text).value());
  CHECK_FALSE(crypto::verify_password("", text).value());
  CHECK(crypto::password_parameters(text).value() == parameters);
  CHECK(crypto::hash_password("明抽2026", parameters, random).value() != text);
  CHECK(crypto::hash_password("x", {1, 1, 1}, random).error().code == "crypto.argon2_parameters");
}

TEST_CASE("a text of another Argon2 implementation verifies") {
  // The reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 8 -p 1 -l 32 (m = 2^8).
  const std::string text = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
  CHECK(crypto::verify_password("password", text).value());
}

TEST_CASE("a damaged or hostile password text is refused before it costs anything") {
  const std::string good =
      "$argon2id$v=19$m=16,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  REQUIRE(crypto::verify_password("x", good).has_value());
  const auto replaced = [&](std::string_view what, std::string_view with) {
    std::string text = good;
    return text.replace(text.find(what), what.size(), with);
  };
  for (const std::string& bad :
       {std::string(), std::string("$argon2id$"), replaced("argon2id", "argon2i"), replaced("v=19", "v=16"),
        replaced("m=16", "m=016"), replaced("m=16", "m=-16"), replaced("m=16", "m=99999999999"), replaced("m=16", "m="),
        replaced("p=1", "p=1,x=1"), replaced("t=2", "t= 2"), good + "=", good + "$", replaced("AA$", "A=$"),
        replaced("AA$", "A!$"), good.substr(0, 40)}) {
    CAPTURE(bad);
    const auto verified = crypto::verify_password("x", bad);
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == "crypto.password_text");
  }
  for (const std::string& costly : {replaced("m=16", "m=4294967295"), replaced("t=2", "t=4000000000"),
                                    replaced("p=1", "p=9"), replaced("AAAAAAAAAAAAAAAAAAAAAA$", "AAAA$")}) {
    CAPTURE(costly);
    const auto verified = crypto::verify_password("x", costly);
    REQUIRE_FALSE(verified);
    CHECK(verified.error().code == "crypto.argon2_parameters");
  }
  SeededRandom random(7);
  const std::string samples[] = {good, replaced("m=16", "m=8")};
  const int rounds = fuzz::rounds_of(300);
  for (int i = 0; i < rounds; ++i) {
    const Bytes input = fuzz::mutate(samples, "$=,0123456789+/AZ", random);
    const auto verified = crypto::password_parameters(as_text(input));
    CHECK((verified || verified.error().code == "crypto.password_text"));
  }
}

TEST_CASE("every error of the cryptography has a sentence") {
  for (const char* code : {"crypto.tampered", "crypto.bad_key", "crypto.key_length", "crypto.argon2_parameters",
                           "crypto.password_too_long", "crypto.password_text", "crypto.no_memory", "crypto.failed"})
    CHECK(find_message(code));
}
