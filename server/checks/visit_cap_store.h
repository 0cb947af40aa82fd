// Departments' own caps on visits (server/migrations/0018_joint_visits.sql) and who is visited as often as they allow,
// inside the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/items/store.h"
#include "shared/store/database.h"
#include "shared/tasks/visit_caps.h"

namespace mingchou::server {

struct StoredCap {
  DepartmentId department_id;
  std::string department_name;
  /// Visits of one target in the year; nothing: no cap.
  std::optional<std::int64_t> visits_max;
  std::string reason, recorded_by;  // "" where none was ever set
  std::optional<Instant> recorded_at;
  std::int64_t revision = 0;  // before any was set
};

/// Of every current department, by name; or of that one.
Result<std::vector<StoredCap>> read_caps(Database& db, int year, const std::optional<DepartmentId>& within);
/// Errors: registry.not_found for a department that is not there, registry.changed_meanwhile if the cap has another
/// revision than `expected`; those of items::tidy_lines().
Result<StoredCap> set_cap(Database& db, const DepartmentId& department, int year, std::int64_t expected,
                          const std::optional<std::int64_t>& visits_max, std::string_view reason,
                          const items::Write& write);

/// The caps of the team of a task in the year of its first day, and who has reached them. `within`: of the reader's
/// scope; of sealed tasks whose period is not over only those in which that department takes part are counted, so that
/// no number tells of a sealed draw.
Result<tasks::DepartmentCaps> read_reached(Database& db, const tasks::Task& task,
                                           const std::optional<DepartmentId>& within, CivilDate today);

}  // namespace mingchou::server
