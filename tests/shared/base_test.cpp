#include <doctest/doctest.h>

#include <set>

#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "shared/base/uuid.h"

using namespace mingchou;

TEST_CASE("hex round-trips every byte and refuses anything else") {
  Bytes all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::uint8_t>(i));
  CHECK(from_hex(to_hex(all)) == all);
  CHECK(to_hex(as_bytes("\x01\xAB")) == "01ab");
  for (const char* bad : {"0", "0g", "AB", "ab ", "0x"}) CHECK_FALSE(from_hex(bad));
}

TEST_CASE("base64 matches RFC 4648 section 10 and refuses forms that are not canonical") {
  const std::pair<const char*, const char*> vectors[] = {{"", ""},
                                                         {"f", "Zg=="},
                                                         {"fo", "Zm8="},
                                                         {"foo", "Zm9v"},
                                                         {"foob", "Zm9vYg=="},
                                                         {"fooba", "Zm9vYmE="},
                                                         {"foobar", "Zm9vYmFy"}};
  for (const auto& [text, encoded] : vectors) {
    CHECK(to_base64(as_bytes(text)) == encoded);
    REQUIRE(from_base64(encoded));
    CHECK(as_text(*from_base64(encoded)) == text);
  }
  for (const char* bad : {"Zg=", "Zg", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm 9", "Zm9v\n", "_-8="})
    CHECK_FALSE(from_base64(bad));
}

TEST_CASE("a UUIDv7 carries its time, version and variant, and round-trips as text") {
  ManualClock clock({0x0123456789AB});
  SeededRandom random(1);
  UuidGenerator generator(clock, random);
  const Uuid id = generator.next();
  CHECK(id.text().substr(0, 15) == "01234567-89ab-7");
  CHECK((id.bytes[8] & 0xC0) == 0x80);
  CHECK(Uuid::parse(id.text()) == id);
  for (const char* bad : {"", "01234567-89ab-7000-8000-00000000000", "01234567-89AB-7000-8000-000000000000",
                          "0123456789ab-7000-8000-0000000000000", "01234567_89ab_7000_8000_000000000000"})
    CHECK_FALSE(Uuid::parse(bad));
}

TEST_CASE("ids rise strictly within a millisecond, past the counter, and when the clock steps back") {
  ManualClock clock({1'000'000});
  SeededRandom random(2);
  UuidGenerator generator(clock, random);
  Uuid last = generator.next();
  for (int i = 0; i < 20'000; ++i) {
    if (i == 7'000) clock.set({10});
    if (i == 14'000) clock.set({2'000'000});
    const Uuid next = generator.next();
    REQUIRE(last < next);
    last = next;
  }
}

TEST_CASE("the seeded generator gives the same numbers everywhere") {
  SeededRandom random(42);
  CHECK(random.u64() == 0x15780B2E0C2EC716u);
  SeededRandom again(42);
  CHECK(again.u64() == 0x15780B2E0C2EC716u);
}

TEST_CASE("below is in range and reaches every value") {
  SeededRandom random(3);
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto value = random.below(7);
    REQUIRE(value < 7);
    seen.insert(value);
  }
  CHECK(seen.size() == 7);
  CHECK(random.below(1) == 0);
}
