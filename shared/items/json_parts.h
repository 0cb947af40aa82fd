// Reading and writing the values of which items, and the rows of plans, are made. Errors name the field. Inside
// shared/items and shared/plans.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/items/entities.h"
#include "shared/json/canonical.h"
#include "shared/json/fields.h"
#include "shared/json/lines.h"
#include "shared/json/writer.h"

namespace mingchou::items {

/// Of a text before it is tidied: what is looked at stays small.
inline constexpr json::Size text_bytes{0, 16 * 1024};
inline constexpr json::Size word_bytes{0, 64};
inline constexpr json::Size list_size{0, 100};

std::string value_text(const auto& value) {
  json::Writer writer;
  return std::move(writer.value(value)).take();
}

template <class List, class Text>
std::string list_text(const List& list, Text text) {
  json::Writer writer;
  writer.begin_array();
  for (const auto& entry : list) writer.value(text(entry));
  return std::move(writer.end_array()).take();
}

inline constexpr auto word = [](auto value) { return text_of(value); };
inline constexpr auto id_text = [](const auto& id) { return id.uuid.text(); };

inline Error bad_value(const json::ObjectReader& reader, std::string_view name) {
  return Error("items.bad_value").with("field", reader.path_of(name));
}

template <class T>
Result<T> demand(std::optional<T> value, const json::ObjectReader& reader, std::string_view name) {
  if (!value) return fail(bad_value(reader, name));
  return *std::move(value);
}

template <class T, class From>
Result<T> read_word(json::ObjectReader& reader, std::string_view name, From from) {
  const std::string_view text = MC_TRY(reader.text(name, word_bytes));
  return demand<T>(from(text), reader, name);
}

template <class T, class From>
Result<std::vector<T>> read_words(json::ObjectReader& reader, std::string_view name, From from) {
  std::vector<T> words;
  for (const std::string_view text : MC_TRY(reader.texts(name, list_size, word_bytes)))
    words.push_back(MC_TRY(demand<T>(from(text), reader, name)));
  return words;
}

template <class IdType>
std::optional<IdType> id_from(std::string_view text) {
  const auto id = Uuid::parse(text);
  return id ? std::optional(IdType{*id}) : std::nullopt;
}

inline Result<std::string> read_text(json::ObjectReader& reader, std::string_view name) {
  return std::string(MC_TRY(reader.text(name, text_bytes)));
}

inline Result<std::optional<std::string>> read_optional(json::ObjectReader& reader, std::string_view name) {
  const auto text = MC_TRY(reader.optional_text(name, text_bytes));
  if (!text) return std::nullopt;
  return std::string(*text);
}

inline Result<std::optional<CivilDate>> read_optional_date(json::ObjectReader& reader, std::string_view name) {
  const auto text = MC_TRY(reader.optional_text(name, word_bytes));
  if (!text) return std::nullopt;
  return MC_TRY(demand(CivilDate::parse(*text), reader, name));
}

inline Result<std::optional<int>> read_basis_points(json::ObjectReader& reader, std::string_view name) {
  const auto number = MC_TRY(reader.optional_integer(name, {0, basis_points_all}));
  if (!number) return std::nullopt;
  return static_cast<int>(*number);
}

/// A line in its canonical form.
inline Result<> add_line(std::string& content, std::string_view json, std::uint64_t number) {
  return json::append_line(content, MC_TRY(json::strict_canonical(json)), number);
}

}  // namespace mingchou::items
