// Reading what the server says of checks, and keeping it on this device in the same form. Every length is bounded.
// Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/app/checks/checks_model.h"
#include "shared/json/fields.h"

namespace mingchou::client {

Result<Check> read_check(json::ObjectReader& reader);
Result<CheckLoad> read_check_load(json::ObjectReader& reader);

/// As the server answers: what read_checks() reads.
std::string checks_json(std::span<const Check> checks);
Result<std::vector<Check>> read_checks(std::string_view json);

}  // namespace mingchou::client
