// Writing spreadsheets row by row: .xlsx and CSV behind one interface. Native only; one thread per writer.
//
// No text is ever a formula: in .xlsx it is a text cell; in CSV a text that a spreadsheet program would compute gets an
// apostrophe before it, which our own reader takes off again. What is written and read again is the same, except that
// CSV knows text only.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "server/sheets/cell.h"
#include "server/sheets/text_encoding.h"
#include "shared/base/error.h"

namespace mingchou::sheets {

class SheetWriter {
 public:
  SheetWriter() = default;
  SheetWriter(const SheetWriter&) = delete;
  SheetWriter& operator=(const SheetWriter&) = delete;
  virtual ~SheetWriter() = default;

  /// Errors: sheets.write_failed, sheets.text_too_long {bytes_max}, sheets.too_many_rows {rows_max}.
  virtual Result<> add(std::span<const Cell> row) = 0;
  /// The file is whole only after this. Error: sheets.write_failed.
  virtual Result<> finish() = 0;
};

struct SheetStyle {
  std::string sheet_name;
  /// Of the columns, in characters; further ones are of the usual width.
  std::vector<double> widths = {};
  /// Rows at the top that stay in sight and are bold.
  std::uint32_t header_rows = 1;
};

Result<std::unique_ptr<SheetWriter>> create_xlsx(const std::string& path, const SheetStyle& style);
/// UTF-8 begins with a byte order mark, without which Excel takes it for GBK.
Result<std::unique_ptr<SheetWriter>> create_csv(const std::string& path, Encoding encoding);

}  // namespace mingchou::sheets
