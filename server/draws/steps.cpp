#include "server/draws/steps.h"

#include "shared/draw/draw_log.h"

namespace mingchou::server {

std::uint64_t unix_seconds(Instant instant) { return static_cast<std::uint64_t>(instant.ms / 1000); }

Result<> tell(Database& db, const ceremony::Draw& draw, const std::vector<std::string>& leaves, Instant now,
              const transparency::Signer& signer) {
  if (leaves.empty()) return {};
  draw::DrawLog order;
  for (const ToldLeaf& told : MC_TRY(read_told(db, draw.task_id))) MC_TRY(order.add(told.leaf));
  for (const std::string& leaf : leaves) MC_TRY(order.add(leaf));
  const transparency::Appended appended = MC_TRY(transparency::append(db, leaves, now, signer));
  for (std::size_t i = 0; i < leaves.size(); ++i)
    MC_TRY(insert_told(db, draw.id, {appended.log_number, appended.first_index + i, leaves[i]}));
  return {};
}

Result<StoredDraw> make_step(Database& db, const DrawId& id, const DrawStep& step, Instant now,
                             const transparency::Signer& signer) {
  auto stored = MC_TRY(find_draw(db, id));
  if (!stored) return fail(Error("ceremony.not_there"));
  const std::vector<std::string> leaves = MC_TRY(step(stored->draw, unix_seconds(now)));
  MC_TRY(tell(db, stored->draw, leaves, now, signer));
  MC_TRY(save_draw(db, *stored));
  ++stored->revision;
  return *std::move(stored);
}

Result<> demand_no_open_draw(Database& db, const tasks::TaskId& id) {
  Statement open = MC_TRY(db.prepare("SELECT 1 FROM draw WHERE task_id = ? AND stage <> 'voided'"));
  open.bind(1, id);
  if (MC_TRY(open.step())) return fail(Error("ceremony.task_in_draw"));
  return {};
}

}  // namespace mingchou::server
