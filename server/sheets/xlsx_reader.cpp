#include "server/sheets/xlsx_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <deque>
#include <optional>

#include "server/sheets/shared_texts.h"
#include "server/sheets/xlsx_book.h"
#include "server/sheets/xml_parser.h"
#include "server/sheets/zip_parts.h"

namespace mingchou::sheets {
namespace {

constexpr std::uint32_t excel_rows_max = 1'048'576;
constexpr std::uint32_t excel_columns_max = 16'384;

struct CellPlace {
  std::uint32_t row = 0;     // from 1; 0 if only the column is named
  std::uint32_t column = 0;  // from 0
};

/// "AB12"; nothing for what is no place of a sheet.
std::optional<CellPlace> place_of(std::string_view reference) {
  CellPlace place;
  std::size_t at = 0;
  std::uint32_t column = 0;
  for (; at < reference.size() && column <= excel_columns_max; ++at) {
    const char letter = static_cast<char>(reference[at] & ~0x20);
    if (letter < 'A' || letter > 'Z') break;
    column = column * 26 + static_cast<std::uint32_t>(letter - 'A' + 1);
  }
  if (column == 0 || column > excel_columns_max) return std::nullopt;
  place.column = column - 1;
  const char* const end = reference.data() + reference.size();
  const auto [stop, error] = std::from_chars(reference.data() + at, end, place.row);
  if (error != std::errc() || stop != end || place.row == 0 || place.row > excel_rows_max) return std::nullopt;
  return place;
}

std::optional<MergedRange> range_of(std::string_view reference) {
  const std::size_t colon = reference.find(':');
  if (colon == reference.npos) return std::nullopt;
  const auto first = place_of(reference.substr(0, colon)), last = place_of(reference.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return MergedRange{first->row, last->row, first->column, last->column};
}

/// xl/worksheets/sheetN.xml: rows are put into a queue from which next() takes them.
class SheetHandler final : public XmlHandler {
 public:
  SheetHandler(const XlsxBook& book, const SharedTexts& texts, const Limits& limits)
      : book_(book), texts_(texts), limits_(limits) {}

  void begin_element(std::string_view name, const Attributes& attributes) override;
  void end_element(std::string_view name) override;
  void text(std::string_view piece) override;

  std::deque<Row> rows;
  std::vector<MergedRange> merged_ranges;

 private:
  enum class Capture { nothing, value, formula };
  void damaged(std::string_view why) { failure = Error("sheets.damaged").because(why); }
  void begin_row(const Attributes& attributes);
  void begin_cell(const Attributes& attributes);
  void end_cell();
  void end_row();
  Cell cell_of_value();
  Cell number_cell();
  Cell text_cell(std::string_view text) const;
  std::string cell_name() const { return column_name(column_) + std::to_string(row_.number); }

  const XlsxBook& book_;
  const SharedTexts& texts_;
  const Limits& limits_;
  Row row_;
  std::uint32_t last_row_ = 0;
  std::size_t row_count_ = 0;
  std::uint32_t column_ = 0, next_column_ = 0;
  std::string type_, value_;
  std::uint32_t style_ = 0;
  bool is_in_row_ = false, is_in_cell_ = false, is_in_reading_ = false, is_formula_ = false;
  Capture capture_ = Capture::nothing;
};

void SheetHandler::begin_element(std::string_view name, const Attributes& attributes) {
  if (name == "c" && is_in_row_) {
    begin_cell(attributes);
  } else if (name == "v" && is_in_cell_) {
    capture_ = Capture::value;
  } else if (name == "t" && is_in_cell_) {
    capture_ = is_in_reading_ ? Capture::nothing : Capture::value;
  } else if (name == "f" && is_in_cell_) {
    is_formula_ = true;
  } else if (name == "rPh") {
    is_in_reading_ = true;
  } else if (name == "row") {
    begin_row(attributes);
  } else if (name == "mergeCell") {
    const auto range = range_of(attributes.value("ref").value_or(""));
    if (range && merged_ranges.size() < limits_.merged_ranges_max) merged_ranges.push_back(*range);
  }
}

void SheetHandler::end_element(std::string_view name) {
  if (name == "v" || name == "t") {
    capture_ = Capture::nothing;
  } else if (name == "c" && is_in_cell_) {
    end_cell();
  } else if (name == "row" && is_in_row_) {
    end_row();
  } else if (name == "rPh") {
    is_in_reading_ = false;
  }
}

void SheetHandler::text(std::string_view piece) {
  if (capture_ != Capture::value) return;
  value_ += piece;
  if (value_.size() > limits_.cell_bytes_max)
    failure = Error("sheets.cell_too_long")
                  .with("cell", cell_name())
                  .with("bytes_max", static_cast<long long>(limits_.cell_bytes_max));
}

void SheetHandler::begin_row(const Attributes& attributes) {
  if (is_in_row_) return damaged("a row within a row");
  std::uint32_t number = last_row_ + 1;
  if (const auto told = attributes.value("r")) {
    const auto [end, error] = std::from_chars(told->data(), told->data() + told->size(), number);
    if (error != std::errc() || end != told->data() + told->size()) return damaged("no row number");
  }
  if (number <= last_row_ || number > excel_rows_max) return damaged("row numbers out of order");
  row_ = {number, {}};
  last_row_ = number;
  next_column_ = 0;
  is_in_row_ = true;
}

void SheetHandler::begin_cell(const Attributes& attributes) {
  if (is_in_cell_) return damaged("a cell within a cell");
  column_ = next_column_;
  if (const auto reference = attributes.value("r")) {
    const auto place = place_of(*reference);
    if (!place) return damaged("no place of a sheet");
    column_ = place->column;
  }
  next_column_ = column_ + 1;
  type_ = attributes.value("t").value_or("n");
  const std::string_view style = attributes.value("s").value_or("0");
  style_ = 0;
  std::from_chars(style.data(), style.data() + style.size(), style_);
  value_.clear();
  is_formula_ = false;
  is_in_cell_ = true;
}

void SheetHandler::end_cell() {
  is_in_cell_ = false;
  if (value_.empty() && !is_formula_) return;
  Cell cell = cell_of_value();
  if (failure || (cell.is_empty() && !is_formula_)) return;
  cell.is_formula = is_formula_;
  // What has no content has no say: sheets are often styled to their last column.
  if (column_ >= limits_.columns_max) {
    failure = Error("sheets.too_many_columns")
                  .with("row", row_.number)
                  .with("columns_max", static_cast<long long>(limits_.columns_max));
    return;
  }
  if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
  row_.cells[column_] = std::move(cell);
}

Cell SheetHandler::text_cell(std::string_view text) const {
  return text.empty() ? Cell{} : Cell::of_text(std::string(text));
}

Cell SheetHandler::cell_of_value() {
  if (type_ == "s") {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    const auto text = error == std::errc() ? texts_.at(index) : std::nullopt;
    if (!text && !value_.empty()) damaged("no such shared text");
    return text_cell(text.value_or(""));
  }
  if (type_ == "str" || type_ == "inlineStr") return text_cell(unescape_text(value_));
  if (value_.empty()) return {};
  if (type_ == "b") return {.kind = CellKind::boolean, .number = value_ == "1" ? 1.0 : 0.0};
  if (type_ == "e") return {.kind = CellKind::error, .text = value_};
  if (type_ == "d") {
    const auto date = CivilDate::parse(std::string_view(value_).substr(0, 10));
    return date ? Cell::of_date(*date) : text_cell(value_);
  }
  return number_cell();
}

Cell SheetHandler::number_cell() {
  double number = 0;
  // strtod leans on the locale and from_chars for doubles is not in every libc++; values of Excel are short.
  char* end = nullptr;
  number = std::strtod(value_.c_str(), &end);
  if (end != value_.c_str() + value_.size()) return text_cell(value_);
  if (style_ < book_.is_date_style.size() && book_.is_date_style[style_])
    if (const auto date = date_of_serial(number, book_.is_1904)) {
      Cell cell = Cell::of_date(*date);
      cell.number = number;
      return cell;
    }
  return {.kind = CellKind::number, .number = number, .text = value_};
}

void SheetHandler::end_row() {
  is_in_row_ = false;
  if (row_.cells.empty()) return;
  if (++row_count_ > limits_.rows_max) {
    failure = Error("sheets.too_many_rows").with("rows_max", static_cast<long long>(limits_.rows_max));
    return;
  }
  rows.push_back(std::move(row_));
  row_ = {};
}

class XlsxReader final : public SheetReader {
 public:
  XlsxReader(ZipParts parts, XlsxBook book, const Limits& limits)
      : parts_(std::move(parts)), book_(std::move(book)), limits_(limits) {
    for (const XlsxBook::Sheet& sheet : book_.sheets) sheets_.push_back(sheet.info);
  }

  Result<> select(std::size_t sheet) override {
    part_.reset();
    if (sheet >= book_.sheets.size()) return fail(Error("sheets.no_sheet"));
    if (!has_texts_ && !book_.shared_texts_part.empty()) {
      ZipPart texts = MC_TRY(parts_.open_part(book_.shared_texts_part));
      texts_ = MC_TRY(SharedTexts::read(std::move(texts), limits_));
    }
    has_texts_ = true;
    merged_ranges_.clear();
    handler_.emplace(book_, texts_, limits_);
    parser_.emplace(*handler_);
    part_ = MC_TRY(parts_.open_part(book_.sheets[sheet].part));
    is_at_end_ = false;
    return {};
  }

  Result<bool> next(Row& row) override {
    if (!part_) return fail(Error("sheets.no_sheet"));
    while (handler_->rows.empty() && !is_at_end_) {
      if (auto fed = feed(); !fed) {
        part_.reset();
        return fail(fed.error());
      }
    }
    if (handler_->rows.empty()) return false;
    row = std::move(handler_->rows.front());
    handler_->rows.pop_front();
    return true;
  }

  double progress() const override {
    if (!part_) return 0;
    const auto told = static_cast<double>(std::max<std::uint64_t>(part_->bytes_told(), 1));
    return std::min(1.0, static_cast<double>(part_->bytes_read()) / told);
  }

 private:
  Result<> feed() {
    const std::size_t count = MC_TRY(part_->read(piece_));
    MC_TRY(parser_->feed({piece_.data(), count}, count == 0));
    if (count != 0) return {};
    is_at_end_ = true;
    merged_ranges_ = std::move(handler_->merged_ranges);
    return {};
  }

  ZipParts parts_;
  const XlsxBook book_;
  const Limits limits_;
  SharedTexts texts_;
  bool has_texts_ = false;
  std::optional<SheetHandler> handler_;
  std::optional<XmlParser> parser_;
  std::optional<ZipPart> part_;
  std::array<char, 64 * 1024> piece_{};
  bool is_at_end_ = false;
};

}  // namespace

Result<std::unique_ptr<SheetReader>> open_xlsx(const std::string& path, const Limits& limits) {
  ZipParts parts = MC_TRY(ZipParts::open(path, limits.part_bytes_max));
  XlsxBook book = MC_TRY(read_xlsx_book(parts, limits));
  return std::make_unique<XlsxReader>(std::move(parts), std::move(book), limits);
}

}  // namespace mingchou::sheets
