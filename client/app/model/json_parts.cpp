#include "client/app/model/json_parts.h"

#include <algorithm>

#include "shared/json/writer.h"
#include "shared/messages/messages.h"

namespace mingchou::client::json_parts {

Error bad(const json::ObjectReader& reader, std::string_view name) {
  return Error("items.bad_value").with("field", reader.path_of(name));
}

Result<std::string> read_text(json::ObjectReader& reader, std::string_view name) {
  return std::string(MC_TRY(reader.text(name, some_text)));
}

Result<std::optional<Uuid>> read_optional_uuid(json::ObjectReader& reader, std::string_view name) {
  const json::Value value = MC_TRY(reader.value(name));
  if (value.is_null()) return std::nullopt;
  const auto id = Uuid::parse(value.text().value_or(""));
  if (!id) return fail(bad(reader, name));
  return id;
}

Result<Uuid> read_uuid(json::ObjectReader& reader, std::string_view name) {
  const auto id = MC_TRY(read_optional_uuid(reader, name));
  if (!id) return fail(bad(reader, name));
  return *id;
}

Result<std::optional<CivilDate>> read_optional_day(json::ObjectReader& reader, std::string_view name) {
  const json::Value value = MC_TRY(reader.value(name));
  if (value.is_null()) return std::nullopt;
  const auto day = CivilDate::parse(value.text().value_or(""));
  if (!day) return fail(bad(reader, name));
  return day;
}

Result<CivilDate> read_day(json::ObjectReader& reader, std::string_view name) {
  const auto day = MC_TRY(read_optional_day(reader, name));
  if (!day) return fail(bad(reader, name));
  return *day;
}

Result<Instant> read_instant(json::ObjectReader& reader, std::string_view name) {
  return Instant{MC_TRY(reader.integer(name, {0, number_max}))};
}

Result<std::string> read_json(json::ObjectReader& reader, std::string_view name) {
  const json::Value value = MC_TRY(reader.value(name));
  return value.is_null() ? std::string() : json::write(value);
}

Result<std::vector<items::FieldChange>> read_field_changes(json::ObjectReader& reader,
                                                           std::span<const items::Field> known) {
  std::vector<items::FieldChange> changes;
  for (json::ObjectReader& field : MC_TRY(reader.objects("fields", {0, 100}))) {
    const auto found = std::ranges::find(known, MC_TRY(field.text("field", some_word)), &items::Field::name);
    if (found == known.end()) continue;
    changes.push_back({found->name, MC_TRY(read_json(field, "before")), MC_TRY(read_json(field, "after"))});
  }
  return changes;
}

Result<std::vector<Error>> read_sentences(json::ObjectReader& reader, std::string_view name) {
  std::vector<Error> sentences;
  for (json::ObjectReader& one : MC_TRY(reader.objects(name, some_sentences))) {
    const std::string_view code = MC_TRY(one.text("code", some_text));
    if (!find_message(code)) continue;
    Error& sentence = sentences.emplace_back(code);
    const json::Value arguments = MC_TRY(one.value("arguments"));
    for (const auto& [key, value] : arguments.members())
      if (const auto text = value.text()) sentence.arguments.push_back({std::string(key), std::string(*text)});
  }
  return sentences;
}

}  // namespace mingchou::client::json_parts
