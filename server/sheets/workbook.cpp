// open_workbook: what kind of file this is, by its content.
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>

#include "server/sheets/csv_reader.h"
#include "server/sheets/sheet_reader.h"
#include "server/sheets/xls_reader.h"
#include "server/sheets/xlsx_reader.h"

namespace mingchou::sheets {
namespace {

using namespace std::string_view_literals;

struct Beginning {
  std::string_view bytes;
  std::string_view kind;
};
/// What departments send by mistake, or under the name of a spreadsheet.
constexpr std::array beginnings = {
    Beginning{"%PDF", "PDF"},          Beginning{"Rar!", "RAR"},
    Beginning{"7z\xBC\xAF", "7z"},     Beginning{"\x1F\x8B", "GZIP"},
    Beginning{"\xFF\xD8\xFF", "JPEG"}, Beginning{"\x89PNG", "PNG"},
    Beginning{"{\\rtf", "RTF"},        Beginning{"SQLite format 3\0"sv, "SQLite"},
};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  return lower;
}

/// Many systems give out a page of HTML, or Excel's XML of 2003, and call it .xls.
std::optional<std::string_view> markup_kind(std::string_view head) {
  const std::string lower = lower_case(head.substr(0, 4096));
  const std::size_t first = lower.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (first == lower.npos || lower[first] != '<') return std::nullopt;
  if (lower.contains("urn:schemas-microsoft-com:office:spreadsheet")) return "XML 2003";
  if (lower.contains("<html") || lower.contains("<table") || lower.contains("<!doctype html") ||
      lower.contains("<meta"))
    return "HTML";
  return "XML";
}

/// The names of streams stand in the directory of an OLE file in UTF-16.
bool holds_wide(std::string_view bytes, std::string_view name) {
  std::string wide;
  for (const char c : name) {
    wide += c;
    wide += '\0';
  }
  return bytes.contains(wide);
}

Result<std::string> read_file(const std::string& path, std::size_t bytes) {
  std::ifstream file(path, std::ios::binary);
  std::string content(bytes, '\0');
  file.read(content.data(), static_cast<std::streamsize>(bytes));
  if (!file.is_open() || static_cast<std::size_t>(file.gcount()) != bytes)
    return fail(Error("sheets.unreadable").because(path));
  return content;
}

Result<std::unique_ptr<SheetReader>> open_ole(const std::string& path, std::string_view content, const Limits& limits) {
  if (holds_wide(content, "EncryptedPackage")) return fail(Error("sheets.encrypted"));
  if (holds_wide(content, "WordDocument")) return fail(Error("sheets.other_kind").with("kind", "Word"));
  return open_xls(path, limits);
}

Result<std::unique_ptr<SheetReader>> open_text(std::string content, const Limits& limits) {
  if (const auto kind = markup_kind(content)) return fail(Error("sheets.other_kind").with("kind", *kind));
  const bool has_wide_mark = content.starts_with("\xFF\xFE") || content.starts_with("\xFE\xFF");
  // Text holds no zeros; binary files hold them early.
  if (!has_wide_mark && content.find('\0') != content.npos) return fail(Error("sheets.unknown_kind"));
  return open_csv(std::move(content), limits);
}

}  // namespace

Result<std::unique_ptr<SheetReader>> open_workbook(const std::string& path, const Limits& limits) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0 || status.st_size < 0) return fail(Error("sheets.unreadable").because(path));
  const auto bytes = static_cast<std::size_t>(status.st_size);
  if (bytes == 0) return fail(Error("sheets.empty"));
  if (bytes > limits.file_bytes_max)
    return fail(
        Error("sheets.too_large").with("megabytes_max", static_cast<long long>(limits.file_bytes_max / (1024 * 1024))));
  const std::string head = MC_TRY(read_file(path, std::min<std::size_t>(bytes, 8)));
  if (head.starts_with("PK\x03\x04") || head.starts_with("PK\x05\x06")) return open_xlsx(path, limits);
  for (const Beginning& beginning : beginnings)
    if (head.starts_with(beginning.bytes.substr(0, 8)))
      return fail(Error("sheets.other_kind").with("kind", beginning.kind));
  std::string content = MC_TRY(read_file(path, bytes));
  if (head.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return open_ole(path, content, limits);
  return open_text(std::move(content), limits);
}

std::string column_name(std::uint32_t column) {
  std::string name;
  for (std::uint64_t left = static_cast<std::uint64_t>(column) + 1; left > 0; left = (left - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (left - 1) % 26));
  return name;
}

}  // namespace mingchou::sheets
