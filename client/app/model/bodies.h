// Bodies of requests that several parts of the app send.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "shared/items/content.h"

namespace mingchou::client {

/// For what is ended or undone, and why.
std::string reason_body(std::string_view reason);
/// All fields of an item, or of a plan's row.
std::string fields_body(std::span<const items::Field> fields);

}  // namespace mingchou::client
