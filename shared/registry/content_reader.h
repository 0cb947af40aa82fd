// An entity of a register out of its content (content.h): what a revision table keeps of an earlier state, as it was.
// Runs everywhere.
#pragma once

#include <string_view>

#include "shared/base/error.h"
#include "shared/registry/entities.h"

namespace mingchou {

/// Error: store.internal {code} for what content_of() did not write.
Result<Target> read_target_content(std::string_view content);
Result<Inspector> read_inspector_content(std::string_view content);
Result<Expert> read_expert_content(std::string_view content);

}  // namespace mingchou
