// One change made to many targets at once (批量修改): first planned, so that a person sees what it would do, then
// carried out exactly as it was seen, or not at all.
//
// A plan has a fingerprint over the change, each target, its revision and what becomes of it: whoever carries a plan
// out makes it anew in the writing transaction and compares. Each changed target gets a revision as by any other
// change; of the whole, a row says what was done, and what stood before, so that it can be taken back
// (target_bulk_edit).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "shared/crypto/hash.h"
#include "shared/registry/register_writer.h"

namespace mingchou {

namespace limits {
inline constexpr std::size_t bulk_edit_targets_max = 5'000;
/// Named in a plan, of those that change and for each reason of refusal.
inline constexpr std::size_t bulk_edit_examples_max = 10;
}  // namespace limits

struct BulkEditTag;
using BulkEditId = Id<BulkEditTag>;

struct AddTag {
  TagId tag;
};
struct RemoveTag {
  TagId tag;
};
struct SetDepartment {
  DepartmentId department;
};
struct SetStatus {
  TargetStatus status = TargetStatus::active;
};
struct SetTownship {
  std::string code;
};
/// All three, or none: the class is taken away.
struct SetRisk {
  std::optional<std::string> risk_class, source;
  std::optional<CivilDate> on;
};
using BulkChange = std::variant<AddTag, RemoveTag, SetDepartment, SetStatus, SetTownship, SetRisk>;

/// As it is asked for, kept and recorded: {"kind":"add_tag","tag_id":"…"} and the like.
std::string json_of(const BulkChange& change);
void apply(const BulkChange& change, Target& target);

struct BulkExample {
  TargetId id;
  std::string name;
};
/// Targets that stay as they are for one reason.
struct BulkRefusal {
  Error reason;
  std::int64_t count = 0;
  std::vector<BulkExample> examples;
};
struct BulkPlan {
  struct Row {
    Target target;  ///< as it will be
    std::int64_t revision = 1;
    std::string before;  ///< JSON of the fields that change
  };
  std::vector<Row> changing;
  std::int64_t unchanged_count = 0;
  std::vector<BulkRefusal> refused;
  crypto::Digest fingerprint{};
};

/// Whether somebody may make the second state of the first. Its error is the reason of a refusal.
using MayChange = std::function<Result<>(const Target& before, const Target& after)>;

/// Within one transaction. Ids that are no target's, ended targets, and what the rules or `may_change` refuse are
/// counted by reason. Each id counts once. Errors: registry.no_targets_chosen, registry.too_many_targets {max}, those
/// of the store.
Result<BulkPlan> plan_bulk_edit(Database& db, std::vector<TargetId> ids, const BulkChange& change,
                                const MayChange& may_change);

struct BulkEdit {
  BulkEditId id;
  /// Whose targets they are, if they are all one department's.
  std::optional<DepartmentId> department_id;
};
/// In the caller's write transaction, of a plan made in it. Errors: those of RegisterWriter::update.
Result<> carry_out(Database& db, const BulkEdit& edit, const BulkChange& change, const BulkPlan& plan,
                   const Recorded& recorded);

struct BulkUndo {
  std::vector<std::pair<TargetId, std::int64_t>> restored;  ///< with their new revisions
  /// Somebody changed or ended these since; they stay as they are.
  std::int64_t left_count = 0;
};
/// Whose edit it is. Error: registry.not_found.
Result<BulkEdit> find_bulk_edit(Database& db, const BulkEditId& id);
/// Gives every target of the edit that nobody changed since what it had before. In the caller's write transaction.
/// Errors: registry.not_found, registry.edit_undone.
Result<BulkUndo> undo_bulk_edit(Database& db, const BulkEditId& id, const Recorded& recorded);

}  // namespace mingchou
