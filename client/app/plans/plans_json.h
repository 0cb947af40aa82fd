// Reading what the server says of yearly plans, and writing what is sent. Fields that these do not know are left to
// later versions; every length is bounded. Pure.
#pragma once

#include <string>
#include <string_view>

#include "client/app/plans/plans_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

Result<PlanVersion> read_plan_version(json::ObjectReader& reader);
Result<YearlyPlan> read_yearly_plan(json::ObjectReader& reader);
Result<StoredPlanRow> read_stored_plan_row(json::ObjectReader& reader);
Result<plans::Duty> read_plan_duty(json::ObjectReader& reader);
Result<plans::Diff> read_plan_diff(json::ObjectReader& reader);

std::string new_plan_json(const CreatePlan& request);
std::string approval_json(const ApprovePlan& request);
std::string filing_json(const FilePlan& request);
std::string plan_publication_json(const RecordPlanPublication& request);

}  // namespace mingchou::client
