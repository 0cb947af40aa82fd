// The one verifier of bundles, behind the command line, the public page and tests.
//
// It reads a stream, recomputes what the bundle lets it recompute, and tells line by line what was checked and, as
// plainly, what was not. Whatever does not fit is an error that ends it. Runs everywhere; keeps of the target roster
// only who can be drawn.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "shared/base/error.h"
#include "shared/draw/bundle_checks.h"
#include "shared/draw/changes.h"
#include "shared/log/note.h"

namespace mingchou::draw {

struct VerifyOptions {
  /// The log's key from elsewhere than the bundle; the bundle must then be of that log.
  std::optional<log::VerifierKey> log_key;
};

/// BundleVerifier verifier({});
/// while (…) MC_TRY(verifier.feed(chunk));
/// const CheckLines lines = MC_TRY(verifier.finish());
///
/// Errors of form: those of json::LineReader and of the readers of plan, rows and result; draw.bundle_line {line} for a
/// line that does not belong there or is one too many (bundle_keys_max and the like, or more inspectors than planned),
/// draw.bundle_changed if the last line's hash is another, draw.bundle_unfinished. Errors of content: those of
/// check_values(), TargetRoster, check_inspectors(), run_draw(), check_statements(), check_log(); draw.bundle_result
/// {line} where the result is another than the one computed; draw.bundle_row {id}; draw.bundle_internal if a public
/// bundle opens what a stratum may not.
class BundleVerifier {
 public:
  explicit BundleVerifier(VerifyOptions options);
  ~BundleVerifier();
  BundleVerifier(BundleVerifier&&) noexcept;
  BundleVerifier& operator=(BundleVerifier&&) noexcept;

  Result<> feed(std::string_view chunk);
  Result<CheckLines> finish();

  /// After finish(): what the bundle tells of one target, as a sentence: draw.fate_selected, draw.fate_substitute,
  /// draw.fate_not_selected {id, stratum, rank, eligible, quota}; without attributes draw.fate_published,
  /// draw.fate_not_published {id}; draw.fate_sealed {date}; draw.fate_not_eligible, draw.fate_other {id}. Ranks are
  /// those of tickets in the stratum, from 1.
  Error fate_of(std::string_view id) const;

  /// After finish(): the draw as it stood when it was done, to which changes can be applied; leans on this verifier.
  /// Error: draw.changes_need_rosters where the bundle does not open everything.
  Result<Standing> standing() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace mingchou::draw
