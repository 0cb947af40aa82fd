// Checks in the database (server/migrations/0015_draws.sql, 0017_checks.sql), inside the caller's transaction: whom
// they are of, who goes there, and since when those are told. Which of them a reader may see is the query's to say, by
// the rules of shared/tasks/check_sight.h.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/items/store.h"
#include "shared/store/database.h"
#include "shared/tasks/check_sight.h"
#include "shared/tasks/check_states.h"

namespace mingchou::server {

using tasks::CheckId;

/// Somebody in the team of a check.
struct CheckMember {
  tasks::CheckPlace place;
  std::string name;
  std::string department_name;
};

struct StoredCheck {
  CheckId id;
  tasks::TaskId task_id;
  std::int64_t position = 0;  // in the order of the draw
  tasks::CheckState state = tasks::CheckState::drawn;
  std::int64_t revision = 1;
  TargetId target_id;
  std::string target_name;
  std::string credit_code;  // "" of a target without one
  std::string township_code;
  std::string address;  // "" if the register has none
  /// By slot: the first leads. Empty if a department had no complete matching.
  std::vector<CheckMember> team;
};

struct CheckQuery {
  /// From the reader's scope, never from a request: only those of an inspector who is told of them, or only of tasks in
  /// which that department takes part.
  std::optional<InspectorId> inspector_id = {};
  std::optional<DepartmentId> within = {};
  /// Without an inspector: whether sealed ones are seen before their period is over.
  bool knows_sealed = false;
  CivilDate today;
  /// Of tasks in which that department takes part, whoever asks.
  std::optional<DepartmentId> department_id = {};
  std::optional<tasks::TaskId> task_id = {};
  /// None: those that are not over.
  std::optional<tasks::CheckState> state = {};
  /// By id: those after this one.
  CheckId after = {};
  int limit = items::page_default;
};
struct CheckPage {
  std::vector<StoredCheck> checks;
  bool has_more = false;
};
Result<CheckPage> read_checks(Database& db, const CheckQuery& query);
/// Those that are there, in that order, with their teams; who may see them is for the caller to know.
Result<std::vector<StoredCheck>> find_checks(Database& db, std::span<const CheckId> ids);

/// How many checks somebody has of a task, without those whose target left its place.
struct CheckCount {
  std::int64_t all = 0;
  std::int64_t open = 0;  // not over
};
struct InspectorLoad {
  InspectorId inspector_id;
  std::string name;
  CheckCount count;
};
struct DepartmentLoad {
  std::string name;
  CheckCount count;
  std::vector<InspectorLoad> inspectors;  // by name
};
struct TaskLoad {
  CheckCount count;
  /// Nobody goes there yet.
  std::int64_t without_team = 0;
  /// Every department of the team, whether it has checks or not.
  std::map<DepartmentId, DepartmentLoad> departments;
};
Result<TaskLoad> read_load(Database& db, const tasks::TaskId& id);

/// The days that departments set for telling their inspectors of a sealed task.
Result<std::map<DepartmentId, CivilDate>> read_disclosures(Database& db, const tasks::TaskId& id);
/// The day that was set before, if one was. Errors: those of tasks::check_disclosure().
Result<std::optional<CivilDate>> set_disclosure(Database& db, const tasks::Task& task, const DepartmentId& department,
                                                CivilDate day, const items::Write& write);

}  // namespace mingchou::server
