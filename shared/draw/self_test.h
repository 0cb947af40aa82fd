// Compares this implementation with test vectors of another: whole draws, step by step (`mingchou self-test draw`).
#pragma once

#include <cstddef>

#include "shared/base/error.h"
#include "shared/json/json.h"

namespace mingchou::draw {

struct SelfTestReport {
  std::size_t draws = 0;
  std::size_t comparisons = 0;
};

/// `vectors`: an array of draws, each with its plan, roster_key, rows, values and what must come out: roots (in the
/// plan), first rows, keys, tickets, stream words, numbers below n, levels, result and result hash. Ends at the first
/// difference. Errors: draw.self_test_differs {draw, what, expected, found}; draw.self_test_form {draw, what} if the
/// vectors lack something; what the draw itself refuses.
Result<SelfTestReport> self_test(json::Value vectors);

}  // namespace mingchou::draw
