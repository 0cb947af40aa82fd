// Writing a register into a spreadsheet by a template; the importer reads it back without loss.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "server/exports/templates.h"
#include "server/imports/known_names.h"
#include "server/imports/row_check.h"
#include "server/sheets/sheet_writer.h"
#include "shared/access/role.h"
#include "shared/store/database.h"

namespace mingchou::exports {

/// Runs a piece of work with a connection, as Readers::read does.
using ReadRegisters = std::function<Result<>(const std::function<Result<>(Database&)>&)>;

/// Current entries of a department, or of all, in the order in which they came. Gives the number of rows. What changes
/// meanwhile may be there as it was or as it is. Columns that the role may not see in the register are left out
/// (shared/access/register_fields.h). Errors: those of the store and of the writer.
Result<std::int64_t> export_list(const Template& form, const std::optional<DepartmentId>& department, access::Role role,
                                 const ReadRegisters& read, sheets::SheetWriter& writer);

}  // namespace mingchou::exports
