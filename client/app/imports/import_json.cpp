#include "client/app/imports/import_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include "client/app/model/answers.h"
#include "shared/json/writer.h"
#include "shared/messages/messages.h"

namespace mingchou::client {
namespace {

using namespace import_limits;

constexpr auto number_max = static_cast<std::int64_t>(1) << 53;
constexpr json::Size some_text{0, text_bytes_max};
/// A cell as people see it; of longer ones the beginning.
constexpr std::size_t cell_bytes_max = text_bytes_max;
constexpr std::size_t problems_max = 200;
constexpr std::size_t changes_max = 100;
constexpr std::size_t arguments_max = 16;

constexpr std::array<std::pair<std::string_view, ImportState>, 8> states{{
    {"reading", ImportState::reading},
    {"ready", ImportState::ready},
    {"failed", ImportState::failed},
    {"cancelled", ImportState::cancelled},
    {"applying", ImportState::applying},
    {"applied", ImportState::applied},
    {"undoing", ImportState::undoing},
    {"undone", ImportState::undone},
}};
constexpr std::array<std::pair<std::string_view, Outcome>, 5> outcomes{{
    {"good", Outcome::good},
    {"warning", Outcome::warning},
    {"ignored", Outcome::ignored},
    {"duplicate", Outcome::duplicate},
    {"error", Outcome::error},
}};
constexpr std::array<std::pair<std::string_view, Severity>, 3> severities{{
    {"warning", Severity::warning},
    {"duplicate", Severity::duplicate},
    {"error", Severity::error},
}};
constexpr std::array<std::pair<std::string_view, ImportKind>, 3> kinds{{
    {"targets", ImportKind::targets},
    {"inspectors", ImportKind::inspectors},
    {"experts", ImportKind::experts},
}};

template <typename Value, std::size_t count>
Value value_of(const std::array<std::pair<std::string_view, Value>, count>& table, std::string_view name,
               Value otherwise) {
  for (const auto& [known, value] : table)
    if (known == name) return value;
  return otherwise;
}

std::string bounded(std::string_view text) {
  std::size_t end = std::min(text.size(), cell_bytes_max);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end));
}

Result<Uuid> read_id(json::ObjectReader& reader) {
  const auto id = Uuid::parse(MC_TRY(reader.text("id", some_text)));
  if (!id) return fail(Error("json.field_not_text").with("field", reader.path_of("id")));
  return *id;
}

/// What a newer server says in a sentence that this client does not have is told as that.
Error error_of(json::Value value) {
  const std::string_view code = value.find("code").value_or(json::Value()).text().value_or("");
  if (!find_message(code)) return Error("client.strange_answer");
  Error error(code);
  for (const auto& [name, argument] : value.find("arguments").value_or(json::Value()).members()) {
    if (error.arguments.size() >= arguments_max) break;
    error.arguments.push_back({std::string(name), bounded(argument.text().value_or(""))});
  }
  return error;
}

Result<ImportMapping> read_mapping(json::ObjectReader& thing) {
  auto reader = MC_TRY(thing.object("mapping"));
  ImportMapping mapping;
  mapping.sheet = static_cast<std::size_t>(MC_TRY(reader.integer("sheet", {0, 255})));
  mapping.header_row = static_cast<std::uint32_t>(MC_TRY(reader.integer("header_row", {0, 1'048'576})));
  for (json::ObjectReader& column : MC_TRY(reader.objects("columns", {0, columns_max}))) {
    const std::string_view header = MC_TRY(column.text("header", {0, value_bytes_max}));
    const json::Value field = MC_TRY(column.value("field"));
    mapping.columns.push_back({bounded(header), bounded(field.text().value_or(""))});
  }
  for (const auto& [field, text] : MC_TRY(reader.value("defaults")).members()) {
    if (mapping.defaults.size() >= fields_max) break;
    mapping.defaults.emplace(field, bounded(text.text().value_or("")));
  }
  return mapping;
}

ImportCounts counts_of(json::Value value) {
  const auto count = [&](std::string_view name) {
    return std::max<std::int64_t>(0, value.find(name).value_or(json::Value()).int64().value_or(0));
  };
  return {.good = count("good"),
          .warning = count("warning"),
          .ignored = count("ignored"),
          .duplicate = count("duplicate"),
          .error = count("error"),
          .changed = count("changed"),
          .written = count("written"),
          .updated = count("updated"),
          .skipped = count("skipped")};
}

