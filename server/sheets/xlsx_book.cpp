#include "server/sheets/xlsx_book.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "server/sheets/shared_texts.h"
#include "server/sheets/xml_parser.h"
#include "shared/text/utf8.h"

namespace mingchou::sheets {
namespace {

constexpr std::size_t styles_max = 100'000;

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

/// *.rels: which part an id means.
class RelationsHandler final : public XmlHandler {
 public:
  struct Relation {
    std::string id, type, target;
  };
  void begin_element(std::string_view name, const Attributes& attributes) override {
    if (name != "Relationship" || relations.size() >= styles_max) return;
    relations.push_back({std::string(attributes.value("Id").value_or("")),
                         std::string(attributes.value("Type").value_or("")),
                         std::string(attributes.value("Target").value_or(""))});
  }
  void end_element(std::string_view) override {}
  void text(std::string_view) override {}

  const Relation* of_type(std::string_view last_word) const {
    const auto found = std::ranges::find_if(relations, [&](const Relation& r) { return r.type.ends_with(last_word); });
    return found == relations.end() ? nullptr : &*found;
  }
  const Relation* of_id(std::string_view id) const {
    const auto found = std::ranges::find(relations, id, &Relation::id);
    return found == relations.end() ? nullptr : &*found;
  }

  std::vector<Relation> relations;
};

/// xl/workbook.xml
class WorkbookHandler final : public XmlHandler {
 public:
  struct Sheet {
    std::string name, relation;
    bool is_hidden;
  };
  explicit WorkbookHandler(const Limits& limits) : limits_(limits) {}

  void begin_element(std::string_view name, const Attributes& attributes) override {
    if (name == "workbookPr") {
      const std::string_view value = attributes.value("date1904").value_or("0");
      is_1904 = value == "1" || value == "true";
    } else if (name == "sheet") {
      if (sheets.size() == limits_.sheets_max)
        failure = Error("sheets.too_many_sheets").with("sheets_max", static_cast<long long>(limits_.sheets_max));
      const std::string_view state = attributes.value("state").value_or("visible");
      sheets.push_back({text::replace_ill_formed(attributes.value("name").value_or("")),
                        std::string(attributes.value("id").value_or("")), state != "visible"});
    }
  }
  void end_element(std::string_view) override {}
  void text(std::string_view) override {}

  std::vector<Sheet> sheets;
  bool is_1904 = false;

 private:
  const Limits& limits_;
};

/// Built-in formats that are days, those of Chinese programs included.
bool is_date_number(unsigned format) {
  return (format >= 14 && format <= 17) || format == 22 || (format >= 27 && format <= 31) || format == 36 ||
         (format >= 50 && format <= 54) || format == 57 || format == 58;
}

/// xl/styles.xml
class StylesHandler final : public XmlHandler {
 public:
  void begin_element(std::string_view name, const Attributes& attributes) override {
    if (name == "cellXfs") {
      is_in_cell_formats_ = true;
    } else if (name == "numFmt" && formats_.size() < styles_max) {
      if (const auto id = number_of<unsigned>(attributes.value("numFmtId").value_or("")))
        formats_[*id] = is_date_format(attributes.value("formatCode").value_or(""));
    } else if (name == "xf" && is_in_cell_formats_ && is_date_style.size() < styles_max) {
      const unsigned id = number_of<unsigned>(attributes.value("numFmtId").value_or("")).value_or(0);
      const auto own = formats_.find(id);
      is_date_style.push_back(own != formats_.end() ? own->second : is_date_number(id));
    }
  }
  void end_element(std::string_view name) override {
    if (name == "cellXfs") is_in_cell_formats_ = false;
  }
  void text(std::string_view) override {}

  std::vector<bool> is_date_style;

