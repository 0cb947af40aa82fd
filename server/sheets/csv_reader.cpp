#include "server/sheets/csv_reader.h"

#include <algorithm>
#include <array>
#include <optional>

#include "server/sheets/text_encoding.h"

namespace mingchou::sheets {
namespace {

constexpr std::array<char, 3> separators = {',', ';', '\t'};

/// The separator that stands most often outside of quotes in the first lines.
char detect_separator(std::string_view text) {
  constexpr std::size_t looked_at_bytes_max = 64 * 1024;
  std::array<std::size_t, separators.size()> counts{};
  bool is_in_quotes = false;
  for (const char c : text.substr(0, looked_at_bytes_max)) {
    if (c == '"') is_in_quotes = !is_in_quotes;
    const auto found = std::ranges::find(separators, c);
    if (!is_in_quotes && found != separators.end()) ++counts[static_cast<std::size_t>(found - separators.begin())];
  }
  return separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

/// "sep=;" as a first line, by which Excel is told the separator.
std::optional<char> told_separator(std::string_view text) {
  if (text.size() < 5 || (text.substr(0, 4) != "sep=" && text.substr(0, 4) != "SEP=")) return std::nullopt;
  const bool is_line = text.size() == 5 || text[5] == '\n' || text[5] == '\r';
  return is_line && std::ranges::contains(separators, text[4]) ? std::optional(text[4]) : std::nullopt;
}

class CsvReader final : public SheetReader {
 public:
  CsvReader(std::string text, const Limits& limits) : text_(std::move(text)), limits_(limits) {
    sheets_ = {{"CSV", false}};
    const auto told = told_separator(text_);
    separator_ = told.value_or(detect_separator(text_));
    begin_ = told ? std::min(text_.find('\n'), text_.size() - 1) + 1 : 0;
  }

  Result<> select(std::size_t sheet) override {
    if (sheet != 0) return fail(Error("sheets.no_sheet"));
    at_ = begin_;
    line_ = begin_ == 0 ? 1 : 2;
    number_ = begin_ == 0 ? 0 : 1;
    row_count_ = 0;
    return {};
  }

  Result<bool> next(Row& row) override {
    while (at_ < text_.size()) {
      row = {++number_, {}};
      MC_TRY(read_record(row));
      while (!row.cells.empty() && row.cells.back().is_empty()) row.cells.pop_back();
      if (row.cells.empty()) continue;
      if (row.cells.size() > limits_.columns_max)
        return end_with(Error("sheets.too_many_columns")
                            .with("row", row.number)
                            .with("columns_max", static_cast<long long>(limits_.columns_max)));
      if (++row_count_ > limits_.rows_max)
        return end_with(Error("sheets.too_many_rows").with("rows_max", static_cast<long long>(limits_.rows_max)));
      return true;
    }
    return false;
  }

  double progress() const override {
    return text_.empty() ? 1 : static_cast<double>(at_) / static_cast<double>(text_.size());
  }

 private:
  std::unexpected<Error> end_with(Error error) {
    at_ = text_.size();
    return fail(std::move(error));
  }

  /// Empty cells of a long run are counted but not kept, so that a file of separators takes no memory.
  void add(Row& row, std::uint32_t column, std::string value) const {
    if (value.size() > 1 && value[0] == text_mark && formula_beginnings.contains(value[1])) value.erase(0, 1);
    if (value.empty() || (column > limits_.columns_max && row.cells.size() > limits_.columns_max)) return;
    const std::size_t place = std::min<std::size_t>(column, limits_.columns_max);
    if (row.cells.size() <= place) row.cells.resize(place + 1);
    row.cells[place] = Cell::of_text(std::move(value));
  }

  Result<> read_record(Row& row) {
    for (std::uint32_t column = 0;; ++column) {
      std::string value;
      MC_TRY(read_cell(value, column));
      add(row, column, std::move(value));
      if (at_ >= text_.size()) return {};
      const char c = text_[at_++];
      if (c == separator_) continue;
      if (c == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
      ++line_;
      return {};
    }
  }

  Result<> read_cell(std::string& value, std::uint32_t column) {
    if (at_ < text_.size() && text_[at_] == '"') MC_TRY(read_quoted(value));
    const char ends[] = {separator_, '\n', '\r'};
    const std::size_t end = std::min(text_.find_first_of(std::string_view(ends, 3), at_), text_.size());
    value.append(text_, at_, end - at_);
    at_ = end;
    if (value.size() > limits_.cell_bytes_max)
      return end_with(Error("sheets.cell_too_long")
                          .with("cell", column_name(column) + std::to_string(number_))
                          .with("bytes_max", static_cast<long long>(limits_.cell_bytes_max)));
    return {};
  }

  Result<> read_quoted(std::string& value) {
    const std::size_t first_line = line_;
    std::size_t begin = ++at_;
    while (true) {
      const std::size_t quote = text_.find('"', at_);
      if (quote == text_.npos)
        return end_with(Error("sheets.unfinished_quote").with("line", static_cast<long long>(first_line)));
      const bool is_doubled = quote + 1 < text_.size() && text_[quote + 1] == '"';
      value.append(text_, begin, quote - begin + (is_doubled ? 1 : 0));
      at_ = begin = quote + (is_doubled ? 2 : 1);
      // A quote that nobody closed takes in the rest of the file: end at the bound, not at the end.
      if (value.size() > limits_.cell_bytes_max)
        return end_with(Error("sheets.unfinished_quote").with("line", static_cast<long long>(first_line)));
      if (!is_doubled) break;
    }
    line_ += static_cast<std::size_t>(std::ranges::count(value, '\n'));
    return {};
  }

  const std::string text_;
  const Limits limits_;
  char separator_ = ',';
  std::size_t begin_ = 0, at_ = 0, line_ = 1, row_count_ = 0;
  std::uint32_t number_ = 0;
};

}  // namespace

Result<std::unique_ptr<SheetReader>> open_csv(std::string bytes, const Limits& limits) {
  const Encoding encoding = MC_TRY(detect_encoding(bytes));
  std::string text = MC_TRY(to_utf8(bytes, encoding));
  bytes = {};
  return std::make_unique<CsvReader>(std::move(text), limits);
}

}  // namespace mingchou::sheets
