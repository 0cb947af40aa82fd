#include "server/draws/settlement.h"

#include "server/data/blobs.h"
#include "shared/ceremony/rules.h"
#include "shared/items/store_row.h"
#include "shared/log/leaf.h"
#include "shared/tasks/store.h"

namespace mingchou::server {
namespace {

Result<std::vector<TargetId>> targets_of(const draw::DrawResult& result, const std::string& data_folder,
                                         std::string_view ids_hash) {
  const auto ids = MC_TRY(read_target_ids(data_folder, ids_hash));
  std::vector<TargetId> targets;
  targets.reserve(result.order.size());
  for (const std::string& id : result.order) {
    const auto found = ids.find(id);
    if (found == ids.end()) return fail(Error("data.unusable").with("path", blob_path(data_folder, ids_hash)));
    targets.push_back(found->second);
  }
  return targets;
}

std::vector<DepartmentId> slot_departments_of(const tasks::Task& task) {
  std::vector<DepartmentId> departments;
  for (const tasks::TeamPlace& place : task.team)
    departments.insert(departments.end(), static_cast<std::size_t>(place.inspector_count), place.department_id);
  return departments;
}

Result<> insert_checks(Database& db, const StoredDraw& stored, const Settlement& settlement, UuidGenerator& ids,
                       const items::Write& write) {
  const draw::DrawResult& result = settlement.result;
  const auto sealed_until = items::date_text(settlement.sealed_until);
  for (std::size_t i = 0; i < result.order.size(); ++i) {
    const Uuid id = ids.next();
    MC_TRY(db.run(R"sql(
      INSERT INTO target_check (id, task_id, draw_id, position, target_id, roster_id, state, revision, changed_at,
                                changed_by, sealed_until)
      VALUES (?, ?, ?, ?, ?, ?, 'drawn', 1, ?, ?, ?))sql",
                  id, stored.draw.task_id, stored.draw.id, static_cast<std::int64_t>(i + 1), settlement.targets[i],
                  result.order[i], write.at, write.by, sealed_until));
    // Teams stand in the draw's order, too; there are none if a department has no complete matching.
    if (result.teams.empty()) continue;
    const std::vector<std::string>& team = result.teams[i].inspectors;
    for (std::size_t slot = 0; slot < team.size(); ++slot) {
      const auto inspector = Uuid::parse(team[slot]);
      if (!inspector || slot >= settlement.slot_departments.size())
        return fail(Error("store.internal").because("a team that is not the task's"));
      MC_TRY(db.run("INSERT INTO check_inspector (check_id, slot, inspector_id, department_id) VALUES (?, ?, ?, ?)", id,
                    static_cast<std::int64_t>(slot), *inspector, settlement.slot_departments[slot]));
    }
  }
  return {};
}

}  // namespace

Result<Settlement> settle(const StoredDraw& stored, const tasks::Task& task, const std::string& data_folder,
                          Random& random) {
  const draw::RosterFile roster = MC_TRY(read_rosters(data_folder, stored.roster_hash));
  const draw::Plan plan = stored.draw.plan.value_or(draw::Plan());
  const std::vector<Bytes> values = ceremony::values_of(stored.draw);
  draw::DrawOutcome outcome = MC_TRY(draw::draw_from_files(plan, roster, values, random.array<32>()));
  Settlement settlement{.result = std::move(outcome.result), .targets = {}, .slot_departments = {}, .sealed_until = {}};
  settlement.targets = MC_TRY(targets_of(settlement.result, data_folder, stored.ids_hash));
  settlement.slot_departments = slot_departments_of(task);
  if (task.is_sealed) settlement.sealed_until = task.work.last_day;
  return settlement;
}

Result<> record(Database& db, const DrawId& id, const Settlement& settlement, UuidGenerator& ids,
                const items::Write& write, Random& random, const transparency::Signer& signer) {
  auto stored = MC_TRY(find_draw(db, id));
  if (!stored) return fail(Error("ceremony.not_there"));
  if (stored->draw.stage() == ceremony::Stage::drawn) return {};
  if (stored->draw.stage() != ceremony::Stage::settling)
    return fail(Error("ceremony.wrong_stage").with("stage", text_of(stored->draw.stage())));
  Outcome outcome{.result = draw::result_json(settlement.result),
                  .hash = draw::result_hash(stored->draw.suite, settlement.result),
                  .leaf_nonce = random.array<32>(),
                  .at_s = unix_seconds(write.at)};
  const draw::Digest concealed = log::concealed_hash(outcome.leaf_nonce, outcome.result);
  MC_TRY(tell(db, stored->draw, {log::concealed_leaf("result", outcome.at_s, stored->draw.id.uuid.text(), concealed)},
              write.at, signer));
  stored->outcome = std::move(outcome);
  stored->draw.has_result = true;
  MC_TRY(save_draw(db, *stored));
  MC_TRY(insert_checks(db, *stored, settlement, ids, write));
  return tasks::mark_drawn(db, stored->draw.task_id, write);
}

}  // namespace mingchou::server
