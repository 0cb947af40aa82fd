// Above what was read before, when it could not be read anew: whoever looks must know that it may be out of date.
#pragma once

#include <optional>

#include "client/app/ui/layout.h"
#include "client/app/ui/ui.h"
#include "shared/base/error.h"

namespace mingchou::client {

/// Nothing without an error. True when the user wants to try again.
bool draw_stale(Ui& ui, Column& column, const std::optional<Error>& error);

}  // namespace mingchou::client
