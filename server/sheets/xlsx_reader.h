// .xlsx (ECMA-376): an archive of XML, read as a stream.
#pragma once

#include <memory>

#include "server/sheets/sheet_reader.h"

namespace mingchou::sheets {

/// Errors: sheets.*.
Result<std::unique_ptr<SheetReader>> open_xlsx(const std::string& path, const Limits& limits);

}  // namespace mingchou::sheets
