// tests/vectors/domain.json, read once: working days, credit codes, registration numbers, residents' numbers.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "shared/json/json.h"

namespace mingchou {

inline const json::Document& domain_vectors() {
  static const json::Document document = [] {
    std::ifstream file(TEST_VECTORS_DIR "/domain.json");
    std::stringstream text;
    text << file.rdbuf();
    return std::move(json::parse(text.str()).value());
  }();
  return document;
}

/// The value at a path of members; the vectors are ours, so it is there.
template <class... Keys>
json::Value domain_vector(Keys... keys) {
  json::Value value = domain_vectors().root();
  ((value = value.find(keys).value()), ...);
  return value;
}

}  // namespace mingchou
