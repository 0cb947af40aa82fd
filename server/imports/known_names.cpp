#include "server/imports/known_names.h"

#include <algorithm>

#include "server/imports/header.h"
#include "shared/codes/tables.h"
#include "shared/text/normal_form.h"

namespace mingchou::imports {
namespace {

constexpr std::string_view digits = "0123456789";

bool is_number(std::string_view text) { return !text.empty() && text.find_first_not_of(digits) == text.npos; }

/// "逍遥镇" without what kind of place it is: people leave that out.
std::string_view short_place(std::string_view name) {
  for (const std::string_view kind : {"街道办事处", "街道", "镇", "乡"})
    if (name.ends_with(kind) && name.size() > kind.size() + 3) return name.substr(0, name.size() - kind.size());
  return name;
}

std::string without_county(std::string_view text) {
  const auto county = find_region(home_county);
  std::string rest(text);
  if (county && rest.starts_with(county->name)) rest.erase(0, county->name.size());
  return rest;
}

}  // namespace

Result<KnownNames> KnownNames::read(Database& database) {
  KnownNames known;
  Statement departments =
      MC_TRY(database.prepare("SELECT id, code, name, short_name FROM department WHERE valid_to IS NULL ORDER BY id"));
  while (MC_TRY(departments.step()))
    known.departments_.push_back({{departments.uuid(0).value_or(Uuid{})},
                                  std::string(departments.text(1)),
                                  std::string(departments.text(2)),
                                  std::string(departments.text(3))});
  Statement tags = MC_TRY(database.prepare("SELECT name, id FROM tag WHERE valid_to IS NULL"));
  while (MC_TRY(tags.step())) known.tags_.emplace(tags.text(0), TagId{tags.uuid(1).value_or(Uuid{})});
  return known;
}

std::optional<DepartmentId> KnownNames::department(std::string_view text) const {
  const std::string short_form = without_county(text);
  const std::string code = text::normalise_code(text).value_or("");
  for (const Known& known : departments_)
    if (known.name == text || known.short_name == text || known.code == code) return known.id;
  for (const Known& known : departments_)
    if (without_county(known.name) == short_form || known.short_name == "县" + short_form ||
        known.short_name == short_form)
      return known.id;
  return std::nullopt;
}

std::string KnownNames::department_name(const DepartmentId& id) const {
  const auto found = std::ranges::find(departments_, id, &Known::id);
  return found == departments_.end() ? "" : found->name;
}

std::optional<TagId> KnownNames::tag(std::string_view name) const {
  const auto found = tags_.find(name);
  return found == tags_.end() ? std::nullopt : std::optional(found->second);
}

std::string KnownNames::tag_name(std::string_view id) const {
  const auto uuid = Uuid::parse(id);
  for (const auto& [name, tag] : tags_)
    if (uuid && tag.uuid == *uuid) return name;
  return {};
}

std::optional<std::string_view> township_code(std::string_view text) {
  const std::string folded = fold_header(text);
  if (is_number(folded)) {
    if (folded.size() != 9 && folded.size() != 12) return std::nullopt;
    for (const Region& township : townships())
      if (township.code == folded.substr(0, 9)) return township.code;
    return std::nullopt;
  }
  for (const Region& township : townships())
    if (folded == township.name || folded == short_place(township.name)) return township.code;
  // The longest name within: 西华营镇 holds no other, but "西夏亭" and "东夏亭" share a part.
  std::optional<Region> found;
  bool is_clear = true;
  for (const Region& township : townships()) {
    if (!folded.contains(township.name)) continue;
    is_clear = !found || township.name.contains(found->name) || found->name.contains(township.name);
    if (!found || township.name.size() > found->name.size()) found = township;
  }
  return found && is_clear ? std::optional(found->code) : std::nullopt;
}

std::string_view township_name(std::string_view code) {
  const auto region = find_region(code);
  return region ? region->name : code;
}

std::optional<std::string> industry_code(std::string_view text) {
  std::string plain = text::normalise_code(text).value_or("");
  const std::size_t letter = !plain.empty() && plain[0] >= 'A' && plain[0] <= 'T' ? 1 : 0;
  const std::size_t end = std::min(plain.find_first_not_of(digits, letter), plain.size());
  if (const std::size_t count = end - letter; count > 0) {
    std::string code = plain.substr(0, end);
    if (count >= 2 && count <= 4 && industry_section_of(code)) return code.substr(letter);
    // Excel takes "05" for a number and leaves 5.
    code.insert(letter, "0");
    if (count == 1 && industry_section_of(code)) return code.substr(letter);
    return std::nullopt;
  }
  const std::string folded = fold_header(text);
  for (const IndustryDivision& division : industry_divisions())
    if (folded == fold_header(division.name)) return std::string(division.code);
  return std::nullopt;
}

}  // namespace mingchou::imports
