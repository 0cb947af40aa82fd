#include "server/draws/changes.h"

#include <algorithm>
#include <set>

#include "server/data/blobs.h"
#include "shared/base/hex.h"
#include "shared/ceremony/rules.h"
#include "shared/draw/seed.h"
#include "shared/items/json_parts.h"
#include "shared/items/store_row.h"
#include "shared/log/leaf.h"

namespace mingchou::server {
namespace {

using items::id_of;
using items::instant_or_nothing;

constexpr std::string_view change_columns =
    "id, proposal, proposed_by, proposed_at, withdrawn_at, coalesce(change, ''), coalesce(confirmed_by, ''), "
    "confirmed_at";
constexpr json::Size hash_size{64, 64};

StoredChange change_of_row(const Statement& row) {
  return {.id = id_of<DrawChangeId>(row, 0),
          .proposal = std::string(row.text(1)),
          .proposed_by = std::string(row.text(2)),
          .proposed_at = row.instant(3),
          .withdrawn_at = instant_or_nothing(row, 4),
          .change = std::string(row.text(5)),
          .confirmed_by = std::string(row.text(6)),
          .confirmed_at = instant_or_nothing(row, 7)};
}

Result<draw::Digest> read_evidence(json::ObjectReader& reader) {
  const auto bytes = from_hex(MC_TRY(reader.text("evidence", hash_size)));
  draw::Digest digest{};
  if (!bytes || bytes->size() != digest.size()) return fail(items::bad_value(reader, "evidence"));
  std::ranges::copy(*bytes, digest.begin());
  return digest;
}

Result<std::vector<draw::Absence>> read_passed(json::ObjectReader& proposal) {
  std::vector<draw::Absence> passed;
  for (json::ObjectReader& reader : MC_TRY(proposal.objects("passed", {0, draw::passed_max}))) {
    draw::Absence absence;
    absence.inspector = MC_TRY(items::read_text(reader, "inspector"));
    absence.reason = MC_TRY(items::read_word<draw::ReplacementReason>(reader, "reason", draw::replacement_from_code));
    MC_TRY(reader.refuse_other_fields());
    passed.push_back(std::move(absence));
  }
  return passed;
}

Result<ChangeProposal> parse_proposal(const std::string& text) {
  const json::Document document = MC_TRY(json::parse(text));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  return read_proposal(reader);
}

Result<> demand_open(const std::optional<StoredChange>& change) {
  if (!change || change->withdrawn_at || change->confirmed_at) return fail(Error("ceremony.change_settled"));
  return {};
}

/// What the register calls what the rosters name.
Result<TargetId> target_of(const StoredDraw& stored, const std::string& data_folder, std::string_view roster_id) {
  const auto ids = MC_TRY(read_target_ids(data_folder, stored.ids_hash));
  const auto found = ids.find(roster_id);
  if (found == ids.end()) return fail(Error("data.unusable").with("path", blob_path(data_folder, stored.ids_hash)));
  return found->second;
}

std::string_view type_of(const draw::Change& change) {
  return std::holds_alternative<draw::Substitution>(change) ? "substitution" : "replacement";
}

/// Whose place of the team it is; "" for none.
std::string department_of(const StoredDraw& stored, std::int64_t place) {
  if (!stored.draw.plan) return {};
  for (const draw::TeamSlot& slot : stored.draw.plan->team.slots) {
    place -= static_cast<std::int64_t>(slot.count);
    if (place < 0) return slot.dept;
  }
  return {};
}

/// The target's check goes to the one that takes its place, if one does.
Result<> move_check(Database& db, const StoredDraw& stored, const draw::Substitution& change,
                    const std::string& data_folder, const Uuid& new_id, const items::Write& write) {
  MC_TRY(
      db.run("UPDATE target_check SET state = 'substituted', revision = revision + 1, changed_at = ?, changed_by = ? "
             "WHERE draw_id = ? AND roster_id = ?",
             write.at, write.by, stored.draw.id, change.target));
  if (!change.substitute) return {};
  const TargetId target = MC_TRY(target_of(stored, data_folder, *change.substitute));
  return db.run(R"sql(
    INSERT INTO target_check (id, task_id, draw_id, position, target_id, roster_id, state, revision, changed_at,
                              changed_by, sealed_until)
    SELECT ?, task_id, draw_id, position, ?, ?, 'drawn', 1, ?, ?, sealed_until FROM target_check
    WHERE draw_id = ? AND roster_id = ?)sql",
                new_id, target, *change.substitute, write.at, write.by, stored.draw.id, change.target);
}

/// The teams as they stand now.
Result<> write_team(Database& db, const StoredDraw& stored, const draw::Place& place) {
  if (!place.target) return {};
  Statement find = MC_TRY(db.prepare("SELECT id FROM target_check WHERE draw_id = ? AND roster_id = ?"));
  find.bind_all(stored.draw.id, *place.target);
  if (!MC_TRY(find.step())) return fail(Error("store.internal").because("a place without its check"));
  const Uuid check = find.uuid(0).value_or(Uuid{});
  find.reset();
  MC_TRY(db.run("DELETE FROM check_inspector WHERE check_id = ?", check));
  for (std::size_t slot = 0; slot < place.inspectors.size(); ++slot) {
    const auto inspector = Uuid::parse(place.inspectors[slot]);
    if (!inspector) continue;
    MC_TRY(
        db.run("INSERT INTO check_inspector (check_id, slot, inspector_id, department_id) "
               "SELECT ?1, ?2, id, department_id FROM inspector WHERE id = ?3",
               check, static_cast<std::int64_t>(slot), *inspector));
  }
  return {};
}

}  // namespace

