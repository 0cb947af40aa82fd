#include "server/imports/read_value.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "server/imports/dates.h"
#include "shared/codes/credit_code.h"
#include "shared/codes/registration_number.h"
#include "shared/codes/resident_id.h"
#include "shared/codes/tables.h"
#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou::imports {
namespace {

using sheets::Cell;
using sheets::CellKind;

/// Excel keeps fifteen digits of a number; what a longer code ended with is gone.
constexpr double exact_max = 1e15;
/// Of a cell's text in a sentence.
constexpr std::size_t quoted_bytes_max = 60;

std::string quoted(std::string_view text) {
  const std::string_view cut = text::cut_at_grapheme(text, quoted_bytes_max);
  return std::string(cut) + (cut.size() < text.size() ? "…" : "");
}

/// "9.14116E+17", as Excel writes a long code into CSV.
bool is_power_of_ten(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == text.npos || e == 0 || text.find_first_not_of("0123456789.", 0) != e) return false;
  const std::string_view power = text.substr(e + 1);
  return power.size() > 1 && power[0] == '+' && power.find_first_not_of("0123456789", 1) == power.npos;
}

/// A whole number without point and power; nothing if it has a fraction or is beyond what is exact.
std::optional<std::string> whole_number(double number) {
  if (!std::isfinite(number) || std::floor(number) != number || std::fabs(number) >= exact_max) return std::nullopt;
  return std::to_string(static_cast<long long>(number));
}

class Reader {
 public:
  Reader(const Field& field, std::string_view column, const Cell& cell, const KnownNames& known)
      : field_(field), column_(column), cell_(cell), known_(known) {}

  Reading read() && {
    if (field_.is_parted && !cell_.is_formula && cell_.text.contains(part_separator)) return read_parts();
    if (cell_.kind == CellKind::error) {
      problem("imports.cell_error", cell_.text);
      return std::move(reading_);
    }
    text_ = cell_text();
    if (cell_.is_formula) {
      problem("imports.formula", text_);
      reading_.problems.back().suggestion = text_;
      return std::move(reading_);
    }
    if (text_.empty()) return std::move(reading_);
    read_form();
    check_length();
    return std::move(reading_);
  }

 private:
  Problem& problem(std::string_view code, std::string_view value, Severity severity = Severity::error) {
    reading_.problems.push_back(
        {severity, std::string(field_.key), Error(code).with("column", column_).with("value", quoted(value))});
    return reading_.problems.back();
  }
  void problem(Error error, Severity severity) {
    reading_.problems.push_back({severity, std::string(field_.key), std::move(error)});
  }

  std::string cell_text() {
    if (cell_.kind == CellKind::date) return cell_.date.text();
    if (cell_.kind == CellKind::boolean) return cell_.number != 0 ? "TRUE" : "FALSE";
    if (cell_.kind == CellKind::number) {
      if (auto whole = whole_number(cell_.number)) return *whole;
      return cell_.text;
    }
    auto clean = text::clean_text(text::replace_ill_formed(cell_.text));
    if (!clean) problem(clean.error(), Severity::error);
    return clean.value_or("");
  }

  /// Each part by itself, in lines; empty ones too, so that the columns of parts keep together.
  Reading read_parts() {
    Reading all;
    Field part = field_;
    part.is_parted = false;
    for (std::string_view rest = cell_.text;;) {
      const std::size_t end = std::min(rest.find(part_separator), rest.size());
      const Cell cell = Cell::of_text(std::string(rest.substr(0, end)));
      Reading reading = Reader(part, column_, cell, known_).read();
      all.value += reading.value;
      std::ranges::move(reading.problems, std::back_inserter(all.problems));
      if (end == rest.size()) return all;
      all.value += '\n';
      rest.remove_prefix(end + part_separator.size());
    }
  }

  void read_form() {
    switch (field_.form) {
      case Form::text:
        return read_text();
      case Form::code:
        reading_.value = text::normalise_code(text_).value_or("");
        return lost_digits();
      case Form::credit_code:
        return read_credit_code();
      case Form::registration_number:
        return read_registration_number();
      case Form::date:
        return read_date_form(read_date(cell_));
      case Form::expiry:
        return read_date_form(read_last_day(cell_));
      case Form::phone:
        return read_phone();
      case Form::choice:
        return read_choice();
      case Form::department:
        return read_department();
      case Form::township:
        return read_township();
      case Form::industry:
        return read_industry();
      case Form::tags:
        return read_tags();
      case Form::list:
        reading_.value = joined(split_words(text_));
    }
  }

  void read_text() {
    reading_.value = mask_resident_ids(text_);
    if (reading_.value != text_) problem("imports.resident_id_masked", reading_.value, Severity::warning);
  }

