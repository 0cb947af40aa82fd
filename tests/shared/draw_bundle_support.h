// A small draw with everything around it: keys, statements, a log, and its bundles.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "shared/draw/bundle.h"
#include "shared/draw/bundle_verifier.h"
#include "tests/shared/draw_support.h"

namespace mingchou::draw::test {

inline constexpr std::string_view test_origin = "county.example/mingchou/log/1";

/// What was drawn and signed; tests spoil parts of it before they write a bundle.
struct SignedDraw {
  WholeDraw draw;
  BundleContent content;
  DrawResult result;
  std::vector<std::string> leaves;  // of the log

  /// Logs the leaves and signs a checkpoint over them; `content` gets its proofs.
  void seal_log();
  /// The log when the plan was its last leaf, as the cosigner saw it.
  EarlyCheckpoint seen_early(std::uint64_t at_s) const;
  std::string opened(BundleKind kind = BundleKind::audit) const;
  /// What the public gets after the window, of a draw with internal strata.
  std::string closed() const;
  /// The same on a day.
  std::string closed_on(std::string_view date) const;
  std::string proof(std::string_view id) const;
};

struct SignedDrawOptions {
  bool has_internal_strata = true;
  bool is_struck = false;  // the second witness
  bool is_sealed = false;
  std::uint64_t plan_at_s = 1'795'560'000;
  std::uint64_t strike_at_s = 1'795'570'000;
  std::uint64_t result_at_s = 1'795'571'000;
  /// When the cosigner saw the plan; the public value comes at 1'795'570'200. 0: it did not.
  std::uint64_t seen_at_s = 0;
};
/// Twelve targets, five inspectors, two witnesses and dice.
SignedDraw make_signed_draw(const SignedDrawOptions& options = {});

/// What the verifier says: "" for a bundle that it accepts, else the error's code.
std::string verdict(std::string_view bundle, const VerifyOptions& options = {}, CheckLines* lines = nullptr);

/// The same bundle with another last line, as somebody would write it who changed lines before.
std::string with_new_end(std::string_view bundle);

}  // namespace mingchou::draw::test