 private:
  std::map<unsigned, bool> formats_;
  bool is_in_cell_formats_ = false;
};

/// "xl/workbook.xml" and "worksheets/sheet1.xml" give "xl/worksheets/sheet1.xml".
std::string resolve(std::string_view base, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string folder(base.substr(0, base.rfind('/') == base.npos ? 0 : base.rfind('/') + 1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!folder.empty()) folder.pop_back();
    folder.resize(folder.rfind('/') == folder.npos ? 0 : folder.rfind('/') + 1);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return folder + std::string(target);
}

std::string relations_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t begin = slash == part.npos ? 0 : slash + 1;
  return std::string(part.substr(0, begin)) + "_rels/" + std::string(part.substr(begin)) + ".rels";
}

Result<> read_part_of(const ZipParts& parts, std::string_view name, XmlHandler& handler) {
  return read_part(MC_TRY(parts.open_part(name)), handler);
}

Result<std::string> workbook_part(const ZipParts& parts) {
  if (parts.has("_rels/.rels")) {
    RelationsHandler relations;
    MC_TRY(read_part_of(parts, "_rels/.rels", relations));
    const auto* workbook = relations.of_type("/officeDocument");
    if (workbook != nullptr) {
      std::string name = resolve("", workbook->target);
      if (name.ends_with(".bin")) return fail(Error("sheets.other_kind").with("kind", ".xlsb"));
      if (name.starts_with("word/")) return fail(Error("sheets.other_kind").with("kind", "Word"));
      if (name.starts_with("ppt/")) return fail(Error("sheets.other_kind").with("kind", "PowerPoint"));
      if (parts.has(name)) return name;
    }
  }
  if (parts.has("xl/workbook.xml")) return "xl/workbook.xml";
  const auto type = parts.small_part("mimetype", 256);
  if (type && type->contains("opendocument")) return fail(Error("sheets.other_kind").with("kind", "OpenDocument"));
  return fail(Error("sheets.other_kind").with("kind", "ZIP"));
}

}  // namespace

Result<XlsxBook> read_xlsx_book(const ZipParts& parts, const Limits& limits) {
  const std::string workbook = MC_TRY(workbook_part(parts));
  WorkbookHandler handler(limits);
  MC_TRY(read_part_of(parts, workbook, handler));
  RelationsHandler relations;
  MC_TRY(read_part_of(parts, relations_of(workbook), relations));

  XlsxBook book;
  book.is_1904 = handler.is_1904;
  for (WorkbookHandler::Sheet& sheet : handler.sheets) {
    const auto* relation = relations.of_id(sheet.relation);
    if (relation == nullptr || !relation->type.ends_with("/worksheet")) continue;  // a chart
    book.sheets.push_back({{std::move(sheet.name), sheet.is_hidden}, resolve(workbook, relation->target)});
  }
  if (book.sheets.empty()) return fail(Error("sheets.no_sheet"));
  if (const auto* styles = relations.of_type("/styles")) {
    StylesHandler styles_handler;
    MC_TRY(read_part_of(parts, resolve(workbook, styles->target), styles_handler));
    book.is_date_style = std::move(styles_handler.is_date_style);
  }
  if (const auto* texts = relations.of_type("/sharedStrings"))
    book.shared_texts_part = resolve(workbook, texts->target);
  return book;
}

bool is_date_format(std::string_view format) {
  bool has_day_or_year = false, has_month = false, has_time = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == ';') break;  // the other sections are for negative numbers and texts
    if (c == '"') {
      i = std::min(format.find('"', i + 1), format.size() - 1);
    } else if (c == '[') {  // a colour, a condition, a language; [h] counts hours
      const std::size_t end = std::min(format.find(']', i), format.size() - 1);
      has_time |= end == i + 2 && (format[i + 1] == 'h' || format[i + 1] == 'm' || format[i + 1] == 's');
      i = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      has_day_or_year = true;
    } else if (c == 'm' || c == 'M') {
      has_month = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      has_time = true;
    }
  }
  return has_day_or_year || (has_month && !has_time);
}

std::optional<CivilDate> date_of_serial(double serial, bool is_1904) {
  constexpr double last_serial = 2'958'465;  // 9999-12-31
  if (!std::isfinite(serial) || serial < (is_1904 ? 0 : 1) || serial > last_serial + 1) return std::nullopt;
  auto days = static_cast<std::int64_t>(std::floor(serial));
  constexpr std::int64_t from_1904 = -24'107, from_1899 = -25'569;  // 1904-01-01 and 1899-12-30 in days since 1970
  if (is_1904) return CivilDate::from_days(days + from_1904);
  // Excel believes that 1900 was a leap year: its day 60 never was, and days before it count one less.
  if (days == 60) return std::nullopt;
  return CivilDate::from_days(days + from_1899 + (days < 60 ? 1 : 0));
}

}  // namespace mingchou::sheets
