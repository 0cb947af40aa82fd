// CSV as Excel, WPS and databases write it: UTF-8, UTF-16 or GB 18030; separated by commas, semicolons or tabs; cells
// in quotes may hold separators, line breaks and doubled quotes. Every cell is text.
#pragma once

#include <memory>

#include "server/sheets/sheet_reader.h"

namespace mingchou::sheets {

/// A mark that keeps a text from being taken for a formula; see csv_writer.h.
inline constexpr char text_mark = '\'';
/// What a spreadsheet program takes for the beginning of a formula, and our own mark.
inline constexpr std::string_view formula_beginnings = "=+-@\t\r'";

/// Errors: sheets.unknown_encoding, sheets.unfinished_quote {line}, and those of the bounds.
Result<std::unique_ptr<SheetReader>> open_csv(std::string bytes, const Limits& limits);

}  // namespace mingchou::sheets
