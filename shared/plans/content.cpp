#include "shared/plans/content.h"

#include "shared/items/json_parts.h"

namespace mingchou::plans {
namespace {

using items::id_from;
using items::id_text;
using items::list_text;
using items::read_word;
using items::read_words;
using items::value_text;

constexpr std::string_view form = "mingchou.plan.1";
constexpr auto plain = [](const std::string& text) { return std::string_view(text); };

std::string items_text(const std::vector<PlannedItem>& list) {
  json::Writer writer;
  writer.begin_array();
  for (const PlannedItem& item : list)
    writer.begin_object()
        .field("list_id", item.list_id.uuid.text())
        .field("item_id", item.item_id.uuid.text())
        .field("code", item.code)
        .field("name", item.name)
        .end_object();
  return std::move(writer.end_array()).take();
}

void write_list(json::Writer& writer, std::string_view name, const auto& list, auto text) {
  writer.key(name).begin_array();
  for (const auto& entry : list) writer.value(text(entry));
  writer.end_array();
}

Result<std::vector<PlannedItem>> read_items(json::ObjectReader& row) {
  std::vector<PlannedItem> list;
  // Beyond items_of_row_max check_row() says how many there may be.
  for (json::ObjectReader& reader : MC_TRY(row.objects("items", items::list_size))) {
    PlannedItem item;
    item.list_id = MC_TRY(read_word<items::ListId>(reader, "list_id", id_from<items::ListId>));
    item.item_id = MC_TRY(read_word<items::ItemId>(reader, "item_id", id_from<items::ItemId>));
    item.code = MC_TRY(items::read_optional(reader, "code")).value_or("");
    item.name = MC_TRY(items::read_optional(reader, "name")).value_or("");
    MC_TRY(reader.refuse_other_fields());
    list.push_back(std::move(item));
  }
  return list;
}

Result<std::vector<std::string>> read_codes(json::ObjectReader& reader, std::string_view name) {
  std::vector<std::string> codes;
  for (const std::string_view code : MC_TRY(reader.texts(name, items::list_size, items::word_bytes)))
    codes.emplace_back(code);
  return codes;
}

Result<> read_departments(json::ObjectReader& reader, Row& row) {
  row.initiating_department_id =
      MC_TRY(read_word<DepartmentId>(reader, "initiating_department_id", id_from<DepartmentId>));
  row.participating_department_ids =
      MC_TRY(read_words<DepartmentId>(reader, "participating_department_ids", id_from<DepartmentId>));
  return {};
}

std::string header_text(const Header& header, std::size_t row_count) {
  json::Writer writer;
  writer.begin_object().field("type", "plan").field("form", form).field("plan_id", header.plan_id.uuid.text());
  writer.field("version_id", header.version_id.uuid.text()).field("year", header.year);
  writer.field("number", header.number);
  if (!header.reason.empty()) writer.field("reason", header.reason);
  return std::move(writer.field("rows", row_count).end_object()).take();
}

}  // namespace

std::string range_json(const Range& range) {
  json::Writer writer;
  writer.begin_object();
  write_list(writer, "kinds", range.kinds, items::word);
  write_list(writer, "regions", range.regions, plain);
  write_list(writer, "industries", range.industries, plain);
  write_list(writer, "tags", range.tags, id_text);
  write_list(writer, "risk_classes", range.risk_classes, plain);
  return std::move(writer.end_object()).take();
}

std::string quantity_json(const Quantity& quantity) {
  json::Writer writer;
  writer.begin_object().field("kind", text_of(quantity.kind));
  if (quantity.kind == QuantityKind::ratio) writer.field("ratio_basis_points", quantity.value);
  if (quantity.kind == QuantityKind::count) writer.field("count", quantity.value);
  return std::move(writer.end_object()).take();
}

Result<Range> read_range(json::ObjectReader& of) {
  auto reader = MC_TRY(of.object("range"));
  Range range;
  range.kinds = MC_TRY(read_words<TargetKind>(reader, "kinds", target_kind_from));
  range.regions = MC_TRY(read_codes(reader, "regions"));
  range.industries = MC_TRY(read_codes(reader, "industries"));
  range.tags = MC_TRY(read_words<TagId>(reader, "tags", id_from<TagId>));
  range.risk_classes = MC_TRY(read_codes(reader, "risk_classes"));
  MC_TRY(reader.refuse_other_fields());
  return range;
}

Result<Quantity> read_quantity(json::ObjectReader& of) {
  constexpr json::Range any{-1'000'000'000, 1'000'000'000};
  auto reader = MC_TRY(of.object("quantity"));
  Quantity quantity;
  quantity.kind = MC_TRY(read_word<QuantityKind>(reader, "kind", quantity_kind_from));
  if (quantity.kind == QuantityKind::ratio) quantity.value = MC_TRY(reader.integer("ratio_basis_points", any));
  if (quantity.kind == QuantityKind::count) quantity.value = MC_TRY(reader.integer("count", any));
  MC_TRY(reader.refuse_other_fields());
  return quantity;
}

std::vector<Field> fields_of(const Row& row) {
  std::vector<Field> fields;
  fields.reserve(14);
  const auto put = [&fields](std::string_view name, std::string json) { fields.push_back({name, std::move(json)}); };
  put("name", value_text(row.name));
  put("items", items_text(row.items));
  put("initiating_department_id", value_text(row.initiating_department_id.uuid.text()));
  put("participating_department_ids", list_text(row.participating_department_ids, id_text));
  put("is_directed", value_text(row.is_directed));
  put("range", range_json(row.range));
  put("target", value_text(row.target));
  put("quantity", quantity_json(row.quantity));
  if (row.estimated_count) put("estimated_count", value_text(*row.estimated_count));
  put("first_day", value_text(row.first_day.text()));
  put("last_day", value_text(row.last_day.text()));
  put("methods", list_text(row.methods, items::word));
  if (row.remarks) put("remarks", value_text(*row.remarks));
  return fields;
}

std::string to_json(const Row& row) {
  std::string text = R"({"id":)" + value_text(row.id.uuid.text());
  for (const Field& field : fields_of(row)) text.append(",\"").append(field.name).append("\":").append(field.json);
  return text + "}";
}

void write_fields(json::Writer& writer, const Row& row) {
  writer.field("id", row.id.uuid.text());
  for (const Field& field : fields_of(row)) {
    const auto value = json::parse(field.json);
    if (value) writer.field(field.name, value->root());
  }
}

Result<Row> read_row(json::ObjectReader& reader) {
  constexpr json::Range any{-1'000'000'000, 1'000'000'000};
  Row row;
  row.name = MC_TRY(items::read_text(reader, "name"));
  row.items = MC_TRY(read_items(reader));
  MC_TRY(read_departments(reader, row));
  row.is_directed = MC_TRY(reader.boolean("is_directed"));
  row.range = MC_TRY(read_range(reader));
  row.target = MC_TRY(items::read_text(reader, "target"));
  row.quantity = MC_TRY(read_quantity(reader));
  row.estimated_count = MC_TRY(reader.optional_integer("estimated_count", any));
  row.first_day = MC_TRY(items::read_date(reader, "first_day"));
  row.last_day = MC_TRY(items::read_date(reader, "last_day"));
  row.methods = MC_TRY(read_words<Method>(reader, "methods", items::method_from));
  row.remarks = MC_TRY(items::read_optional(reader, "remarks"));
  return row;
}

Result<Row> parse_row(std::string_view text) {
  const json::Document document = MC_TRY(json::parse(text));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Row row = MC_TRY(read_row(reader));
  row.id = MC_TRY(read_word<RowId>(reader, "id", id_from<RowId>));
  MC_TRY(reader.refuse_other_fields());
  return row;
}

Result<std::string> content_of(const Header& header, std::span<const Row> rows) {
  std::string content;
  MC_TRY(items::add_line(content, header_text(header, rows.size()), 1));
  std::uint64_t number = 1;
  for (const Row& row : rows) MC_TRY(items::add_line(content, R"({"type":"row",)" + to_json(row).substr(1), ++number));
  return content;
}

}  // namespace mingchou::plans
