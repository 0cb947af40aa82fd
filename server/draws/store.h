// Draws in the database (server/migrations/0015_draws.sql, 0016_draws_kept.sql), inside the caller's transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/draws/rosters.h"
#include "shared/ceremony/entities.h"
#include "shared/items/store.h"
#include "shared/store/database.h"

namespace mingchou::server {

using ceremony::DrawId;
using ceremony::SeatId;

/// A leaf of the log that tells of a draw.
struct ToldLeaf {
  std::int64_t log_number = 0;
  std::uint64_t index = 0;
  std::string leaf;
};

/// What came of a draw, with what its leaf conceals it by.
struct Outcome {
  std::string result;  // canonical JSON
  draw::Digest hash{};
  draw::Digest leaf_nonce{};
  std::uint64_t at_s = 0;
};

struct StoredDraw {
  ceremony::Draw draw;
  std::string roster_hash, ids_hash;
  std::string names_hash;  // "" of a draw that was prepared before names were frozen
  std::optional<Outcome> outcome;
  std::int64_t revision = 1;
  Instant created_at;
  std::string created_by;
};

/// With the invitations' token hashes, one for each seat. Errors of all: those of the store.
Result<> insert_draw(Database& db, const ceremony::Draw& draw, const FrozenRosters& rosters,
                     std::span<const draw::Digest> token_hashes, const items::Write& write);
Result<std::optional<StoredDraw>> find_draw(Database& db, const DrawId& id);
/// Writes what it has become.
Result<> save_draw(Database& db, const StoredDraw& stored);

struct SeatKey {
  DrawId draw_id;
  SeatId seat_id;
};
struct Invited {
  SeatKey seat;
  Instant made_at;
  /// Of its draw.
  std::optional<Instant> result_at;
};
/// Whose invitation it is.
Result<std::optional<Invited>> find_invited(Database& db, const draw::Digest& token_hash);
/// A new invitation: the one before is worth nothing any more.
Result<> replace_token(Database& db, const SeatKey& seat, const draw::Digest& token_hash, Instant now);

struct DrawQuery {
  /// From the reader's scope, never from a request: of tasks in which that department takes part, and of tasks settled
  /// by a draw whose period ended before that day.
  std::optional<DepartmentId> within = {};
  std::optional<CivilDate> over_before = {};
  /// Only those whose plan was logged: what was begun in public is told to the end.
  bool is_planned = false;
  std::optional<tasks::TaskId> task_id = {};
  std::optional<ceremony::Stage> stage = {};
  /// Newest first: those made before this one.
  std::optional<DrawId> before = {};
  int limit = items::page_default;
};
/// At most `limit` and one more, which tells that there is another page.
Result<std::vector<StoredDraw>> read_draws(Database& db, const DrawQuery& query);

/// The leaves of all draws of a task, in the order of the log.
Result<std::vector<ToldLeaf>> read_told(Database& db, const tasks::TaskId& task_id);
/// Of one draw.
Result<std::vector<ToldLeaf>> read_told(Database& db, const DrawId& id);
Result<> insert_told(Database& db, const DrawId& id, const ToldLeaf& told);

}  // namespace mingchou::server
