#include "client/app/text/typed_date.h"

#include <array>
#include <cstddef>

namespace mingchou::client {
namespace {

/// Digits in their runs; false where there are too many of them.
struct Runs {
  std::array<int, 3> values{};
  std::array<std::size_t, 3> lengths{};
  std::size_t count = 0;
};

/// The digit at the front, ASCII or full width, and how many bytes it takes.
std::optional<std::pair<int, std::size_t>> digit_of(std::string_view text) {
  if (text[0] >= '0' && text[0] <= '9') return std::pair(text[0] - '0', std::size_t{1});
  static constexpr std::string_view wide = "\uFF10";
  const bool is_wide = text.size() >= wide.size() && text.substr(0, 2) == wide.substr(0, 2);
  if (!is_wide) return std::nullopt;
  const int digit = static_cast<unsigned char>(text[2]) - static_cast<unsigned char>(wide[2]);
  if (digit < 0 || digit > 9) return std::nullopt;
  return std::pair(digit, wide.size());
}

std::optional<Runs> runs_of(std::string_view text) {
  constexpr std::size_t digits_max = 8;
  Runs runs;
  bool in_run = false;
  while (!text.empty()) {
    const auto digit = digit_of(text);
    text.remove_prefix(digit ? digit->second : 1);
    if (digit && !in_run && ++runs.count > runs.values.size()) return std::nullopt;
    in_run = digit.has_value();
    if (!digit) continue;
    if (++runs.lengths[runs.count - 1] > digits_max) return std::nullopt;
    runs.values[runs.count - 1] = runs.values[runs.count - 1] * 10 + digit->first;
  }
  return runs;
}

}  // namespace

std::optional<CivilDate> typed_date(std::string_view text) {
  const auto runs = runs_of(text);
  if (!runs) return std::nullopt;
  const auto day = [](int year, int month, int of_month) {
    return CivilDate::of(year, static_cast<unsigned>(month), static_cast<unsigned>(of_month));
  };
  if (runs->count == 1 && runs->lengths[0] == 8)
    return day(runs->values[0] / 10'000, runs->values[0] / 100 % 100, runs->values[0] % 100);
  if (runs->count != 3 || runs->lengths[0] != 4 || runs->lengths[1] > 2 || runs->lengths[2] > 2) return std::nullopt;
  return day(runs->values[0], runs->values[1], runs->values[2]);
}

}  // namespace mingchou::client
