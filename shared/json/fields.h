// Reading the members of an object, with errors that name the field and say what it must be.
//
// An ObjectReader remembers which fields were asked for, so that refuse_other_fields() finds misspelt and unknown
// ones. A field that is absent is an error unless asked for with an optional_… reader; null is no absence.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/json/json.h"

namespace mingchou::json {

/// Inclusive bounds of an integer.
struct Range {
  std::int64_t min = std::numeric_limits<std::int64_t>::min();
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
};

/// Inclusive bounds of a text in bytes of UTF-8, or of an array in elements.
struct Size {
  std::size_t min = 0;
  std::size_t max = std::numeric_limits<std::size_t>::max();
};

/// auto plan = MC_TRY(json::ObjectReader::of(document.root()));
/// const auto task = MC_TRY(plan.text("task", {1, 64}));
/// auto window = MC_TRY(plan.object("window"));      // its errors say window.from
/// MC_TRY(plan.refuse_other_fields());
///
/// Errors: json.field_missing {field}, json.field_unknown {field}, json.field_not_text {field} and likewise
/// …_not_integer, …_not_number, …_not_boolean, …_not_array, …_not_object; json.field_range {field, min, max},
/// json.field_length {field, min, max}, json.field_count {field, min, max}.
/// Valid as long as the document; the keys asked for must live as long as the reader (they are literals).
class ObjectReader {
 public:
  /// `path` names the object in errors; "" for the document itself.
  static Result<ObjectReader> of(Value value, std::string path = {});

  bool has(std::string_view key);

  Result<std::string_view> text(std::string_view key, Size bytes = {});
  Result<std::int64_t> integer(std::string_view key, Range range = {});
  /// Any JSON number.
  Result<double> number(std::string_view key);
  Result<bool> boolean(std::string_view key);
  Result<ObjectReader> object(std::string_view key);
  Result<std::vector<ObjectReader>> objects(std::string_view key, Size count = {});
  Result<std::vector<std::string_view>> texts(std::string_view key, Size count = {}, Size bytes = {});
  /// A value of any type.
  Result<Value> value(std::string_view key);

  Result<std::optional<std::string_view>> optional_text(std::string_view key, Size bytes = {});
  Result<std::optional<std::int64_t>> optional_integer(std::string_view key, Range range = {});
  Result<std::optional<bool>> optional_boolean(std::string_view key);
  Result<std::optional<ObjectReader>> optional_object(std::string_view key);

  Result<> refuse_other_fields() const;

  /// The full name of a field of this object, for errors of the caller's own about it.
  std::string path_of(std::string_view key) const;

 private:
  ObjectReader(Value object, std::string path) : object_(object), path_(std::move(path)) {}
  Result<Value> array(std::string_view key, Size count);

  Value object_;
  std::string path_;
  std::vector<std::string_view> asked_;
};

}  // namespace mingchou::json