Result<Import> read_one(json::ObjectReader& reader) {
  Import import;
  import.id = MC_TRY(read_id(reader));
  import.kind = value_of(kinds, MC_TRY(reader.text("register", some_text)), ImportKind::targets);
  import.file_name = MC_TRY(reader.text("file_name", some_text));
  import.file_bytes = MC_TRY(reader.integer("file_bytes", {0, number_max}));
  import.state = value_of(states, MC_TRY(reader.text("state", some_text)), ImportState::unknown);
  if (const json::Value sheets = MC_TRY(reader.value("sheets")); !sheets.is_null())
    for (json::ObjectReader& sheet : MC_TRY(reader.objects("sheets", {0, columns_max}))) {
      const std::string_view name = MC_TRY(sheet.text("name", {0, value_bytes_max}));
      import.sheets.push_back({bounded(name), MC_TRY(sheet.boolean("is_hidden"))});
    }
  import.mapping = MC_TRY(read_mapping(reader));
  import.counts = counts_of(MC_TRY(reader.value("counts")));
  if (const json::Value error = MC_TRY(reader.value("error")); error.is_object() && error.find("code"))
    import.error = error_of(error);
  import.created_at = Instant{MC_TRY(reader.integer("created_at", {0, number_max}))};
  import.changed_at = Instant{MC_TRY(reader.integer("changed_at", {0, number_max}))};
  import.created_by = MC_TRY(reader.text("created_by", some_text));
  const json::Value progress = MC_TRY(reader.value("progress"));
  if (const auto share = progress.find("share").value_or(json::Value()).number())
    import.share = std::clamp(*share, 0.0, 1.0);
  return import;
}

/// Cells stand as a text, as {"number": text} and the like, or as {"formula": cell} (server/imports/mapping_json.h).
std::string cell_text(json::Value cell, int depth = 0) {
  if (const auto text = cell.text()) return bounded(*text);
  for (const auto& [kind, inner] : cell.members()) {
    if (kind == "formula" && depth < 2) return cell_text(inner, depth + 1);
    if (const auto truth = inner.boolean()) return *truth ? "TRUE" : "FALSE";
    return bounded(inner.text().value_or(""));
  }
  return {};
}

ImportProblem problem_of(json::Value value) {
  const auto text = [&](std::string_view name) {
    return value.find(name).value_or(json::Value()).text().value_or(std::string_view());
  };
  return {.severity = value_of(severities, text("severity"), Severity::error),
          .field = bounded(text("field")),
          .error = error_of(value),
          .suggestion = bounded(text("suggestion"))};
}

Result<ImportRow> read_row(json::ObjectReader& reader) {
  ImportRow row;
  row.row = static_cast<std::uint32_t>(MC_TRY(reader.integer("row", {0, 1'048'576})));
  row.outcome = value_of(outcomes, MC_TRY(reader.text("outcome", some_text)), Outcome::good);
  for (const json::Value cell : MC_TRY(reader.value("cells")).items()) {
    if (row.cells.size() >= columns_max) break;
    row.cells.push_back(cell_text(cell));
  }
  for (const json::Value column : MC_TRY(reader.value("mended")).items())
    if (const auto number = column.int64(); number && *number >= 0 && *number < static_cast<int>(columns_max))
      row.mended.insert(static_cast<std::uint32_t>(*number));
  for (const json::Value problem : MC_TRY(reader.value("problems")).items()) {
    if (row.problems.size() >= problems_max) break;
    row.problems.push_back(problem_of(problem));
  }
  if (!reader.has("changes")) return row;
  for (const json::Value change : MC_TRY(reader.value("changes")).items()) {
    if (row.changes.size() >= changes_max) break;
    const auto text = [&](std::string_view name) {
      return bounded(change.find(name).value_or(json::Value()).text().value_or(""));
    };
    row.changes.push_back({.field = text("field"), .before = text("before"), .after = text("after")});
  }
  return row;
}

/// Each of "items", by a reading of its own.
template <typename Item>
Result<std::vector<Item>> read_items(std::string_view json, std::size_t count_max,
                                     Result<Item> (*read)(json::ObjectReader&)) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  std::vector<Item> items;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, count_max}))) items.push_back(MC_TRY(read(item)));
  return items;
}

Result<ImportField> read_field(json::ObjectReader& reader) {
  ImportField field;
  field.key = MC_TRY(reader.text("field", some_text));
  field.label = MC_TRY(reader.text("label", some_text));
  return field;
}

Result<ImportTemplate> read_template(json::ObjectReader& reader) {
  ImportTemplate known;
  known.id = MC_TRY(read_id(reader));
  known.name = MC_TRY(reader.text("name", some_text));
  known.mapping = MC_TRY(read_mapping(reader));
  return known;
}

