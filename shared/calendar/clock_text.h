// An instant as people read it.
#pragma once

#include <string>

#include "shared/base/time.h"

namespace mingchou {

/// "2026-11-26 19:30:05", as a clock on a wall in Asia/Shanghai shows it. Beyond the range of CivilDate the day is the
/// first or the last one.
std::string shanghai_text(Instant instant);

}  // namespace mingchou
