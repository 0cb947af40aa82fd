// Steps of a draw that is being held: what a step changes and the leaves that tell of it become durable together, or
// neither does. Inside the writer's transaction.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "server/draws/store.h"
#include "server/transparency/log_store.h"

namespace mingchou::server {

/// Changes the draw, or refuses; gives the leaves that the log is told. `at_s`: Unix seconds.
using DrawStep = std::function<Result<std::vector<std::string>>(ceremony::Draw& draw, std::uint64_t at_s)>;

/// The draw as it is after the step. Errors: ceremony.not_there, those of the step, of draw::DrawLog::add() for a leaf
/// that may not follow, and of transparency::append().
Result<StoredDraw> make_step(Database& db, const DrawId& id, const DrawStep& step, Instant now,
                             const transparency::Signer& signer);

/// Appends leaves that tell of the draw and notes where they stand. Errors as above.
Result<> tell(Database& db, const ceremony::Draw& draw, const std::vector<std::string>& leaves, Instant now,
              const transparency::Signer& signer);

/// The task may be changed only while no draw of it is on its way. Error: ceremony.task_in_draw.
Result<> demand_no_open_draw(Database& db, const tasks::TaskId& id);

std::uint64_t unix_seconds(Instant instant);

}  // namespace mingchou::server
