#include "shared/json/json.h"

#include <yyjson.h>

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include "shared/json/excerpt.h"

namespace mingchou::json {
namespace {

// yyjson's readers take pointers to non-const and change nothing.
yyjson_val* raw(const yyjson_val* value) { return const_cast<yyjson_val*>(value); }

std::string_view text_of(const yyjson_val* value) {
  return {unsafe_yyjson_get_str(raw(value)), unsafe_yyjson_get_len(raw(value))};
}

/// Looks at brackets outside strings only, so that a bracket bomb is refused before it takes any memory.
/// Where the first bracket beyond the bound stands, if there is one.
std::optional<std::size_t> find_too_deep(std::string_view text, std::size_t depth_max) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > depth_max) return i;
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return std::nullopt;
}

/// The first key that stands twice in one object. Recursion is bounded by the depth that was checked before.
std::optional<std::string_view> find_duplicate_key(const yyjson_val* value) {
  std::size_t index, count;
  if (yyjson_is_arr(raw(value))) {
    yyjson_val* item;
    yyjson_arr_foreach(raw(value), index, count, item) {
      if (!unsafe_yyjson_is_ctn(item)) continue;
      if (const auto key = find_duplicate_key(item)) return key;
    }
    return std::nullopt;
  }
  if (!yyjson_is_obj(raw(value))) return std::nullopt;
  std::vector<std::string_view> keys;
  keys.reserve(unsafe_yyjson_get_len(raw(value)));
  yyjson_val *key_value, *member;
  yyjson_obj_foreach(raw(value), index, count, key_value, member) {
    keys.push_back(text_of(key_value));
    if (!unsafe_yyjson_is_ctn(member)) continue;
    if (const auto key = find_duplicate_key(member)) return key;
  }
  std::ranges::sort(keys);
  const auto twice = std::ranges::adjacent_find(keys);
  return twice == keys.end() ? std::nullopt : std::optional(*twice);
}

Error read_error(const yyjson_read_err& error) {
  const std::string_view why = error.msg == nullptr ? "" : error.msg;
  if (error.code == YYJSON_READ_ERROR_MEMORY_ALLOCATION) return Error("json.no_memory");
  const bool is_encoding = error.code == YYJSON_READ_ERROR_INVALID_STRING && why.find("UTF-8") != why.npos;
  return Error(is_encoding ? "json.not_utf8" : "json.syntax")
      .with("offset", static_cast<long long>(error.pos))
      .because(why);
}

}  // namespace

Type Value::type() const {
  switch (yyjson_get_type(raw(value_))) {
    case YYJSON_TYPE_BOOL:
      return Type::boolean;
    case YYJSON_TYPE_NUM:
      return yyjson_is_real(raw(value_)) ? Type::real : Type::integer;
    case YYJSON_TYPE_STR:
      return Type::text;
    case YYJSON_TYPE_ARR:
      return Type::array;
    case YYJSON_TYPE_OBJ:
      return Type::object;
    default:
      return Type::null;
  }
}

std::optional<bool> Value::boolean() const {
  if (!yyjson_is_bool(raw(value_))) return std::nullopt;
  return unsafe_yyjson_get_bool(raw(value_));
}

std::optional<std::int64_t> Value::int64() const {
  if (yyjson_is_sint(raw(value_))) return unsafe_yyjson_get_sint(raw(value_));
  const auto value = uint64();
  if (!value || !std::in_range<std::int64_t>(*value)) return std::nullopt;
  return static_cast<std::int64_t>(*value);
}

std::optional<std::uint64_t> Value::uint64() const {
  if (yyjson_is_uint(raw(value_))) return unsafe_yyjson_get_uint(raw(value_));
  // "-0" is the one integer that is kept as a signed one and is not negative.
  if (yyjson_is_sint(raw(value_)) && unsafe_yyjson_get_sint(raw(value_)) >= 0) return 0;
  return std::nullopt;
}

std::optional<double> Value::number() const {
  if (!yyjson_is_num(raw(value_))) return std::nullopt;
  return yyjson_get_num(raw(value_));
}

std::optional<std::string_view> Value::text() const {
  if (!yyjson_is_str(raw(value_))) return std::nullopt;
  return text_of(value_);
}

std::size_t Value::size() const { return yyjson_is_ctn(raw(value_)) ? unsafe_yyjson_get_len(raw(value_)) : 0; }

Items Value::items() const {
  Items items;
  if (is_array() && size() > 0) {
    items.begin_.at_ = unsafe_yyjson_get_first(raw(value_));
    items.begin_.left_ = size();
  }
  return items;
}

Members Value::members() const {
  Members members;
  if (is_object() && size() > 0) {
    members.begin_.key_at_ = unsafe_yyjson_get_first(raw(value_));
    members.begin_.left_ = size();
  }
  return members;
}

std::optional<Value> Value::find(std::string_view key) const {
  const yyjson_val* member = yyjson_obj_getn(raw(value_), key.data(), key.size());
  if (member == nullptr) return std::nullopt;
  return Value(member);
}

Items::Iterator& Items::Iterator::operator++() {
  if (--left_ > 0) at_ = unsafe_yyjson_get_next(raw(at_));
  return *this;
}

Member Members::Iterator::operator*() const { return {text_of(key_at_), Value(key_at_ + 1)}; }

Members::Iterator& Members::Iterator::operator++() {
  if (--left_ > 0) key_at_ = unsafe_yyjson_get_next(raw(key_at_ + 1));
  return *this;
}

Value Document::root() const { return Value(yyjson_doc_get_root(document_.get())); }

void Document::Free::operator()(yyjson_doc* document) const { yyjson_doc_free(document); }

Result<Document> parse(std::string_view text, const Limits& limits) {
  if (text.size() > limits.bytes_max) {
    return fail(Error("json.too_large")
                    .with("bytes", static_cast<long long>(text.size()))
                    .with("bytes_max", static_cast<long long>(limits.bytes_max)));
  }
  const std::size_t depth_max = std::min(limits.depth_max, depth_max_ceiling);
  if (const auto offset = find_too_deep(text, depth_max)) {
    return fail(Error("json.too_deep")
                    .with("offset", static_cast<long long>(*offset))
                    .with("depth_max", static_cast<long long>(depth_max)));
  }
  // yyjson has no word for an empty text's place.
  if (text.empty()) return fail(Error("json.syntax").with("offset", 0).because("the text is empty"));
  yyjson_read_err error{};
  Document document;
  document.document_.reset(
      yyjson_read_opts(const_cast<char*>(text.data()), text.size(), YYJSON_READ_NOFLAG, nullptr, &error));
  if (!document.document_) return fail(read_error(error));
  if (const auto key = find_duplicate_key(yyjson_doc_get_root(document.document_.get())))
    return fail(Error("json.duplicate_key").with("key", excerpt(*key)));
  return document;
}

}  // namespace mingchou::json
