// Spreadsheets as departments send them, and as somebody might send them on purpose.
#include <doctest/doctest.h>

#include <limits>
#include <string>

#include "server/sheets/text_encoding.h"
#include "server/sheets/xlsx_book.h"
#include "server/sheets/xml_parser.h"
#include "tests/server/workbook_maker.h"

using namespace mingchou;
using namespace mingchou::sheets;
using namespace mingchou::sheets::test;

namespace {

using Texts = std::vector<std::string>;

std::string row_xml(int number, std::string_view cells) {
  return "<row r=\"" + std::to_string(number) + "\">" + std::string(cells) + "</row>";
}

std::string inline_cell(std::string_view place, std::string_view text) {
  return "<c r=\"" + std::string(place) + "\" t=\"inlineStr\"><is><t>" + std::string(text) + "</t></is></c>";
}

/// Style 1 is a built-in date, 2 a Chinese one, 3 a number with a word that has a "d", 4 a time.
const std::string date_styles =
    R"(<numFmts><numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>)"
    R"(<numFmt numFmtId="181" formatCode="0.00&quot; day&quot;"/><numFmt numFmtId="182" formatCode="h:mm"/></numFmts>)"
    R"(<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>)"
    R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="180"/><xf numFmtId="181"/><xf numFmtId="182"/></cellXfs>)";

}  // namespace

TEST_CASE("xlsx: a merged title, a header below it, shared and rich texts, empty rows and missing references") {
  const auto read = read_bytes(
      xlsx_of({.rows = row_xml(1, R"(<c r="A1" t="s"><v>0</v></c><c r="B1"/>)") +
                       row_xml(3, R"(<c t="s"><v>1</v></c><c t="s"><v>2</v></c>)") +
                       "<row><c t=\"str\"><v>第四行</v></c></row>" + row_xml(7, R"(<c r="C7"><v>12.5</v></c>)"),
               .after_rows = R"(<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>)",
               .shared_texts =
                   "<si><t>西华县名录</t></si><si><r><t>企业</t></r><r><rPr/><t>名称</t></r><rPh><t>qiye</t></rPh></si>"
                   "<si><t xml:space=\"preserve\"> 代码_x000D_ </t></si>"}));
  REQUIRE(read);
  REQUIRE(read->rows.size() == 4);
  CHECK(read->rows[0].number == 1);
  CHECK(texts_of(read->rows[0]) == Texts{"西华县名录"});
  CHECK(read->rows[1].number == 3);
  CHECK(texts_of(read->rows[1]) == Texts{"企业名称", " 代码\r "});
  CHECK(read->rows[2].number == 4);
  CHECK(read->rows[3].number == 7);
  CHECK(texts_of(read->rows[3]) == Texts{"", "", "12.5"});
  CHECK(read->rows[3].cells[2].number == 12.5);
  REQUIRE(read->merged_ranges.size() == 1);
  CHECK(read->merged_ranges[0].last_column == 2);
}

TEST_CASE("xlsx: dates are told by their style, in both calendars") {
  SheetXml sheet{.rows = row_xml(1, R"(<c r="A1" s="1"><v>43952</v></c><c r="B1" s="2"><v>43952.75</v></c>)"
                                    R"(<c r="C1" s="3"><v>43952</v></c><c r="D1" s="4"><v>0.5</v></c>)"
                                    R"(<c r="E1" s="1"><v>-1</v></c><c r="F1" t="d"><v>2020-05-01T08:00:00</v></c>)"),
                 .styles = date_styles};
  const auto read = read_bytes(xlsx_of(sheet));
  REQUIRE(read);
  CHECK(texts_of(read->rows[0]) == Texts{"2020-05-01", "2020-05-01", "43952", "0.5", "-1", "2020-05-01"});
  sheet.workbook_pr = R"(<workbookPr date1904="1"/>)";
  const auto old_mac = read_bytes(xlsx_of(sheet));
  REQUIRE(old_mac);
  CHECK(texts_of(old_mac->rows[0])[0] == "2024-05-02");
}

