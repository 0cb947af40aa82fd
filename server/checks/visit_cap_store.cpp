#include "server/checks/visit_cap_store.h"

#include <algorithm>
#include <set>

#include "shared/items/rules.h"
#include "shared/items/store_row.h"

namespace mingchou::server {
namespace {

using items::id_of;

/// Targets by their visits of a year by a department: a joint visit is one, unless a part of it may not be known to the
/// reader, who would see by the number that it is there. The task's own checks are not of the past.
constexpr std::string_view reached_sql = R"sql(
  SELECT made.target_id
  FROM task_department AS place
    JOIN task ON task.id = place.task_id
    JOIN target_check AS made ON made.task_id = task.id
    LEFT JOIN joint_visit_check AS joined ON joined.check_id = made.id AND joined.is_agreed = 1 AND NOT EXISTS
      (SELECT 1 FROM joint_visit_check AS part JOIN target_check AS hidden ON hidden.id = part.check_id
       WHERE part.visit_id = joined.visit_id AND hidden.sealed_until >= ?3 AND ?4 IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM task_department AS own WHERE own.department_id = ?4 AND own.task_id = hidden.task_id))
  WHERE place.department_id = ?1 AND substr(task.first_day, 1, 4) = ?2 AND made.state <> 'substituted'
    AND (made.sealed_until IS NULL OR made.sealed_until < ?3 OR ?4 IS NULL OR EXISTS
      (SELECT 1 FROM task_department AS own WHERE own.department_id = ?4 AND own.task_id = task.id))
    AND task.id <> ?6
  GROUP BY made.target_id
  HAVING count(DISTINCT coalesce(joined.visit_id, made.id)) >= ?5)sql";

/// A target's checks of a year by a department, with the joint visit that each belongs to as far as the reader may know
/// of it, and whether they may know of the check.
constexpr std::string_view visits_sql = R"sql(
  SELECT made.id, coalesce(joined.visit_id, made.id),
    made.sealed_until IS NULL OR made.sealed_until < ?4 OR (?5 AND (?6 IS NULL OR EXISTS
      (SELECT 1 FROM task_department AS own WHERE own.department_id = ?6 AND own.task_id = task.id)))
  FROM target_check AS made
    JOIN task ON task.id = made.task_id
    JOIN task_department AS place ON place.task_id = task.id AND place.department_id = ?2
    LEFT JOIN joint_visit_check AS joined ON joined.check_id = made.id AND joined.is_agreed = 1 AND NOT EXISTS
      (SELECT 1 FROM joint_visit_check AS part JOIN target_check AS hidden ON hidden.id = part.check_id
       WHERE part.visit_id = joined.visit_id AND hidden.sealed_until >= ?4 AND NOT (?5 AND (?6 IS NULL OR EXISTS
         (SELECT 1 FROM task_department AS own WHERE own.department_id = ?6 AND own.task_id = hidden.task_id))))
  WHERE made.target_id = ?1 AND substr(task.first_day, 1, 4) = ?3 AND made.state <> 'substituted')sql";

}  // namespace