  /// Whether a number is no longer what was typed; then that is said, and there is no value.
  void lost_digits() {
    const bool is_long_number = cell_.kind == CellKind::number && std::fabs(cell_.number) >= exact_max;
    if (!is_long_number && !is_power_of_ten(text_)) return;
    reading_.value.clear();
    problem("imports.code_became_number", cell_.kind == CellKind::number ? cell_.text : text_);
  }

  void read_credit_code() {
    lost_digits();
    if (!reading_.problems.empty()) return;
    // Fifteen digits in this column are the number that the code replaced; row_check moves it.
    const std::string code = normalise_code(text_);
    if (code.size() == registration_number_length && check_registration_number(code)) {
      reading_.value = code;
      return;
    }
    const CreditCodeCheck check = check_credit_code(text_, home_county);
    if (check.error) {
      problem(*check.error, Severity::error);
      return;
    }
    reading_.value = check.code;
    for (const Error& warning : check.warnings)
      if (warning.code != "codes.credit_region_elsewhere") problem(warning, Severity::warning);
  }

  void read_registration_number() {
    lost_digits();
    if (!reading_.problems.empty()) return;
    auto number = check_registration_number(text_);
    if (number)
      reading_.value = *std::move(number);
    else
      problem(number.error(), Severity::error);
  }

  void read_date_form(const DateReading& date) {
    switch (date.kind) {
      case DateReading::Kind::date:
        reading_.value = date.date->text();
        return;
      case DateReading::Kind::endless:
        return;
      case DateReading::Kind::incomplete:
        problem("imports.date_incomplete", text_);
        break;
      case DateReading::Kind::ambiguous:
        problem("imports.date_ambiguous", text_);
        break;
      case DateReading::Kind::unknown:
        problem("imports.date_unknown", text_);
    }
    if (date.date) reading_.problems.back().suggestion = date.date->text();
  }

  void read_phone() {
    lost_digits();
    if (!reading_.problems.empty()) return;
    reading_.value = text::nfkc(mask_resident_ids(text_)).value_or("");
    const auto digit_count = std::ranges::count_if(reading_.value, [](char c) { return c >= '0' && c <= '9'; });
    if (digit_count < 7) problem("imports.phone_form", text_, Severity::warning);
  }

  void read_choice() {
    if (const auto value = value_of_word(field_.words, text_))
      reading_.value = *value;
    else
      problem("imports.choice_unknown", text_);
  }

  void read_department() {
    if (const auto id = known_.department(text_))
      reading_.value = id->uuid.text();
    else
      problem("imports.department_unknown", text_);
  }

  void read_township() {
    if (const auto code = township_code(text_))
      reading_.value = *code;
    else
      problem("imports.township_unknown", text_);
  }

  void read_industry() {
    if (auto code = industry_code(text_))
      reading_.value = *std::move(code);
    else
      problem("imports.industry_unknown", text_, Severity::warning);
    // Excel takes "0111" for a number and leaves 111, which is a group of its own.
    if (cell_.kind == CellKind::number && reading_.value.size() == 3 && industry_section_of("0" + reading_.value)) {
      problem("imports.industry_zero", text_, Severity::warning);
      reading_.problems.back().suggestion = "0" + reading_.value;
    }
  }

  static std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : "\n") + part;
    return text;
  }

  void read_tags() {
    std::vector<std::string> ids;
    for (const std::string& word : split_words(text_)) {
      if (const auto id = known_.tag(word))
        ids.push_back(id->uuid.text());
      else
        problem("imports.tag_unknown", word);
    }
    reading_.value = joined(ids);
  }

  void check_length() {
    const bool is_own_text = field_.form == Form::text || field_.form == Form::code || field_.form == Form::phone ||
                             field_.form == Form::list;
    if (!is_own_text || text::count_code_points(reading_.value) <= field_.characters_max) return;
    reading_.problems.push_back({Severity::error, std::string(field_.key),
                                 Error("imports.too_long")
                                     .with("column", column_)
                                     .with("characters_max", static_cast<long long>(field_.characters_max))});
    reading_.value.clear();
  }

  const Field& field_;
  const std::string_view column_;
  const Cell& cell_;
  const KnownNames& known_;
  std::string text_;
  Reading reading_;
};

}  // namespace

std::vector<std::string> split_words(std::string_view text) {
  const bool has_parts = text.contains(part_separator);
  const std::u32string_view separators = has_parts ? U"；\n" : U"、,，;|\n/";
  std::vector<std::string> found;
  std::string word;
  const auto take = [&] {
    std::string clean = text::clean_text(word).value_or("");
    if (!clean.empty() && !std::ranges::contains(found, clean)) found.push_back(std::move(clean));
    word.clear();
  };
  for (const char32_t c : text::CodePoints(text)) {
    if (separators.contains(c))
      take();
    else
      text::append_code_point(word, c);
  }
  take();
  return found;
}

Reading read_value(const Field& field, std::string_view column, const Cell& cell, const KnownNames& known) {
  return Reader(field, column, cell, known).read();
}

}  // namespace mingchou::imports