TEST_CASE("serial numbers of Excel are days, except for the one that never was") {
  CHECK(date_of_serial(1, false)->text() == "1900-01-01");
  CHECK(date_of_serial(59, false)->text() == "1900-02-28");
  CHECK_FALSE(date_of_serial(60, false));
  CHECK(date_of_serial(61, false)->text() == "1900-03-01");
  CHECK(date_of_serial(2958465.9, false)->text() == "9999-12-31");
  CHECK_FALSE(date_of_serial(2958467, false));
  CHECK_FALSE(date_of_serial(0.5, false));
  CHECK(date_of_serial(0, true)->text() == "1904-01-01");
  CHECK_FALSE(date_of_serial(std::numeric_limits<double>::quiet_NaN(), false));
}

TEST_CASE("a number format is a date if it shows days, years or months without hours") {
  for (const char* format : {"yyyy-mm-dd", "m/d/yy h:mm", "[$-804]yyyy\"年\"m\"月\"", "d", "mmm", "[Red]yyyy;@"}) {
    CAPTURE(format);
    CHECK(is_date_format(format));
  }
  for (const char* format :
       {"General", "0.00\" day\"", "h:mm:ss", "[mm]:ss", "#,##0\\d", "@", "G/通用格式", "", "\"", "[", "\\"}) {
    CAPTURE(format);
    CHECK_FALSE(is_date_format(format));
  }
}

TEST_CASE("xlsx: formulas give their saved value with a mark, errors and booleans are told") {
  const auto read = read_bytes(
      xlsx_of({.rows = row_xml(1, R"(<c r="A1"><f>ROW()</f><v>7</v></c><c r="B1" t="str"><f>"x"</f><v>x</v></c>)"
                                  R"(<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="D1" t="b"><v>1</v></c>)"
                                  R"(<c r="E1"><f>NOW()</f></c>)")}));
  REQUIRE(read);
  const auto& cells = read->rows[0].cells;
  REQUIRE(cells.size() == 5);
  CHECK(cells[0].is_formula);
  CHECK(cells[0].number == 7);
  CHECK(cells[1].text == "x");
  CHECK(cells[2].kind == CellKind::error);
  CHECK(cells[2].text == "#DIV/0!");
  CHECK(cells[3].kind == CellKind::boolean);
  CHECK_FALSE(cells[3].is_formula);
  CHECK((cells[4].is_empty() && cells[4].is_formula));
}

TEST_CASE("xlsx: prefixed namespaces, Windows' separators and other cases of names are read") {
  Parts parts = parts_of({.rows = ""});
  for (auto& [name, content] : parts) {
    if (name.ends_with("sheet1.xml"))
      content = R"(<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1">)"
                R"(<x:c r="A1" t="inlineStr"><x:is><x:t>好</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>)";
    if (name == "xl/worksheets/sheet1.xml") name = "XL\\Worksheets\\Sheet1.xml";
  }
  const auto read = read_bytes(zip_of(parts));
  REQUIRE(read);
  CHECK(texts_of(read->rows.at(0)) == Texts{"好"});
}

TEST_CASE("xls: rows, dates, numbers and sheets; an empty row is left out") {
  const auto read = read_bytes(sample_xls());
  REQUIRE(read);
  REQUIRE(read->rows.size() == 4);
  CHECK(texts_of(read->rows[0]) == Texts{"西华县检查对象名录"});
  CHECK(texts_of(read->rows[1])[1] == "统一社会信用代码");
  CHECK(texts_of(read->rows[2])[2] == "2020-05-01");
  CHECK(read->rows[2].cells[3].number == 12.5);
  CHECK(read->rows[3].number == 5);
  CHECK(read->rows[3].cells[3].number == 7);
  const auto second = read_bytes(sample_xls(), {}, 1);
  REQUIRE(second);
  CHECK(texts_of(second->rows.at(0)) == Texts{"x"});
  CHECK(error_of(sample_xls(), {.columns_max = 3}) == "sheets.too_many_columns_xls");
  CHECK(error_of(sample_xls(), {.rows_max = 3}) == "sheets.too_many_rows");
}

