// What an entity of the registers leans on in the database: the department it names is there, its code is nobody
// else's. The schema holds the same; asked first, it is answered with a sentence instead of a failure.
//
// What can be seen in the entity alone is checked by rules.h.
#pragma once

#include "shared/base/error.h"
#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou {

/// Errors: registry.department_name_taken {name}.
Result<> check_references(Database& db, const Department& department);
/// Errors: registry.unknown_department, registry.department_does_not_inspect, registry.unknown_holder,
/// registry.unknown_tag, registry.credit_code_taken {code, name}.
Result<> check_references(Database& db, const Target& target);
/// Errors: registry.unknown_department, registry.department_does_not_inspect, registry.staff_number_taken {number,
/// name}, registry.certificate_taken {number, name}.
Result<> check_references(Database& db, const Inspector& inspector);
/// Errors: registry.unknown_department.
Result<> check_references(Database& db, const Expert& expert);
/// Errors: registry.unknown_inspector, registry.unknown_target, registry.recusal_exists.
Result<> check_references(Database& db, const Recusal& recusal);
/// Those who took part are the department's own. Errors: registry.unknown_department, registry.unknown_inspector.
Result<> check_references(Database& db, const Training& training);
/// Error: registry.tag_name_taken {name}.
Result<> check_references(Database& db, const Tag& tag);

}  // namespace mingchou
