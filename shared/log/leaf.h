// What stands in the log: one canonical JSON object a leaf, with a type and a time that never goes back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/log/merkle.h"

namespace mingchou::log {

/// Bundles of entries hold a leaf's length in two bytes.
inline constexpr std::size_t leaf_bytes_max = 65'535;

struct LeafHead {
  std::string type;
  std::uint64_t at_s = 0;  // Unix seconds
};

/// Errors: log.leaf_too_large {max}; log.leaf_form unless it is one object in strict canonical form with "type" and
/// "at"; log.leaf_time if it is older than the leaf before it.
Result<LeafHead> check_leaf(std::string_view leaf, std::uint64_t previous_at_s);

/// SHA-256(15 || nonce || body): stands in the log for what is about persons or targets. Body (canonical JSON) and
/// nonce (32 random bytes) go to those who are entitled.
Digest concealed_hash(const Digest& nonce, std::string_view body);

/// {"at", "draw", "hash", "type"} in canonical form.
std::string concealed_leaf(std::string_view type, std::uint64_t at_s, std::string_view draw, const Digest& hash);
/// {"at", "plan", "type":"plan"}; the plan is canonical JSON.
std::string plan_leaf(std::uint64_t at_s, std::string_view plan);

}  // namespace mingchou::log
