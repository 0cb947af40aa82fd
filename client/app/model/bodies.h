// Bodies of requests that several parts of the app send.
#pragma once

#include <string>
#include <string_view>

namespace mingchou::client {

/// For what is ended or undone, and why.
std::string reason_body(std::string_view reason);

}  // namespace mingchou::client
