// What happens to a draw after it: substitutions and replacements, each proposed by one person and confirmed by
// another. Who comes then is fixed by the draw; the log is told, concealed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/draws/steps.h"
#include "shared/draw/changes.h"
#include "shared/json/fields.h"

namespace mingchou::server {

struct DrawChangeTag;
using DrawChangeId = Id<DrawChangeTag>;

/// A target leaves its place (`evidence` says what shows it), or whoever has a place of a team.
struct ChangeProposal {
  std::string target;                 // as the rosters have it
  std::optional<std::uint32_t> slot;  // of a replacement
  std::optional<draw::SubstitutionReason> substitution;
  std::optional<draw::ReplacementReason> replacement;
  draw::Digest evidence{};            // of a substitution: SHA-256 of the document
  std::vector<draw::Absence> passed;  // of a replacement: who comes before in the order and can't go either
};

/// Errors: those of json::ObjectReader; items.bad_value {field}.
Result<ChangeProposal> read_proposal(json::ObjectReader& reader);

struct StoredChange {
  DrawChangeId id;
  std::string proposal;  // JSON, as read_proposal() takes it
  std::string proposed_by;
  Instant proposed_at;
  std::optional<Instant> withdrawn_at;
  /// Of a confirmed one.
  std::string change;  // canonical JSON
  std::string confirmed_by;
  std::optional<Instant> confirmed_at;
};

/// A draw and what has happened to it, with all that it leans on.
class StandingDraw {
 public:
  /// Errors: ceremony.not_drawn; those of read_rosters(), draw::read_result() and of draw::Standing::apply().
  static Result<StandingDraw> load(Database& db, const StoredDraw& stored, const std::string& data_folder);

  draw::Standing& standing() { return *standing_; }
  const draw::Plan& plan() const { return parts_->plan; }

  /// The change that the proposal comes to. Errors: those of draw::Standing.
  Result<draw::Change> change_of(const ChangeProposal& proposal, std::string_view confirmed_by) const;

 private:
  struct Parts {
    draw::Plan plan;
    draw::Keys keys;
    draw::RosterFile roster;
    draw::DrawResult result;
  };
  StandingDraw() = default;
  std::unique_ptr<Parts> parts_;  // in one place: the standing points into it
  std::unique_ptr<draw::Standing> standing_;
};

/// Those that were made, in their order, a line of canonical JSON each: what `mingchou verify --changes` reads.
Result<std::string> change_lines(Database& db, const DrawId& id);

/// A change as the log tells it to everybody.
struct ToldChange {
  std::string type;  // "substitution" or "replacement"
  std::int64_t at_s = 0;
  std::int64_t log_number = 0, leaf_index = 0;
  std::string hash;
  /// Of a replacement, as the plan calls it: how often each department replaced somebody is public.
  std::string department = {};
};
/// In the order in which they were made.
Result<std::vector<ToldChange>> told_changes(Database& db, const StoredDraw& stored);

/// In the order of their proposals.
Result<std::vector<StoredChange>> read_changes(Database& db, const DrawId& id);
Result<std::optional<StoredChange>> find_change(Database& db, const DrawId& draw, const DrawChangeId& id);

/// Checked against the draw as it stands. Errors: those of StandingDraw.
Result<> propose_change(Database& db, const StoredDraw& stored, const DrawChangeId& id, const std::string& proposal,
                        const std::string& data_folder, const items::Write& write);
/// Errors: ceremony.change_settled.
Result<> withdraw_change(Database& db, const StoredDraw& stored, const DrawChangeId& id, const items::Write& write);
/// Makes the change, tells the log, and gives the checks to those who come. Errors: ceremony.change_settled,
/// ceremony.own_proposal; those of StandingDraw and tell().
Result<> confirm_change(Database& db, const StoredDraw& stored, const DrawChangeId& id, const std::string& data_folder,
                        UuidGenerator& ids, const items::Write& write, Random& random,
                        const transparency::Signer& signer);

}  // namespace mingchou::server
