#include "server/draws/store.h"

#include "shared/items/store_row.h"

namespace mingchou::server {
namespace {

using ceremony::Draw;
using ceremony::PublicValue;
using ceremony::Seat;
using items::digest_or_nothing;
using items::id_of;

constexpr std::string_view draw_columns =
    "id, task_id, round, replaces_id, suite, deadline_s, roster_hash, ids_hash, target_count, target_root, "
    "inspector_count, inspector_root, plan, plan_at_s, result, result_hash, result_at_s, leaf_nonce, void_reason, "
    "revision, created_at, created_by, names_hash";

std::unexpected<Error> damaged(std::string_view what) {
  return fail(Error("store.damaged").with("path", "draw").because(what));
}

std::string_view text_of(draw::Suite suite) { return suite == draw::Suite::sm3 ? "sm3" : "sha256"; }

draw::Digest digest_of(const Statement& row, int column) {
  return digest_or_nothing(row, column).value_or(draw::Digest{});
}

std::uint64_t count_of(const Statement& row, int column) { return static_cast<std::uint64_t>(row.int64(column)); }

Result<StoredDraw> draw_of(const Statement& row) {
  StoredDraw stored;
  Draw& draw = stored.draw;
  draw.id = id_of<DrawId>(row, 0);
  draw.task_id = id_of<tasks::TaskId>(row, 1);
  draw.round = count_of(row, 2);
  if (!row.is_null(3)) draw.replaces = id_of<DrawId>(row, 3);
  draw.suite = row.text(4) == "sm3" ? draw::Suite::sm3 : draw::Suite::sha256;
  draw.deadline_s = count_of(row, 5);
  stored.roster_hash = row.text(6);
  stored.ids_hash = row.text(7);
  draw.targets = {count_of(row, 8), digest_of(row, 9)};
  draw.inspectors = {count_of(row, 10), digest_of(row, 11)};
  if (!row.is_null(12)) {
    auto plan = draw::parse_plan(row.text(12));
    if (!plan) return damaged("a plan that can't be read");
    draw.plan = *std::move(plan);
    draw.plan_at_s = count_of(row, 13);
  }
  if (!row.is_null(14))
    stored.outcome = Outcome{.result = std::string(row.text(14)),
                             .hash = digest_of(row, 15),
                             .leaf_nonce = digest_of(row, 17),
                             .at_s = count_of(row, 16)};
  draw.has_result = stored.outcome.has_value();
  draw.void_reason = row.text(18);
  stored.revision = row.int64(19);
  stored.created_at = row.instant(20);
  stored.created_by = row.text(21);
  stored.names_hash = row.text(22);
  return stored;
}

Result<> read_seats(Database& db, Draw& draw) {
  Statement read = MC_TRY(db.prepare(
      "SELECT id, name, verifier_key, commitment, consent, reveal, strike, secret FROM draw_seat WHERE draw_id = ? "
      "ORDER BY position"));
  read.bind(1, draw.id);
  while (MC_TRY(read.step())) {
    Seat seat{.id = id_of<SeatId>(read, 0), .name = std::string(read.text(1))};
    if (!read.is_null(2)) {
      auto key = log::VerifierKey::parse(read.text(2));
      if (!key) return damaged("a witness's key that can't be read");
      seat.joined = ceremony::Joined{*std::move(key), digest_of(read, 3)};
    }
    seat.consent = read.text(4);
    seat.reveal = read.text(5);
    seat.strike = read.text(6);
    const BytesView secret = read.blob(7);
    seat.secret.assign(secret.begin(), secret.end());
    draw.seats.push_back(std::move(seat));
  }
  return {};
}

Result<std::vector<ceremony::Typed>> read_typed(Database& db, const DrawId& id, std::int64_t position) {
  Statement read =
      MC_TRY(db.prepare("SELECT typed_by, value, typed_at FROM draw_typed WHERE draw_id = ? AND position = ? ORDER BY "
                        "typed_at, typed_by"));
  read.bind_all(id, position);
  std::vector<ceremony::Typed> typed;
  while (MC_TRY(read.step())) typed.push_back({std::string(read.text(0)), std::string(read.text(1)), read.instant(2)});
  return typed;
}

Result<> read_values(Database& db, Draw& draw) {
  Statement read =
      MC_TRY(db.prepare("SELECT position, name, form, ref, at_s, else_form, else_ref, value, is_in_room FROM "
                        "draw_value WHERE draw_id = ? "
                        "ORDER BY position"));
  read.bind(1, draw.id);
  while (MC_TRY(read.step())) {
    const auto form = draw::PublicForm::parse(read.text(2));
    if (!form) return damaged("a public value of unknown form");
    PublicValue value{
        .name = std::string(read.text(1)),
        .source = {.form = *form, .ref = std::string(read.text(3)), .at = count_of(read, 4), .otherwise = {}}};
    if (!read.is_null(5)) {
      const auto other = draw::PublicForm::parse(read.text(5));
      if (!other) return damaged("a public value of unknown form");
      value.source.otherwise = draw::PublicFallback{*other, std::string(read.text(6))};
    }
    value.value = read.text(7);
    value.is_in_room = read.int64(8) != 0;
    value.typed = MC_TRY(read_typed(db, draw.id, read.int64(0)));
    draw.values.push_back(std::move(value));
  }
  return {};
}

Result<> insert_seat(Database& db, const Draw& draw, std::size_t index, const draw::Digest& token_hash, Instant now) {
  return db.run("INSERT INTO draw_seat (draw_id, id, position, name, token_hash, invited_at) VALUES (?, ?, ?, ?, ?, ?)",
                draw.id, draw.seats[index].id, static_cast<std::int64_t>(index + 1), draw.seats[index].name,
                BytesView(token_hash), now);
}

Result<> insert_value(Database& db, const Draw& draw, std::size_t index) {
  const PublicValue& value = draw.values[index];
  std::optional<std::string> else_form, else_ref;
  if (value.source.otherwise) {
    else_form = value.source.otherwise->form.text();
    else_ref = value.source.otherwise->ref;
  }
  return db.run(
      "INSERT INTO draw_value (draw_id, position, name, form, ref, is_in_room, at_s, else_form, else_ref) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      draw.id, static_cast<std::int64_t>(index + 1), value.name, value.source.form.text(), value.source.ref,
      value.is_in_room, static_cast<std::int64_t>(value.source.at), else_form, else_ref);
}

Result<> save_seat(Database& db, const DrawId& id, const Seat& seat) {
  std::optional<std::string> key;
  std::optional<Bytes> commitment, secret;
  if (seat.joined) {
    key = seat.joined->key.text();
    commitment = Bytes(seat.joined->commit.begin(), seat.joined->commit.end());
  }
  if (!seat.secret.empty()) secret = seat.secret;
  return db.run(
      "UPDATE draw_seat SET verifier_key = ?, commitment = ?, consent = ?, reveal = ?, strike = ?, secret = ? "
      "WHERE draw_id = ? AND id = ?",
      key, commitment, seat.consent, seat.reveal, seat.strike, secret, id, seat.id);
}

/// Who was left out is no seat any more.
Result<> remove_other_seats(Database& db, const Draw& draw) {
  Draw before;
  before.id = draw.id;
  MC_TRY(read_seats(db, before));
  for (const Seat& seat : before.seats)
    if (!std::ranges::contains(draw.seats, seat.id, &Seat::id))
      MC_TRY(db.run("DELETE FROM draw_seat WHERE draw_id = ? AND id = ?", draw.id, seat.id));
  return {};
}

Result<> save_value(Database& db, const DrawId& id, std::size_t index, const PublicValue& value) {
  const auto position = static_cast<std::int64_t>(index + 1);
  for (const ceremony::Typed& typed : value.typed)
    MC_TRY(
        db.run("INSERT INTO draw_typed (draw_id, position, typed_by, value, typed_at) VALUES (?1, ?2, ?3, ?4, ?5) "
               "ON CONFLICT DO UPDATE SET value = ?4, typed_at = ?5",
               id, position, typed.by, typed.value, typed.at));
  return db.run(
      "UPDATE draw_value SET value = ?1, at_s = ?2 WHERE draw_id = ?3 AND position = ?4 AND (value, at_s) IS NOT (?1, "
      "?2)",
      value.value, static_cast<std::int64_t>(value.source.at), id, position);
}

Result<std::vector<ToldLeaf>> told_of(Statement& read) {
  std::vector<ToldLeaf> told;
  while (MC_TRY(read.step())) told.push_back({read.int64(0), count_of(read, 1), std::string(read.text(2))});
  return told;
}

}  // namespace

Result<> insert_draw(Database& db, const Draw& draw, const FrozenRosters& rosters,
                     std::span<const draw::Digest> token_hashes, const items::Write& write) {
  MC_TRY(db.run(R"sql(
    INSERT INTO draw (id, task_id, round, replaces_id, suite, deadline_s, stage, roster_hash, ids_hash, target_count,
                      target_root, inspector_count, inspector_root, revision, created_at, created_by, names_hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?))sql",
                draw.id, draw.task_id, static_cast<std::int64_t>(draw.round), draw.replaces, text_of(draw.suite),
                static_cast<std::int64_t>(draw.deadline_s), text_of(draw.stage()), rosters.roster_hash,
                rosters.ids_hash, static_cast<std::int64_t>(draw.targets.count), BytesView(draw.targets.root),
                static_cast<std::int64_t>(draw.inspectors.count), BytesView(draw.inspectors.root), write.at, write.by,
                rosters.names_hash));
  for (std::size_t i = 0; i < draw.seats.size(); ++i) MC_TRY(insert_seat(db, draw, i, token_hashes[i], write.at));
  for (std::size_t i = 0; i < draw.values.size(); ++i) MC_TRY(insert_value(db, draw, i));
  return {};
}

