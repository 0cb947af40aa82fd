// What a row and a plan must fulfil, by the work plan's clause 二(四) and 国办发〔2024〕54号. Input is tidied here
// once; afterwards texts are compared byte by byte. Pure; runs everywhere.
#pragma once

#include <functional>
#include <span>

#include "shared/base/error.h"
#include "shared/items/rules.h"
#include "shared/plans/entities.h"

namespace mingchou::plans {

/// Plans are made for this year and the next; what is older can't be planned any more. Error: plans.year_range
/// {first, last}.
Result<> check_year(int year, CivilDate today);

/// The row with its texts tidied and its lists in their fixed order. Errors: those of items::tidy_line() and
/// tidy_lines(); items.too_many {field, max}, items.method_needed, items.department_repeated, items.bad_industry
/// {code}; plans.items_needed, plans.item_repeated, plans.range_needed, plans.range_on_undirected, plans.unknown_region
/// {code}, plans.unknown_risk_class {class}, plans.ratio_range, plans.count_range {max}, plans.estimate_range {max},
/// plans.period_reversed, plans.period_outside_year {year}.
Result<Row> check_row(Row row, int year);

/// Its parts, of a row or of what is made from one. Errors: items.too_many {field, max}, items.bad_industry {code},
/// plans.unknown_region {code}, plans.unknown_risk_class {class}.
Result<Range> check_range(Range range);
/// Errors: plans.ratio_range, plans.count_range {max}.
Result<Quantity> check_quantity(Quantity quantity);

/// An item as it stands in the list's version that is issued and in force on a day, and whose list that is.
struct ItemFacts {
  items::Owner owner;
  items::Item item;
};
/// What the rules must know beyond a row. Nothing for what is not there, has ended, or does not hold on that day.
struct Surroundings {
  items::FindDepartment find_department;
  std::function<std::optional<ItemFacts>(const items::ListId&, const items::ItemId&, CivilDate day)> find_item;
  std::function<bool(const TagId&)> has_tag;
};

/// The row with codes and names of its items as the lists have them on the first day of its period. Every error names
/// the {task}: plans.department_unknown, plans.not_inspecting_body {department}, plans.unknown_tag,
/// plans.item_not_in_force {date}, plans.item_of_others {code}, plans.ratio_above_cap {code, ratio, cap}.
///
/// A general item's cap binds a ratio, and a batch order too, which takes all in the end. Whether a count is above it
/// depends on how many targets there are when the task is made, so the task checks it.
Result<Row> check_surroundings(Row row, const Surroundings& surroundings);

/// Before a version is submitted: not empty, not beyond rows_max, and every row as above, since lists and departments
/// may have changed since it was entered. The rows as they are to be submitted. Errors also: plans.no_rows,
/// plans.too_many_rows {max}.
Result<std::vector<Row>> check_plan(std::span<const Row> rows, int year, const Surroundings& surroundings);

}  // namespace mingchou::plans
