// What the routes of yearly plans share: which plans, versions and rows a caller sees, who keeps a row, and how they
// are shown. What they share with item lists stands in item_lists.h. Inside server/api only.
#pragma once

#include "server/api/item_lists.h"
#include "shared/plans/sight.h"
#include "shared/plans/store.h"

namespace mingchou::server {

/// How much of a version in that state the caller sees (shared/plans/sight.h).
plans::Sight sight_of(const Caller& caller, plans::State state);
/// Whether the caller, who sees that much of a version, sees this row of it.
bool sees_row(const Caller& caller, plans::Sight sight, const plans::Row& row);
/// The rows of a version that the caller sees.
Result<std::vector<plans::StoredRow>> seen_rows(Database& database, const plans::Version& version,
                                                const Caller& caller);

/// The plan of the path's {plan}, if the caller sees anything of it. Error: server.not_found.
Result<plans::Plan> path_plan(const Request& request, const Parameters& parameters, const Caller& caller,
                              Context& context);
/// The version of the path's {plan} and {version}, if the caller sees anything of it. Error: server.not_found.
Result<plans::Version> path_plan_version(const Request& request, const Parameters& parameters, const Caller& caller,
                                         Context& context);

/// The joint meeting's office keeps every row, a department's administrator those which the own department initiates.
/// Error: account.not_allowed.
Result<> demand_row_keeper(const DepartmentId& initiating, const Caller& caller);

/// `channels`: those on which it stands.
void write_plan_version(json::Writer& writer, const plans::Version& version,
                        const std::vector<plans::Channel>& channels, const Caller& caller);
/// 200 with the version as it is now, and its revision as ETag. Error: plans.changed_meanwhile if there is none.
Result<Response> plan_version_answer(Database& database, const plans::VersionId& id, const Caller& caller);
std::string plan_row_json(const plans::StoredRow& row);
std::string plan_publication_json(const plans::Publication& publication);

}  // namespace mingchou::server
