// Published test vectors from tests/vectors, for every test that compares with them.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "shared/base/hex.h"
#include "shared/json/json.h"

namespace mingchou::test {

/// The document of tests/vectors/<name>; the test ends if there is none.
inline json::Document read_vectors(const std::string& name) {
  std::ifstream file(std::string(TEST_VECTORS_DIR) + '/' + name, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  auto document = json::parse(content.str());
  REQUIRE_MESSAGE(document.has_value(), "tests/vectors/", name, " can't be read");
  return std::move(*document);
}

/// A text member, which must be there.
inline std::string text_of(json::Value row, std::string_view key) {
  const auto member = row.find(key);
  REQUIRE_MESSAGE((member && member->text()), "no text is called ", std::string(key));
  return std::string(*member->text());
}

/// A text member in hexadecimal, as bytes.
inline Bytes bytes_of(json::Value row, std::string_view key) {
  auto bytes = from_hex(text_of(row, key));
  REQUIRE_MESSAGE(bytes.has_value(), "no hexadecimal stands in ", std::string(key));
  return std::move(*bytes);
}

/// An integer member that is not negative.
inline std::uint64_t number_of(json::Value row, std::string_view key) {
  const auto member = row.find(key);
  REQUIRE_MESSAGE((member && member->uint64()), "no number is called ", std::string(key));
  return *member->uint64();
}

}  // namespace mingchou::test
