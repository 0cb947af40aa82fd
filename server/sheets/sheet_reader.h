// Reading spreadsheets as departments really send them: .xlsx, .xls and CSV behind one interface, row by row.
//
//   auto workbook = MC_TRY(open_workbook(path));
//   MC_TRY(workbook->select(0));
//   for (Row row; MC_TRY(workbook->next(row));) …
//
// What kind of file it is, its content says, never its name. Rows come as they are read, so memory does not grow with
// the sheet (.xls is the exception: it is at most 65,536 rows, and is read in a process of its own). Every bound is in
// Limits and has a sentence. Nothing of a file is ever executed or fetched: formulas give their saved value and a mark,
// links and macros are not looked at. Native only; one thread per reader.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "server/sheets/cell.h"
#include "shared/base/error.h"

namespace mingchou::sheets {

struct Limits {
  std::size_t file_bytes_max = 64UL * 1024 * 1024;
  /// Of one part of an .xlsx, unpacked: against archives that are small only while packed.
  std::size_t part_bytes_max = 512UL * 1024 * 1024;
  /// Texts that cells of an .xlsx share; they are the only part that is kept in memory.
  std::size_t shared_text_bytes_max = 96UL * 1024 * 1024;
  std::size_t shared_texts_max = 4'000'000;
  /// With content; of a sheet.
  std::size_t rows_max = 1'048'576;
  /// Up to the last cell with content.
  std::size_t columns_max = 256;
  std::size_t cell_bytes_max = 128UL * 1024;
  std::size_t sheets_max = 256;
  std::size_t merged_ranges_max = 100'000;
};

struct SheetInfo {
  std::string name;
  bool is_hidden = false;
};

class SheetReader {
 public:
  SheetReader() = default;
  SheetReader(const SheetReader&) = delete;
  SheetReader& operator=(const SheetReader&) = delete;
  virtual ~SheetReader() = default;

  /// In the order of the workbook; at least one.
  const std::vector<SheetInfo>& sheets() const { return sheets_; }
  /// Begins to read a sheet from its first row.
  virtual Result<> select(std::size_t sheet) = 0;
  /// The next row with content; false at the end. After an error nothing more is to be had until select().
  virtual Result<bool> next(Row& row) = 0;
  /// Complete once next() has given false. Files say it at their end, and .xls and CSV never do.
  const std::vector<MergedRange>& merged_ranges() const { return merged_ranges_; }
  /// How much of the sheet is read, 0 to 1; never falls.
  virtual double progress() const = 0;

 protected:
  std::vector<SheetInfo> sheets_;
  std::vector<MergedRange> merged_ranges_;
};

/// Errors: sheets.* (shared/messages/sheets_messages.cpp).
Result<std::unique_ptr<SheetReader>> open_workbook(const std::string& path, const Limits& limits = {});

}  // namespace mingchou::sheets
