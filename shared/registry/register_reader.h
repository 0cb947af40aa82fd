// One entity of a register whole, with all that belongs to it, and the state it is in. Ended ones are found too: their
// state has `valid_to`.
//
// Several statements are read: within a transaction they are of one moment.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/error.h"
#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou {

/// Of the newest row.
struct EntityState {
  std::int64_t revision = 1;
  CivilDate valid_from;
  /// Set when the entity has ended: the first day on which it no longer stands in the register.
  std::optional<CivilDate> valid_to;
  Instant recorded_at;
  std::string recorded_by, reason;
};

template <class Entity>
struct Stored {
  Entity entity;
  EntityState state;
  bool is_current() const { return !state.valid_to; }
};

Result<std::optional<Stored<Department>>> find_entity(Database& db, const DepartmentId& id);
Result<std::optional<Stored<Target>>> find_entity(Database& db, const TargetId& id);
Result<std::optional<Stored<Inspector>>> find_entity(Database& db, const InspectorId& id);
Result<std::optional<Stored<Expert>>> find_entity(Database& db, const ExpertId& id);

}  // namespace mingchou
