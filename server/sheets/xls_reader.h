// .xls (BIFF, Excel 97–2003) over libfreexl, in a process of its own.
//
// The format is a heap of lengths and offsets, and the library that reads it trusts many of them. So a child process
// reads one sheet and sends its rows through a pipe: a crafted file can end that child, or run into its bounds of
// memory and time, and no more; the server says "damaged". The child does nothing but read: it has no other open file.
//
// libfreexl gives nothing for a cell with a formula: it is empty here, where .xlsx has its saved value.
#pragma once

#include <memory>

#include "server/sheets/sheet_reader.h"

namespace mingchou::sheets {

/// Errors: sheets.*.
Result<std::unique_ptr<SheetReader>> open_xls(const std::string& path, const Limits& limits);

}  // namespace mingchou::sheets
