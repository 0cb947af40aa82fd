// Members of what the server answers, as several parts of the app read them: texts, words of the domain, ids, days and
// moments, each bounded. Inside the readers of answers only. Errors: those of json::ObjectReader; items.bad_value
// {field}.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/time.h"
#include "shared/base/uuid.h"
#include "shared/calendar/civil_date.h"
#include "shared/items/content.h"
#include "shared/items/diff.h"
#include "shared/json/fields.h"

namespace mingchou::client::json_parts {

inline constexpr json::Size some_text{0, 8192};
inline constexpr json::Size some_word{0, 64};
inline constexpr json::Size some_sentences{0, 1000};
inline constexpr auto number_max = static_cast<std::int64_t>(1) << 53;

Error bad(const json::ObjectReader& reader, std::string_view name);
Result<std::string> read_text(json::ObjectReader& reader, std::string_view name);
Result<std::optional<Uuid>> read_optional_uuid(json::ObjectReader& reader, std::string_view name);
Result<Uuid> read_uuid(json::ObjectReader& reader, std::string_view name);
Result<std::optional<CivilDate>> read_optional_day(json::ObjectReader& reader, std::string_view name);
Result<CivilDate> read_day(json::ObjectReader& reader, std::string_view name);
Result<Instant> read_instant(json::ObjectReader& reader, std::string_view name);
/// A member as JSON text; "" for null.
Result<std::string> read_json(json::ObjectReader& reader, std::string_view name);
/// "fields" of a change: {field, before, after}. The names of fields are literals of the domain: one that it does not
/// know is a newer server's, and left out.
Result<std::vector<items::FieldChange>> read_field_changes(json::ObjectReader& reader,
                                                           std::span<const items::Field> known);
/// As json::write_sentences() writes them. One that this client does not know is a newer server's, and left out.
Result<std::vector<Error>> read_sentences(json::ObjectReader& reader, std::string_view name);

template <class T>
Result<T> read_word(json::ObjectReader& reader, std::string_view name, std::optional<T> (*from)(std::string_view)) {
  const auto value = from(MC_TRY(reader.text(name, some_word)));
  if (!value) return fail(bad(reader, name));
  return *value;
}

template <class IdType>
Result<std::optional<IdType>> read_optional_id(json::ObjectReader& reader, std::string_view name) {
  const auto id = MC_TRY(read_optional_uuid(reader, name));
  return id ? std::optional(IdType{*id}) : std::nullopt;
}

}  // namespace mingchou::client::json_parts
