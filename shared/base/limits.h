// Bounds that more than one part leans on. A bound of one part stands in that part.
#pragma once

#include <cstddef>

namespace mingchou::limits {

/// One line of a JSON Lines file or bundle, and one leaf of the log, in bytes.
inline constexpr std::size_t json_line_bytes_max = 64 * 1024;
/// One JSON document from outside, in bytes.
inline constexpr std::size_t json_document_bytes_max = 16 * 1024 * 1024;
/// Nesting of arrays and objects in JSON from outside.
inline constexpr std::size_t json_depth_max = 32;

}  // namespace mingchou::limits