Result<ChangeProposal> read_proposal(json::ObjectReader& reader) {
  ChangeProposal proposal;
  const std::string_view type = MC_TRY(reader.text("type", items::word_bytes));
  proposal.target = MC_TRY(items::read_text(reader, "target"));
  if (type == "substitution") {
    proposal.substitution =
        MC_TRY(items::read_word<draw::SubstitutionReason>(reader, "reason", draw::substitution_from_code));
    proposal.evidence = MC_TRY(read_evidence(reader));
  } else if (type == "replacement") {
    proposal.slot = static_cast<std::uint32_t>(MC_TRY(reader.integer("slot", {0, 1 << 20})));
    proposal.replacement =
        MC_TRY(items::read_word<draw::ReplacementReason>(reader, "reason", draw::replacement_from_code));
    proposal.passed = MC_TRY(read_passed(reader));
  } else {
    return fail(items::bad_value(reader, "type"));
  }
  return proposal;
}

Result<StandingDraw> StandingDraw::load(Database& db, const StoredDraw& stored, const std::string& data_folder) {
  if (!stored.outcome || !stored.draw.plan) return fail(Error("ceremony.not_drawn"));
  StandingDraw loaded;
  loaded.parts_ = std::make_unique<Parts>();
  Parts& parts = *loaded.parts_;
  parts.plan = *stored.draw.plan;
  parts.keys = draw::derive_keys(parts.plan, ceremony::values_of(stored.draw));
  parts.roster = MC_TRY(read_rosters(data_folder, stored.roster_hash));
  const json::Document document = MC_TRY(json::parse(stored.outcome->result));
  parts.result = MC_TRY(draw::read_result(document.root()));
  loaded.standing_ = std::make_unique<draw::Standing>(parts.plan, parts.keys, parts.roster.inspectors, parts.result);
  Statement read =
      MC_TRY(db.prepare("SELECT change FROM draw_change WHERE draw_id = ? AND position IS NOT NULL ORDER BY position"));
  read.bind(1, stored.draw.id);
  while (MC_TRY(read.step())) {
    const json::Document confirmed = MC_TRY(json::parse(read.text(0)));
    const draw::Change change = MC_TRY(draw::read_change(confirmed.root()));
    MC_TRY(loaded.standing_->apply(change));
  }
  return loaded;
}

Result<draw::Change> StandingDraw::change_of(const ChangeProposal& proposal, std::string_view confirmed_by) const {
  if (proposal.substitution)
    return MC_TRY(standing_->next_substitution(proposal.target, *proposal.substitution, proposal.evidence));
  return MC_TRY(standing_->next_replacement(proposal.target, proposal.slot.value_or(0), *proposal.replacement,
                                            proposal.passed, std::string(confirmed_by)));
}

Result<std::string> change_lines(Database& db, const DrawId& id) {
  Statement read =
      MC_TRY(db.prepare("SELECT change FROM draw_change WHERE draw_id = ? AND position IS NOT NULL ORDER BY position"));
  read.bind(1, id);
  std::string lines;
  while (MC_TRY(read.step())) lines.append(read.text(0)).append("\n");
  return lines;
}

