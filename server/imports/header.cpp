#include "server/imports/header.h"

#include <algorithm>
#include <array>

#include "shared/text/normal_form.h"
#include "shared/text/utf8.h"

namespace mingchou::imports {
namespace {

/// What a header may be longer than a word in: "企业统一社会信用代码号" holds 统一社会信用代码.
constexpr std::size_t part_characters_min = 4;

void remove_all(std::string& text, std::string_view part) {
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at)) text.erase(at, part.size());
}

bool is_ignored(char32_t c) {
  constexpr std::u32string_view ignored = U" \t\r\n*:：()（）[]【】{}<>《》/\\、,，.。·-_—~\"'“”‘’；;";
  return ignored.contains(c);
}

std::size_t known_columns(const Columns& columns) {
  return static_cast<std::size_t>(std::ranges::count_if(columns, [](const std::string& key) { return !key.empty(); }));
}

/// Gives columns without a field the ones whose words fit.
template <class Fits>
void assign(Register which, const std::vector<std::string>& headers, Columns& columns, Fits fits) {
  for (const Field& field : fields_of(which)) {
    if (std::ranges::contains(columns, field.key)) continue;
    for (const std::string& word : header_words(which, field.key)) {
      std::size_t column = 0;
      while (column < headers.size() && (!columns[column].empty() || !fits(headers[column], word))) ++column;
      if (column == headers.size()) continue;
      columns[column] = field.key;
      break;
    }
  }
}

}  // namespace

std::string fold_header(std::string_view text) {
  const std::string mended = text::replace_ill_formed(text);
  auto plain = text::nfkc(mended);
  if (!plain) return {};
  std::string folded;
  for (const char32_t c : text::CodePoints(*plain)) {
    if (is_ignored(c)) continue;
    text::append_code_point(folded, c >= U'A' && c <= U'Z' ? c + 32 : c);
  }
  for (const std::string_view note : {"必填项", "必填", "选填", "可选"}) remove_all(folded, note);
  return folded;
}

std::string header_text(const sheets::Cell& cell) {
  if (cell.kind == sheets::CellKind::date) return cell.date.text();
  return text::clean_text(text::replace_ill_formed(cell.text)).value_or("");
}

Columns columns_of(Register which, const sheets::Row& header) {
  std::vector<std::string> headers;
  headers.reserve(header.cells.size());
  for (const sheets::Cell& cell : header.cells) headers.push_back(fold_header(cell.text));
  Columns columns(headers.size());
  assign(which, headers, columns, [](const std::string& h, const std::string& word) { return h == word; });
  assign(which, headers, columns, [](const std::string& h, const std::string& word) {
    return text::count_code_points(word) >= part_characters_min && h.contains(word);
  });
  return columns;
}

FoundHeader find_header(Register which, std::span<const sheets::Row> first_rows) {
  FoundHeader found;
  std::size_t known = 1;
  for (const sheets::Row& row : first_rows.first(std::min(first_rows.size(), header_rows_looked_at))) {
    Columns columns = columns_of(which, row);
    if (known_columns(columns) <= known) continue;
    known = known_columns(columns);
    found = {row.number, std::move(columns)};
  }
  return found;
}

bool is_footer(const sheets::Row& row) {
  constexpr std::array<std::string_view, 14> beginnings = {"合计",     "总计",     "小计",   "共计",      "填表",
                                                           "制表",     "审核人",   "审批人", "备注",      "说明",
                                                           "填报单位", "单位盖章", "填报人", "联系人电话"};
  constexpr std::size_t cells_max = 4;
  std::size_t count = 0;
  std::string first;
  for (const sheets::Cell& cell : row.cells) {
    if (cell.is_empty()) continue;
    if (count++ == 0) first = fold_header(cell.text);
  }
  if (count == 0 || count > cells_max) return false;
  return std::ranges::any_of(beginnings, [&](std::string_view beginning) { return first.starts_with(beginning); });
}

bool repeats_header(const sheets::Row& row, const sheets::Row& header) {
  if (row.number == header.number || row.cells.size() != header.cells.size()) return false;
  return std::ranges::equal(row.cells, header.cells, [](const sheets::Cell& a, const sheets::Cell& b) {
    return a.kind == b.kind && a.text == b.text;
  });
}

}  // namespace mingchou::imports
