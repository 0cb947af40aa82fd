// Writing spreadsheets: what is written and read again is the same, and no text becomes a formula.
#include "server/sheets/sheet_writer.h"

#include <doctest/doctest.h>

#include "tests/server/workbook_maker.h"
#include "tests/shared/temporary_folder.h"

using namespace mingchou;
using namespace mingchou::sheets;
using namespace mingchou::sheets::test;

namespace {

using Rows = std::vector<std::vector<Cell>>;

/// What breaks programs: formulas, escapes, control characters, long numbers, rare characters.
const std::vector<std::string> odd_texts = {"=1+1",
                                            "+86 394",
                                            "-5",
                                            "@SUM(A1)",
                                            "'=1",
                                            "'",
                                            "''",
                                            "'文",
                                            "a,b;c",
                                            "\"引号\"",
                                            "一\n二",
                                            " 前后 ",
                                            "_x0041_",
                                            "_x005F_",
                                            "_x",
                                            "\tx",
                                            "914116220000000000",
                                            "0001",
                                            "1E5",
                                            "㐀𠮷",
                                            "\x01\x02",
                                            "<a>&b;",
                                            "2020-05-01",
                                            "一\r\n二",
                                            "\u3000全角\u3000",
                                            "\u200B"};

std::string written(SheetWriter& writer, const Rows& rows, const std::string& path) {
  for (const auto& row : rows) REQUIRE(writer.add(row));
  REQUIRE(writer.finish());
  return read_whole_file(path);
}

Rows rows_of(const Read& read) {
  Rows rows;
  for (const Row& row : read.rows) rows.push_back(row.cells);
  return rows;
}

}  // namespace

TEST_CASE("xlsx: every text, number and date comes back as it was") {
  const TemporaryFolder folder;
  Rows rows = {{Cell::of_text("名称"), Cell::of_text("值")}};
  for (const std::string& text : odd_texts) rows.push_back({Cell::of_text("x"), Cell::of_text(text)});
  rows.push_back({Cell::of_date(*CivilDate::of(2020, 2, 29)), Cell::of_date(*CivilDate::of(1900, 3, 1)),
                  Cell::of_date(*CivilDate::of(9999, 12, 31))});
  const auto writer = create_xlsx(folder / "a.xlsx", {.sheet_name = "检查对象", .widths = {20, 10}}).value();
  const auto read = read_bytes(written(*writer, rows, folder / "a.xlsx"));
  REQUIRE(read);
  const Rows again = rows_of(*read);
  REQUIRE(again.size() == rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < rows[row].size(); ++column) {
      CAPTURE(rows[row][column].text);
      CHECK(again[row][column].kind == rows[row][column].kind);
      CHECK(again[row][column].text == rows[row][column].text);
      CHECK(again[row][column].date == rows[row][column].date);
      CHECK_FALSE(again[row][column].is_formula);
    }
}

TEST_CASE("xlsx: numbers and booleans keep their kind; days before Excel's calendar are texts") {
  const TemporaryFolder folder;
  const auto writer = create_xlsx(folder / "a.xlsx", {}).value();
  const auto read =
      read_bytes(written(*writer,
                         {{Cell::of_number(0.1), Cell::of_number(-1e15), Cell{.kind = CellKind::boolean, .number = 1},
                           Cell::of_date(*CivilDate::of(1899, 12, 31))}},
                         folder / "a.xlsx"));
  REQUIRE(read);
  const auto& cells = read->rows.at(0).cells;
  CHECK(cells[0].number == 0.1);
  CHECK(cells[1].number == -1e15);
  CHECK(cells[2].kind == CellKind::boolean);
  CHECK(cells[3].text == "1899-12-31");
}

TEST_CASE("csv: every text comes back as it was, in both encodings, and none is a formula for Excel") {
  const TemporaryFolder folder;
  Rows rows;
  for (const std::string& text : odd_texts) rows.push_back({Cell::of_text("x"), Cell::of_text(text)});
  for (const Encoding encoding : {Encoding::utf8, Encoding::gb18030}) {
    const auto writer = create_csv(folder / "a.csv", encoding).value();
    const std::string bytes = written(*writer, rows, folder / "a.csv");
    CHECK(bytes.starts_with("\xEF\xBB\xBF") == (encoding == Encoding::utf8));
    for (const char* dangerous : {"x,=", "x,+", "x,-", "x,@", "x,\"=", "x,\"\t"}) {
      CAPTURE(dangerous);
      CHECK_FALSE(bytes.contains(dangerous));
    }
    const auto read = read_bytes(bytes);
    REQUIRE(read);
    CHECK(rows_of(*read) == rows);
  }
}

TEST_CASE("a text longer than a cell holds is refused, not cut") {
  const TemporaryFolder folder;
  const auto writer = create_xlsx(folder / "a.xlsx", {}).value();
  CHECK(writer->add(std::vector{Cell::of_text(std::string(32'767, 'x'))}));
  const auto refused = writer->add(std::vector{Cell::of_text(std::string(32'768, 'x'))});
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "sheets.text_too_long");
}

TEST_CASE("a file that can't be written is told") {
  CHECK(create_csv("/nonexistent/a.csv", Encoding::utf8).error().code == "sheets.write_failed");
  const auto writer = create_xlsx("/nonexistent/a.xlsx", {});
  CHECK((!writer || !(*writer)->finish()));
}
