#include "shared/plans/store_row.h"

namespace mingchou::plans {
namespace {

constexpr std::string_view plan_columns = "id, year, created_at, created_by";

Plan plan_of(const Statement& row) {
  return {.id = id_of<PlanId>(row, 0),
          .year = static_cast<int>(row.int64(1)),
          .created_at = row.instant(2),
          .created_by = std::string(row.text(3))};
}

/// What can't be read counts as not there: the change is refused.
std::optional<ItemFacts> find_item(Database& db, const items::ListId& list_id, const items::ItemId& item_id,
                                   CivilDate day) {
  const auto list = items::find_list(db, list_id);
  if (!list || !*list) return std::nullopt;
  const auto version = items::version_on(db, list_id, day);
  if (!version || !*version) return std::nullopt;
  auto item = items::find_item(db, (*version)->id, item_id);
  if (!item || !*item) return std::nullopt;
  return ItemFacts{.owner = (*list)->owner, .item = std::move((*item)->item)};
}

bool has_tag(Database& db, const TagId& id) {
  auto find = db.prepare("SELECT 1 FROM tag WHERE id = ? AND valid_to IS NULL");
  if (!find) return false;
  find->bind(1, id);
  const auto found = find->step();
  return found && *found;
}

Result<VersionFacts> facts_of(Database& db, const Version& version) {
  VersionFacts facts{.id = version.id,
                     .number = version.number.value_or(0),
                     .state = version.state,
                     .approved_on = version.approved_on,
                     .channels = MC_TRY(read_channels(db, version.id)),
                     .rows = {}};
  if (version.state != State::published) return facts;
  for (StoredRow& stored : MC_TRY(read_rows(db, version.id)))
    facts.rows.push_back({.id = stored.row.id,
                          .name = std::move(stored.row.name),
                          .initiating_department_id = stored.row.initiating_department_id,
                          .last_day = stored.row.last_day});
  return facts;
}

}  // namespace

Result<> insert_plan(Database& db, const PlanId& id, const VersionId& draft_id, int year, const Write& write) {
  MC_TRY(check_year(year, write.today()));
  for (const Plan& plan : MC_TRY(read_plans(db)))
    if (plan.year == year) return fail(Error("plans.year_taken").with("year", year));
  MC_TRY(
      db.run("INSERT INTO plan (id, year, created_at, created_by) VALUES (?, ?, ?, ?)", id, year, write.at, write.by));
  return db.run(
      "INSERT INTO plan_version (id, plan_id, number, state, revision, created_at, created_by, changed_at) "
      "VALUES (?, ?, 1, 'draft', 1, ?, ?, ?)",
      draft_id, id, write.at, write.by, write.at);
}

Result<std::optional<Plan>> find_plan(Database& db, const PlanId& id) {
  Statement find = MC_TRY(db.prepare("SELECT " + std::string(plan_columns) + " FROM plan WHERE id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return plan_of(find);
}

Result<std::vector<Plan>> read_plans(Database& db) {
  Statement read = MC_TRY(db.prepare("SELECT " + std::string(plan_columns) + " FROM plan ORDER BY year DESC"));
  std::vector<Plan> plans;
  while (MC_TRY(read.step())) plans.push_back(plan_of(read));
  return plans;
}

Result<std::vector<PlanFacts>> read_facts(Database& db) {
  std::vector<PlanFacts> facts;
  for (const Plan& plan : MC_TRY(read_plans(db))) {
    PlanFacts one{.id = plan.id, .year = plan.year, .versions = {}};
    for (const Version& version : MC_TRY(read_versions(db, plan.id)))
      one.versions.push_back(MC_TRY(facts_of(db, version)));
    facts.push_back(std::move(one));
  }
  return facts;
}

Surroundings surroundings_of(Database& db) {
  return {.find_department = items::department_finder(db),
          .find_item = [&db](const items::ListId& list_id, const items::ItemId& item_id,
                             CivilDate day) { return find_item(db, list_id, item_id, day); },
          .has_tag = [&db](const TagId& id) { return has_tag(db, id); }};
}

}  // namespace mingchou::plans
