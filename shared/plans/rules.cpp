#include "shared/plans/rules.h"

#include <algorithm>
#include <set>
#include <utility>

#include "shared/codes/tables.h"

namespace mingchou::plans {
namespace {

Error about_task(std::string_view code, const Row& row) { return Error(code).with("task", row.name); }

/// Sorted and each once: two lists of the same members are the same list.
template <class T>
void sort_set(std::vector<T>& list) {
  std::ranges::sort(list);
  list.erase(std::ranges::unique(list).begin(), list.end());
}

Result<> check_size(std::string_view field, std::size_t size, std::size_t size_max) {
  if (size > size_max)
    return fail(Error("items.too_many").with("field", field).with("max", static_cast<long long>(size_max)));
  return {};
}

Result<> check_items(const Row& row) {
  if (row.items.empty()) return fail(Error("plans.items_needed"));
  MC_TRY(check_size("items", row.items.size(), items_of_row_max));
  std::set<std::pair<items::ListId, items::ItemId>> seen;
  for (const PlannedItem& item : row.items)
    if (!seen.emplace(item.list_id, item.item_id).second) return fail(Error("plans.item_repeated"));
  return {};
}

Result<> check_own_departments(const Row& row) {
  const auto& others = row.participating_department_ids;
  MC_TRY(check_size("participating_department_ids", others.size(), departments_of_row_max));
  std::set<DepartmentId> seen{row.initiating_department_id};
  for (const DepartmentId& id : others)
    if (!seen.insert(id).second) return fail(Error("items.department_repeated"));
  return {};
}

Result<> check_direction(const Row& row) {
  if (row.is_directed && row.range.is_empty()) return fail(Error("plans.range_needed"));
  if (!row.is_directed && !row.range.is_empty()) return fail(Error("plans.range_on_undirected"));
  return {};
}

Result<> check_estimate(const Row& row) {
  if (row.estimated_count && (*row.estimated_count < 0 || *row.estimated_count > targets_of_row_max))
    return fail(Error("plans.estimate_range").with("max", targets_of_row_max));
  return {};
}

Result<> check_period(const Row& row, int year) {
  if (row.last_day < row.first_day) return fail(Error("plans.period_reversed"));
  if (row.first_day.year() != year || row.last_day.year() != year)
    return fail(Error("plans.period_outside_year").with("year", year));
  return {};
}

Result<> check_inspecting_body(const Row& row, const DepartmentId& id, const items::FindDepartment& find) {
  const auto department = find(id);
  if (!department) return fail(about_task("plans.department_unknown", row));
  if (department->kind == DepartmentKind::joint_meeting_office)
    return fail(about_task("plans.not_inspecting_body", row).with("department", department->name));
  return {};
}

/// What the row takes of the targets that each of its items concerns, if that is known.
std::optional<int> share_of(const Quantity& quantity) {
  if (quantity.kind == QuantityKind::count) return std::nullopt;
  return quantity.kind == QuantityKind::ratio ? static_cast<int>(quantity.value) : items::basis_points_all;
}

Result<> check_cap(const Row& row, const items::Item& item) {
  const auto share = share_of(row.quantity);
  if (!share || items::check_draw_ratio(item, *share)) return {};
  return fail(about_task("plans.ratio_above_cap", row)
                  .with("code", item.code)
                  .with("ratio", items::percent_text(*share))
                  .with("cap", items::percent_text(item.cap_basis_points.value_or(0))));
}

}  // namespace

Result<> check_year(int year, CivilDate today) {
  const int first = today.year(), last = today.year() + 1;
  if (year < first || year > last) return fail(Error("plans.year_range").with("first", first).with("last", last));
  return {};
}

Result<Range> check_range(Range range) {
  MC_TRY(check_size("range.regions", range.regions.size(), range_entries_max));
  MC_TRY(check_size("range.industries", range.industries.size(), range_entries_max));
  MC_TRY(check_size("range.tags", range.tags.size(), range_entries_max));
  sort_set(range.kinds);
  sort_set(range.regions);
  sort_set(range.industries);
  sort_set(range.tags);
  sort_set(range.risk_classes);
  for (const std::string& code : range.regions)
    if (!std::ranges::contains(townships(), std::string_view(code), &Region::code))
      return fail(Error("plans.unknown_region").with("code", code));
  for (const std::string& code : range.industries) MC_TRY(items::check_industry(code));
  for (const std::string& risk_class : range.risk_classes)
    if (risk_class.size() != 1 || !std::string_view("ABCD").contains(risk_class))
      return fail(Error("plans.unknown_risk_class").with("class", risk_class));
  return range;
}

Result<Quantity> check_quantity(Quantity quantity) {
  if (quantity.kind == QuantityKind::ratio && (quantity.value < 1 || quantity.value > items::basis_points_all))
    return fail(Error("plans.ratio_range"));
  if (quantity.kind == QuantityKind::count && (quantity.value < 1 || quantity.value > targets_of_row_max))
    return fail(Error("plans.count_range").with("max", targets_of_row_max));
  if (quantity.kind == QuantityKind::batch_order) quantity.value = 0;
  return quantity;
}

Result<Row> check_row(Row row, int year) {
  row.name = MC_TRY(items::tidy_line("name", row.name, items::line_characters_max));
  row.target = MC_TRY(items::tidy_lines("target", row.target, items::reason_characters_max));
  if (row.remarks) {
    auto remarks = items::tidy_lines("remarks", *row.remarks, items::reason_characters_max);
    // What holds only spaces is not set.
    if (!remarks && remarks.error().code != "items.field_needed") return fail(std::move(remarks).error());
    row.remarks = remarks ? std::optional(*std::move(remarks)) : std::nullopt;
  }
  MC_TRY(check_items(row));
  MC_TRY(check_own_departments(row));
  row.range = MC_TRY(check_range(std::move(row.range)));
  MC_TRY(check_direction(row));
  row.quantity = MC_TRY(check_quantity(row.quantity));
  MC_TRY(check_estimate(row));
  MC_TRY(check_period(row, year));
  sort_set(row.methods);
  if (row.methods.empty()) return fail(Error("items.method_needed"));
  return row;
}

Result<Row> check_surroundings(Row row, const Surroundings& surroundings) {
  MC_TRY(check_inspecting_body(row, row.initiating_department_id, surroundings.find_department));
  for (const DepartmentId& id : row.participating_department_ids)
    MC_TRY(check_inspecting_body(row, id, surroundings.find_department));
  for (const TagId& tag : row.range.tags)
    if (!surroundings.has_tag(tag)) return fail(about_task("plans.unknown_tag", row));
  for (PlannedItem& planned : row.items) {
    const auto facts = surroundings.find_item(planned.list_id, planned.item_id, row.first_day);
    if (!facts || !items::is_valid_on(facts->item, row.first_day))
      return fail(about_task("plans.item_not_in_force", row).with("date", row.first_day.text()));
    if (facts->owner && !row.concerns(*facts->owner))
      return fail(about_task("plans.item_of_others", row).with("code", facts->item.code));
    MC_TRY(check_cap(row, facts->item));
    planned.code = facts->item.code;
    planned.name = facts->item.name;
  }
  return row;
}

Result<std::vector<Row>> check_plan(std::span<const Row> rows, int year, const Surroundings& surroundings) {
  if (rows.empty()) return fail(Error("plans.no_rows"));
  if (rows.size() > rows_max) return fail(Error("plans.too_many_rows").with("max", static_cast<long long>(rows_max)));
  std::vector<Row> checked;
  checked.reserve(rows.size());
  for (const Row& row : rows) {
    Row tidied = MC_TRY(check_row(row, year));
    checked.push_back(MC_TRY(check_surroundings(std::move(tidied), surroundings)));
  }
  return checked;
}

}  // namespace mingchou::plans
