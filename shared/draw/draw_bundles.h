// The bundle that somebody is entitled to, made from everything that is known of a draw (spec section 7).
//
// Auditors, witnesses and the departments of a draw get write_opened_bundle() of kind audit. Runs everywhere.
#pragma once

#include <string_view>

#include "shared/base/error.h"
#include "shared/calendar/civil_date.h"
#include "shared/draw/bundle.h"

namespace mingchou::draw {

/// What anyone gets on that day. Everything is opened where no stratum uses what is internal; otherwise, and of a
/// sealed draw until its window is over, nothing is, and of the latter nobody drawn is named either. Errors: those of
/// write_opened_bundle().
Result<> write_public_bundle(const BundleContent& content, const OpenedRosters& rosters, const DrawResult& result,
                             CivilDate today, const BundleSink& sink);

/// The fate of one target, for that target and for auditors. Errors: draw.proof_target {target} for one that does not
/// stand in the roster; those of write_proof_bundle().
Result<> write_fate_bundle(const BundleContent& content, const OpenedRosters& rosters, const DrawResult& result,
                           std::string_view target, const BundleSink& sink);

}  // namespace mingchou::draw
