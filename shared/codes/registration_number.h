// 注册号: the 15-digit numbers that the registers used before the credit code, still found in departments' files.
// 6 digits authority, 8 digits sequence, 1 check digit by ISO 7064 MOD 11,10.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou {

inline constexpr std::size_t registration_number_length = 15;

/// The number in normal form, or why it is none: codes.registration_length, _character, _check_digit.
Result<std::string> check_registration_number(std::string_view text);
/// The 15th digit for the first 14; nothing unless they are 14 digits.
std::optional<char> registration_number_check_digit(std::string_view first_14);

}  // namespace mingchou
