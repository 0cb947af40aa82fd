// Draws for tests: those of the vectors, and small ones made up on the spot.
#pragma once

#include <cmath>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include "shared/draw/result.h"
#include "shared/json/canonical.h"
#include "tests/shared/vectors.h"

namespace mingchou::draw::test {

using namespace mingchou::test;

/// Everything that goes into one draw.
struct WholeDraw {
  Plan plan;
  Bytes roster_key;
  std::vector<Target> targets;        // in id order
  std::vector<Inspector> inspectors;  // in id order
  std::vector<Bytes> values;

  std::vector<Candidate> candidates() const {
    RowMaker rows(plan.suite, roster_key);
    TargetRoster roster(plan, rows);
    for (const Target& target : targets) REQUIRE(roster.add(target));
    return roster.candidates();
  }
};

inline const json::Document& draw_vectors() {
  static const json::Document document = read_vectors("draw.json");
  return document;
}

inline json::Value draw_vector(std::string_view name) {
  for (const json::Value vector : draw_vectors().root().items())
    if (text_of(vector, "name") == name) return vector;
  FAIL("no such vector");
  return {};
}

inline WholeDraw read_draw(json::Value vector) {
  WholeDraw draw;
  draw.plan = read_plan(vector.find("plan").value()).value();
  draw.roster_key = bytes_of(vector, "roster_key");
  std::map<std::string, Target> targets;
  for (const auto& [id, attributes] : vector.find("targets").value().members())
    targets.emplace(id, read_target(id, attributes).value());
  for (const auto& entry : targets) draw.targets.push_back(entry.second);
  std::map<std::string, Inspector> inspectors;
  for (const auto& [id, attributes] : vector.find("inspectors").value().members())
    inspectors.emplace(id, read_inspector(id, attributes).value());
  for (const auto& entry : inspectors) draw.inspectors.push_back(entry.second);
  for (const Source& source : draw.plan.entropy)
    draw.values.push_back(bytes_of(vector.find("values").value(), source.name));
  return draw;
}

/// A stream of its own for each number.
inline Digest numbered_key(std::uint64_t number) {
  Bytes bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<std::uint8_t>(number >> shift));
  return crypto::hash(Suite::sha256, bytes);
}

/// The value that chi-square exceeds with a probability of one in a million (Wilson and Hilferty's approximation).
inline double chi_square_limit(double degrees) {
  constexpr double z = 4.7534;
  const double part = 2 / (9 * degrees);
  const double root = 1 - part + z * std::sqrt(part);
  return degrees * root * root * root;
}

/// Over outcomes that should all be as likely; those that never came are counted by `outcomes`.
inline double chi_square(const std::map<std::vector<std::uint32_t>, std::uint64_t>& counts, double outcomes,
                         double trials) {
  const double expected = trials / outcomes;
  double sum = (outcomes - static_cast<double>(counts.size())) * expected;
  for (const auto& entry : counts) {
    const double difference = static_cast<double>(entry.second) - expected;
    sum += difference * difference / expected;
  }
  return sum;
}

inline bool is_long_run() { return std::getenv("MINGCHOU_LONG") != nullptr; }

}  // namespace mingchou::draw::test
