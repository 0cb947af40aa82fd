// How entries of the trail are read from the database. Inside server/audit only.
#pragma once

#include "server/audit/trail.h"

namespace mingchou::server::audit {

/// The columns that entry_of() reads, in its order.
inline constexpr std::string_view entry_columns =
    "sequence, at, actor_id, actor_login, actor_role, action, entity, entity_id, department_id, request, address, "
    "before, after, previous_hash, hash";

Entry entry_of(const Statement& row);

}  // namespace mingchou::server::audit
