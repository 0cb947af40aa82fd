// Which targets are drawn: each has a ticket, and the lowest of a stratum are selected (spec sections 3 and 4).
//
// A ticket depends on the seed and the target's own salt and id alone. So the order of rows does not matter, nobody is
// moved by another's exclusion, the next ticket is the substitute, and the fate of one target is proved alone.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/draw/canonical_writer.h"
#include "shared/draw/plan.h"
#include "shared/draw/roster.h"
#include "shared/draw/seed.h"

namespace mingchou::draw {

/// What a draw keeps of a target that can be drawn; the others only count toward the root.
struct Candidate {
  std::string id;
  Salt salt{};
  std::uint32_t stratum = 0;
};

/// Computes tickets under one key. One thread at a time.
class TicketMaker {
 public:
  TicketMaker(Suite suite, const Digest& draw_key);

  /// H(K_draw || pad0("MINGCHOU-TICKET-1" || u8(suite), 32) || salt || u8(len id) || id). At most id_bytes_max of id.
  Digest ticket(std::string_view id, const Salt& salt) const;
  /// Many at once: tickets[i] is that of candidates[i]. As many of one as of the other.
  void make(std::span<const Candidate> candidates, std::span<Digest> tickets);

 private:
  crypto::Hasher head_;       // has taken the first block, the same for all
  crypto::BatchHasher many_;  // likewise
  crypto::MessageBatch batch_;
};

/// The frozen target roster, read once in ascending order of ids: compares it with the plan and keeps the candidates.
class TargetRoster {
 public:
  /// Both must outlive this.
  TargetRoster(const Plan& plan, RowMaker& rows);
  TargetRoster(const TargetRoster&) = delete;
  TargetRoster& operator=(const TargetRoster&) = delete;

  /// Errors: those of check_target() and RosterRoot::add().
  Result<> add(const Target& target);
  /// The same where the canonical text is at hand: `attributes` is attributes_json(target).
  Result<> add(const Target& target, std::string_view attributes);
  /// All rows were added. Errors: draw.target_count {count, planned}, draw.target_root.
  Result<> finish();

  /// Of the rows added so far; valid until the next.
  const std::vector<Candidate>& candidates();
  /// Of the rows added so far.
  Digest root() { return root_.root(); }

 private:
  void take_salts(std::span<const Salt> salts);

  const Plan& plan_;
  RosterRoot root_;
  std::vector<Candidate> candidates_;
  /// Which rows of the batch that is not hashed yet are candidates, whose salts come with it: the last of candidates_.
  std::vector<std::uint32_t> unsalted_;
  std::uint32_t batch_rows_ = 0;
  CanonicalWriter attributes_;
};

/// Compares inspectors with the plan: ascending ids, count, root. Errors: those of check_inspector(),
/// draw.rows_unordered, draw.inspector_count, draw.inspector_root.
Result<> check_inspectors(const Plan& plan, RowMaker& rows, std::span<const Inspector> inspectors);

struct StratumSelection {
  std::uint64_t eligible = 0;
  std::uint64_t quota = 0;
  std::vector<std::string> selected;     // in order of their tickets
  std::vector<std::string> substitutes;  // those that come next
};

struct Selection {
  std::vector<StratumSelection> strata;  // in plan order
  std::vector<std::string> order;        // all selected, in order of their tickets
};

/// The order of `candidates` does not matter.
Selection select_targets(const Plan& plan, const Keys& keys, std::span<const Candidate> candidates);

}  // namespace mingchou::draw
