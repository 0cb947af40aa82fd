#include "server/imports/dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "server/imports/header.h"
#include "server/sheets/xlsx_book.h"
#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou::imports {
namespace {

using Kind = DateReading::Kind;

/// Days of serial numbers that can be meant: 1927 to 2173. Other numbers are counts, years or mistakes.
constexpr double serial_min = 10'000, serial_max = 100'000;

constexpr std::array<std::u32string_view, 10> chinese_digits = {U"〇零○", U"一", U"二", U"三", U"四",
                                                                U"五",    U"六", U"七", U"八", U"九"};

std::optional<int> chinese_digit(char32_t c) {
  for (std::size_t digit = 0; digit < chinese_digits.size(); ++digit)
    if (chinese_digits[digit].contains(c)) return static_cast<int>(digit);
  return std::nullopt;
}

/// 二〇二〇 becomes 2020, 十 10, 十一 11, 二十 20, 三十一 31; all else stays.
std::string with_plain_digits(std::string_view text) {
  std::u32string in;
  for (const char32_t c : text::CodePoints(text)) in += c;
  std::string out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const bool has_digit_before = i > 0 && chinese_digit(in[i - 1]).has_value();
    const bool has_digit_after = i + 1 < in.size() && chinese_digit(in[i + 1]).has_value();
    if (const auto digit = chinese_digit(in[i])) {
      out += static_cast<char>('0' + *digit);
    } else if (in[i] == U'十') {
      if (!has_digit_before) out += '1';
      if (!has_digit_after) out += '0';
    } else {
      text::append_code_point(out, in[i]);
    }
  }
  return out;
}

struct Parts {
  std::vector<std::string_view> numbers;
  bool is_clean = true;
};

/// The numbers of a text between the separators that dates have; what follows a blank or "T" is a time.
Parts parts_of(std::string_view text) {
  Parts parts;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    if (end > at) {
      parts.numbers.push_back(text.substr(at, end - at));
      at = end;
      continue;
    }
    const std::string_view rest = text.substr(at);
    std::size_t separator = std::string_view("-/.,").contains(rest[0]) ? 1 : 0;
    for (const std::string_view word : {"年", "月", "日", "号", "—", "–"})
      if (rest.starts_with(word)) separator = word.size();
    const bool has_date = parts.numbers.size() >= 3 || (parts.numbers.size() == 1 && parts.numbers[0].size() == 8);
    if (separator == 0 && has_date) return parts;  // a time, a weekday
    if (separator == 0) {
      parts.is_clean = false;
      return parts;
    }
    at += separator;
  }
  return parts;
}

int number_of(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

DateReading date_or_unknown(int year, int month, int day, Kind kind = Kind::date) {
  const auto date = CivilDate::of(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
  // A slip of the finger, not a day that a register can hold.
  if (!date || year < 1800 || year > 2999) return {};
  return {kind, date};
}

DateReading of_parts(const Parts& parts) {
  const auto& numbers = parts.numbers;
  for (const std::string_view number : numbers)
    if (number.size() > 8) return {};
  if (numbers.empty() || !parts.is_clean) return {};
  if (numbers.size() == 1 && numbers[0].size() == 8)
    return date_or_unknown(number_of(numbers[0].substr(0, 4)), number_of(numbers[0].substr(4, 2)),
                           number_of(numbers[0].substr(6, 2)));
  if (numbers.size() == 1 && numbers[0].size() == 6)
    return date_or_unknown(number_of(numbers[0].substr(0, 4)), number_of(numbers[0].substr(4, 2)), 1, Kind::incomplete);
  if (numbers.size() <= 2 && numbers[0].size() == 4)
    return date_or_unknown(number_of(numbers[0]), numbers.size() == 2 ? number_of(numbers[1]) : 1, 1, Kind::incomplete);
  if (numbers.size() != 3) return {};
  const int first = number_of(numbers[0]), second = number_of(numbers[1]), third = number_of(numbers[2]);
  if (numbers[0].size() == 4) return date_or_unknown(first, second, third);
  if (numbers[2].size() == 4) {  // as in other countries
    if (first > 12) return date_or_unknown(third, second, first);
    if (second > 12 || first == second) return date_or_unknown(third, first, second);
    return date_or_unknown(third, first, second, Kind::ambiguous);
  }
  if (numbers[0].size() == 2)
    return date_or_unknown(first + (first < 70 ? 2000 : 1900), second, third, Kind::ambiguous);
  return {};
}

bool is_endless(std::string_view text) {
  for (const std::string_view word : {"长期", "永久", "无固定期限", "不限", "无限期"})
    if (text.contains(word)) return true;
  return text == "无" || text == "/" || text == "-" || text == "--";
}

DateReading of_text(std::string_view text) {
  std::string plain = with_plain_digits(text::nfkc(text).value_or(""));
  std::string packed;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    // A blank before a time stays, one between the parts of a date goes.
    const bool ends_date = plain[i] == ' ' && i + 1 < plain.size() && plain.find(':', i) != plain.npos &&
                           plain.find_first_of("-/.年", i) == plain.npos;
    if (plain[i] != ' ' || ends_date) packed += plain[i];
  }
  if (is_endless(packed)) return {Kind::endless, std::nullopt};
  return of_parts(parts_of(packed));
}

std::optional<CivilDate> of_serial(double number) {
  if (number < serial_min || number > serial_max) return std::nullopt;
  return sheets::date_of_serial(number, false);
}

}  // namespace

DateReading read_date(const sheets::Cell& cell) {
  if (cell.kind == sheets::CellKind::date) return {Kind::date, cell.date};
  if (cell.kind == sheets::CellKind::number) {
    if (const auto date = of_serial(cell.number)) return {Kind::date, date};
    return of_text(cell.text.empty() ? std::to_string(static_cast<long long>(cell.number)) : cell.text);
  }
  const std::string text = text::clean_text(text::replace_ill_formed(cell.text)).value_or("");
  // CSV has no numbers: five digits can only be Excel's serial number.
  if (text.size() == 5 && text.find_first_not_of("0123456789") == text.npos)
    if (const auto date = of_serial(number_of(text))) return {Kind::date, date};
  return of_text(text);
}

DateReading read_last_day(const sheets::Cell& cell) {
  if (cell.kind != sheets::CellKind::text) return read_date(cell);
  const std::string text = text::nfkc(text::replace_ill_formed(cell.text)).value_or("");
  for (const std::string_view word : {"至", "到", "~", "——", "--"}) {
    const std::size_t at = text.rfind(word);
    if (at == text.npos || at == 0) continue;
    const DateReading end = of_text(text::clean_text(text.substr(at + word.size())).value_or(""));
    if (end.kind != Kind::unknown) return end;
  }
  const Parts parts = parts_of(text);
  if (parts.is_clean && parts.numbers.size() == 6) return of_parts({{parts.numbers.begin() + 3, parts.numbers.end()}});
  return read_date(cell);
}

}  // namespace mingchou::imports
