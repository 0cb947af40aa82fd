// Writing the demo county's yearly plans into a database, on the way that real ones go: so their rules hold.
#pragma once

#include "shared/base/error.h"
#include "shared/demo/plans.h"
#include "shared/store/database.h"

namespace mingchou::server {

/// Departments, tags and item lists are in the database already. The caller holds the transaction.
Result<> write_plans(Database& db, const std::vector<demo::YearlyPlan>& yearly);

}  // namespace mingchou::server
