// Reading what the server says of inspection tasks, and writing what is sent. Every length is bounded. Pure.
#pragma once

#include <string>

#include "client/app/tasks/tasks_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

Result<KeptTask> read_kept_task(json::ObjectReader& reader);
Result<TaskCounts> read_task_counts(json::ObjectReader& reader);
Result<TaskDraw> read_task_draw(json::ObjectReader& reader);
/// A task as it is sent.
std::string task_body(const tasks::Task& task);

}  // namespace mingchou::client