TEST_CASE("csv: encodings are told by content") {
  const std::string text = "企业名称,代码\r\n西华县“测试”商行㐀𠮷,1\r\n";
  for (const Encoding encoding : {Encoding::utf8, Encoding::gb18030}) {
    const auto read = read_bytes(from_utf8(text, encoding).value());
    REQUIRE(read);
    REQUIRE(read->rows.size() == 2);
    CHECK(texts_of(read->rows[1]) == Texts{"西华县“测试”商行㐀𠮷", "1"});
  }
  CHECK(texts_of(read_bytes("\xEF\xBB\xBF" + text).value().rows[0]) == Texts{"企业名称", "代码"});
  CHECK(texts_of(read_bytes("\xFF\xFE" + from_utf8(text, Encoding::utf16_little).value()).value().rows[0]) ==
        Texts{"企业名称", "代码"});
  CHECK(texts_of(read_bytes("\xFE\xFF" + from_utf8(text, Encoding::utf16_big).value()).value().rows[0]) ==
        Texts{"企业名称", "代码"});
  const auto broken = read_bytes("好,1\n\xC4\xE3\n\xFF\xFF\xFF\n");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == "sheets.unknown_encoding");
  CHECK(broken.error().argument("line") == "2");
}

TEST_CASE("csv: separators, quotes, line breaks in cells, empty lines and Excel's own first line") {
  for (const char separator : {',', ';', '\t'}) {
    std::string text = "名称|地址\n\"甲 \"\"乙\"\"\"|\"一\n二|三\"\n\n||\n丙|丁\"戊";
    for (char& c : text)
      if (c == '|') c = separator;
    const auto read = read_bytes(text);
    REQUIRE(read);
    REQUIRE(read->rows.size() == 3);
    CHECK(texts_of(read->rows[1]) == Texts{"甲 \"乙\"", std::string("一\n二") + separator + "三"});
    CHECK(read->rows[2].number == 5);
    CHECK(texts_of(read->rows[2]) == Texts{"丙", "丁\"戊"});
  }
  const auto told = read_bytes("sep=;\r\na;b,c\r\n");
  REQUIRE(told);
  CHECK(told->rows[0].number == 2);
  CHECK(texts_of(told->rows[0]) == Texts{"a", "b,c"});
  const auto open_quote = read_bytes("a,b\n1,\"2\n3,4\n");
  REQUIRE_FALSE(open_quote);
  CHECK(open_quote.error().code == "sheets.unfinished_quote");
  CHECK(open_quote.error().argument("line") == "2");
}

TEST_CASE("what is no spreadsheet is refused with what it is") {
  const auto kind_of = [](std::string_view bytes) {
    const auto read = read_bytes(bytes);
    return read ? std::string() : read.error().code + " " + std::string(read.error().argument("kind"));
  };
  CHECK(kind_of("%PDF-1.7 …") == "sheets.other_kind PDF");
  CHECK(kind_of("<html><table><tr><td>1</td></tr></table></html>") == "sheets.other_kind HTML");
  CHECK(kind_of("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">") ==
        "sheets.other_kind XML 2003");
  CHECK(kind_of(zip_of({{"a.txt", "x"}})) == "sheets.other_kind ZIP");
  CHECK(kind_of(zip_of({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}})) ==
        "sheets.other_kind OpenDocument");
  CHECK(kind_of("Rar!\x1A\x07") == "sheets.other_kind RAR");
  CHECK(kind_of(std::string("a\0b", 3)) == "sheets.unknown_kind ");
  CHECK(kind_of("") == "sheets.empty ");
  CHECK(kind_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" +
                std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32)) == "sheets.encrypted ");
  CHECK(kind_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and nothing more") == "sheets.damaged ");
  const std::string whole = xlsx_of({.rows = row_xml(1, inline_cell("A1", "x"))});
  CHECK(kind_of(whole.substr(0, whole.size() / 2)) == "sheets.damaged ");
}

