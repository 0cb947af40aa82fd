// Inspection tasks (抽查任务) as screens see them, and what can be asked for. Plain data: TasksKeeper fills it between
// frames. Tasks, their rules and states are the domain's (shared/tasks).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "client/app/accounts/session_model.h"
#include "client/app/accounts/submission.h"
#include "client/app/model/loaded.h"
#include "shared/ceremony/entities.h"
#include "shared/plans/entities.h"
#include "shared/tasks/entities.h"
#include "shared/tasks/states.h"

namespace mingchou::client {

namespace task_limits {
inline constexpr int page_size = 200;
/// More than these is no county's answer.
inline constexpr std::size_t tasks_max = 20'000;
inline constexpr std::size_t draws_max = 200;
}  // namespace task_limits

/// A task as the server keeps it.
struct KeptTask {
  tasks::Task task;
  std::string number;
  tasks::State state = tasks::State::draft;
  std::string void_reason;
  Instant created_at, changed_at;
  std::string created_by, changed_by;
  std::int64_t revision = 0;
};

struct ReasonCount {
  std::string reason;
  std::int64_t count = 0;
};

/// What a task would draw (the server's answer of tasks::assess()).
struct TaskCounts {
  struct Stratum {
    std::string name;
    std::int64_t eligible = 0, drawn = 0, substitutes = 0;
  };
  struct Place {
    DepartmentId department_id;
    std::int64_t in_roster = 0, eligible = 0, places = 0, needed = 0, load = 0;
    std::vector<ReasonCount> barred;
  };
  std::int64_t concerned = 0, outside = 0, eligible = 0, drawn = 0;
  bool may_be_drawn = false;
  std::vector<ReasonCount> excluded;
  std::vector<Stratum> strata;
  std::vector<Place> team;
  std::vector<Error> refusals, remedies, warnings;
};

/// A draw of a task, as far as its task tells of it.
struct TaskDraw {
  Uuid id;
  std::int64_t round = 1;
  ceremony::Stage stage = ceremony::Stage::inviting;
};

/// The task that is open.
struct OpenTask {
  tasks::TaskId id;
  Loaded<KeptTask> task;
  Loaded<TaskCounts> counts;
  /// Newest first.
  Loaded<std::vector<TaskDraw>> draws;
  Submission save, make_ready, reopen, cancel;
  /// The three steps of ApplyRemedy.
  Submission remedy_reopen, remedy_save, remedy_ready;
  /// Made now: the screen goes there.
  std::optional<tasks::TaskId> made;
};

/// Counts of what is being typed. They are asked for one at a time: the next when the one before is there.
struct DraftCounts {
  /// What they are of, and what was asked for last, as JSON; empty for nothing.
  std::string of, asked;
  std::optional<TaskCounts> counts;
  Submission count;
};

/// The row of a plan from which a task is made.
struct PlannedWork {
  std::optional<tasks::PlanRowKey> key;
  Loaded<plans::Row> row;
};

struct TasksModel {
  Loaded<std::vector<KeptTask>> all;
  OpenTask open;
  DraftCounts draft;
  PlannedWork planned;
};

struct ReadTasks {};
struct ReadTask {
  tasks::TaskId id;
};
struct ReadPlannedWork {
  tasks::PlanRowKey key;
};
/// Counts what the task would draw as it is typed; left out while the answer before is awaited.
struct CountDraft {
  /// As DraftCounts::of.
  std::string json;
};
/// A new one has a nil id.
struct SaveTask {
  tasks::Task task;
  std::int64_t revision = 0;
};
/// Steps of the task that is open, as it was seen.
struct MakeTaskReady {
  std::int64_t revision = 0;
};
struct ReopenTask {
  std::int64_t revision = 0;
};
struct CancelTask {
  std::string reason;
  std::int64_t revision = 0;
};
/// The open task is changed so that it can be drawn, and counted again; one that was ready is opened first and made
/// ready again.
struct ApplyRemedy {
  tasks::Task task;
};
using TasksRequest = std::variant<ReadTasks, ReadTask, ReadPlannedWork, CountDraft, SaveTask, MakeTaskReady, ReopenTask,
                                  CancelTask, ApplyRemedy>;

/// Whether the session may make tasks and hold their draws: any, or those that the own department initiates.
bool may_hold_draws(const SessionModel& session);
bool may_hold_draws(const SessionModel& session, const DepartmentId& initiating);

}  // namespace mingchou::client
