// Any bytes as a spreadsheet: readers end, stay in their bounds and refuse with one of their own sentences. Seeded;
// MINGCHOU_LONG makes it a hundred times as long.
#include <doctest/doctest.h>

#include "server/sheets/text_encoding.h"
#include "tests/fuzz/mutation.h"
#include "tests/server/workbook_maker.h"

using namespace mingchou;
using namespace mingchou::sheets;
using namespace mingchou::sheets::test;

namespace {

const Limits small{.part_bytes_max = 256UL * 1024,
                   .shared_text_bytes_max = 4096,
                   .rows_max = 100,
                   .columns_max = 20,
                   .cell_bytes_max = 1024,
                   .sheets_max = 4};

/// Reads all sheets; what comes out keeps to the interface. Returns whether anything could be read.
bool read_any(std::string_view bytes) {
  const auto read = read_bytes(bytes, small);
  if (!read) {
    CAPTURE(read.error().code);
    CHECK(read.error().code.starts_with("sheets."));
    return false;
  }
  std::uint32_t last_row = 0;
  for (const Row& row : read->rows) {
    CHECK(row.number > last_row);
    last_row = row.number;
    CHECK(row.cells.size() <= small.columns_max);
    for (const Cell& cell : row.cells) CHECK(cell.text.size() <= small.cell_bytes_max);
  }
  CHECK(read->rows.size() <= small.rows_max);
  return true;
}

const SheetXml sample{
    .rows = R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>名称</t></is></c></row>)"
            R"(<row r="3"><c r="A3" s="1"><v>43952</v></c><c r="C3" t="str"><f>A1</f><v>x</v></c></row>)",
    .after_rows = R"(<mergeCells><mergeCell ref="A1:B1"/></mergeCells>)",
    .shared_texts = "<si><r><t>企业</t></r><rPh><t>q</t></rPh></si>",
    .styles =
        R"(<numFmts><numFmt numFmtId="180" formatCode="yyyy"/></numFmts><cellXfs><xf/><xf numFmtId="180"/></cellXfs>)"};

}  // namespace

TEST_CASE("no bytes within the parts of an xlsx break the reader") {
  SeededRandom random(1);
  const Parts whole = parts_of(sample);
  std::vector<std::string> samples;
  for (const auto& [name, content] : whole) samples.push_back(content);
  int readable = 0;
  const int rounds = fuzz::rounds_of(600);
  for (int i = 0; i < rounds; ++i) {
    Parts parts = whole;
    auto& [name, content] = parts[random.below(parts.size())];
    const std::string own[] = {content};
    content = as_text(fuzz::mutate(own, "<>\"'/=& rcstv0123456789:xml", random));
    readable += read_any(zip_of(parts)) ? 1 : 0;
  }
  CHECK(readable > rounds / 20);
  CHECK(readable < rounds);
}

TEST_CASE("no bytes of an archive break the reader") {
  SeededRandom random(2);
  const std::string samples[] = {xlsx_of(sample)};
  for (int i = fuzz::rounds_of(600); i > 0; --i) read_any(as_text(fuzz::mutate(samples, "PK\x01\x02\x03\x04", random)));
}

TEST_CASE("no bytes of an xls break more than the process that reads them") {
  SeededRandom random(3);
  const std::string samples[] = {sample_xls()};
  for (int i = fuzz::rounds_of(150); i > 0; --i) read_any(as_text(fuzz::mutate(samples, "", random)));
}

TEST_CASE("no text breaks the reader of csv") {
  SeededRandom random(4);
  const std::string samples[] = {"名称,代码\n\"甲\"\"乙\",1\n", "sep=;\na;b\n", "\xEF\xBB\xBFx\ty\r\n\r\n",
                                 from_utf8("名称,代码\n西华,1\n", Encoding::gb18030).value()};
  for (int i = fuzz::rounds_of(1000); i > 0; --i) read_any(as_text(fuzz::mutate(samples, "\",;\t\r\n'=", random)));
}
