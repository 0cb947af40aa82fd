#include "shared/codes/tables.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace mingchou {
namespace embedded {
extern const std::string_view codes_credit_code_types;
extern const std::string_view codes_industries;
extern const std::string_view codes_regions;
}  // namespace embedded
namespace {

constexpr std::size_t fields_max = 4;
using Row = std::array<std::string_view, fields_max>;

/// Rows of tab-separated fields; empty lines and lines that begin with # are left out. The files are part of the
/// program, so a row with too many fields is a fault of the program and ends it.
std::vector<Row> rows_of(std::string_view text) {
  std::vector<Row> rows;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line[0] == '#') continue;
    Row row;
    std::size_t field = 0;
    for (;;) {
      const std::size_t tab = line.find('\t');
      if (field == fields_max) {
        std::fputs("mingchou: a code table has a line with too many fields\n", stderr);
        std::abort();
      }
      row[field++] = line.substr(0, tab);
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    rows.push_back(row);
  }
  return rows;
}

struct Industries {
  std::vector<IndustrySection> sections;
  std::vector<IndustryDivision> divisions;
};

const Industries& industries() {
  static const Industries tables = [] {
    Industries made;
    for (const Row& row : rows_of(embedded::codes_industries)) {
      if (row[0].size() == 1) made.sections.push_back({row[0], row[1], row[2], row[3]});
      if (row[0].size() == 2) made.divisions.push_back({row[0], row[1]});
    }
    return made;
  }();
  return tables;
}

}  // namespace

std::span<const Region> regions() {
  static const std::vector<Region> table = [] {
    std::vector<Region> made;
    for (const Row& row : rows_of(embedded::codes_regions)) made.push_back({row[0], row[1], row[2]});
    std::ranges::sort(made, {}, [](const Region& r) { return std::pair(r.code.size(), r.code); });
    return made;
  }();
  return table;
}

std::span<const Region> townships() {
  const auto all = regions();
  const auto first = std::ranges::find_if(all, [](const Region& r) { return r.code.size() == 9; });
  return all.subspan(static_cast<std::size_t>(first - all.begin()));
}

std::optional<Region> find_region(std::string_view code) {
  const auto all = regions();
  const auto found = std::ranges::find(all, code, &Region::code);
  return found == all.end() ? std::nullopt : std::optional(*found);
}

std::span<const IndustrySection> industry_sections() { return industries().sections; }
std::span<const IndustryDivision> industry_divisions() { return industries().divisions; }

std::optional<IndustrySection> industry_section_of(std::string_view code) {
  std::string_view letter;
  if (!code.empty() && code[0] >= 'A' && code[0] <= 'Z') {
    letter = code.substr(0, 1);
    code.remove_prefix(1);
  }
  if (code.size() < 2 || code.size() > 4) return std::nullopt;
  for (char c : code)
    if (c < '0' || c > '9') return std::nullopt;
  const std::string_view division = code.substr(0, 2);
  for (const IndustrySection& section : industry_sections())
    if (section.first_division <= division && division <= section.last_division)
      return letter.empty() || letter == section.code ? std::optional(section) : std::nullopt;
  return std::nullopt;
}

std::span<const CreditCodeType> credit_code_types() {
  static const std::vector<CreditCodeType> table = [] {
    std::vector<CreditCodeType> made;
    for (const Row& row : rows_of(embedded::codes_credit_code_types)) made.push_back({row[0], row[1], row[2]});
    return made;
  }();
  return table;
}

}  // namespace mingchou
