// What the routes of tasks share: which tasks a caller sees, who holds one, and how they are shown. Inside server/api
// only.
#pragma once

#include "server/api/item_lists.h"
#include "shared/tasks/store.h"

namespace mingchou::server {

/// Whether the caller, by the scope of draw_read, sees the task: `own` those in which the own department takes part,
/// `after_window` of these only what was drawn and whose period is over.
bool sees_task(const Caller& caller, const tasks::StoredTask& stored, CivilDate today);
/// The joint meeting's office holds every task, a department's administrator those which the own department initiates.
/// Error: account.not_allowed.
Result<> demand_holder(const tasks::Task& task, const Caller& caller);

/// The task of the path's {task}, if the caller sees it. Error: server.not_found.
Result<tasks::StoredTask> path_task(const Request& request, const Parameters& parameters, const Caller& caller,
                                    Context& context);

}  // namespace mingchou::server
