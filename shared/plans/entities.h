// The yearly joint inspection plan (年度联合抽查计划) and its rows, by the work plan's clause 二(四).
//
// There is one plan a year. It is a row of versions like an item list (shared/items/entities.h): only a draft can be
// changed. A row is one task foreseen; one department's own, or several departments' together. Rows keep their ids over
// the versions. Plain values; texts of enumerations are those of the database and the API. Runs everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/items/entities.h"

namespace mingchou::plans {

struct PlanTag;
using PlanId = Id<PlanTag>;
struct PlanVersionTag;
using VersionId = Id<PlanVersionTag>;
struct PlanRowTag;
using RowId = Id<PlanRowTag>;
struct PlanPublicationTag;
using PublicationId = Id<PlanPublicationTag>;

using items::Channel;
using items::Method;

/// How many targets a task takes: a share of those in range, a number of them, or all of them in a random order that is
/// cut into batches (确定检查批次顺序).
enum class QuantityKind { ratio, count, batch_order };
inline constexpr int quantity_kind_count = 3;
std::string_view text_of(QuantityKind kind);
std::optional<QuantityKind> quantity_kind_from(std::string_view text);

struct Quantity {
  QuantityKind kind = QuantityKind::ratio;
  /// Of a ratio: basis points, 1…10000. Of a count: targets. Of a batch order nothing: 0.
  std::int64_t value = 0;
  bool operator==(const Quantity&) const = default;
};

/// An inspection item that a row is about. Code and name are those of the list's version that holds on the first day of
/// the row's period, kept so that a plan can be read without the lists.
struct PlannedItem {
  items::ListId list_id;
  items::ItemId item_id;
  std::string code, name;
  bool operator==(const PlannedItem&) const = default;
};

/// 对象范围 as data, of a directed row; an empty list asks nothing. The items' own ranges hold besides.
struct Range {
  std::vector<TargetKind> kinds;
  /// Townships by their codes of nine digits; at least one of them.
  std::vector<std::string> regions;
  /// GB/T 4754, as in items::TargetFilter.
  std::vector<std::string> industries;
  std::vector<TagId> tags;
  /// "A" to "D".
  std::vector<std::string> risk_classes;
  bool operator==(const Range&) const = default;
  bool is_empty() const {
    return kinds.empty() && regions.empty() && industries.empty() && tags.empty() && risk_classes.empty();
  }
};

struct Row {
  RowId id;
  std::string name;  // 任务名称
  std::vector<PlannedItem> items;
  DepartmentId initiating_department_id;                   // 发起部门
  std::vector<DepartmentId> participating_department_ids;  // 参与部门
  bool is_directed = false;                                // 定向: the range narrows; 不定向: it does not
  Range range;
  std::string target;  // 对象范围 in words; of several lines
  Quantity quantity;
  std::optional<std::int64_t> estimated_count;  // 拟抽户数
  CivilDate first_day, last_day;                // 实施时间, both days included
  std::vector<Method> methods;                  // 检查方式
  std::optional<std::string> remarks;           // 备注; of several lines
  bool operator==(const Row&) const = default;

  /// 跨部门 or 本部门.
  bool is_joint() const { return !participating_department_ids.empty(); }
  bool concerns(const DepartmentId& department) const;
};

inline constexpr std::size_t rows_max = 500;
inline constexpr std::size_t items_of_row_max = 50;
inline constexpr std::size_t departments_of_row_max = items::departments_of_item_max;
inline constexpr std::size_t range_entries_max = items::filter_entries_max;
inline constexpr std::int64_t targets_of_row_max = 10'000'000;
/// Of a row as JSON, so that it fits into a line of the plan's file and into an entry of the audit trail.
inline constexpr std::size_t row_bytes_max = 56 * 1024;

}  // namespace mingchou::plans
