#include "client/app/model/json_parts.h"

#include "shared/json/writer.h"

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

}  // namespace mingchou::client::json_parts
