// What the sources of the store share. Inside shared/plans only.
#pragma once

#include "shared/items/store_row.h"
#include "shared/plans/store.h"

namespace mingchou::plans {

using items::date_of;
using items::date_or_nothing;
using items::digest_or_nothing;
using items::id_of;
using items::instant_or_nothing;

/// The version as it is now, if it may make this step. Errors: plans.wrong_state, plans.changed_meanwhile.
Result<Version> demand_step_now(Database& db, const VersionId& id, Event event);
/// The same, and it is as it was when it was looked at.
Result<Version> demand_step(Database& db, const Version& version, Event event, std::int64_t expected);

/// A change of the version's rows is one of the version.
Result<> touch(Database& db, const VersionId& id, const Write& write);
/// Writes what the row has become, whoever looked at it before.
Result<> store_row(Database& db, const VersionId& version_id, const Row& row, const Write& write);

}  // namespace mingchou::plans
