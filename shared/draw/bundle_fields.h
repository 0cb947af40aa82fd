// Reading single lines of a bundle (bundle.h says what they hold). Inside shared/draw only, and for files of rosters.
//
// Errors of all: json.field_… {field}, draw.hash_form {field}, and what is said at each.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/bundle.h"
#include "shared/json/json.h"

namespace mingchou::draw {

/// Errors also: log.key_form.
Result<std::pair<std::string, log::VerifierKey>> read_key_line(json::Value line);
/// Errors also: those of parse_plan().
Result<Plan> read_plan_member(json::Value line);
/// 32 bytes.
Result<Bytes> read_roster_key_line(json::Value line);
/// Errors also: those of read_target().
Result<Target> read_target_row(json::Value line);
/// Errors also: those of read_inspector().
Result<Inspector> read_inspector_row(json::Value line);
Result<SourceValue> read_value_line(json::Value line);
/// Of the lines "note" and "checkpoint".
Result<std::string> read_note_line(json::Value line);
/// Name, eligible and quota.
Result<StratumResult> read_stratum_line(json::Value line);

struct OpenRow {
  std::string id;
  Digest digest{};
  std::uint64_t index = 0;
  std::vector<Digest> path;
  /// The row as the roster's tree has it.
  Bytes bytes() const;
};
Result<OpenRow> read_row_line(json::Value line);

struct ResultHead {
  Digest hash{};
  std::optional<Digest> nonce;
};
Result<ResultHead> read_result_head(json::Value line);
Result<LeafProof> read_leaf_line(json::Value line);

Result<EarlyCheckpoint> read_early_line(json::Value line);

/// The line "target" of a proof: all but the last ticket. Errors also: those of read_target().
Result<ProofContent> read_proof_target(json::Value line);
/// Of the line "fate", whose other members follow from the rest.
Result<std::optional<Digest>> read_last_ticket(json::Value line);

}  // namespace mingchou::draw
