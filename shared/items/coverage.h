// Which targets an item concerns, and the gaps (监管真空) that follow: targets that no item in force concerns, and
// items whose departments can't send two inspectors. 谁审批、谁监管，谁主管、谁监管: without `any_department` an item
// reaches the targets that one of its own departments is responsible for. Runs wherever a database is; concerns() is
// pure.
#pragma once

#include <span>

#include "shared/items/store.h"

namespace mingchou::items {

/// What a filter looks at.
struct TargetTraits {
  TargetKind kind = TargetKind::enterprise;
  DepartmentId responsible_department_id;
  /// Empty where the register has none.
  std::string_view industry_code;
  std::span<const TagId> tags;
};

bool concerns(const Item& item, const TargetTraits& target);

/// An item of a version that holds on a day, valid itself on that day.
struct ItemInForce {
  ListId list_id;
  VersionId version_id;
  Item item;
};
/// Of all lists, in the order of lists and items.
Result<std::vector<ItemInForce>> read_items_in_force(Database& db, CivilDate day);

struct UncoveredTarget {
  TargetId id;
  TargetKind kind = TargetKind::enterprise;
  std::string name;
  std::optional<std::string> industry_code;
  DepartmentId responsible_department_id;
};
struct UncoveredQuery {
  CivilDate day;
  std::optional<DepartmentId> responsible_department_id = {};
  TargetId after = {};
  int limit = page_default;
};
struct UncoveredPage {
  std::vector<UncoveredTarget> targets;
  /// Go on behind this one: there may be more, even if this page found none.
  std::optional<TargetId> next;
};
/// Active targets by id. One call looks at no more than this many, so that a register without gaps takes no long
/// request.
inline constexpr int scanned_targets_max = 20'000;
Result<UncoveredPage> read_uncovered(Database& db, const UncoveredQuery& query, int scan_max = scanned_targets_max);

/// At least so many inspectors go together (行政处罚法 42).
inline constexpr std::int64_t inspectors_of_check_min = 2;
enum class ItemProblem { department_ended, too_few_inspectors };
std::string_view text_of(ItemProblem problem);

struct ItemGap {
  ListId list_id;
  VersionId version_id;
  ItemId item_id;
  std::string code, name;
  DepartmentId department_id;
  ItemProblem problem = ItemProblem::department_ended;
  /// Active ones of that department whose certificate is valid on the day; leaves pass and are not looked at.
  std::int64_t inspector_count = 0;
  /// None of the item's departments can carry it out.
  bool is_without_inspecting_department = false;
};
/// `within`: only items that this department takes part in.
Result<std::vector<ItemGap>> read_item_gaps(Database& db, CivilDate day,
                                            const std::optional<DepartmentId>& within = {});

}  // namespace mingchou::items
