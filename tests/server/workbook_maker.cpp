#include "tests/server/workbook_maker.h"

#include <doctest/doctest.h>
#include <zip.h>
#include <zlib.h>

#include "shared/base/hex.h"
#include "tests/shared/temporary_folder.h"

namespace mingchou::sheets::test {
namespace {

constexpr std::string_view main_namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view relation_namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

std::string document(std::string_view root, std::string_view content) {
  return std::string(declaration) + "<" + std::string(root) + " xmlns=\"" + std::string(main_namespace) +
         "\" xmlns:r=\"" + std::string(relation_namespace) + "\">" + std::string(content) + "</" + std::string(root) +
         ">";
}

std::string relations(std::string_view content) {
  return std::string(declaration) +
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         std::string(content) + "</Relationships>";
}

std::string relation(std::string_view id, std::string_view type, std::string_view target) {
  return "<Relationship Id=\"" + std::string(id) + "\" Type=\"" + std::string(relation_namespace) + "/" +
         std::string(type) + "\" Target=\"" + std::string(target) + "\"/>";
}

/// xlwt 1.3 wrote it; packed by zlib.
constexpr std::string_view packed_xls =
    "eNrtWE1IVFEU/u6bN+MYzjj+BRpMIlRm40KzqIVOmumiHDWVJCPTNAv/YihQA7VswBiloFXRRrBFG6uNFf1Zq6DAKCIIIk2EoI2B"
    "UYE6nXvmPVObQKGEifc97nn3nHvPPefdc+7PzMvRmLGB20njWIIcmDAXiIRlgUxQidQZB6g9EJBV/W2lEjAQVoi0UiAtZty3vYiQ"
    "MZTxHoeCW+oTosBHKodwEp7WlvrkVUQe+1AjpA/ZQqXcU3CNih2J7Fcs06NM45je5L4PmO5iST/TbOo7Jg5i1O1J26HlcaWSwm12"
    "ogJ3WOcdSzKQgGcyj7suiWBfM3K9J2qawqzBqUZhEBTSwvqWeq/ko3Eda4B2Qnpzc3pd3RjiKdyD+BpIBqb1dT2SbMhXVy5A8u+L"
    "5RF/kFspiEvllxUV6EbgiJDJ7KOduVeVLaoYOT7Z8KOqps+HKEzxTq6Iab/92Az8MhW4REJ0XfCUPS7TO9vKK6ppvYniJI+tfKrd"
    "CvGhE56c9qTi8eLU0xMe0UatjtrnHZP16xuo+qmprzS/39VAxi8e/lYWoY+3t/mNv6BiX28ssDMzKyNje2ZmUW7Wtty83fmVpSYI"
    "15k+z3AVZW0bu8H7kGPRPmTj1RlFtA7RXI/hNeqgaZi58eVVUW2Ju5ol3Xz2BE+oDXI6EMBZqUHKdm4xz9M01tjC9ByPuo7rSUzj"
    "qQ+9N5YkaJWCHu5znls3kp2tjNfuTQvqqVT3fS696/RNuDdTfahwvCN+6K17ACk0wXWkL58euIRLXL0icc+tv4W2l71nmvjbvmZV"
    "HJrvAe0YjsYshw40HxKPYOdvj9EelXVECB3BOpIGOX1Gg5xCnGmeM/FIOqcSZ9a8UUKMrPDIFq1/MFYykA/56xSiT4fk+P440MgW"
    "OEmmavbkrSE4mBV5VJzUJO1I6+oSOyrbkdHuVCQnvXQSN6l9HSc+cpRYDEuX6CT4hdXIMzFPwzXPRMg8k/c+nlWEmlUDBgwYMGDA"
    "QDhB3lTk6W/ie1PwhizvRBHa/zqzVOaMv0n+W+xHKz2n6CflHrTQ24v2FeXPWpiFPpZYpo7+f6HEAbLuRSNq2Y/GFecv3WnFwu9Z"
    "tqLj7y2hldqfW4mf/9j+T93aNAc=";
constexpr std::size_t xls_bytes = 5632;

}  // namespace

std::string zip_of(const Parts& parts) {
  zip_error_t error;
  zip_source_t* bytes = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(bytes);
  zip_t* archive = zip_open_from_source(bytes, ZIP_TRUNCATE, &error);
  REQUIRE(archive != nullptr);
  for (const auto& [name, content] : parts)
    REQUIRE(zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), 0) >= 0);
  REQUIRE(zip_close(archive) == 0);
  zip_stat_t stat;
  REQUIRE(zip_source_stat(bytes, &stat) == 0);
  std::string packed(stat.size, '\0');
  REQUIRE(zip_source_open(bytes) == 0);
  REQUIRE(zip_source_read(bytes, packed.data(), packed.size()) == static_cast<zip_int64_t>(packed.size()));
  zip_source_close(bytes);
  zip_source_free(bytes);
  return packed;
}

Parts parts_of(const SheetXml& sheet) {
  Parts parts = {
      {"_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml"))},
      {"xl/workbook.xml",
       document("workbook", sheet.workbook_pr + R"(<sheets><sheet name="名录" sheetId="1" r:id="rId1"/></sheets>)")},
      {"xl/worksheets/sheet1.xml",
       document("worksheet", "<sheetData>" + sheet.rows + "</sheetData>" + sheet.after_rows)}};
  std::string known = relation("rId1", "worksheet", "worksheets/sheet1.xml");
  if (!sheet.shared_texts.empty()) {
    parts.emplace_back("xl/sharedStrings.xml", document("sst", sheet.shared_texts));
    known += relation("rId2", "sharedStrings", "sharedStrings.xml");
  }
  if (!sheet.styles.empty()) {
    parts.emplace_back("xl/styles.xml", document("styleSheet", sheet.styles));
    known += relation("rId3", "styles", "/xl/styles.xml");
  }
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations(known));
  return parts;
}

std::string xlsx_of(const SheetXml& sheet) { return zip_of(parts_of(sheet)); }

std::string sample_xls() {
  const Bytes packed = from_base64(packed_xls).value();
  std::string bytes(xls_bytes, '\0');
  uLongf size = bytes.size();
  REQUIRE(uncompress(reinterpret_cast<Bytef*>(bytes.data()), &size, packed.data(), packed.size()) == Z_OK);
  REQUIRE(size == xls_bytes);
  return bytes;
}

Result<Read> read_bytes(std::string_view bytes, const Limits& limits, std::size_t sheet) {
  const TemporaryFolder folder;
  const std::string path = folder / "file";
  write_whole_file(path, std::string(bytes));
  const auto workbook = MC_TRY(open_workbook(path, limits));
  MC_TRY(workbook->select(sheet));
  Read read;
  for (Row row; MC_TRY(workbook->next(row));) read.rows.push_back(std::move(row));
  read.merged_ranges = workbook->merged_ranges();
  return read;
}

std::string error_of(std::string_view bytes, const Limits& limits) {
  const auto read = read_bytes(bytes, limits);
  return read ? "" : read.error().code;
}

std::vector<std::string> texts_of(const Row& row) {
  std::vector<std::string> texts;
  for (const Cell& cell : row.cells) texts.push_back(cell.kind == CellKind::date ? cell.date.text() : cell.text);
  return texts;
}

}  // namespace mingchou::sheets::test