Result<std::vector<StoredCap>> read_caps(Database& db, int year, const std::optional<DepartmentId>& within) {
  Statement read = MC_TRY(db.prepare(R"sql(
    SELECT department.id, department.name, cap.visits_max, coalesce(cap.reason, ''), coalesce(cap.recorded_by, ''),
           cap.recorded_at, coalesce(cap.revision, 0)
    FROM department LEFT JOIN department_visit_cap AS cap ON cap.department_id = department.id AND cap.year = ?1
    WHERE department.valid_to IS NULL AND department.kind <> 'joint_meeting_office'
      AND (?2 IS NULL OR department.id = ?2)
    ORDER BY department.name, department.id)sql"));
  read.bind(1, year).bind(2, within);
  std::vector<StoredCap> caps;
  while (MC_TRY(read.step())) {
    StoredCap& cap = caps.emplace_back();
    cap.department_id = id_of<DepartmentId>(read, 0);
    cap.department_name = read.text(1);
    if (!read.is_null(2)) cap.visits_max = read.int64(2);
    cap.reason = read.text(3);
    cap.recorded_by = read.text(4);
    cap.recorded_at = items::instant_or_nothing(read, 5);
    cap.revision = read.int64(6);
  }
  return caps;
}

Result<StoredCap> set_cap(Database& db, const DepartmentId& department, int year, std::int64_t expected,
                          const std::optional<std::int64_t>& visits_max, std::string_view reason,
                          const items::Write& write) {
  const auto before = MC_TRY(read_caps(db, year, department));
  if (before.empty()) return fail(Error("registry.not_found"));
  if (before.front().revision != expected) return fail(Error("registry.changed_meanwhile"));
  const std::string tidied = MC_TRY(items::tidy_lines("reason", reason, items::reason_characters_max));
  MC_TRY(db.run(R"sql(
    INSERT INTO department_visit_cap (department_id, year, visits_max, recorded_at, recorded_by, reason, revision)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT DO UPDATE SET visits_max = ?3, recorded_at = ?4, recorded_by = ?5, reason = ?6, revision = ?7)sql",
                department, year, visits_max, write.at, write.by, tidied, expected + 1));
  return MC_TRY(read_caps(db, year, department)).front();
}

Result<tasks::DepartmentCaps> read_reached(Database& db, const tasks::Task& task,
                                           const std::optional<DepartmentId>& within, CivilDate today) {
  tasks::DepartmentCaps caps;
  const int year = task.work.first_day.year();
  for (const tasks::TeamPlace& place : task.team) {
    const auto stored = MC_TRY(read_caps(db, year, place.department_id));
    if (stored.empty() || !stored.front().visits_max) continue;
    tasks::DepartmentCap& cap = caps[place.department_id];
    cap.visits_max = *stored.front().visits_max;
    Statement read = MC_TRY(db.prepare(reached_sql));
    read.bind(1, place.department_id).bind(2, std::to_string(year)).bind(3, today.text()).bind(4, within);
    read.bind(5, cap.visits_max).bind(6, task.id);
    while (MC_TRY(read.step())) cap.reached.insert(id_of<TargetId>(read, 0));
  }
  return caps;
}

Result<const StoredCap*> CapWarnings::cap_of(const DepartmentId& department, int year) {
  const auto [found, is_new] = caps_.try_emplace({department, year});
  if (is_new) {
    auto stored = MC_TRY(read_caps(db_, year, department));
    if (!stored.empty()) found->second = std::move(stored.front());
  }
  return &found->second;
}

Result<std::int64_t> CapWarnings::other_visits(const PlannedVisit& visit, const DepartmentId& department) {
  Statement read = MC_TRY(db_.prepare(visits_sql));
  read.bind(1, visit.target_id).bind(2, department).bind(3, std::to_string(visit.year));
  read.bind(4, reader_.today.text()).bind(5, reader_.knows_sealed).bind(6, reader_.within);
  std::set<Uuid> others, own;
  while (MC_TRY(read.step())) {
    const bool is_own = std::ranges::contains(visit.checks, id_of<tasks::CheckId>(read, 0));
    const Uuid counted_as = read.uuid(1).value_or(Uuid{});
    if (is_own) own.insert(counted_as);
    if (!is_own && read.int64(2) != 0) others.insert(counted_as);
  }
  return std::ranges::count_if(others, [&](const Uuid& one) { return !own.contains(one); });
}

Result<std::vector<Error>> CapWarnings::of(const PlannedVisit& visit) {
  std::vector<Error> warnings;
  for (const DepartmentId& department : visit.departments) {
    const StoredCap* const cap = MC_TRY(cap_of(department, visit.year));
    if (!cap->visits_max) continue;
    const std::int64_t visits = MC_TRY(other_visits(visit, department)) + 1;
    if (visits <= *cap->visits_max) continue;
    warnings.push_back(Error("tasks.visit_beyond_cap")
                           .with("department", cap->department_name)
                           .with("year", static_cast<long long>(visit.year))
                           .with("visits", static_cast<long long>(visits))
                           .with("max", static_cast<long long>(*cap->visits_max)));
  }
  return warnings;
}

}  // namespace mingchou::server
