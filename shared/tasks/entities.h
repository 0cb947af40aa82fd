// Inspection tasks (抽查任务): what is drawn for, from a row of the approved yearly plan or as a special inspection
// (专项检查), by the work plan's clauses 二(四), 二(五) and 二(七).
//
// A task is a row of a plan made exact: who goes, how many go together, whom the draw leaves out, in which strata.
// Plain values; texts of enumerations are those of the database and the API. Runs everywhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/plans/entities.h"

namespace mingchou::tasks {

struct TaskTag;
using TaskId = Id<TaskTag>;
struct CheckTag;
using CheckId = Id<CheckTag>;

using plans::Quantity;
using plans::QuantityKind;
using plans::Range;

/// The row of a plan that a task carries out, in the version that it was taken from.
struct PlanRowKey {
  plans::PlanId plan_id;
  plans::VersionId version_id;
  plans::RowId row_id;
  bool operator==(const PlanRowKey&) const = default;
};

/// Targets that are drawn among themselves. What its range does not name the task's range says.
struct Stratum {
  std::string name;
  Range range;
  Quantity quantity;
  std::int64_t substitute_count = 0;  // 替补户数
  bool operator==(const Stratum&) const = default;
};

/// Targets that stand in the roster and can't be drawn, each with its reason. Those that are not active never can.
struct Exclusions {
  /// Last checked in so many months before the first day; 0: whenever that was.
  int checked_within_months = 0;
  /// Visited as often this year as the county's cap allows (国办发〔2024〕54号).
  bool at_visit_cap = true;
  bool operator==(const Exclusions&) const = default;
};

/// What a department sends to each target.
struct TeamPlace {
  DepartmentId department_id;
  int inspector_count = 2;
  /// 执法领域: each of these among the certificates that are valid through the period.
  std::vector<std::string> certificate_fields = {};
  std::vector<std::string> specialties = {};
  bool operator==(const TeamPlace&) const = default;
};

struct Task {
  TaskId id;
  /// Of a task from the plan. A special one has a reason instead.
  std::optional<PlanRowKey> plan_row;
  std::string special_reason;
  /// Name, items, departments, range, quantity, period, methods. Its id is the plan's row's, or that of the task.
  plans::Row work;
  /// None: one stratum of everything in range, by the quantity of `work`.
  std::vector<Stratum> strata;
  std::int64_t substitute_count = 0;  // of that one stratum
  Exclusions exclusions;
  /// Every department of `work` once, the initiating one first.
  std::vector<TeamPlace> team;
  int load_max = 20;  // 每人最多户数: targets of one inspector in this task
  /// Who was drawn stays internal until the period is over.
  bool is_sealed = false;
  bool operator==(const Task&) const = default;

  bool is_special() const { return !plan_row.has_value(); }
};

inline constexpr std::size_t strata_max = 50;
inline constexpr int inspectors_of_place_max = 20;
/// Certified inspectors that go to a target together, of all departments (行政处罚法 42).
inline constexpr int inspectors_of_team_min = 2;
inline constexpr int load_bound = 1000;
inline constexpr std::int64_t substitutes_bound = 10'000;
inline constexpr int exclusion_months_bound = 60;
inline constexpr std::size_t requirements_max = 20;

}  // namespace mingchou::tasks
