// Days as people type them: 2026-11-25, 2026年11月25日, 2026/11/25, 2026.11.25, 20261125, with digits of either width.
#pragma once

#include <optional>
#include <string_view>

#include "shared/calendar/civil_date.h"

namespace mingchou::client {

/// Nothing for what is no day.
std::optional<CivilDate> typed_date(std::string_view text);

}  // namespace mingchou::client