Result<std::vector<ToldChange>> told_changes(Database& db, const StoredDraw& stored) {
  // A change is confirmed and told at once, so both are in the same order.
  Statement leaves = MC_TRY(db.prepare(R"sql(
    SELECT json_extract(leaf, '$.type'), json_extract(leaf, '$.at'), log_number, leaf_index,
           json_extract(leaf, '$.hash')
    FROM draw_leaf WHERE draw_id = ? AND json_extract(leaf, '$.type') IN ('substitution', 'replacement')
    ORDER BY log_number, leaf_index)sql"));
  leaves.bind(1, stored.draw.id);
  std::vector<ToldChange> told;
  while (MC_TRY(leaves.step()))
    told.push_back({.type = std::string(leaves.text(0)),
                    .at_s = leaves.int64(1),
                    .log_number = leaves.int64(2),
                    .leaf_index = leaves.int64(3),
                    .hash = std::string(leaves.text(4))});
  Statement slots = MC_TRY(
      db.prepare("SELECT json_extract(change, '$.slot') FROM draw_change WHERE draw_id = ? AND position IS NOT NULL "
                 "ORDER BY position"));
  slots.bind(1, stored.draw.id);
  for (ToldChange& one : told)
    if (MC_TRY(slots.step()) && !slots.is_null(0)) one.department = department_of(stored, slots.int64(0));
  return told;
}

Result<std::vector<StoredChange>> read_changes(Database& db, const DrawId& id) {
  Statement read =
      MC_TRY(db.prepare("SELECT " + std::string(change_columns) + " FROM draw_change WHERE draw_id = ? ORDER BY id"));
  read.bind(1, id);
  std::vector<StoredChange> changes;
  while (MC_TRY(read.step())) changes.push_back(change_of_row(read));
  return changes;
}

Result<std::optional<StoredChange>> find_change(Database& db, const DrawId& draw, const DrawChangeId& id) {
  Statement find =
      MC_TRY(db.prepare("SELECT " + std::string(change_columns) + " FROM draw_change WHERE draw_id = ? AND id = ?"));
  find.bind_all(draw, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return change_of_row(find);
}

Result<> propose_change(Database& db, const StoredDraw& stored, const DrawChangeId& id, const std::string& proposal,
                        const std::string& data_folder, const items::Write& write) {
  const ChangeProposal read = MC_TRY(parse_proposal(proposal));
  const StandingDraw standing = MC_TRY(StandingDraw::load(db, stored, data_folder));
  MC_TRY(standing.change_of(read, write.by));
  return db.run("INSERT INTO draw_change (id, draw_id, proposal, proposed_by, proposed_at) VALUES (?, ?, ?, ?, ?)", id,
                stored.draw.id, proposal, write.by, write.at);
}

Result<> withdraw_change(Database& db, const StoredDraw& stored, const DrawChangeId& id, const items::Write& write) {
  const auto change = MC_TRY(find_change(db, stored.draw.id, id));
  MC_TRY(demand_open(change));
  return db.run("UPDATE draw_change SET withdrawn_at = ? WHERE id = ?", write.at, id);
}

Result<> confirm_change(Database& db, const StoredDraw& stored, const DrawChangeId& id, const std::string& data_folder,
                        UuidGenerator& ids, const items::Write& write, Random& random,
                        const transparency::Signer& signer) {
  const auto found = MC_TRY(find_change(db, stored.draw.id, id));
  MC_TRY(demand_open(found));
  if (found->proposed_by == write.by) return fail(Error("ceremony.own_proposal"));
  const ChangeProposal proposal = MC_TRY(parse_proposal(found->proposal));
  StandingDraw standing = MC_TRY(StandingDraw::load(db, stored, data_folder));
  const draw::Change change = MC_TRY(standing.change_of(proposal, write.by));
  const std::vector<draw::Place> before = standing.standing().places();
  MC_TRY(standing.standing().apply(change));
  const std::string json = draw::change_json(change);
  const auto nonce = random.array<32>();
  MC_TRY(tell(db, stored.draw,
              {log::concealed_leaf(type_of(change), unix_seconds(write.at), stored.draw.id.uuid.text(),
                                   log::concealed_hash(nonce, json))},
              write.at, signer));
  MC_TRY(db.run(R"sql(
    UPDATE draw_change SET position = 1 + (SELECT count(*) FROM draw_change WHERE draw_id = ?1 AND position IS NOT NULL),
      change = ?2, nonce = ?3, confirmed_by = ?4, confirmed_at = ?5
    WHERE id = ?6)sql",
                stored.draw.id, json, BytesView(nonce), write.by, write.at, id));
  if (const auto* substitution = std::get_if<draw::Substitution>(&change))
    MC_TRY(move_check(db, stored, *substitution, data_folder, ids.next(), write));
  const std::vector<draw::Place>& after = standing.standing().places();
  for (std::size_t i = 0; i < after.size(); ++i)
    if (after[i].target != before[i].target || after[i].inspectors != before[i].inspectors)
      MC_TRY(write_team(db, stored, after[i]));
  return {};
}

}  // namespace mingchou::server
