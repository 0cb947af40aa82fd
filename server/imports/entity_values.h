// Entities as the values of a row and back, and a row laid over an entity that stands in the register: what the file
// says goes before, what it leaves empty stays. Native only.
#pragma once

#include <string>
#include <vector>

#include "server/imports/known_names.h"
#include "server/imports/row_check.h"
#include "shared/registry/entities.h"

namespace mingchou::imports {

/// An entity as the values that a file brings (row_check.h), so that both ways have one form.
Values values_of(const Target& target);
Values values_of(const Inspector& inspector);
Values values_of(const Expert& expert);

/// What people read for a part of a value: words instead of codes, names instead of ids.
std::string usual_text(const Field& field, std::string_view part, const KnownNames& known);

/// The entity as it will be. Licences, certificates and qualifications are matched by their numbers: further ones are
/// added, none goes.
/// What no file says (holder, leaves, capacity, source, department) stays.
Target merged(const Target& old, const Values& given, UuidGenerator& ids);
Inspector merged(const Inspector& old, const Values& given, UuidGenerator& ids);
Expert merged(const Expert& old, const Values& given, UuidGenerator& ids);

/// What differs, as people read it.
struct Change {
  std::string field, before, after;
};
std::vector<Change> changes_between(Register which, const Values& before, const Values& after, const KnownNames& known);
/// [{"field", "before", "after"}]
std::string changes_json(const std::vector<Change>& changes);

}  // namespace mingchou::imports
