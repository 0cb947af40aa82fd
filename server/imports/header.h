// Finding the header of a sheet: titles stand above it, dates and signatures below the rows.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/imports/fields.h"
#include "server/sheets/cell.h"

namespace mingchou::imports {

/// Rows from the top in which a header is looked for.
inline constexpr std::size_t header_rows_looked_at = 30;

/// Headers are compared in this form: compatibility forms become plain, letters small; blanks, brackets, stars, colons
/// and the like go, as do notes such as 必填.
std::string fold_header(std::string_view text);

/// Of a cell, as text.
std::string header_text(const sheets::Cell& cell);

/// By column: the key of a field, or "" for what is not imported.
using Columns = std::vector<std::string>;

/// By exact words first, then by words that are part of a longer header; each field once, the column further left.
Columns columns_of(Register which, const sheets::Row& header);

struct FoundHeader {
  /// As in the file; 0 if no row has at least two known headers.
  std::uint32_t row = 0;
  Columns columns;
};
FoundHeader find_header(Register which, std::span<const sheets::Row> first_rows);

/// 合计, 填表人 and the like: a row below the table that is none of it.
bool is_footer(const sheets::Row& row);
/// The header once more, as on every printed page.
bool repeats_header(const sheets::Row& row, const sheets::Row& header);

}  // namespace mingchou::imports
