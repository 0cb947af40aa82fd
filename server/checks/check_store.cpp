#include "server/checks/check_store.h"

#include "shared/items/store_row.h"

namespace mingchou::server {
namespace {

using items::id_of;

/// As is_over() of shared/tasks/check_states.h has it.
constexpr std::string_view is_open = "state NOT IN ('closed', 'substituted')";

constexpr std::string_view check_columns =
    "SELECT made.id, made.task_id, made.position, made.state, made.revision, target.id, target.name, "
    "coalesce(target.credit_code, ''), target.township_code, coalesce(target.address, '') FROM ";

/// Bound by read_checks(). What narrows most stands in the text itself, so that an index is used for it.
std::string sql_of(const CheckQuery& query) {
  std::string sql(check_columns);
  if (query.inspector_id)
    sql +=
        "check_inspector AS own JOIN target_check AS made ON made.id = own.check_id AND own.inspector_id = ?2 "
        "AND own.check_id > ?1";
  else
    sql += "target_check AS made";
  sql += " JOIN task ON task.id = made.task_id JOIN target ON target.id = made.target_id WHERE made.id > ?1 AND made.";
  sql += query.state ? "state = ?3" : is_open;
  if (query.task_id) sql += " AND made.task_id = ?4";
  if (query.inspector_id)
    sql += R"sql(
      AND (made.sealed_until IS NULL OR ?5 >= coalesce((SELECT day FROM check_disclosure AS told
        WHERE told.task_id = made.task_id AND told.department_id = own.department_id), task.first_day)))sql";
  else if (!query.knows_sealed)
    sql += " AND (made.sealed_until IS NULL OR made.sealed_until < ?5)";
  for (const char* const place : {"?6", "?7"})
    sql += std::string(" AND (") + place +
           " IS NULL OR EXISTS (SELECT 1 FROM task_department AS place WHERE place.department_id = " + place +
           " AND place.task_id = made.task_id))";
  return sql + " ORDER BY made.id LIMIT ?8";
}

Result<StoredCheck> check_of(const Statement& row) {
  const auto state = tasks::check_state_from(row.text(3));
  if (!state) return fail(Error("store.damaged").with("path", "target_check").because("a state of no name"));
  StoredCheck check;
  check.id = id_of<CheckId>(row, 0);
  check.task_id = id_of<tasks::TaskId>(row, 1);
  check.position = row.int64(2);
  check.state = *state;
  check.revision = row.int64(4);
  check.target_id = id_of<TargetId>(row, 5);
  check.target_name = row.text(6);
  check.credit_code = row.text(7);
  check.township_code = row.text(8);
  check.address = row.text(9);
  return check;
}

Result<> read_teams(Database& db, std::vector<StoredCheck>& checks) {
  Statement read = MC_TRY(db.prepare(R"sql(
    SELECT inspector.id, inspector.name, department.id, department.name,
           (SELECT day FROM check_disclosure AS told WHERE told.task_id = ?2 AND told.department_id = department.id)
    FROM check_inspector AS place JOIN inspector ON inspector.id = place.inspector_id
      JOIN department ON department.id = place.department_id
    WHERE place.check_id = ?1 ORDER BY place.slot)sql"));
  for (StoredCheck& check : checks) {
    read.bind_all(check.id, check.task_id);
    while (MC_TRY(read.step()))
      check.team.push_back({.place = {.inspector_id = id_of<InspectorId>(read, 0),
                                      .department_id = id_of<DepartmentId>(read, 2),
                                      .told_from = items::date_or_nothing(read, 4)},
                            .name = std::string(read.text(1)),
                            .department_name = std::string(read.text(3))});
  }
  return {};
}

}  // namespace

Result<CheckPage> read_checks(Database& db, const CheckQuery& query) {
  Statement read = MC_TRY(db.prepare(sql_of(query)));
  read.bind(1, query.after)
      .bind(2, query.inspector_id)
      .bind(3, query.state ? std::optional(tasks::text_of(*query.state)) : std::nullopt)
      .bind(4, query.task_id)
      .bind(5, query.today.text())
      .bind(6, query.within)
      .bind(7, query.department_id)
      .bind(8, query.limit + 1);
  CheckPage page;
  page.checks.reserve(static_cast<std::size_t>(query.limit) + 1);
  while (MC_TRY(read.step())) page.checks.push_back(MC_TRY(check_of(read)));
  page.has_more = page.checks.size() > static_cast<std::size_t>(query.limit);
  if (page.has_more) page.checks.pop_back();
  MC_TRY(read_teams(db, page.checks));
  return page;
}

Result<std::vector<StoredCheck>> find_checks(Database& db, std::span<const CheckId> ids) {
  Statement find = MC_TRY(db.prepare(
      std::string(check_columns) + "target_check AS made JOIN target ON target.id = made.target_id WHERE made.id = ?"));
  std::vector<StoredCheck> checks;
  checks.reserve(ids.size());
  for (const CheckId& id : ids) {
    find.bind_all(id);
    while (MC_TRY(find.step())) checks.push_back(MC_TRY(check_of(find)));
  }
  MC_TRY(read_teams(db, checks));
  return checks;
}

Result<TaskLoad> read_load(Database& db, const tasks::TaskId& id) {
  const std::string count =
      "count(DISTINCT made.id), count(DISTINCT CASE WHEN made." + std::string(is_open) + " THEN made.id END)";
  const std::string whole = " WHERE made.task_id = ? AND made.state <> 'substituted'";
  const std::string places = " FROM target_check AS made JOIN check_inspector AS place ON place.check_id = made.id";
  TaskLoad load;
  Statement all = MC_TRY(db.prepare("SELECT " + count +
                                    ", count(DISTINCT CASE WHEN NOT EXISTS (SELECT 1 FROM check_inspector AS place "
                                    "WHERE place.check_id = made.id) THEN made.id END) FROM target_check AS made" +
                                    whole));
  all.bind(1, id);
  if (MC_TRY(all.step())) {
    load.count = {all.int64(0), all.int64(1)};
    load.without_team = all.int64(2);
  }
  Statement names = MC_TRY(db.prepare(
      "SELECT id, name FROM task_department JOIN department ON department.id = department_id WHERE task_id = ?"));
  names.bind(1, id);
  while (MC_TRY(names.step())) load.departments[id_of<DepartmentId>(names, 0)].name = names.text(1);
  Statement departments =
      MC_TRY(db.prepare("SELECT place.department_id, " + count + places + whole + " GROUP BY place.department_id"));
  departments.bind(1, id);
  while (MC_TRY(departments.step()))
    load.departments[id_of<DepartmentId>(departments, 0)].count = {departments.int64(1), departments.int64(2)};
  Statement inspectors = MC_TRY(db.prepare("SELECT place.department_id, inspector.id, inspector.name, " + count +
                                           places + " JOIN inspector ON inspector.id = place.inspector_id" + whole +
                                           " GROUP BY place.department_id, inspector.id ORDER BY inspector.name, "
                                           "inspector.id"));
  inspectors.bind(1, id);
  while (MC_TRY(inspectors.step()))
    load.departments[id_of<DepartmentId>(inspectors, 0)].inspectors.push_back(
        {.inspector_id = id_of<InspectorId>(inspectors, 1),
         .name = std::string(inspectors.text(2)),
         .count = {inspectors.int64(3), inspectors.int64(4)}});
  return load;
}

Result<std::map<DepartmentId, CivilDate>> read_disclosures(Database& db, const tasks::TaskId& id) {
  Statement read = MC_TRY(db.prepare("SELECT department_id, day FROM check_disclosure WHERE task_id = ?"));
  read.bind(1, id);
  std::map<DepartmentId, CivilDate> days;
  while (MC_TRY(read.step())) days.emplace(id_of<DepartmentId>(read, 0), items::date_of(read, 1));
  return days;
}

Result<std::optional<CivilDate>> set_disclosure(Database& db, const tasks::Task& task, const DepartmentId& department,
                                                CivilDate day, const items::Write& write) {
  const auto days = MC_TRY(read_disclosures(db, task.id));
  const auto found = days.find(department);
  const auto before = found == days.end() ? std::nullopt : std::optional(found->second);
  MC_TRY(tasks::check_disclosure(task, before, day, write.today()));
  MC_TRY(db.run(R"sql(
    INSERT INTO check_disclosure (task_id, department_id, day, set_at, set_by) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT DO UPDATE SET day = ?3, set_at = ?4, set_by = ?5)sql",
                task.id, department, day.text(), write.at, write.by));
  return before;
}

}  // namespace mingchou::server
