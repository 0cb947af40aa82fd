// What the routes that anybody may read share: departments by their whole names instead of ids, and answers that are
// kept for a while, so that many readers cost few readings. Inside server/api only.
#pragma once

#include <string>
#include <vector>

#include "server/api/item_lists.h"

namespace mingchou::server {

/// How long a browser or a proxy keeps such an answer: what was voided or withdrawn is gone from it after that.
inline constexpr int public_seconds_max = 60;

/// JSON that may be kept for that long.
Response for_everybody(std::string json);

/// Whole names of departments, ended ones too.
Result<Names> department_names(Database& database);
const std::string& name_in(const Names& departments, const DepartmentId& id);

/// "departments": the initiating one first.
void write_departments(json::Writer& writer, const DepartmentId& initiating,
                       const std::vector<DepartmentId>& participating, const Names& departments);

}  // namespace mingchou::server
