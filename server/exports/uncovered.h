// Targets that no item of a list in force concerns (监管真空), as a spreadsheet.
#pragma once

#include "server/exports/export_list.h"
#include "server/exports/lists.h"
#include "shared/items/coverage.h"

namespace mingchou::exports {

/// Read in pieces, as there may be very many. `shows_names`: not to who sees the register without personal data. Gives
/// the number of rows. Errors: those of the store and of the writer.
Result<std::int64_t> export_uncovered(const ListForm& form, items::UncoveredQuery query, bool shows_names,
                                      const ReadRegisters& read, sheets::SheetWriter& writer);

}  // namespace mingchou::exports