TEST_CASE("bounds hold at the bound and refuse beyond it") {
  const std::string three = xlsx_of(
      {.rows = row_xml(1, inline_cell("A1", "x") + inline_cell("C1", "y")) + row_xml(2, inline_cell("A2", "12345"))});
  CHECK(error_of(three, {.columns_max = 3}).empty());
  CHECK(error_of(three, {.columns_max = 2}) == "sheets.too_many_columns");
  CHECK(error_of(three, {.rows_max = 2}).empty());
  CHECK(error_of(three, {.rows_max = 1}) == "sheets.too_many_rows");
  CHECK(error_of(three, {.cell_bytes_max = 5}).empty());
  CHECK(error_of(three, {.cell_bytes_max = 4}) == "sheets.cell_too_long");
  CHECK(error_of(three, {.file_bytes_max = three.size()}).empty());
  CHECK(error_of(three, {.file_bytes_max = three.size() - 1}) == "sheets.too_large");
  CHECK(error_of(three, {.part_bytes_max = 200}) == "sheets.unpacks_too_large");
  CHECK(error_of(three, {.sheets_max = 0}) == "sheets.too_many_sheets");
  const std::string shared =
      xlsx_of({.rows = row_xml(1, R"(<c r="A1" t="s"><v>0</v></c>)"), .shared_texts = "<si><t>12345</t></si>"});
  CHECK(error_of(shared, {.shared_text_bytes_max = 5}).empty());
  CHECK(error_of(shared, {.shared_text_bytes_max = 4}) == "sheets.texts_too_large");
  CHECK(error_of(shared, {.cell_bytes_max = 4}) == "sheets.text_too_long");
  CHECK(error_of("a,b,c\n", {.columns_max = 3}).empty());
  CHECK(error_of("a,b,c\n", {.columns_max = 2}) == "sheets.too_many_columns");
  CHECK(error_of("a\nb\n", {.rows_max = 1}) == "sheets.too_many_rows");
  CHECK(error_of("12345\n", {.cell_bytes_max = 4}) == "sheets.cell_too_long");
}

TEST_CASE("a bomb is refused long before it is unpacked") {
  // Much of nothing: 17 MB, packed into 50 KB.
  std::string rows;
  for (int i = 0; i < 40'000; ++i) rows += "<row><c/></row>";
  const std::string bomb = xlsx_of({.rows = rows + std::string(16UL * 1024 * 1024, ' ')});
  CHECK(bomb.size() < 1024UL * 1024);
  CHECK(error_of(bomb, {.part_bytes_max = 8UL * 1024 * 1024}) == "sheets.unpacks_too_large");
  // One tag, one comment without end.
  CHECK(error_of(xlsx_of({.rows = "<row " + std::string(8UL * 1024 * 1024, ' ') + ">"})) == "sheets.damaged");
  CHECK(error_of(xlsx_of({.rows = "<!--" + std::string(8UL * 1024 * 1024, ' ') + "-->"})) == "sheets.damaged");
}

TEST_CASE("a million columns are refused, however they are written") {
  std::string cells, commas(1'000'000, ',');
  for (int i = 0; i < 1'000'000; ++i) cells += "<c t=\"str\"><v>1</v></c>";
  CHECK(error_of(xlsx_of({.rows = row_xml(1, cells)})) == "sheets.too_many_columns");
  CHECK(error_of(xlsx_of({.rows = row_xml(1, inline_cell("BDWGO1", "x"))})) == "sheets.damaged");
  CHECK(error_of(commas + "x") == "sheets.too_many_columns");
  // Without content they have no say: sheets are often styled to their last column.
  CHECK(error_of(commas).empty());
  CHECK(error_of(xlsx_of({.rows = row_xml(1, R"(<c r="A1"><v>1</v></c><c r="XFD1" s="1"/>)")})).empty());
}

TEST_CASE("xlsx: broken XML and tricks of XML are refused") {
  const auto with_rows = [](std::string rows) { return error_of(xlsx_of({.rows = std::move(rows)})); };
  CHECK(with_rows("<row>") == "sheets.damaged");
  CHECK(with_rows("<row r=\"0\"></row>") == "sheets.damaged");
  CHECK(with_rows("<row r=\"5000000000\"></row>") == "sheets.damaged");
  CHECK(with_rows("<row r=\"1048577\"></row>") == "sheets.damaged");
  CHECK(with_rows("<row r=\"2\"/><row r=\"1\"/>") == "sheets.damaged");
  CHECK(with_rows("<row><row/></row>") == "sheets.damaged");
  CHECK(with_rows("<row><c><c/></c></row>") == "sheets.damaged");
  CHECK(with_rows("<row><c t=\"s\"><v>5</v></c></row>") == "sheets.damaged");
  CHECK(with_rows("<row><c r=\"??\"><v>5</v></c></row>") == "sheets.damaged");
  CHECK(with_rows("&undefined;") == "sheets.damaged");
  std::string deep;
  for (int i = 0; i < XmlParser::depth_max; ++i) deep += "<x>";
  CHECK(with_rows(deep) == "sheets.damaged");
  Parts parts = parts_of({.rows = ""});
  for (auto& [name, content] : parts)
    if (name.ends_with("sheet1.xml"))
      content = R"(<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>)";
  CHECK(error_of(zip_of(parts)) == "sheets.damaged");
}
