// The checks of a bundle that need no rosters: what witnesses signed, and what the log says. Inside shared/draw only;
// bundle_verifier.h is what others call.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/bundle.h"

namespace mingchou::draw {

enum class CheckState : std::uint8_t { passed, unchecked };

/// One line of what a verifier did.
struct CheckLine {
  CheckState state;
  Error sentence;  // of shared/messages: draw.check_… or draw.unchecked_…
};
using CheckLines = std::vector<CheckLine>;

/// A cosignature so much older than the public value proves that the plan was fixed in time (spec section 6).
inline constexpr std::uint64_t early_margin_s = 600;

/// When the first public value becomes known, in Unix seconds; nothing if there is none.
std::optional<std::uint64_t> first_public_at(const Plan& plan);

/// Consents of all witnesses, reveals of those who revealed, strikes of the others, in plan order each. Errors:
/// draw.bundle_keys, draw.statement_wrong {name} (missing, of another text or signer), draw.strike_late {name}, those
/// of log::parse_note() and log::check_signatures().
Result<> check_statements(const BundleContent& content, const Digest& plan_hash, CheckLines& lines);

/// The checkpoint's signatures, the leaves of plan and result in it, and their times. `result_json` is nothing where
/// the bundle does not open the result. Errors: draw.bundle_log, draw.bundle_keys, draw.leaf_missing {type},
/// draw.leaf_wrong {type}, draw.plan_late, draw.result_late, those of log::open_checkpoint(); of an early checkpoint
/// also those of log::check_succession().
Result<> check_log(const BundleContent& content, const std::optional<std::string>& result_json,
                   const std::optional<log::VerifierKey>& trusted_key, CheckLines& lines);

}  // namespace mingchou::draw