Result<std::optional<StoredDraw>> find_draw(Database& db, const DrawId& id) {
  Statement find = MC_TRY(db.prepare("SELECT " + std::string(draw_columns) + " FROM draw WHERE id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  StoredDraw stored = MC_TRY(draw_of(find));
  find.reset();
  MC_TRY(read_seats(db, stored.draw));
  MC_TRY(read_values(db, stored.draw));
  return stored;
}

Result<> save_draw(Database& db, const StoredDraw& stored) {
  const Draw& draw = stored.draw;
  MC_TRY(remove_other_seats(db, draw));
  for (const Seat& seat : draw.seats) MC_TRY(save_seat(db, draw.id, seat));
  for (std::size_t i = 0; i < draw.values.size(); ++i) MC_TRY(save_value(db, draw.id, i, draw.values[i]));
  std::optional<std::string> plan, result;
  std::optional<std::int64_t> plan_at, result_at;
  std::optional<Bytes> result_hash, leaf_nonce;
  if (draw.plan) {
    plan = draw::plan_json(*draw.plan);
    plan_at = static_cast<std::int64_t>(draw.plan_at_s);
  }
  if (const auto& outcome = stored.outcome) {
    result = outcome->result;
    result_at = static_cast<std::int64_t>(outcome->at_s);
    result_hash = Bytes(outcome->hash.begin(), outcome->hash.end());
    leaf_nonce = Bytes(outcome->leaf_nonce.begin(), outcome->leaf_nonce.end());
  }
  return db.run(R"sql(
    UPDATE draw SET stage = ?, plan = ?, plan_at_s = ?, result = ?, result_hash = ?, result_at_s = ?, leaf_nonce = ?,
                    void_reason = ?, revision = revision + 1
    WHERE id = ?)sql",
                text_of(draw.stage()), plan, plan_at, result, result_hash, result_at, leaf_nonce, draw.void_reason,
                draw.id);
}

Result<std::optional<Invited>> find_invited(Database& db, const draw::Digest& token_hash) {
  Statement find = MC_TRY(
      db.prepare("SELECT draw_id, draw_seat.id, invited_at, result_at_s FROM draw_seat JOIN draw ON draw.id = draw_id "
                 "WHERE token_hash = ?"));
  find.bind(1, BytesView(token_hash));
  if (!MC_TRY(find.step())) return std::nullopt;
  Invited invited{
      .seat = {id_of<DrawId>(find, 0), id_of<SeatId>(find, 1)}, .made_at = find.instant(2), .result_at = {}};
  if (!find.is_null(3)) invited.result_at = Instant{find.int64(3) * 1000};
  return invited;
}

Result<> replace_token(Database& db, const SeatKey& seat, const draw::Digest& token_hash, Instant now) {
  return db.run("UPDATE draw_seat SET token_hash = ?, invited_at = ? WHERE draw_id = ? AND id = ?",
                BytesView(token_hash), now, seat.draw_id, seat.seat_id);
}

Result<std::vector<StoredDraw>> read_draws(Database& db, const DrawQuery& query) {
  Statement read = MC_TRY(db.prepare(R"sql(
    SELECT draw.id FROM draw JOIN task ON task.id = draw.task_id
    WHERE (?1 IS NULL OR draw.task_id = ?1) AND (?2 IS NULL OR stage = ?2) AND (?3 IS NULL OR draw.id < ?3)
      AND (?4 IS NULL OR EXISTS (SELECT 1 FROM task_department AS place
        WHERE place.department_id = ?4 AND place.task_id = draw.task_id))
      AND (?5 IS NULL OR (task.state IN ('drawn', 'running', 'done') AND task.last_day < ?5))
      AND (?6 = 0 OR plan IS NOT NULL)
    ORDER BY draw.id DESC LIMIT ?7)sql"));
  read.bind(1, query.task_id)
      .bind(2, query.stage ? std::optional(ceremony::text_of(*query.stage)) : std::nullopt)
      .bind(3, query.before)
      .bind(4, query.within)
      .bind(5, query.over_before ? std::optional(query.over_before->text()) : std::nullopt)
      .bind(6, query.is_planned)
      .bind(7, query.limit + 1);
  std::vector<DrawId> ids;
  ids.reserve(static_cast<std::size_t>(query.limit) + 1);
  while (MC_TRY(read.step())) ids.push_back(id_of<DrawId>(read, 0));
  read.reset();
  std::vector<StoredDraw> draws;
  draws.reserve(ids.size());
  for (const DrawId& id : ids)
    if (auto stored = MC_TRY(find_draw(db, id))) draws.push_back(*std::move(stored));
  return draws;
}

Result<std::vector<ToldLeaf>> read_told(Database& db, const tasks::TaskId& task_id) {
  Statement read = MC_TRY(
      db.prepare("SELECT log_number, leaf_index, leaf FROM draw_leaf JOIN draw ON draw.id = draw_id WHERE task_id = ? "
                 "ORDER BY log_number, leaf_index"));
  read.bind(1, task_id);
  return told_of(read);
}

Result<std::vector<ToldLeaf>> read_told(Database& db, const DrawId& id) {
  Statement read = MC_TRY(db.prepare(
      "SELECT log_number, leaf_index, leaf FROM draw_leaf WHERE draw_id = ? ORDER BY log_number, leaf_index"));
  read.bind(1, id);
  return told_of(read);
}

Result<> insert_told(Database& db, const DrawId& id, const ToldLeaf& told) {
  return db.run("INSERT INTO draw_leaf (draw_id, log_number, leaf_index, leaf) VALUES (?, ?, ?, ?)", id,
                told.log_number, static_cast<std::int64_t>(told.index), told.leaf);
}

}  // namespace mingchou::server
