// The result of a draw whose values are all known. It follows from the plan, the rosters and the values alone, so a
// server that stopped in between computes the same again: nothing is lost, and nothing is drawn twice.
#pragma once

#include <string>
#include <vector>

#include "server/draws/steps.h"
#include "shared/draw/result.h"

namespace mingchou::server {

struct Settlement {
  draw::DrawResult result;
  /// Of each drawn target in the draw's order: which one of the register it is.
  std::vector<TargetId> targets;
  /// Of each target's team, in slot order: which department a place is of. The same for all targets.
  std::vector<DepartmentId> slot_departments;
  /// Of a sealed task: its last day.
  std::optional<CivilDate> sealed_until;
};

/// Any thread; takes as long as the draw does. Errors: those of read_rosters(), draw_from_files();
/// data.unusable {path} for a target that no id means.
Result<Settlement> settle(const StoredDraw& stored, const tasks::Task& task, const std::string& data_folder,
                          Random& random);

/// Writes result, leaf and checks, and the task is drawn. Does nothing for a draw that has its result. Errors:
/// ceremony.wrong_stage {stage}, those of tell() and mark_drawn().
Result<> record(Database& db, const DrawId& id, const Settlement& settlement, UuidGenerator& ids,
                const items::Write& write, Random& random, const transparency::Signer& signer);

}  // namespace mingchou::server
