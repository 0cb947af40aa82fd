// What a spreadsheet holds, as plain values: cells of a row, ranges that are merged. Native only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/calendar/civil_date.h"

namespace mingchou::sheets {

enum class CellKind : std::uint8_t { empty, text, number, date, boolean, error };

struct Cell {
  CellKind kind = CellKind::empty;
  /// The value is what the formula gave when the file was saved.
  bool is_formula = false;
  /// Of a date: only the day; a time of day is left out.
  CivilDate date = {};
  /// Of numbers; 0 or 1 of a boolean.
  double number = 0;
  /// Of text as it stands in the file; of a number the digits of the file; of an error its name, such as "#N/A".
  std::string text = {};

  bool is_empty() const { return kind == CellKind::empty; }
  bool operator==(const Cell&) const = default;

  static Cell of_text(std::string value) { return {.kind = CellKind::text, .text = std::move(value)}; }
  static Cell of_number(double value) { return {.kind = CellKind::number, .number = value}; }
  static Cell of_date(CivilDate value) { return {.kind = CellKind::date, .date = value}; }
};

struct Row {
  /// As the spreadsheet program shows it, from 1; of CSV the number of the record.
  std::uint32_t number = 0;
  /// By column, from A; what lies beyond the last cell with content is not there.
  std::vector<Cell> cells;
};

/// Rows from 1, columns from 0, ends included. Only the cell at the upper left has content.
struct MergedRange {
  std::uint32_t first_row = 0, last_row = 0;
  std::uint32_t first_column = 0, last_column = 0;
};

/// 0 is "A", 25 "Z", 26 "AA".
std::string column_name(std::uint32_t column);

}  // namespace mingchou::sheets
