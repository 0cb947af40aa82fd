// .xlsx over libxlsxwriter, in its mode of constant memory: each row goes to the disk when the next one begins.
#include <xlsxwriter.h>

#include "server/sheets/sheet_writer.h"
#include "shared/text/utf8.h"

namespace mingchou::sheets {
namespace {

constexpr std::uint32_t rows_max = 1'048'576;
/// Excel counts UTF-16 units; three bytes of UTF-8 are at most one.
constexpr std::size_t text_units_max = 32'767;

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char32_t c : text::CodePoints(text)) units += c > 0xFFFF ? 2 : 1;
  return units;
}

/// XML has no place for most control characters, and a text that looks like their escape would be read as one.
std::string escape_text(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string escaped;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    const bool is_control = c < 0x20 && c != '\t' && c != '\n';
    if (is_control) {
      escaped += "_x00";
      escaped += digits[c >> 4U];
      escaped += digits[c & 15U];
      escaped += '_';
    } else if (c == '_' && at + 1 < text.size() && text[at + 1] == 'x') {
      escaped += "_x005F_";
    } else {
      escaped += text[at];
    }
  }
  return escaped;
}

class XlsxWriter final : public SheetWriter {
 public:
  XlsxWriter(lxw_workbook* book, const SheetStyle& style) : book_(book), header_rows_(style.header_rows) {
    sheet_ = workbook_add_worksheet(book_, style.sheet_name.empty() ? nullptr : style.sheet_name.c_str());
    if (sheet_ == nullptr) sheet_ = workbook_add_worksheet(book_, nullptr);
    header_ = workbook_add_format(book_);
    format_set_bold(header_);
    format_set_num_format(header_, "@");
    text_ = workbook_add_format(book_);
    format_set_num_format(text_, "@");
    date_ = workbook_add_format(book_);
    format_set_num_format(date_, "yyyy-mm-dd");
    for (std::size_t column = 0; column < style.widths.size(); ++column) {
      const auto index = static_cast<lxw_col_t>(column);
      worksheet_set_column(sheet_, index, index, style.widths[column], text_);
    }
    if (header_rows_ > 0) worksheet_freeze_panes(sheet_, header_rows_, 0);
  }
  ~XlsxWriter() override {
    if (book_ != nullptr) workbook_close(book_);
  }

  Result<> add(std::span<const Cell> row) override {
    if (row_ == rows_max) return fail(Error("sheets.too_many_rows").with("rows_max", rows_max));
    for (std::size_t column = 0; column < row.size(); ++column)
      MC_TRY(add_cell(row[column], static_cast<lxw_col_t>(column)));
    ++row_;
    return {};
  }

  Result<> finish() override {
    const lxw_error error = workbook_close(std::exchange(book_, nullptr));
    if (error != LXW_NO_ERROR) return fail(Error("sheets.write_failed").because(lxw_strerror(error)));
    return {};
  }

 private:
  Result<> add_cell(const Cell& cell, lxw_col_t column) {
    lxw_error error = LXW_NO_ERROR;
    switch (cell.kind) {
      case CellKind::empty:
        return {};
      case CellKind::number:
        error = worksheet_write_number(sheet_, row_, column, cell.number, nullptr);
        break;
      case CellKind::boolean:
        error = worksheet_write_boolean(sheet_, row_, column, cell.number != 0 ? 1 : 0, nullptr);
        break;
      case CellKind::date:
        return add_date(cell.date, column);
      case CellKind::text:
      case CellKind::error:
        return add_text(cell.text, column);
    }
    if (error != LXW_NO_ERROR) return fail(Error("sheets.write_failed").because(lxw_strerror(error)));
    return {};
  }

  Result<> add_date(CivilDate date, lxw_col_t column) {
    // Before 1900-03-01 Excel's calendar is wrong, and before 1900 there is none: such a day is a text.
    constexpr int serial_of_1970 = 25'569;
    constexpr int first_right_serial = 61;
    const int serial = date.days() + serial_of_1970;
    if (serial < first_right_serial) return add_text(date.text(), column);
    const lxw_error error = worksheet_write_number(sheet_, row_, column, serial, date_);
    if (error != LXW_NO_ERROR) return fail(Error("sheets.write_failed").because(lxw_strerror(error)));
    return {};
  }

  Result<> add_text(std::string_view text, lxw_col_t column) {
    if (text.empty()) return {};
    const std::string escaped = escape_text(text::replace_ill_formed(text));
    if (utf16_units(escaped) > text_units_max)
      return fail(Error("sheets.text_too_long").with("bytes_max", static_cast<long long>(text_units_max)));
    const lxw_error error =
        worksheet_write_string(sheet_, row_, column, escaped.c_str(), row_ < header_rows_ ? header_ : text_);
    if (error != LXW_NO_ERROR) return fail(Error("sheets.write_failed").because(lxw_strerror(error)));
    return {};
  }

  lxw_workbook* book_;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format* header_ = nullptr;
  lxw_format* text_ = nullptr;
  lxw_format* date_ = nullptr;
  const std::uint32_t header_rows_;
  std::uint32_t row_ = 0;
};

}  // namespace

Result<std::unique_ptr<SheetWriter>> create_xlsx(const std::string& path, const SheetStyle& style) {
  std::string folder = path.substr(0, path.rfind('/') == path.npos ? 0 : path.rfind('/'));
  if (folder.empty()) folder = ".";
  // Rows wait beside the file that they become part of: the system's own folder for such may lie in memory.
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = folder.data();
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) return fail(Error("sheets.write_failed").because(path));
  return std::make_unique<XlsxWriter>(book, style);
}

}  // namespace mingchou::sheets
