#include "shared/registry/target_index.h"

#include <vector>

#include "shared/registry/register_reader.h"
#include "shared/registry/target_terms.h"

namespace mingchou {
namespace {

std::string check_day(const Target& target) {
  return target.last_checked_on ? target.last_checked_on->text() : std::string();
}

Result<std::optional<std::int64_t>> number_of(Database& db, const TargetId& id) {
  Statement find = MC_TRY(db.prepare("SELECT number FROM target_row WHERE target_id = ?"));
  find.bind(1, id);
  if (!MC_TRY(find.step())) return std::nullopt;
  return find.int64(0);
}

/// Ids of current targets in their order, a part at a time: the connection then has no open statement while it writes.
Result<std::vector<TargetId>> next_ids(Database& db, const Uuid& after) {
  Statement list = MC_TRY(db.prepare("SELECT id FROM target WHERE valid_to IS NULL AND id > ? ORDER BY id LIMIT 1000"));
  list.bind(1, after);
  std::vector<TargetId> ids;
  while (MC_TRY(list.step())) ids.push_back({list.uuid(0).value_or(Uuid{})});
  return ids;
}

/// Settings of FTS5; they stand in the database.
Result<> configure(Database& db, std::string_view name, int value) {
  return db.run("INSERT INTO target_term (target_term, rank) VALUES (?, ?)", name, value);
}

Result<> change_entry(Database& db, const TargetEntry& entry) {
  const auto number = MC_TRY(number_of(db, entry.id));
  if (!number) return add_to_index(db, std::vector{entry});
  MC_TRY(db.run("UPDATE target_row SET name_order = ?, last_checked_on = ? WHERE number = ?", entry.name_order,
                entry.last_checked_on, *number));
  MC_TRY(db.run("DELETE FROM target_term WHERE rowid = ?", *number));
  return db.run("INSERT INTO target_term (rowid, terms) VALUES (?, ?)", *number, entry.terms);
}

Result<> build(Database& db) {
  MC_TRY(db.run("INSERT INTO target_term (target_term) VALUES ('delete-all')"));
  MC_TRY(db.run("DELETE FROM target_row"));
  MC_TRY(begin_loading(db));
  Uuid after;
  for (auto ids = MC_TRY(next_ids(db, after)); !ids.empty(); ids = MC_TRY(next_ids(db, after))) {
    std::vector<TargetEntry> entries;
    for (const TargetId& id : ids)
      if (const auto found = MC_TRY(find_entity(db, id))) entries.push_back(index_entry_of(found->entity));
    MC_TRY(add_to_index(db, entries));
    after = ids.back().uuid;
  }
  MC_TRY(end_loading(db));
  return db.run("UPDATE target_index_form SET form = ?", target_terms_form);
}

}  // namespace

TargetEntry index_entry_of(const Target& target) {
  return {target.id, name_order_of(target.name), check_day(target), terms_of(target)};
}

Result<> add_to_index(Database& db, const std::vector<TargetEntry>& entries) {
  Statement add_row =
      MC_TRY(db.prepare("INSERT INTO target_row (target_id, name_order, last_checked_on) VALUES (?, ?, ?)"));
  Statement add_terms = MC_TRY(db.prepare("INSERT INTO target_term (rowid, terms) VALUES (?, ?)"));
  for (const TargetEntry& entry : entries) {
    MC_TRY(add_row.run(entry.id, entry.name_order, entry.last_checked_on));
    MC_TRY(add_terms.run(db.last_insert_rowid(), entry.terms));
  }
  return {};
}

Result<> add_to_index(Database& db, const Target& target) { return add_to_index(db, {index_entry_of(target)}); }

Result<> change_in_index(Database& db, const Target& target) { return change_entry(db, index_entry_of(target)); }

Result<> remove_from_index(Database& db, const TargetId& id) {
  const auto number = MC_TRY(number_of(db, id));
  if (!number) return {};
  MC_TRY(db.run("DELETE FROM target_term WHERE rowid = ?", *number));
  return db.run("DELETE FROM target_row WHERE number = ?", *number);
}

Result<> write_index_changes(Database& db, const IndexChanges& changes) {
  MC_TRY(add_to_index(db, changes.added));
  for (const TargetEntry& entry : changes.changed) MC_TRY(change_entry(db, entry));
  for (const TargetId& id : changes.removed) MC_TRY(remove_from_index(db, id));
  return {};
}

Result<> begin_loading(Database& db) {
  MC_TRY(configure(db, "hashsize", 64 * 1024 * 1024));
  return configure(db, "automerge", 0);
}

Result<> end_loading(Database& db) {
  MC_TRY(configure(db, "hashsize", 1024 * 1024));
  MC_TRY(configure(db, "automerge", 4));
  return db.run("INSERT INTO target_term (target_term) VALUES ('optimize')");
}

Result<bool> build_index_if_needed(Database& db) {
  if (MC_TRY(db.number("SELECT form FROM target_index_form")) == target_terms_form) return false;
  Transaction transaction = MC_TRY(Transaction::begin(db));
  MC_TRY(build(db));
  MC_TRY(transaction.commit());
  return true;
}

Result<std::int64_t> count_index_differences(Database& db) {
  const std::int64_t missing = MC_TRY(
      db.number("SELECT count(*) FROM target WHERE valid_to IS NULL AND id NOT IN (SELECT target_id FROM target_row)"));
  const std::int64_t surplus =
      MC_TRY(db.number("SELECT count(*) FROM target_row JOIN target ON id = target_id WHERE valid_to IS NOT NULL"));
  return missing + surplus;
}

}  // namespace mingchou
