// Canonical JSON: one text for one value, so that it can be hashed and signed.
//
// Two profiles. RFC 8785 (JCS) takes any document. The strict one is what the draw and its bundles hash: integers
// 0 … 2^53−1 only, no fractions, no nulls, keys in ASCII; what both profiles take they write the same.
// Keys stand by their UTF-16 code units.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/json/json.h"

namespace mingchou::json {

/// The largest integer that every reader keeps exactly.
inline constexpr std::uint64_t safe_integer_max = (std::uint64_t{1} << 53) - 1;

/// RFC 8785. Integers are doubles there: 2^53 + 1 is written as 2^53. What parsed never fails.
std::string canonical(Value value);

/// The strict profile. Errors: json.strict_number {field}, json.strict_null {field}, json.strict_key {field}.
Result<std::string> strict_canonical(Value value);

/// The same from a text, which parse() checks first.
Result<std::string> canonical(std::string_view text, const Limits& limits = {});
Result<std::string> strict_canonical(std::string_view text, const Limits& limits = {});

/// True if `a` stands before `b` by UTF-16 code units. Both are well-formed UTF-8.
bool utf16_less(std::string_view a, std::string_view b);

}  // namespace mingchou::json
