// Who may know whom a draw drew, and who is told of a check. Pure; runs everywhere.
//
// A check is seen by
//   the inspectors of its team, each through the account that names them (access::Profile);
//   the departments that take part in its task, the initiating one among them: administrators and reviewers;
//   the joint meeting's office and auditors: all of them.
// County viewers get numbers and no check. In a sealed task, so that nobody is warned of a visit, the departments know
// first and tell their inspectors on a day that they set; reviewers and the public learn it when the period is over.
#pragma once

#include <optional>
#include <span>

#include "shared/access/role.h"
#include "shared/base/error.h"
#include "shared/tasks/entities.h"

namespace mingchou::tasks {

/// Whether that role knows of sealed draws before their period is over: those who hold draws (the joint meeting's
/// office, the administrators of the departments that take part), who have to act on them, and those who audit draws.
bool knows_sealed(access::Role role);

/// Whether that role, if it sees the task at all, may know whom its draw drew: targets and teams, and what leads to
/// them. Of an open draw everybody may. Of a sealed one, until its period is over, who knows_sealed(). On the day after
/// it is public (draw specification, section 7).
bool may_know_drawn(access::Role role, const Task& task, CivilDate today);

/// Who looks, by their account.
struct CheckReader {
  access::Role role = access::Role::county_viewer;
  std::optional<DepartmentId> department_id = {};
  std::optional<InspectorId> inspector_id = {};
};

/// An inspector's place in the team of a check.
struct CheckPlace {
  InspectorId inspector_id;
  DepartmentId department_id;
  /// In a sealed task: the day from which that department tells its inspectors, if it set one.
  std::optional<CivilDate> told_from = {};
};

/// Whether the reader is told of a check of that task with that team.
bool sees_check(const CheckReader& reader, const Task& task, std::span<const CheckPlace> team, CivilDate today);

/// A check of a visit, as far as it matters for who may know of it.
struct VisitSight {
  const Task* task = nullptr;
  std::span<const CheckPlace> team;
};

/// Whether the reader sees each of the checks: only then a joint visit is proposed to them, or what became of a
/// proposal is shown.
bool sees_all_checks(const CheckReader& reader, std::span<const VisitSight> checks, CivilDate today);

/// Whether the reader is told of a joint visit that was agreed on, for which those who go have to know of one another.
/// The departments go together then: their administrators know of it, since they have to act on it. Inspectors are told
/// once they are told of one of its checks and every department of a sealed one has told its own, so that nobody learns
/// of a sealed visit through a neighbour; reviewers once the period of each sealed one is over.
bool is_told_of_visit(const CheckReader& reader, std::span<const VisitSight> checks, CivilDate today);

/// From when on a department's inspectors are told: the first day of the period, unless the department set another one.
/// Nothing of a task that is not sealed: they are told at once.
std::optional<CivilDate> told_from(const Task& task, const std::optional<CivilDate>& day_set);

/// Whether a department may set that day. `before`: the one that it set before. Errors: tasks.not_sealed;
/// tasks.told_already {day} once its inspectors were told, which nothing takes back; tasks.disclosure_late {last_day}.
Result<> check_disclosure(const Task& task, const std::optional<CivilDate>& before, CivilDate day, CivilDate today);

}  // namespace mingchou::tasks
