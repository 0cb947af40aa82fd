// Files that a command line names, read for the library, which opens none itself.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou::server {

/// The whole file. Errors: cli.input_unreadable {path}; cli.input_too_large {path, max} beyond bytes_max.
Result<std::string> read_input_file(const std::string& path, std::size_t bytes_max);

/// Passes the file on in pieces. Errors: cli.input_unreadable {path}, and whatever `on_piece` returns.
Result<> stream_input_file(const std::string& path, const std::function<Result<>(std::string_view)>& on_piece);

}  // namespace mingchou::server