Result<ProblemKind> read_kind(json::ObjectReader& reader) {
  ProblemKind kind;
  kind.example = problem_of(MC_TRY(reader.value("example")));
  kind.rows = MC_TRY(reader.integer("rows", {0, number_max}));
  kind.suggestions = MC_TRY(reader.integer("suggestions", {0, number_max}));
  return kind;
}

Result<ExportForm> read_form(json::ObjectReader& reader) {
  ExportForm form;
  form.id = MC_TRY(reader.text("id", some_text));
  form.name = MC_TRY(reader.text("name", some_text));
  form.is_list = reader.has("is_list") && MC_TRY(reader.boolean("is_list"));
  return form;
}

std::string_view text_of(RowsShown shown) {
  switch (shown) {
    case RowsShown::all:
      return "all";
    case RowsShown::problems:
      return "problems";
    case RowsShown::good:
      return "good";
    case RowsShown::warning:
      return "warning";
    case RowsShown::duplicate:
      return "duplicate";
    case RowsShown::changed:
      return "changed";
    case RowsShown::error:
      break;
  }
  return "error";
}

}  // namespace

std::string_view text_of(ImportKind kind) { return kinds[static_cast<std::size_t>(kind)].first; }
std::optional<ImportKind> import_kind_from(std::string_view text) {
  for (const auto& [name, kind] : kinds)
    if (name == text) return kind;
  return std::nullopt;
}

Result<Import> read_import(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  return read_one(reader);
}

Result<std::vector<Import>> read_imports(std::string_view json) { return read_items(json, imports_max, read_one); }

Result<std::vector<ImportField>> read_import_fields(std::string_view json) {
  return read_items(json, fields_max, read_field);
}

Result<std::vector<ImportTemplate>> read_import_templates(std::string_view json) {
  return read_items(json, templates_max, read_template);
}

Result<ImportRow> read_import_row(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  return read_row(reader);
}

Result<ImportRowPage> read_import_rows(std::string_view json) {
  const auto document = MC_TRY(json::parse(json));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  ImportRowPage page;
  for (json::ObjectReader& item : MC_TRY(reader.objects("items", {0, rows_page})))
    page.rows.push_back(MC_TRY(read_row(item)));
  const json::Value cursor = MC_TRY(reader.value("next_cursor"));
  page.next_cursor = bounded(cursor.text().value_or(""));
  return page;
}

Result<std::vector<ProblemKind>> read_problem_kinds(std::string_view json) {
  return read_items(json, kinds_max, read_kind);
}

Result<std::vector<ExportForm>> read_export_forms(std::string_view json) {
  return read_items(json, templates_max, read_form);
}

std::string mapping_json(const SaveMapping& request) {
  const ImportMapping& mapping = request.mapping;
  json::Writer writer;
  writer.begin_object().field("sheet", mapping.sheet).field("header_row", mapping.header_row);
  writer.key("columns").begin_array();
  for (const ImportColumn& column : mapping.columns) {
    writer.begin_object().key("field");
    if (column.field.empty())
      writer.null();
    else
      writer.value(column.field);
    writer.end_object();
  }
  writer.end_array().key("defaults").begin_object();
  for (const auto& [field, value] : mapping.defaults) writer.field(field, value);
  writer.end_object();
  if (!request.template_name.empty()) writer.field("template_name", request.template_name);
  return std::move(writer.end_object()).take();
}

std::string mend_json(const MendRow& request) {
  json::Writer writer;
  writer.begin_object().key("cells").begin_array();
  for (const auto& [column, value] : request.cells)
    writer.begin_object().field("column", column).field("value", value).end_object();
  return std::move(writer.end_array().end_object()).take();
}

std::string suggestions_json(const TakeSuggestions& request) {
  json::Writer writer;
  writer.begin_object().field("code", request.code).field("field", request.field);
  return std::move(writer.end_object()).take();
}

std::string application_json(bool takes_all, bool updates_existing) {
  json::Writer writer;
  writer.begin_object().field("take", takes_all ? "all" : "good");
  if (updates_existing) writer.field("existing", "update");
  return std::move(writer.end_object()).take();
}

std::string rows_query(const RowsFilter& filter, std::string_view cursor, int limit) {
  std::string query = "?only=" + std::string(text_of(filter.shown)) + "&limit=" + std::to_string(limit);
  if (!filter.code.empty())
    query += "&code=" + percent_encoded(filter.code) + "&field=" + percent_encoded(filter.field);
  if (!cursor.empty()) query += "&cursor=" + percent_encoded(cursor);
  return query;
}

}  // namespace mingchou::client
