// Tasks in the database (server/migrations/0014_tasks.sql). Everything that changes something checks the state table,
// the rules and the revision first, and is to be run inside the caller's transaction; a refused change leaves parts
// behind, so roll back. Who may do it is for the caller to know. Runs wherever a database is.
#pragma once

#include "shared/crypto/hash.h"
#include "shared/items/store.h"
#include "shared/tasks/assessment.h"
#include "shared/tasks/states.h"

namespace mingchou::tasks {

using items::Write;

/// The version of an item list that a task holds to, whatever becomes of the list.
struct PinnedList {
  items::ListId list_id;
  items::VersionId version_id;
  std::int64_t number = 0;
  crypto::Digest content_hash{};
};

struct StoredTask {
  Task task;
  /// 2026-SCJG-007: the year of the first day when it was made, the code of the initiating department, and a count.
  std::string number;
  State state = State::draft;
  /// Since it was made ready.
  std::vector<PinnedList> lists;
  std::string void_reason;
  std::int64_t revision = 1;
  Instant created_at, changed_at;
  std::string created_by, changed_by;
};

/// Errors of all that takes a task: those of check_task(), plans::check_surroundings(), check_against_plan();
/// tasks.plan_row_unknown, tasks.plan_not_approved {state}; tasks.too_long.
Result<> insert_task(Database& db, const Task& task, const Write& write);
/// Errors also: tasks.wrong_state, tasks.changed_meanwhile.
Result<> update_task(Database& db, const Task& task, std::int64_t expected, const Write& write);
/// Pins the item lists that hold on the first day. Errors: tasks.wrong_state, tasks.changed_meanwhile, those above, the
/// first refusal of assess(), those of items::pin().
Result<> make_ready(Database& db, const TaskId& id, std::int64_t expected, const Write& write);
/// Errors: tasks.wrong_state, tasks.changed_meanwhile.
Result<> reopen(Database& db, const TaskId& id, std::int64_t expected, const Write& write);
/// Errors also: those of items::tidy_lines().
Result<> cancel(Database& db, const TaskId& id, std::int64_t expected, std::string_view reason, const Write& write);

/// A draw has its result. Error: tasks.wrong_state.
Result<> mark_drawn(Database& db, const TaskId& id, const Write& write);

Result<std::optional<StoredTask>> find_task(Database& db, const TaskId& id);

struct TaskQuery {
  /// From the reader's scope, never from a request: only tasks in which that department takes part.
  std::optional<DepartmentId> within = {};
  /// Which the department initiates or takes part in.
  std::optional<DepartmentId> department_id = {};
  std::optional<State> state = {};
  /// Of the first day.
  std::optional<int> year = {};
  std::optional<plans::RowId> plan_row_id = {};
  /// Only those settled by a draw whose period ended before this day.
  std::optional<CivilDate> over_before = {};
  /// Newest first: those made before this one.
  std::optional<TaskId> before = {};
  int limit = items::page_default;
};
struct TaskPage {
  std::vector<StoredTask> tasks;
  bool has_more = false;
};
Result<TaskPage> read_tasks(Database& db, const TaskQuery& query);

/// Frame and assessment as the registers stand now.
Result<Assessment> assess_now(Database& db, const Task& task, CivilDate today);

}  // namespace mingchou::tasks
