#include "shared/codes/resident_id.h"

#include <array>
#include <optional>

#include "shared/calendar/civil_date.h"
#include "shared/codes/credit_code.h"
#include "shared/codes/registration_number.h"

namespace mingchou {
namespace {

constexpr std::size_t shown_before = 4;
constexpr std::size_t shown_after = 2;

/// A run of letters and digits, plain or full-width, brought to plain capitals.
struct Word {
  std::string plain;
  std::vector<std::size_t> offsets;  // of each character, and of the end
};

/// The plain letter or digit at `at` and its length in bytes; length 0 for anything else.
std::pair<char, std::size_t> word_character(std::string_view text, std::size_t at) {
  char c = text[at];
  std::size_t length = 1;
  // Full-width forms U+FF01…U+FF5E are EF BC 81 … EF BD 9E.
  if (c == '\xEF' && at + 2 < text.size()) {
    const auto second = static_cast<unsigned char>(text[at + 1]), third = static_cast<unsigned char>(text[at + 2]);
    const unsigned code = (second & 0x3Fu) << 6 | (third & 0x3Fu);
    if ((second == 0xBC || second == 0xBD) && (third & 0xC0) == 0x80 && code >= 0xF01 && code <= 0xF5E) {
      c = static_cast<char>(code - 0xF01 + 0x21);
      length = 3;
    }
  }
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const bool in_word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
  return in_word ? std::pair{c, length} : std::pair{'\0', std::size_t{0}};
}

bool all_digits(std::string_view text) {
  for (char c : text)
    if (c < '0' || c > '9') return false;
  return true;
}

bool is_birthday(std::string_view yyyymmdd) {
  const std::string date = std::string(yyyymmdd.substr(0, 4)) + '-' + std::string(yyyymmdd.substr(4, 2)) + '-' +
                           std::string(yyyymmdd.substr(6));
  const auto day = CivilDate::parse(date);
  return day && day->year() >= 1800 && day->year() < 2100;
}

/// Provinces as GB/T 2260 numbers them.
bool is_province(std::string_view two) {
  const int number = (two[0] - '0') * 10 + (two[1] - '0');
  return (number >= 11 && number <= 65) || number == 71 || (number >= 81 && number <= 83);
}

char check_character(std::string_view first_17) {
  constexpr std::array<int, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) sum += (first_17[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

/// Whether a word is a resident's number, and if so whether its check is right.
std::optional<bool> judge(std::string_view word) {
  if (word.size() == 18 && all_digits(word.substr(0, 17)) && (all_digits(word.substr(17)) || word[17] == 'X')) {
    if (!is_birthday(word.substr(6, 8))) return std::nullopt;
    const bool checks = check_character(word) == word[17];
    if (is_province(word)) return checks;
    // Permanent residents from abroad have numbers that begin with 9, as credit codes do.
    if (word[0] == '9' && checks && !check_credit_code(word).valid()) return true;
    return std::nullopt;
  }
  if (word.size() == 15 && all_digits(word) && is_province(word) &&
      is_birthday("19" + std::string(word.substr(6, 6))) && !check_registration_number(word))
    return true;
  return std::nullopt;
}

Word word_at(std::string_view text, std::size_t at) {
  Word word;
  for (;;) {
    word.offsets.push_back(at);
    if (at >= text.size()) return word;
    const auto [c, length] = word_character(text, at);
    if (length == 0) return word;
    word.plain += c;
    at += length;
  }
}

}  // namespace

bool is_resident_id(std::string_view text) { return text.size() == 18 && judge(text).value_or(false); }

std::vector<ResidentIdPlace> find_resident_ids(std::string_view text) {
  std::vector<ResidentIdPlace> places;
  for (std::size_t at = 0; at < text.size();) {
    const Word word = word_at(text, at);
    if (const auto valid = judge(word.plain)) places.push_back({at, word.offsets.back() - at, *valid});
    at = word.plain.empty() ? at + 1 : word.offsets.back();
  }
  return places;
}

std::string mask_resident_ids(std::string_view text) {
  std::string masked;
  std::size_t done = 0;
  for (const ResidentIdPlace& place : find_resident_ids(text)) {
    const Word word = word_at(text, place.offset);
    const std::size_t count = word.plain.size();
    const std::size_t hidden_end = word.offsets[count - shown_after];
    masked += text.substr(done, word.offsets[shown_before] - done);
    masked.append(count - shown_before - shown_after, '*');
    masked += text.substr(hidden_end, word.offsets[count] - hidden_end);
    done = word.offsets[count];
  }
  masked += text.substr(done);
  return masked;
}

}  // namespace mingchou
