// Who may know whom a draw drew, and who is told of a check. Pure; runs everywhere.
#pragma once

#include "shared/access/role.h"
#include "shared/tasks/entities.h"

namespace mingchou::tasks {

/// Whether that role, if it sees the task at all, may know whom its draw drew: targets and teams, and what leads to
/// them. Of an open draw everybody may. Of a sealed one, so that nobody is warned of a visit: until its period is over
/// those who hold draws (the joint meeting's office, the administrators of the departments that take part), who have to
/// act on it, and those who audit draws. On the day after it is public (draw specification, section 7).
bool may_know_drawn(access::Role role, const Task& task, CivilDate today);

}  // namespace mingchou::tasks
