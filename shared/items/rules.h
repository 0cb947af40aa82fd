// What an item and a list must fulfil, by the work plan's clause 二(二) and 国办发〔2024〕54号. Input is tidied here
// once; afterwards texts are compared byte by byte. Pure; runs everywhere.
#pragma once

#include <functional>
#include <span>

#include "shared/base/error.h"
#include "shared/items/entities.h"

namespace mingchou::items {

/// The item with its texts tidied and its lists in their fixed order. Errors: items.field_needed {field},
/// items.field_too_long {field, max}, items.bad_text {field}, items.too_many {field, max}, items.method_needed,
/// items.level_needed, items.key_reason_needed, items.grounds_on_general, items.cap_on_key, items.cap_needed,
/// items.cap_range, items.ratio_range, items.ratio_above_cap {ratio, cap}, items.frequency_range, items.dates_reversed,
/// items.department_repeated, items.bad_industry {code}.
Result<Item> check_item(Item item);

/// What the rules must know of a department; nothing if there is none of that id, or it has ended.
struct DepartmentFacts {
  DepartmentKind kind = DepartmentKind::bureau;
  std::string name;
};
using FindDepartment = std::function<std::optional<DepartmentFacts>(const DepartmentId&)>;

/// Whether the item may stand in that list: who carries it out is an inspecting body (a coordination body never is),
/// a department's list holds what the department initiates, an item of the joint list has at least two departments.
/// Errors: items.department_unknown {code}, items.not_inspecting_body {code, department}, items.not_of_list {code},
/// items.joint_needs_two {code}.
Result<> check_departments(const Item& item, const Owner& owner, const FindDepartment& find);

/// Before a version is issued: not empty, not beyond items_max, no code twice; and every item as above.
/// Errors also: items.list_empty, items.list_full {max}, items.code_repeated {code}.
Result<> check_list(std::span<const Item> items, const Owner& owner, const FindDepartment& find);

/// Whether a draw may take this share of the targets that an item concerns. A key item has no cap.
/// Error: items.draw_above_cap {code, ratio, cap}.
Result<> check_draw_ratio(const Item& item, int ratio_basis_points);
/// How many of `population` targets a draw may take at most. Rounded up, so that a small register is not exempt: 5 % of
/// 4 is 1.
std::uint64_t draw_count_max(const Item& item, std::uint64_t population);

/// A section's letter of GB/T 4754, or the beginning of a code of two to four digits. Error: items.bad_industry {code}.
Result<> check_industry(std::string_view code);

/// Whether the item's own dates let it be used on that day.
bool is_valid_on(const Item& item, CivilDate day);

/// "12.5%".
std::string percent_text(int basis_points);

/// A text of one line, tidied. Errors: items.field_needed, items.field_too_long, items.bad_text.
Result<std::string> tidy_line(std::string_view field, std::string_view text, std::size_t characters_max);
/// The same of several lines: each tidied, none empty at either end.
Result<std::string> tidy_lines(std::string_view field, std::string_view text, std::size_t characters_max);

}  // namespace mingchou::items
