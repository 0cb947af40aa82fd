// Reading what the server says of joint visits, and what is sent about them. Every length is bounded. Pure.
#pragma once

#include <string>
#include <string_view>

#include "client/app/checks/joint_visits_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

Result<JointVisit> read_joint_visit(json::ObjectReader& reader);

/// Agreeing on the visit's days, under its lead. Nothing of what has none.
std::optional<std::string> agreement_body(const JointVisit& visit);
std::string refusal_body(const JointVisit& visit, std::string_view reason);

Result<DepartmentVisitCap> read_department_cap(json::ObjectReader& reader);
std::string department_cap_body(const SaveDepartmentCap& request);

}  // namespace mingchou::client
