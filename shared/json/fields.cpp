#include "shared/json/fields.h"

#include <algorithm>
#include <utility>

#include "shared/json/excerpt.h"

namespace mingchou::json {
namespace {

std::string bound_text(std::size_t bound) { return std::to_string(bound); }

Result<> check_size(std::string_view code, const std::string& field, std::size_t size, Size bounds) {
  if (size >= bounds.min && size <= bounds.max) return {};
  return fail(Error(code).with("field", field).with("min", bound_text(bounds.min)).with("max", bound_text(bounds.max)));
}

Result<std::string_view> text_of(Value value, const std::string& field, Size bytes) {
  const auto text = value.text();
  if (!text) return fail(Error("json.field_not_text").with("field", field));
  MC_TRY(check_size("json.field_length", field, text->size(), bytes));
  return *text;
}

std::string element_path(const std::string& array, std::size_t index) {
  return array + '[' + std::to_string(index) + ']';
}

/// What a reader gives for a field that may be absent.
template <class T>
Result<std::optional<T>> if_present(bool is_present, auto read) {
  if (!is_present) return std::nullopt;
  return std::optional<T>(MC_TRY(read()));
}

}  // namespace

Result<ObjectReader> ObjectReader::of(Value value, std::string path) {
  if (!value.is_object()) {
    if (path.empty()) return fail(Error("json.not_object"));
    return fail(Error("json.field_not_object").with("field", path));
  }
  return ObjectReader(value, std::move(path));
}

std::string ObjectReader::path_of(std::string_view key) const {
  std::string path = path_;
  if (!path.empty()) path += '.';
  path += key;
  return path;
}

bool ObjectReader::has(std::string_view key) {
  asked_.push_back(key);
  return object_.find(key).has_value();
}

Result<Value> ObjectReader::value(std::string_view key) {
  asked_.push_back(key);
  const auto found = object_.find(key);
  if (!found) return fail(Error("json.field_missing").with("field", path_of(key)));
  return *found;
}

Result<std::string_view> ObjectReader::text(std::string_view key, Size bytes) {
  return text_of(MC_TRY(value(key)), path_of(key), bytes);
}

Result<std::int64_t> ObjectReader::integer(std::string_view key, Range range) {
  const Value found = MC_TRY(value(key));
  if (found.type() != Type::integer) return fail(Error("json.field_not_integer").with("field", path_of(key)));
  // An integer beyond int64 is out of every range.
  const auto number = found.int64();
  if (number && *number >= range.min && *number <= range.max) return *number;
  return fail(Error("json.field_range").with("field", path_of(key)).with("min", range.min).with("max", range.max));
}

Result<double> ObjectReader::number(std::string_view key) {
  const auto number = MC_TRY(value(key)).number();
  if (!number) return fail(Error("json.field_not_number").with("field", path_of(key)));
  return *number;
}

Result<bool> ObjectReader::boolean(std::string_view key) {
  const auto truth = MC_TRY(value(key)).boolean();
  if (!truth) return fail(Error("json.field_not_boolean").with("field", path_of(key)));
  return *truth;
}

Result<ObjectReader> ObjectReader::object(std::string_view key) { return of(MC_TRY(value(key)), path_of(key)); }

Result<Value> ObjectReader::array(std::string_view key, Size count) {
  const Value found = MC_TRY(value(key));
  if (!found.is_array()) return fail(Error("json.field_not_array").with("field", path_of(key)));
  MC_TRY(check_size("json.field_count", path_of(key), found.size(), count));
  return found;
}

Result<std::vector<ObjectReader>> ObjectReader::objects(std::string_view key, Size count) {
  const Value found = MC_TRY(array(key, count));
  std::vector<ObjectReader> objects;
  objects.reserve(found.size());
  for (const Value item : found.items())
    objects.push_back(MC_TRY(of(item, element_path(path_of(key), objects.size()))));
  return objects;
}

Result<std::vector<std::string_view>> ObjectReader::texts(std::string_view key, Size count, Size bytes) {
  const Value found = MC_TRY(array(key, count));
  std::vector<std::string_view> texts;
  texts.reserve(found.size());
  for (const Value item : found.items())
    texts.push_back(MC_TRY(text_of(item, element_path(path_of(key), texts.size()), bytes)));
  return texts;
}

Result<std::optional<std::string_view>> ObjectReader::optional_text(std::string_view key, Size bytes) {
  return if_present<std::string_view>(has(key), [&] { return text(key, bytes); });
}

Result<std::optional<std::int64_t>> ObjectReader::optional_integer(std::string_view key, Range range) {
  return if_present<std::int64_t>(has(key), [&] { return integer(key, range); });
}

Result<std::optional<bool>> ObjectReader::optional_boolean(std::string_view key) {
  return if_present<bool>(has(key), [&] { return boolean(key); });
}

Result<std::optional<ObjectReader>> ObjectReader::optional_object(std::string_view key) {
  return if_present<ObjectReader>(has(key), [&] { return object(key); });
}

Result<> ObjectReader::refuse_other_fields() const {
  for (const auto& [key, content] : object_.members())
    if (!std::ranges::contains(asked_, key))
      return fail(Error("json.field_unknown").with("field", path_of(excerpt(key))));
  return {};
}

}  // namespace mingchou::json
