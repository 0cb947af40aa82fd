#include "shared/items/content.h"

#include <algorithm>

#include "shared/items/json_parts.h"

namespace mingchou::items {
namespace {

constexpr std::string_view form = "mingchou.item_list.1";

std::string filter_text(const TargetFilter& filter) {
  json::Writer writer;
  writer.begin_object().field("any_department", filter.any_department).key("industries").begin_array();
  for (const std::string& code : filter.industries) writer.value(code);
  writer.end_array().key("kinds").begin_array();
  for (const TargetKind kind : filter.kinds) writer.value(text_of(kind));
  writer.end_array().key("tags").begin_array();
  for (const TagId& tag : filter.tags) writer.value(tag.uuid.text());
  return std::move(writer.end_array().end_object()).take();
}

std::string frequency_text(const Frequency& frequency) {
  json::Writer writer;
  writer.begin_object().field("months", frequency.months).field("times", frequency.times).end_object();
  return std::move(writer).take();
}

Result<> read_numbers(json::ObjectReader& reader, Item& item) {
  item.ratio_basis_points = MC_TRY(read_basis_points(reader, "ratio_basis_points"));
  item.cap_basis_points = MC_TRY(read_basis_points(reader, "cap_basis_points"));
  auto frequency = MC_TRY(reader.optional_object("frequency"));
  if (!frequency) return {};
  constexpr json::Range any{0, 1'000'000};
  Frequency read;
  read.times = static_cast<int>(MC_TRY(frequency->integer("times", any)));
  read.months = static_cast<int>(MC_TRY(frequency->integer("months", any)));
  item.frequency = read;
  return frequency->refuse_other_fields();
}

Result<TargetFilter> read_filter(json::ObjectReader& item) {
  auto reader = MC_TRY(item.object("applies_to"));
  TargetFilter filter;
  filter.kinds = MC_TRY(read_words<TargetKind>(reader, "kinds", target_kind_from));
  filter.tags = MC_TRY(read_words<TagId>(reader, "tags", id_from<TagId>));
  for (const std::string_view code : MC_TRY(reader.texts("industries", list_size, word_bytes)))
    filter.industries.emplace_back(code);
  filter.any_department = MC_TRY(reader.boolean("any_department"));
  MC_TRY(reader.refuse_other_fields());
  return filter;
}

Result<> read_texts(json::ObjectReader& reader, Item& item) {
  item.code = MC_TRY(read_text(reader, "code"));
  item.category = MC_TRY(read_text(reader, "category"));
  item.name = MC_TRY(read_text(reader, "name"));
  item.sub_item = MC_TRY(read_optional(reader, "sub_item"));
  item.basis = MC_TRY(read_text(reader, "basis"));
  item.inspecting_body = MC_TRY(read_text(reader, "inspecting_body"));
  item.target = MC_TRY(read_text(reader, "target"));
  item.content = MC_TRY(read_text(reader, "content"));
  item.reason = MC_TRY(read_optional(reader, "reason"));
  item.staff_requirement = MC_TRY(read_optional(reader, "staff_requirement"));
  return {};
}

Result<> read_departments(json::ObjectReader& reader, Item& item) {
  item.initiating_department_id =
      MC_TRY(read_word<DepartmentId>(reader, "initiating_department_id", id_from<DepartmentId>));
  item.participating_department_ids =
      MC_TRY(read_words<DepartmentId>(reader, "participating_department_ids", id_from<DepartmentId>));
  return {};
}

std::string header_text(const Header& header, std::size_t item_count) {
  json::Writer writer;
  writer.begin_object().field("type", "item_list").field("form", form).field("list_id", header.list_id.uuid.text());
  writer.field("version_id", header.version_id.uuid.text());
  if (header.owner) writer.field("department_id", header.owner->uuid.text());
  writer.field("number", header.number).field("effective_from", header.effective_from.text());
  writer.field("approved_on", header.approved_on.text()).field("approved_by", header.approved_by);
  writer.field("document_number", header.document_number).field("reason", header.reason);
  return std::move(writer.field("items", item_count).end_object()).take();
}

}  // namespace

std::vector<Field> fields_of(const Item& i) {
  std::vector<Field> fields;
  fields.reserve(22);
  const auto put = [&fields](std::string_view name, std::string json) { fields.push_back({name, std::move(json)}); };
  const auto put_optional = [&put](std::string_view name, const auto& value) {
    if (value) put(name, value_text(*value));
  };
  const auto put_date = [&put](std::string_view name, const std::optional<CivilDate>& date) {
    if (date) put(name, value_text(date->text()));
  };
  put("code", value_text(i.code));
  put("category", value_text(i.category));
  put("name", value_text(i.name));
  put_optional("sub_item", i.sub_item);
  put("kind", value_text(text_of(i.kind)));
  put("grounds", list_text(i.grounds, word));
  put_optional("reason", i.reason);
  put("basis", value_text(i.basis));
  put("inspecting_body", value_text(i.inspecting_body));
  put("initiating_department_id", value_text(i.initiating_department_id.uuid.text()));
  put("participating_department_ids", list_text(i.participating_department_ids, id_text));
  put("levels", list_text(i.levels, word));
  put("target", value_text(i.target));
  put("applies_to", filter_text(i.applies_to));
  put("content", value_text(i.content));
  put("methods", list_text(i.methods, word));
  put_optional("ratio_basis_points", i.ratio_basis_points);
  put_optional("cap_basis_points", i.cap_basis_points);
  if (i.frequency) put("frequency", frequency_text(*i.frequency));
  put_optional("staff_requirement", i.staff_requirement);
  put_date("valid_from", i.valid_from);
  put_date("valid_to", i.valid_to);
  return fields;
}

std::string to_json(const Item& item) {
  std::string text = R"({"id":)" + value_text(item.id.uuid.text());
  for (const Field& field : fields_of(item)) text.append(",\"").append(field.name).append("\":").append(field.json);
  return text + "}";
}

void write_fields(json::Writer& writer, const Item& item) {
  writer.field("id", item.id.uuid.text());
  for (const Field& field : fields_of(item)) {
    const auto value = json::parse(field.json);
    if (value) writer.field(field.name, value->root());
  }
}

Result<CivilDate> read_date(json::ObjectReader& reader, std::string_view name) {
  return read_word<CivilDate>(reader, name, CivilDate::parse);
}

Result<Item> read_item(json::ObjectReader& reader) {
  Item item;
  MC_TRY(read_texts(reader, item));
  item.methods = MC_TRY(read_words<Method>(reader, "methods", method_from));
  item.kind = MC_TRY(read_word<Kind>(reader, "kind", kind_from));
  item.grounds = MC_TRY(read_words<Ground>(reader, "grounds", ground_from));
  MC_TRY(read_numbers(reader, item));
  MC_TRY(read_departments(reader, item));
  item.levels = MC_TRY(read_words<Level>(reader, "levels", level_from));
  item.valid_from = MC_TRY(read_optional_date(reader, "valid_from"));
  item.valid_to = MC_TRY(read_optional_date(reader, "valid_to"));
  item.applies_to = MC_TRY(read_filter(reader));
  return item;
}

Result<Item> parse_item(std::string_view text) {
  const json::Document document = MC_TRY(json::parse(text));
  auto reader = MC_TRY(json::ObjectReader::of(document.root()));
  Item item = MC_TRY(read_item(reader));
  item.id = MC_TRY(read_word<ItemId>(reader, "id", id_from<ItemId>));
  MC_TRY(reader.refuse_other_fields());
  return item;
}

Result<std::string> content_of(const Header& header, std::span<const Item> items) {
  std::string content;
  MC_TRY(add_line(content, header_text(header, items.size()), 1));
  std::uint64_t number = 1;
  for (const Item& item : items) MC_TRY(add_line(content, R"({"type":"item",)" + to_json(item).substr(1), ++number));
  return content;
}

crypto::Digest hash_of(std::string_view content) { return crypto::hash(crypto::Suite::sha256, as_bytes(content)); }

}  // namespace mingchou::items
