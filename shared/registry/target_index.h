// The index of current targets (target_row, target_term): written with each change of a target, in its transaction, by
// RegisterWriter. target_list.h reads it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/registry/entities.h"
#include "shared/store/database.h"

namespace mingchou {

/// FTS5 writes what it gathered whenever a savepoint begins, as in every statement with triggers: many targets are
/// added many times as fast in one go (the other add_to_index) than each after its row.
Result<> add_to_index(Database& db, const Target& target);
Result<> change_in_index(Database& db, const Target& target);
Result<> remove_from_index(Database& db, const TargetId& id);

/// What the index holds of a target, made beforehand.
struct TargetEntry {
  TargetId id;
  Bytes name_order;
  std::string last_checked_on, terms;
};
TargetEntry index_entry_of(const Target& target);
Result<> add_to_index(Database& db, const std::vector<TargetEntry>& entries);

/// What is still to be written.
struct IndexChanges {
  std::vector<TargetEntry> added, changed;
  std::vector<TargetId> removed;
  std::size_t count() const { return added.size() + changed.size() + removed.size(); }
};
Result<> write_index_changes(Database& db, const IndexChanges& changes);

/// Around the loading of a whole register: the index gathers terms in memory (64 MB) and merges its parts only at the
/// end, which takes as long as the index is big. In a transaction or several; a search in between is slow but right.
Result<> begin_loading(Database& db);
Result<> end_loading(Database& db);

/// Builds the index anew if it is not of this program's form (target_terms_form): after the migration that made it, and
/// when terms have changed. Takes about a second for 30,000 targets; then nothing any more. True if it was built.
/// A transaction of its own.
Result<bool> build_index_if_needed(Database& db);

/// Whether the index and the register hold the same targets: for `check`. The number of those that are in one only.
Result<std::int64_t> count_index_differences(Database& db);

}  // namespace mingchou
