#include "shared/draw/roster.h"

#include <algorithm>
#include <array>

#include "shared/codes/credit_code.h"
#include "shared/draw/canonical_writer.h"
#include "shared/json/fields.h"

namespace mingchou::draw {
namespace {

constexpr std::array<std::string_view, exclusion_count> exclusion_codes = {
    "", "recently_checked", "result_reused", "visit_cap", "closed", "other_task"};

constexpr std::array<bool, 256> make_id_characters() {
  std::array<bool, 256> allowed{};
  for (const char c : std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._-"))
    allowed[static_cast<unsigned char>(c)] = true;
  return allowed;
}
constexpr std::array<bool, 256> is_id_character = make_id_characters();

bool has_credit_code(std::string_view type) {
  return type == "enterprise" || type == "self_employed" || type == "cooperative";
}

/// Ascending bytes, each once.
bool is_sorted_set(const std::vector<std::string>& list) {
  return std::ranges::adjacent_find(list, std::greater_equal<>()) == list.end();
}

Result<> check_id(std::string_view id) {
  if (!is_row_id(id)) return fail(Error("draw.id_form").with("id", id.substr(0, id_bytes_max)));
  return {};
}

Result<> check_sorted(std::string_view id, std::string_view field, const std::vector<std::string>& list) {
  if (!is_sorted_set(list)) return fail(Error("draw.list_unsorted").with("id", id).with("field", field));
  return {};
}

constexpr json::Size text_size = {0, attribute_bytes_max};

Result<std::vector<std::string>> read_texts(json::ObjectReader& reader, std::string_view key,
                                            json::Size count = {0, attribute_entries_max}) {
  const std::vector<std::string_view> texts = MC_TRY(reader.texts(key, count, text_size));
  return std::vector<std::string>(texts.begin(), texts.end());
}

}  // namespace

std::string_view exclusion_code(Exclusion exclusion) { return exclusion_codes[static_cast<std::size_t>(exclusion)]; }

std::optional<Exclusion> exclusion_from_code(std::string_view code) {
  const auto found = std::ranges::find(exclusion_codes, code);
  if (found == exclusion_codes.end()) return std::nullopt;
  return static_cast<Exclusion>(found - exclusion_codes.begin());
}

bool is_row_id(std::string_view id) {
  return !id.empty() && id.size() <= id_bytes_max &&
         std::ranges::all_of(id, [](char c) { return is_id_character[static_cast<unsigned char>(c)]; });
}

Result<Target> read_target(std::string_view id, json::Value attributes) {
  MC_TRY(check_id(id));
  json::ObjectReader reader = MC_TRY(json::ObjectReader::of(attributes, std::string(id)));
  Target target;
  target.id = id;
  target.type = MC_TRY(reader.text("type", text_size));
  target.region = MC_TRY(reader.text("region", text_size));
  target.industry = MC_TRY(reader.text("industry", text_size));
  target.risk = MC_TRY(reader.text("risk", text_size));
  target.tags = MC_TRY(read_texts(reader, "tags"));
  const std::string_view code = MC_TRY(reader.text("excluded"));
  const auto excluded = exclusion_from_code(code);
  if (!excluded) return fail(Error("draw.exclusion_unknown").with("id", id).with("value", code.substr(0, 40)));
  target.excluded = *excluded;
  MC_TRY(reader.refuse_other_fields());
  MC_TRY(check_target(target));
  return target;
}

Result<Inspector> read_inspector(std::string_view id, json::Value attributes) {
  MC_TRY(check_id(id));
  json::ObjectReader reader = MC_TRY(json::ObjectReader::of(attributes, std::string(id)));
  Inspector inspector;
  inspector.id = id;
  inspector.dept = MC_TRY(reader.text("dept", text_size));
  inspector.certs = MC_TRY(read_texts(reader, "certs"));
  inspector.skills = MC_TRY(read_texts(reader, "skills"));
  inspector.recused = MC_TRY(read_texts(reader, "recused", {}));
  const auto capacity = MC_TRY(reader.optional_integer("capacity", {0, json::safe_integer_max}));
  if (capacity) inspector.capacity = static_cast<std::uint64_t>(*capacity);
  MC_TRY(reader.refuse_other_fields());
  MC_TRY(check_inspector(inspector));
  return inspector;
}

Result<> check_target(const Target& target) {
  MC_TRY(check_id(target.id));
  if (has_credit_code(target.type)) {
    const std::string_view id = target.id;
    const bool has_length = id.size() == credit_code_length;
    if (!has_length || credit_code_check_character(id.substr(0, credit_code_length - 1)) != id.back())
      return fail(Error("draw.credit_code").with("id", id));
  }
  return check_sorted(target.id, "tags", target.tags);
}

Result<> check_inspector(const Inspector& inspector) {
  MC_TRY(check_id(inspector.id));
  MC_TRY(check_sorted(inspector.id, "certs", inspector.certs));
  MC_TRY(check_sorted(inspector.id, "skills", inspector.skills));
  MC_TRY(check_sorted(inspector.id, "recused", inspector.recused));
  for (const std::string& target : inspector.recused) MC_TRY(check_id(target));
  if (inspector.capacity == 0) return fail(Error("draw.capacity_range").with("id", inspector.id));
  return {};
}

void write_attributes(CanonicalWriter& writer, const Target& target) {
  writer.begin_object().key("excluded").text(exclusion_code(target.excluded));
  writer.key("industry").text(target.industry).key("region").text(target.region).key("risk").text(target.risk);
  writer.key("tags").texts(target.tags).key("type").text(target.type).end_object();
}

std::string attributes_json(const Target& target) {
  CanonicalWriter writer(200);
  write_attributes(writer, target);
  return writer.take();
}

std::string attributes_json(const Inspector& inspector) {
  CanonicalWriter writer;
  writer.begin_object();
  if (inspector.capacity) writer.key("capacity").number(*inspector.capacity);
  writer.key("certs").texts(inspector.certs).key("dept").text(inspector.dept);
  writer.key("recused").texts(inspector.recused).key("skills").texts(inspector.skills).end_object();
  return writer.take();
}

}  // namespace mingchou::draw
