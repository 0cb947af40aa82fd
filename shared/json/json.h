// Reading JSON: a document that never changes, and light views of its values.
//
// What parses is strict RFC 8259: UTF-8 without a byte order mark, numbers that a double can hold, no comments,
// nothing after the end, and no object with the same key twice (two readers could understand it differently).
// Size and depth are bounded before anything is built. Runs everywhere; parts of one document may be read from
// several threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/bytes.h"
#include "shared/base/error.h"
#include "shared/base/limits.h"

struct yyjson_doc;
struct yyjson_val;

namespace mingchou::json {

struct Limits {
  std::size_t bytes_max = limits::json_document_bytes_max;
  /// Nesting of arrays and objects; [] has depth 1. Values above depth_max_ceiling count as that.
  std::size_t depth_max = limits::json_depth_max;
};

/// Writing and canonical JSON go down by recursion: no document is deeper than this, whatever its limits say.
inline constexpr std::size_t depth_max_ceiling = 256;

enum class Type { null, boolean, integer, real, text, array, object };

class Items;
class Members;

/// One value of a document; valid as long as the document. A default one is a null of no document.
class Value {
 public:
  Value() = default;

  /// `integer` is a number written without fraction and exponent that fits int64 or uint64; any other is `real`.
  Type type() const;
  bool is_null() const { return type() == Type::null; }
  bool is_array() const { return type() == Type::array; }
  bool is_object() const { return type() == Type::object; }

  /// Nothing if the value is of another type or does not fit; nothing is converted, but any number is a `number`.
  std::optional<bool> boolean() const;
  std::optional<std::int64_t> int64() const;
  std::optional<std::uint64_t> uint64() const;
  std::optional<double> number() const;
  std::optional<std::string_view> text() const;

  /// Elements of an array or members of an object; 0 for all others.
  std::size_t size() const;
  /// The elements in order; none unless this is an array.
  Items items() const;
  /// The members in their order in the text; none unless this is an object.
  Members members() const;
  /// The member of that name, if this is an object and has it. Takes time in proportion to the object's size.
  std::optional<Value> find(std::string_view key) const;

 private:
  friend class Document;
  friend class Items;
  friend class Members;
  explicit Value(const yyjson_val* value) : value_(value) {}
  const yyjson_val* value_ = nullptr;
};

/// `for (const json::Value item : value.items())`
class Items {
 public:
  class Iterator {
   public:
    Value operator*() const { return Value(at_); }
    Iterator& operator++();
    bool operator!=(const Iterator& other) const { return left_ != other.left_; }

   private:
    friend class Value;
    const yyjson_val* at_ = nullptr;
    std::size_t left_ = 0;
  };

  Iterator begin() const { return begin_; }
  Iterator end() const { return {}; }

 private:
  friend class Value;
  Iterator begin_;
};

struct Member {
  std::string_view key;
  Value value;
};

/// `for (const auto& [key, value] : object.members())`
class Members {
 public:
  class Iterator {
   public:
    Member operator*() const;
    Iterator& operator++();
    bool operator!=(const Iterator& other) const { return left_ != other.left_; }

   private:
    friend class Value;
    const yyjson_val* key_at_ = nullptr;
    std::size_t left_ = 0;
  };

  Iterator begin() const { return begin_; }
  Iterator end() const { return {}; }

 private:
  friend class Value;
  Iterator begin_;
};

/// Owns what its values point into. Moving it leaves them valid.
class Document {
 public:
  Value root() const;

 private:
  friend Result<Document> parse(std::string_view text, const Limits& limits);
  struct Free {
    void operator()(yyjson_doc* document) const;
  };
  std::unique_ptr<yyjson_doc, Free> document_;
};

/// Errors: json.too_large {bytes, bytes_max}, json.too_deep {offset, depth_max}, json.syntax {offset},
/// json.not_utf8 {offset}, json.duplicate_key {key} (its beginning, if it is long), json.no_memory.
/// Offsets are bytes from the beginning.
Result<Document> parse(std::string_view text, const Limits& limits = {});
inline Result<Document> parse(BytesView bytes, const Limits& limits = {}) { return parse(as_text(bytes), limits); }

}  // namespace mingchou::json
