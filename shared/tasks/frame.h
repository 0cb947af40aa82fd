// Who can be drawn and matched for a task, as the registers stand: the rows of a draw's two rosters, before they are
// frozen (shared/draw/roster.h).
//
// In the target roster stands every target that one of the task's items concerns, whether the range names it or not:
// the range is part of the draw's plan, so anyone sees how it narrows. A target that can't be drawn stands there with
// the reason. In the inspector roster stands who is active, not on leave, and holds a certificate through the whole
// period. Runs wherever a database is.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/roster.h"
#include "shared/items/entities.h"
#include "shared/registry/rules.h"
#include "shared/store/database.h"
#include "shared/tasks/entities.h"

namespace mingchou::tasks {

struct FramedTarget {
  TargetId id;
  /// Under roster_id().
  draw::Target row;
  /// Visited as often this year as the cap allows, whether that excludes it or not.
  bool is_at_visit_cap = false;
  /// Which items of the task concern it: indexes, ascending.
  std::vector<std::uint8_t> items;
};

/// Why people of a department don't stand in the roster, each under the first that holds.
using Bars = std::array<std::uint64_t, 5>;  // by DrawBar

struct Frame {
  std::vector<FramedTarget> targets;        // in the order of their ids in the roster
  std::vector<draw::Inspector> inspectors;  // likewise; an inspector's id is that of the register
  /// Targets that one of the items concerns, but that have no roster_id(): they can't stand in a roster.
  std::uint64_t without_code = 0;
  std::map<DepartmentId, Bars> bars;
  /// The items as the lists have them on the first day, in the order of the task.
  std::vector<items::Item> items;
  std::map<DepartmentId, std::string> department_names;
  std::map<TagId, std::string> tag_names;
};

/// In one read transaction of the caller's. Errors: plans.item_not_in_force {task, date}; those of the store.
Result<Frame> read_frame(Database& db, const Task& task);

/// In the roster: the credit code; without one the register's id, or nothing for an enterprise, a self-employed or a
/// cooperative, which has one (shared/draw/roster.h).
std::optional<std::string> roster_id(TargetKind kind, const TargetId& id, std::string_view credit_code);

}  // namespace mingchou::tasks
