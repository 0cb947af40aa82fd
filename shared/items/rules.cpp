#include "shared/items/rules.h"

#include <algorithm>
#include <set>

#include "shared/codes/tables.h"
#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou::items {
namespace {

Error about(std::string_view code, std::string_view field) { return Error(code).with("field", field); }

Result<std::string> bounded(std::string_view field, std::string text, std::size_t characters_max) {
  if (text.empty()) return fail(about("items.field_needed", field));
  if (text::count_code_points(text) > characters_max)
    return fail(about("items.field_too_long", field).with("max", static_cast<long long>(characters_max)));
  return text;
}

Result<> tidy_optional(std::string_view field, std::optional<std::string>& text, std::size_t characters_max) {
  if (!text) return {};
  auto tidied = tidy_lines(field, *text, characters_max);
  // What holds only spaces is not set.
  if (!tidied && tidied.error().code == "items.field_needed") {
    text.reset();
    return {};
  }
  text = MC_TRY(std::move(tidied));
  return {};
}

Result<> tidy_texts(Item& item) {
  item.code = MC_TRY(tidy_line("code", item.code, code_characters_max));
  item.category = MC_TRY(tidy_line("category", item.category, line_characters_max));
  item.name = MC_TRY(tidy_line("name", item.name, line_characters_max));
  MC_TRY(tidy_optional("sub_item", item.sub_item, line_characters_max));
  item.basis = MC_TRY(tidy_lines("basis", item.basis, text_characters_max));
  item.inspecting_body = MC_TRY(tidy_line("inspecting_body", item.inspecting_body, line_characters_max));
  item.target = MC_TRY(tidy_lines("target", item.target, reason_characters_max));
  item.content = MC_TRY(tidy_lines("content", item.content, text_characters_max));
  MC_TRY(tidy_optional("reason", item.reason, reason_characters_max));
  return tidy_optional("staff_requirement", item.staff_requirement, reason_characters_max);
}

/// Sorted and each once: two lists of the same members are the same list.
template <class T>
void sort_set(std::vector<T>& list) {
  std::ranges::sort(list);
  list.erase(std::ranges::unique(list).begin(), list.end());
}

Result<> check_count(std::string_view field, std::size_t count, std::size_t count_max) {
  if (count > count_max) return fail(about("items.too_many", field).with("max", static_cast<long long>(count_max)));
  return {};
}

Result<> check_filter(TargetFilter& filter) {
  MC_TRY(check_count("applies_to.tags", filter.tags.size(), filter_entries_max));
  MC_TRY(check_count("applies_to.industries", filter.industries.size(), filter_entries_max));
  sort_set(filter.kinds);
  sort_set(filter.tags);
  sort_set(filter.industries);
  for (const std::string& code : filter.industries) MC_TRY(check_industry(code));
  return {};
}

Result<> check_kind(const Item& item) {
  if (item.kind == Kind::key) {
    if (item.grounds.empty() || !item.reason) return fail(Error("items.key_reason_needed"));
    if (item.cap_basis_points) return fail(Error("items.cap_on_key"));
    return {};
  }
  if (!item.grounds.empty()) return fail(Error("items.grounds_on_general"));
  if (!item.cap_basis_points) return fail(Error("items.cap_needed"));
  // A cap of the whole caps nothing.
  if (*item.cap_basis_points < 1 || *item.cap_basis_points >= basis_points_all) return fail(Error("items.cap_range"));
  return {};
}

Result<> check_ratio(const Item& item) {
  if (!item.ratio_basis_points) return {};
  if (*item.ratio_basis_points < 1 || *item.ratio_basis_points > basis_points_all)
    return fail(Error("items.ratio_range"));
  if (item.cap_basis_points && *item.ratio_basis_points > *item.cap_basis_points)
    return fail(Error("items.ratio_above_cap")
                    .with("ratio", percent_text(*item.ratio_basis_points))
                    .with("cap", percent_text(*item.cap_basis_points)));
  return {};
}

Result<> check_frequency(const Item& item) {
  if (!item.frequency) return {};
  const auto [times, months] = *item.frequency;
  if (times < 1 || times > frequency_times_max || months < 1 || months > frequency_months_max)
    return fail(
        Error("items.frequency_range").with("times_max", frequency_times_max).with("months_max", frequency_months_max));
  return {};
}

Result<> check_own_departments(const Item& item) {
  const auto& others = item.participating_department_ids;
  MC_TRY(check_count("participating_department_ids", others.size(), departments_of_item_max));
  std::set<DepartmentId> seen{item.initiating_department_id};
  for (const DepartmentId& id : others)
    if (!seen.insert(id).second) return fail(Error("items.department_repeated"));
  return {};
}

Result<> check_inspecting_body(const Item& item, const DepartmentId& id, const FindDepartment& find) {
  const auto department = find(id);
  if (!department) return fail(Error("items.department_unknown").with("code", item.code));
  if (department->kind == DepartmentKind::joint_meeting_office)
    return fail(Error("items.not_inspecting_body").with("code", item.code).with("department", department->name));
  return {};
}

}  // namespace

