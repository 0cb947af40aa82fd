// Reading a file into the scratch database.
#include <algorithm>

#include "server/imports/steps.h"

namespace mingchou::imports {
namespace {

using sheets::Row;
using sheets::SheetReader;

constexpr std::uint32_t merged_rows_max = 5'000;
/// Rows between two looks at the watch.
constexpr std::size_t watch_rows = 512;

sheets::Limits limits() {
  sheets::Limits bounds;
  bounds.rows_max = import_rows_max;
  bounds.file_bytes_max = import_file_bytes_max;
  return bounds;
}

Result<std::vector<Row>> first_rows(SheetReader& reader, std::size_t sheet) {
  MC_TRY(reader.select(sheet));
  std::vector<Row> rows;
  for (Row row; rows.size() < header_rows_looked_at && MC_TRY(reader.next(row));) rows.push_back(std::move(row));
  return rows;
}

std::size_t known_columns(const FoundHeader& header) {
  return static_cast<std::size_t>(
      std::ranges::count_if(header.columns, [](const std::string& key) { return !key.empty(); }));
}

std::vector<std::string> headers_of(const std::vector<Row>& rows, std::uint32_t number) {
  std::vector<std::string> headers;
  for (const Row& row : rows)
    if (row.number == number)
      for (const sheets::Cell& cell : row.cells) headers.push_back(header_text(cell));
  return headers;
}

/// What a person has mapped before goes before any words.
std::optional<Mapping> mapping_of_template(const std::vector<Row>& rows, const std::vector<Template>& templates) {
  for (const Row& row : rows) {
    auto mapping = mapping_by_template(templates, headers_of(rows, row.number));
    if (!mapping) continue;
    mapping->header_row = row.number;
    return mapping;
  }
  return std::nullopt;
}

/// Sheets in which no header is known are left for a person to choose; hidden ones are looked at last.
Result<Mapping> find_mapping(SheetReader& reader, Register which, const std::vector<Template>& templates) {
  Mapping best{.which = which};
  std::size_t best_known = 0;
  for (const bool is_hidden : {false, true}) {
    for (std::size_t sheet = 0; sheet < reader.sheets().size(); ++sheet) {
      if (reader.sheets()[sheet].is_hidden != is_hidden) continue;
      const std::vector<Row> rows = MC_TRY(first_rows(reader, sheet));
      if (auto known = mapping_of_template(rows, templates)) {
        known->sheet = sheet;
        return *std::move(known);
      }
      FoundHeader header = find_header(which, rows);
      if (header.row == 0 || known_columns(header) <= best_known) continue;
      best_known = known_columns(header);
      best = {.which = which,
              .sheet = sheet,
              .header_row = header.row,
              .columns = std::move(header.columns),
              .headers = headers_of(rows, header.row)};
    }
    if (best_known > 0) break;
  }
  return best;
}

/// The headers as the file has them, whatever a given mapping says. Whoever names a table without saying what its
/// columns are leaves that to the words of its header, or the header itself, too.
Result<> take_headers(SheetReader& reader, Mapping& mapping) {
  const std::vector<Row> rows = MC_TRY(first_rows(reader, mapping.sheet));
  if (mapping.columns.empty() && mapping.header_row == 0) {
    FoundHeader found = find_header(mapping.which, rows);
    mapping.header_row = found.row;
    mapping.columns = std::move(found.columns);
  } else if (mapping.columns.empty()) {
    const auto header = std::ranges::find(rows, mapping.header_row, &Row::number);
    if (header != rows.end()) mapping.columns = columns_of(mapping.which, *header);
  }
  mapping.headers = headers_of(rows, mapping.header_row);
  mapping.columns.resize(std::max(mapping.columns.size(), mapping.headers.size()));
  mapping.headers.resize(mapping.columns.size());
  return {};
}

Result<> fill_merged(Scratch& scratch, const std::vector<sheets::MergedRange>& ranges, std::uint32_t header_row) {
  for (const sheets::MergedRange& range : ranges) {
    const bool is_one_column = range.first_column == range.last_column && range.last_row > range.first_row;
    if (!is_one_column || range.first_row <= header_row || range.last_row - range.first_row > merged_rows_max) continue;
    const auto top = MC_TRY(scratch.line(range.first_row));
    if (!top || top->cells.size() <= range.first_column) continue;
    for (std::uint32_t number = range.first_row + 1; number <= range.last_row; ++number) {
      auto row = MC_TRY(scratch.line(number));
      if (!row) continue;
      if (row->cells.size() <= range.first_column) row->cells.resize(range.first_column + 1UL);
      row->cells[range.first_column] = top->cells[range.first_column];
      MC_TRY(scratch.replace_line(*row));
    }
  }
  return {};
}

}  // namespace

Result<Staged> stage(const std::string& file, Register which, const std::optional<Mapping>& given,
                     const std::vector<Template>& templates, Scratch& scratch, const Watch& watch) {
  const auto reader = MC_TRY(sheets::open_workbook(file, limits()));
  Staged staged{reader->sheets(), given.value_or(Mapping{.which = which})};
  if (given)
    MC_TRY(take_headers(*reader, staged.mapping));
  else
    staged.mapping = MC_TRY(find_mapping(*reader, which, templates));

  MC_TRY(reader->select(staged.mapping.sheet));
  Transaction transaction = MC_TRY(Transaction::begin(scratch.database()));
  std::size_t count = 0;
  for (Row row; MC_TRY(reader->next(row)); ++count) {
    MC_TRY(scratch.add_line(row));
    if (count % watch_rows == 0 && !watch("read", reader->progress())) return fail(Error("imports.cancelled"));
  }
  if (count == 0) return fail(Error("imports.no_rows"));
  MC_TRY(fill_merged(scratch, reader->merged_ranges(), staged.mapping.header_row));
  MC_TRY(transaction.commit());
  return staged;
}

}  // namespace mingchou::imports
