// Code tables of the national standards, as far as this system needs them: regions, industries, kinds of bodies.
// They are data files under assets/codes, built into the program; all views stay valid for its whole life.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "shared/codes/credit_code.h"

namespace mingchou {

/// The county that this system serves: 西华县.
inline constexpr std::string_view home_county = "411622";

struct Region {
  std::string_view code;  // six digits: city, district, county; nine: township
  std::string_view name;
  std::string_view kind;  // city, district, county, street, town, township, farm
};
std::span<const Region> regions();
std::optional<Region> find_region(std::string_view code);
/// Regions of nine digits within a county, in the order of their codes.
std::span<const Region> townships();

struct IndustrySection {
  std::string_view code;  // one letter
  std::string_view name;
  std::string_view first_division, last_division;
};
struct IndustryDivision {
  std::string_view code;  // two digits, leading zero kept
  std::string_view name;
};
std::span<const IndustrySection> industry_sections();
std::span<const IndustryDivision> industry_divisions();
/// The section that a code of two to four digits, with or without its letter in front, belongs to. Nothing for
/// unknown divisions, and where the letter contradicts the digits.
std::optional<IndustrySection> industry_section_of(std::string_view code);

std::span<const CreditCodeType> credit_code_types();

}  // namespace mingchou