Result<std::string> tidy_line(std::string_view field, std::string_view text, std::size_t characters_max) {
  auto tidied = text::clean_text(text);
  if (!tidied) return fail(about("items.bad_text", field).because(tidied.error().code));
  return bounded(field, *std::move(tidied), characters_max);
}

Result<std::string> tidy_lines(std::string_view field, std::string_view text, std::size_t characters_max) {
  std::string lines;
  std::size_t empty_lines = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    auto line = text::clean_text(text.substr(0, end));
    if (!line) return fail(about("items.bad_text", field).because(line.error().code));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line->empty()) {
      ++empty_lines;
      continue;
    }
    // One empty line between paragraphs is enough.
    if (!lines.empty()) lines += empty_lines > 0 ? "\n\n" : "\n";
    empty_lines = 0;
    lines += *line;
  }
  return bounded(field, std::move(lines), characters_max);
}

Result<Item> check_item(Item item) {
  MC_TRY(tidy_texts(item));
  sort_set(item.methods);
  sort_set(item.grounds);
  sort_set(item.levels);
  if (item.methods.empty()) return fail(Error("items.method_needed"));
  if (item.levels.empty()) return fail(Error("items.level_needed"));
  MC_TRY(check_filter(item.applies_to));
  MC_TRY(check_kind(item));
  MC_TRY(check_ratio(item));
  MC_TRY(check_frequency(item));
  if (item.valid_from && item.valid_to && *item.valid_to < *item.valid_from) return fail(Error("items.dates_reversed"));
  MC_TRY(check_own_departments(item));
  return item;
}

Result<> check_departments(const Item& item, const Owner& owner, const FindDepartment& find) {
  MC_TRY(check_inspecting_body(item, item.initiating_department_id, find));
  for (const DepartmentId& id : item.participating_department_ids) MC_TRY(check_inspecting_body(item, id, find));
  if (owner && item.initiating_department_id != *owner) return fail(Error("items.not_of_list").with("code", item.code));
  if (!owner && item.participating_department_ids.empty())
    return fail(Error("items.joint_needs_two").with("code", item.code));
  return {};
}

Result<> check_list(std::span<const Item> items, const Owner& owner, const FindDepartment& find) {
  if (items.empty()) return fail(Error("items.list_empty"));
  if (items.size() > items_max) return fail(Error("items.list_full").with("max", static_cast<long long>(items_max)));
  std::set<std::string_view> codes;
  for (const Item& item : items) {
    if (!codes.insert(item.code).second) return fail(Error("items.code_repeated").with("code", item.code));
    MC_TRY(check_departments(item, owner, find));
  }
  return {};
}

Result<> check_draw_ratio(const Item& item, int ratio_basis_points) {
  if (item.kind == Kind::key || ratio_basis_points <= item.cap_basis_points.value_or(0)) return {};
  return fail(Error("items.draw_above_cap")
                  .with("code", item.code)
                  .with("ratio", percent_text(ratio_basis_points))
                  .with("cap", percent_text(item.cap_basis_points.value_or(0))));
}

std::uint64_t draw_count_max(const Item& item, std::uint64_t population) {
  if (item.kind == Kind::key) return population;
  const auto cap = static_cast<std::uint64_t>(std::max(item.cap_basis_points.value_or(0), 0));
  constexpr std::uint64_t all = basis_points_all;
  // Without the product of both, which could overflow.
  return population / all * cap + (population % all * cap + all - 1) / all;
}

Result<> check_industry(std::string_view code) {
  const bool is_section = code.size() == 1 && std::ranges::contains(industry_sections(), code, &IndustrySection::code);
  const bool is_beginning = code.size() >= 2 && code.size() <= 4 && code.front() <= '9' && industry_section_of(code);
  if (!is_section && !is_beginning) return fail(Error("items.bad_industry").with("code", code));
  return {};
}

bool is_valid_on(const Item& item, CivilDate day) {
  return (!item.valid_from || *item.valid_from <= day) && (!item.valid_to || day <= *item.valid_to);
}

std::string percent_text(int basis_points) {
  std::string text = std::to_string(basis_points / 100);
  if (const int rest = basis_points % 100; rest != 0) {
    text += '.';
    text += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
  }
  return text + "%";
}

}  // namespace mingchou::items
