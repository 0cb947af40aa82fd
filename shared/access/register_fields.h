// Which fields of the registers a role may read. Entries, lists, histories, exports and the audit trail hold to this
// one rule, so that none of them tells what another withholds. Runs everywhere.
#pragma once

#include <string_view>

#include "shared/access/role.h"

namespace mingchou::access {

/// Whether entities of that name ("target") stand in a register, and are read under registers_read. Departments and
/// tags do not: whoever has signed in sees them.
bool is_of_registers(std::string_view entity);

/// `field` as in shared/registry/content.h. Who is not granted registers_read sees none, without_personal_data leaves
/// out what tells of persons, and risk classes need risk_read. True for entities that are of no register.
bool may_see_field(Role role, std::string_view entity, std::string_view field);

}  // namespace mingchou::access
