#include "shared/codes/registration_number.h"

#include "shared/codes/credit_code.h"

namespace mingchou {

std::optional<char> registration_number_check_digit(std::string_view first_14) {
  if (first_14.size() != registration_number_length - 1) return std::nullopt;
  int product = 10;
  for (char c : first_14) {
    if (c < '0' || c > '9') return std::nullopt;
    int sum = (product + (c - '0')) % 10;
    if (sum == 0) sum = 10;
    product = sum * 2 % 11;
  }
  return static_cast<char>('0' + (11 - product) % 10);
}

Result<std::string> check_registration_number(std::string_view text) {
  if (text.size() > code_input_bytes_max)
    return fail(Error("codes.registration_length").with("length", static_cast<long long>(text.size())));
  std::string number = normalise_code(text);
  for (std::size_t i = 0; i < number.size(); ++i)
    if (number[i] < '0' || number[i] > '9')
      return fail(Error("codes.registration_character").with("position", static_cast<long long>(i) + 1));
  if (number.size() != registration_number_length)
    return fail(Error("codes.registration_length").with("length", static_cast<long long>(number.size())));
  const std::string_view digits = number;
  if (registration_number_check_digit(digits.substr(0, 14)) != digits[14])
    return fail(Error("codes.registration_check_digit").with("digit", digits.substr(14)));
  return number;
}

}  // namespace mingchou
