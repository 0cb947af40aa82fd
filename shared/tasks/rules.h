// What a task must fulfil before anything is counted, by the work plan's clauses 二(四), 二(五) and 二(七) and
// 行政处罚法 42. Input is tidied here once. What depends on the registers stands in assessment.h. Pure; runs
// everywhere.
#pragma once

#include "shared/base/error.h"
#include "shared/plans/rules.h"
#include "shared/tasks/entities.h"

namespace mingchou::tasks {

/// The task with its texts tidied, its lists in their fixed order and its team in the order of its departments. Errors:
/// those of plans::check_row() within the year of the first day; tasks.reason_on_planned, items.field_needed for a
/// special task without a reason; tasks.strata_max {max}, tasks.stratum_repeated {name}, tasks.stratum_beyond_range
/// {name}, those of plans::check_range() and check_quantity(); tasks.substitutes_range {max}, tasks.months_range {max},
/// tasks.load_range {max}; tasks.team_departments, tasks.place_range {max}, tasks.requirements_max {max},
/// tasks.team_too_small {min}.
Result<Task> check_task(Task task);

/// The task carries out what was approved: the same items, departments, direction, range and quantity, within the
/// period. Errors: tasks.differs_from_plan {field} with the field of the row.
Result<> check_against_plan(const Task& task, const plans::Row& planned);

/// Whether everything that fits `part` fits `whole`, condition by condition. A condition that `part` does not name it
/// takes from `whole`.
bool is_within(const Range& part, const Range& whole);
/// `part` with the conditions of `whole` that it does not name.
Range narrowed(const Range& part, const Range& whole);

}  // namespace mingchou::tasks
