// Departments' own caps on visits (server/migrations/0018_joint_visits.sql), who is visited as often as they allow, and
// which visits are more, inside the caller's transaction.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "shared/items/store.h"
#include "shared/store/database.h"
#include "shared/tasks/check_states.h"
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

/// Who is warned: what they may not know of is not counted for them.
struct CapReader {
  std::optional<DepartmentId> within = {};
  bool knows_sealed = false;
  CivilDate today;
};
/// One visit of a target, whether it is agreed on, proposed, or of one check alone.
struct PlannedVisit {
  TargetId target_id;
  std::span<const tasks::CheckId> checks;
  std::span<const DepartmentId> departments;
  int year = 0;
};
/// Warns of visits that are more than a department's cap. Caps are read once for all visits of an answer.
class CapWarnings {
 public:
  /// The database outlives this.
  CapWarnings(Database& db, const CapReader& reader) : db_(db), reader_(reader) {}

  /// For each department that goes and that has a cap, if this visit takes it beyond. Code:
  /// tasks.visit_beyond_cap {department, year, visits, max}; `visits` counts this one, too.
  Result<std::vector<Error>> of(const PlannedVisit& visit);

 private:
  Result<const StoredCap*> cap_of(const DepartmentId& department, int year);
  /// Of the department in that year, without those checks.
  Result<std::int64_t> other_visits(const PlannedVisit& visit, const DepartmentId& department);

  Database& db_;
  const CapReader reader_;
  std::map<std::pair<DepartmentId, int>, StoredCap> caps_;
};

}  // namespace mingchou::server
