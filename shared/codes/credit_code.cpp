#include "shared/codes/credit_code.h"

#include <array>
#include <cstdint>

#include "shared/codes/tables.h"

namespace mingchou {
namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr int modulus = 31;
static_assert(alphabet.size() == modulus);

/// 3^(position - 1) mod 31.
constexpr std::array<int, 17> weights{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
constexpr std::array<int, 8> organisation_weights{3, 7, 9, 10, 5, 8, 4, 2};

/// By the character's byte; -1 for those that a code can't have. A draw checks codes by the million.
constexpr std::array<std::int8_t, 256> make_values() {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::int8_t>(i);
  return values;
}
constexpr std::array<std::int8_t, 256> values = make_values();

int value_of(char c) { return values[static_cast<unsigned char>(c)]; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The UTF-8 character that begins at `at`, for showing it to a person.
std::string_view character_at(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return text.substr(at, end - at);
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::optional<Error> find_error(std::string_view code) {
  // The character first: an 18-character code with one Chinese letter in it has the wrong number of bytes, and
  // "wrong character at 5" helps more than "wrong length".
  std::size_t position = 1;
  for (std::size_t i = 0; i < code.size(); i += character_at(code, i).size(), ++position) {
    if (value_of(code[i]) >= 0) continue;
    return Error("codes.credit_character")
        .with("position", static_cast<long long>(position))
        .with("character", character_at(code, i));
  }
  if (code.size() != credit_code_length)
    return Error("codes.credit_length").with("length", static_cast<long long>(count_characters(code)));
  const char expected = *credit_code_check_character(code.substr(0, 17));
  if (code[17] != expected) return Error("codes.credit_check_character").with("character", code.substr(17));
  return std::nullopt;
}

void add_warnings(CreditCodeCheck& check, std::string_view home_region) {
  const std::string_view code = check.code;
  if (!credit_code_type(code))
    check.warnings.push_back(Error("codes.credit_type_unknown").with("type", code.substr(0, 2)));
  const std::string_view region = code.substr(2, 6);
  bool digits = true;
  for (char c : region) digits = digits && is_digit(c);
  if (!digits) {
    check.warnings.push_back(Error("codes.credit_region_form").with("region", region));
  } else if (!home_region.empty() && region != home_region) {
    check.warnings.push_back(Error("codes.credit_region_elsewhere").with("region", region));
  }
  if (organisation_code_check_character(code.substr(8, 8)) != code[16])
    check.warnings.push_back(Error("codes.credit_organisation_check").with("organisation", code.substr(8, 9)));
}

}  // namespace

std::optional<char> credit_code_check_character(std::string_view first_17) {
  if (first_17.size() != weights.size()) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const int value = value_of(first_17[i]);
    if (value < 0) return std::nullopt;
    sum += value * weights[i];
  }
  // The outer remainder matters: a sum that divides evenly gives '0', not a 32nd character.
  return alphabet[static_cast<std::size_t>((modulus - sum % modulus) % modulus)];
}

std::optional<char> organisation_code_check_character(std::string_view first_8) {
  if (first_8.size() != organisation_weights.size()) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < organisation_weights.size(); ++i) {
    const char c = first_8[i];
    if (!is_digit(c) && (c < 'A' || c > 'Z')) return std::nullopt;
    sum += (is_digit(c) ? c - '0' : c - 'A' + 10) * organisation_weights[i];
  }
  const int check = 11 - sum % 11;
  return check == 11 ? '0' : check == 10 ? 'X' : static_cast<char>('0' + check);
}

std::optional<CreditCodeType> credit_code_type(std::string_view code) {
  if (code.size() < 2) return std::nullopt;
  for (const auto& row : credit_code_types())
    if (row.code == code.substr(0, 2)) return row;
  return std::nullopt;
}

CreditCodeCheck check_credit_code(std::string_view text, std::string_view home_region) {
  CreditCodeCheck check;
  if (text.size() > code_input_bytes_max) {
    check.error = Error("codes.credit_length").with("length", static_cast<long long>(count_characters(text)));
    return check;
  }
  check.code = normalise_code(text);
  check.error = find_error(check.code);
  if (!check.error) add_warnings(check, home_region);
  return check;
}

}  // namespace mingchou
