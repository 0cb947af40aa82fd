// What an .xlsx says about itself as a whole: its sheets, the day its calendar begins, which styles are dates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/sheets/sheet_reader.h"
#include "server/sheets/zip_parts.h"

namespace mingchou::sheets {

struct XlsxBook {
  struct Sheet {
    SheetInfo info;
    std::string part;
  };
  std::vector<Sheet> sheets;
  /// Days count from 1904-01-01, as in files from old Macs.
  bool is_1904 = false;
  /// By the number of the style that a cell names.
  std::vector<bool> is_date_style;
  /// "" for none.
  std::string shared_texts_part;
};

/// Errors: sheets.damaged, sheets.no_sheet, sheets.too_many_sheets, sheets.other_kind {kind}.
Result<XlsxBook> read_xlsx_book(const ZipParts& parts, const Limits& limits);

/// Whether a number format shows a day: it has years or days, or months without hours and seconds.
bool is_date_format(std::string_view format);
/// Nothing if the number is no day that a calendar has.
std::optional<CivilDate> date_of_serial(double serial, bool is_1904);

}  // namespace mingchou::sheets
