// Valid but invented codes for the demo county, each from a running number; the blocks are named in county.h.
// Inside shared/demo only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mingchou::demo {

/// How many different codes each block holds; beyond that they would repeat.
inline constexpr std::uint64_t credit_codes_max = 2 * 31 * 31 * 31 * 31;
inline constexpr std::uint64_t old_credit_codes_max = 1'000'000;

/// `type` is the first two characters, `region` the registration authority's. Neighbouring numbers look unlike.
std::string make_credit_code(std::string_view type, std::string_view region, std::uint64_t number);
/// With an organisation code of the days before MA codes: digits only.
std::string make_old_credit_code(std::string_view type, std::string_view region, std::uint64_t number);
std::string make_registration_number(std::uint64_t number);

}  // namespace mingchou::demo
