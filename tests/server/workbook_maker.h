// Makes spreadsheets for tests, byte by byte as other programs write them: an .xlsx from the XML of its parts, an .xls
// that Excel's own format is in.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/sheets/sheet_reader.h"

namespace mingchou::sheets::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

/// An archive of these parts, packed.
std::string zip_of(const Parts& parts);

/// What stands within <sheetData> of the one sheet, and what follows it.
struct SheetXml {
  std::string rows;
  std::string after_rows = {};
  std::string shared_texts = {};  // <si>…</si>
  std::string styles = {};        // what stands within <styleSheet>
  std::string workbook_pr = {};   // <workbookPr …/>
};
Parts parts_of(const SheetXml& sheet);
std::string xlsx_of(const SheetXml& sheet);

/// Two sheets, 检查对象 and 说明; a merged title, a header in row 2, a date, a number, a formula, an empty row 4.
std::string sample_xls();

/// Writes bytes to a file that goes with the test, opens it and reads one sheet.
struct Read {
  std::vector<Row> rows;
  std::vector<MergedRange> merged_ranges;
};
Result<Read> read_bytes(std::string_view bytes, const Limits& limits = {}, std::size_t sheet = 0);
/// The code of the error, or "" if all went well.
std::string error_of(std::string_view bytes, const Limits& limits = {});
/// The texts of cells, numbers as they stand in the file, dates as YYYY-MM-DD; "" for empty ones.
std::vector<std::string> texts_of(const Row& row);

}  // namespace mingchou::sheets::test
