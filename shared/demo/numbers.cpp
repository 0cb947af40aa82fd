#include "shared/demo/numbers.h"

#include "shared/codes/credit_code.h"
#include "shared/codes/registration_number.h"
#include "shared/codes/tables.h"
#include "shared/demo/words.h"

namespace mingchou::demo {
namespace {

std::string finish(std::string_view type, std::string_view region, std::string organisation) {
  organisation += *organisation_code_check_character(organisation);
  std::string code = std::string(type) + std::string(region) + organisation;
  code += *credit_code_check_character(code);
  return code;
}

}  // namespace

std::string make_credit_code(std::string_view type, std::string_view region, std::uint64_t number) {
  constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  // A multiplier without a common factor with the block's size visits every code once.
  std::uint64_t scattered = (number * 1'126'499 + 77'777) % credit_codes_max;
  std::string organisation = scattered % 2 ? "MA9U" : "MA9T";
  scattered /= 2;
  for (int i = 0; i < 4; ++i, scattered /= 31) organisation += alphabet[scattered % 31];
  return finish(type, region, std::move(organisation));
}

std::string make_old_credit_code(std::string_view type, std::string_view region, std::uint64_t number) {
  return finish(type, region, "98" + digits((number * 618'033 + 4'321) % old_credit_codes_max, 6));
}

std::string make_registration_number(std::uint64_t number) {
  std::string first = std::string(home_county) + "9" + digits(number * 7'919 % 10'000'000, 7);
  first += *registration_number_check_digit(first);
  return first;
}

}  // namespace mingchou::demo
