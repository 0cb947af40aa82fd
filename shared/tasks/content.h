// Tasks as JSON: what the API shows and the database keeps. Pure; runs everywhere.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/error.h"
#include "shared/plans/content.h"
#include "shared/tasks/entities.h"

namespace mingchou::tasks {

/// The members of the open object, without the task's id:
///   {"plan_row":{…} or "special_reason":…, "work":{…}, "strata":[…], "substitute_count":…, "exclusions":{…},
///    "team":[…], "load_max":…, "is_sealed":…}
void write_fields(json::Writer& writer, const Task& task);
/// Canonical.
Result<std::string> to_json(const Task& task);

/// Reads the fields, but not the id. Errors: those of json::ObjectReader; items.bad_value {field}.
Result<Task> read_task(json::ObjectReader& reader);
/// As to_json() wrote it; the id is the caller's.
Result<Task> parse_task(std::string_view json);

}  // namespace mingchou::tasks
