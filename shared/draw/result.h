// The result of a draw: one canonical text and one hash (spec section 7).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/draw/matching.h"
#include "shared/draw/plan.h"
#include "shared/draw/seed.h"
#include "shared/draw/selection.h"
#include "shared/json/json.h"

namespace mingchou::draw {

struct SourceValue {
  std::string name;
  Bytes value;  // empty: struck
};

struct StratumResult {
  std::string name;
  std::uint64_t eligible = 0;
  std::uint64_t quota = 0;
  std::vector<std::string> selected;     // in order of their tickets
  std::vector<std::string> substitutes;  // in that order too
};

struct TeamResult {
  std::string target;
  std::vector<std::string> inspectors;  // in slot order, by department in plan order
};

struct DrawResult {
  std::string draw;
  Digest plan{};   // the plan's hash
  Digest nonce{};  // 32 random bytes: whoever knows what can be drawn must not guess the result from its hash
  std::vector<SourceValue> entropy;
  std::vector<StratumResult> strata;
  std::vector<std::string> order;
  std::vector<TeamResult> teams;  // in draw order; empty if a department has no complete matching
};

/// Canonical JSON.
std::string result_json(const DrawResult& result);
/// H(12 || JCS(result)).
Digest result_hash(Suite suite, const DrawResult& result);
/// Checks the form only. Errors: json.field_… {field}; draw.hash_form {field}, draw.result_version {value}.
Result<DrawResult> read_result(json::Value value);

/// Whoever is asked to draw has read the plan, the candidates and the inspectors from rosters that fit the plan.
struct DrawInput {
  const Plan& plan;
  std::span<const Candidate> candidates;
  std::span<const Inspector> inspectors;
  std::span<const Bytes> values;  // in plan order
  Digest nonce{};
};

struct DrawOutcome {
  DrawResult result;
  Keys keys;
  /// See TeamMatch::levels.
  std::vector<std::optional<std::uint64_t>> levels;
};

/// The whole draw: seed, selection, matching. Errors: those of check_values() and match_team().
Result<DrawOutcome> run_draw(const DrawInput& input);

}  // namespace mingchou::draw
