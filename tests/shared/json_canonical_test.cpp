#include <doctest/doctest.h>

#include <bit>
#include <charconv>
#include <string>

#include "shared/base/hex.h"
#include "shared/json/canonical.h"
#include "shared/json/writer.h"

using namespace mingchou;

namespace {

double double_of_bits(std::string_view hex) {
  std::uint64_t bits = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), bits, 16);
  return std::bit_cast<double>(bits);
}

std::string canonical_of(std::string_view text) {
  const auto result = json::canonical(text);
  return result ? *result : result.error().code;
}

}  // namespace

TEST_CASE("canonical JSON gives the bytes of RFC 8785 section 3.2.4") {
  const char* input = R"({
    "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
    "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
    "literals": [null, true, false]
  })";
  const char* expected =
      "7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c226e"
      "756d62657273223a5b3333333333333333332e333333333333332c31652b3330"
      "2c342e352c302e3030322c31652d32375d2c22737472696e67223a22e282ac24"
      "5c75303030665c6e4127425c225c5c5c5c5c222f227d";
  CHECK(to_hex(as_bytes(canonical_of(input))) == expected);
}

TEST_CASE("canonical JSON sorts keys by UTF-16 code units as in RFC 8785 section 3.2.3") {
  const char* input = R"({
    "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
  })";
  CHECK(canonical_of(input) ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
        "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
        "\"\U0001F600\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST_CASE("keys are compared as UTF-16, also where bytes would stand otherwise") {
  const std::string ascending[] = {"",       "a",          "a\u0001",    "aa",         "b",      "\u00e9", "\u5e02",
                                   "\uD7FF", "\U00010000", "\U0001F600", "\U0010FFFF", "\uE000", "\uFB33", "\uFFFF"};
  for (std::size_t i = 0; i < std::size(ascending); ++i)
    for (std::size_t k = 0; k < std::size(ascending); ++k) {
      CAPTURE(i);
      CAPTURE(k);
      CHECK(json::utf16_less(ascending[i], ascending[k]) == (i < k));
      CHECK(json::utf16_less("x" + ascending[i], "x" + ascending[k]) == (i < k));
    }
}

TEST_CASE("numbers are written as in RFC 8785 appendix B") {
  const std::pair<const char*, const char*> table[] = {
      {"0000000000000000", "0"},
      {"8000000000000000", "0"},
      {"0000000000000001", "5e-324"},
      {"8000000000000001", "-5e-324"},
      {"7fefffffffffffff", "1.7976931348623157e+308"},
      {"ffefffffffffffff", "-1.7976931348623157e+308"},
      {"4340000000000000", "9007199254740992"},
      {"c340000000000000", "-9007199254740992"},
      {"4430000000000000", "295147905179352830000"},
      {"44b52d02c7e14af5", "9.999999999999997e+22"},
      {"44b52d02c7e14af6", "1e+23"},
      {"44b52d02c7e14af7", "1.0000000000000001e+23"},
      {"444b1ae4d6e2ef4e", "999999999999999700000"},
      {"444b1ae4d6e2ef4f", "999999999999999900000"},
      {"444b1ae4d6e2ef50", "1e+21"},
      {"3eb0c6f7a0b5ed8c", "9.999999999999997e-7"},
      {"3eb0c6f7a0b5ed8d", "0.000001"},
      {"41b3de4355555553", "333333333.3333332"},
      {"41b3de4355555554", "333333333.33333325"},
      {"41b3de4355555555", "333333333.3333333"},
      {"41b3de4355555556", "333333333.3333334"},
      {"41b3de4355555557", "333333333.33333343"},
      {"becbf647612f3696", "-0.0000033333333333333333"},
      {"43143ff3c1cb0959", "1424953923781206.2"},
  };
  for (const auto& [bits, text] : table) {
    CAPTURE(bits);
    std::string written;
    json::append_canonical_number(written, double_of_bits(bits));
    CHECK(written == text);
    CHECK(canonical_of(written) == text);
  }
}

TEST_CASE("numbers keep their layout at the edges of ECMAScript's rules") {
  const std::pair<const char*, const char*> table[] = {
      {"100", "100"},
      {"1e2", "100"},
      {"-0", "0"},
      {"-0.0", "0"},
      {"0.1", "0.1"},
      {"123.456", "123.456"},
      {"1e20", "100000000000000000000"},
      {"1.5e20", "150000000000000000000"},
      {"1e21", "1e+21"},
      {"12e20", "1.2e+21"},
      {"1e-6", "0.000001"},
      {"1e-7", "1e-7"},
      {"1.5e-7", "1.5e-7"},
      {"1e-400", "0"},
      {"9007199254740993", "9007199254740992"},
      {"-9007199254740993", "-9007199254740992"},
      {"18446744073709551615", "18446744073709552000"},
      {"-9223372036854775808", "-9223372036854776000"},
      {"99999999999999999999999", "1e+23"},
  };
  for (const auto& [input, text] : table) {
    CAPTURE(input);
    CHECK(canonical_of(input) == text);
  }
}

TEST_CASE("canonical texts escape what RFC 8785 escapes and nothing else") {
  CHECK(canonical_of(R"("\b\t\n\f\r\u0000\u000b\u001F\u007f\/<\u2028\u2029")") ==
        "\"\\b\\t\\n\\f\\r\\u0000\\u000b\\u001f\x7f/<\u2028\u2029\"");
}

TEST_CASE("the strict profile takes what the draw hashes, as the RFC's profile does") {
  for (const char* text : {"{}", "[]", "0", "9007199254740991", R"({"a":[true,"县"],"b":{"c":""}})", R"("\u0000")"}) {
    CAPTURE(text);
    const auto strict = json::strict_canonical(text);
    REQUIRE(strict);
    CHECK(*strict == text);
    CHECK(canonical_of(text) == text);
  }
  CHECK(*json::strict_canonical(R"( { "b" : 1 , "a" : 2 } )") == R"({"a":2,"b":1})");
}

TEST_CASE("the strict profile refuses numbers, nulls and keys of other kinds, and names the field") {
  struct Row {
    const char *text, *code, *field;
  };
  const Row rows[] = {
      {R"({"a":[1,{"b":9007199254740992}]})", "json.strict_number", "a[1].b"},
      {R"({"a":-1})", "json.strict_number", "a"},
      {R"({"a":1.5})", "json.strict_number", "a"},
      {R"({"a":1.0})", "json.strict_number", "a"},
      {R"({"a":1e2})", "json.strict_number", "a"},
      {R"([18446744073709551616])", "json.strict_number", "[0]"},
      {R"({"a":{"b":null}})", "json.strict_null", "a.b"},
      {"null", "json.strict_null", ""},
      {R"({"a":{"县":1}})", "json.strict_key", "a.县"},
      {R"({"\u0080":1})", "json.strict_key", "\u0080"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const auto strict = json::strict_canonical(row.text);
    REQUIRE_FALSE(strict);
    CHECK(strict.error().code == row.code);
    CHECK(strict.error().argument("field") == row.field);
    CHECK(json::canonical(row.text));
  }
  CHECK(json::strict_canonical(R"({"a":1,"a":1})").error().code == "json.duplicate_key");
}
