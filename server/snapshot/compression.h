// Compressing whole texts in memory: Brotli for what is kept, gzip for clients that do not take it.
//
// Of 30,000 demo targets (24 MB in parts of about a megabyte) Brotli at quality 5 makes 2.8 MB, gzip at 6 makes 3.8 MB
// in the same time; that megabyte is 20 seconds on a village's network.
#pragma once

#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou::server {

/// Errors of all three: server.internal, for want of memory or for bytes that are no such form.
Result<std::string> compress_brotli(std::string_view bytes);
/// `bytes` is the exact size of what comes out: more or less is an error, so nothing can unpack without bound.
Result<std::string> unpack_brotli(std::string_view compressed, std::size_t bytes);
Result<std::string> compress_gzip(std::string_view bytes);

}  // namespace mingchou::server
