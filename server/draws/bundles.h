// The bundles of a draw that is done, for whoever is entitled to them (shared/draw/draw_bundles.h).
#pragma once

#include <string>
#include <string_view>

#include "server/draws/steps.h"
#include "shared/draw/bundle.h"

namespace mingchou::server {

/// Plan, keys, values, statements, and where the log has plan and result: up to its newest checkpoint. Error:
/// ceremony.not_drawn.
Result<draw::BundleContent> bundle_content(Database& db, const StoredDraw& stored);

/// Everything opened. Errors: ceremony.not_drawn, those of read_rosters() and write_opened_bundle().
Result<std::string> audit_bundle(const StoredDraw& stored, const draw::BundleContent& content,
                                 const std::string& data_folder);
/// What anyone gets on that day.
Result<std::string> public_bundle(const StoredDraw& stored, const draw::BundleContent& content,
                                  const std::string& data_folder, CivilDate today);

/// Whether one target was drawn, and why, without anybody else's data. Errors: as audit_bundle(); draw.proof_target
/// {target} for one that does not stand in the roster.
Result<std::string> proof_bundle(const StoredDraw& stored, const draw::BundleContent& content,
                                 const std::string& data_folder, std::string_view target);

}  // namespace mingchou::server
