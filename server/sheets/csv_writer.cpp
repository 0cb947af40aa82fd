// CSV for Excel and WPS: comma, CRLF, quotes where they are needed.
#include <charconv>
#include <fstream>

#include "server/sheets/csv_reader.h"
#include "server/sheets/sheet_writer.h"
#include "shared/text/utf8.h"

namespace mingchou::sheets {

std::string plain_number(double number);

namespace {

void append_text(std::string& line, std::string_view text) {
  const bool is_marked = !text.empty() && formula_beginnings.contains(text[0]);
  const bool is_quoted = text.find_first_of(",;\t\"\r\n") != text.npos;
  if (is_quoted) line += '"';
  if (is_marked) line += text_mark;
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  if (is_quoted) line += '"';
}

void append_cell(std::string& line, const Cell& cell) {
  switch (cell.kind) {
    case CellKind::empty:
      return;
    case CellKind::number:
      line += plain_number(cell.number);
      return;
    case CellKind::date:
      line += cell.date.text();
      return;
    case CellKind::boolean:
      line += cell.number != 0 ? "TRUE" : "FALSE";
      return;
    case CellKind::text:
    case CellKind::error:
      append_text(line, cell.text);
  }
}

class CsvWriter final : public SheetWriter {
 public:
  CsvWriter(std::ofstream file, Encoding encoding) : file_(std::move(file)), encoding_(encoding) {
    if (encoding_ == Encoding::utf8) file_ << "\xEF\xBB\xBF";
  }

  Result<> add(std::span<const Cell> row) override {
    std::string line;
    bool is_first = true;
    for (const Cell& cell : row) {
      if (!is_first) line += ',';
      is_first = false;
      append_cell(line, cell);
    }
    line += "\r\n";
    file_ << MC_TRY(from_utf8(text::replace_ill_formed(line), encoding_));
    if (!file_) return fail(Error("sheets.write_failed"));
    return {};
  }

  Result<> finish() override {
    file_.close();
    if (!file_) return fail(Error("sheets.write_failed"));
    return {};
  }

 private:
  std::ofstream file_;
  const Encoding encoding_;
};

}  // namespace

/// The shortest digits that give the number again.
std::string plain_number(double number) {
  char digits[64];
  const auto [end, error] = std::to_chars(digits, digits + sizeof digits, number);
  return error == std::errc() ? std::string(digits, end) : std::string();
}

Result<std::unique_ptr<SheetWriter>> create_csv(const std::string& path, Encoding encoding) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  if (!file) return fail(Error("sheets.write_failed").because(path));
  return std::make_unique<CsvWriter>(std::move(file), encoding);
}

}  // namespace mingchou::sheets
