// A file of changes to a draw, for people without a server: JSON Lines in the strict profile, each line a change
// (shared/draw/changes.h), in the order in which they happened.
#pragma once

#include <string>
#include <vector>

#include "shared/base/error.h"
#include "shared/draw/changes.h"

namespace mingchou::server {

/// What a file that is not there means.
enum class IfMissing { error, none };

/// Applies what stands in the file, and gives it. Errors: those of stream_input_file(), json::LineReader,
/// draw::read_change() and draw::Standing::apply().
Result<std::vector<draw::Change>> apply_changes_file(const std::string& path, IfMissing if_missing,
                                                     draw::Standing& standing);

}  // namespace mingchou::server
