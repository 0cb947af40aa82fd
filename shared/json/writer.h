// Writing JSON: compact UTF-8, straight into one string.
//
// Text from data can't break out: quotes, backslashes and control characters are escaped, U+2028 and U+2029 too
// (a script that embeds the text would end its line there), and bytes that are no UTF-8 become U+FFFD.
// Nesting is the caller's: a value without its key, or an end without its beginning, is a defect of the program
// and asserts.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/json/json.h"

namespace mingchou::json {

/// json::Writer w;
/// w.begin_object().field("name", name).key("ids").begin_array().value(1).value(2).end_array().end_object();
/// send(std::move(w).take());
class Writer {
 public:
  Writer& begin_object() { return begin('{'); }
  Writer& end_object() { return end('}'); }
  Writer& begin_array() { return begin('['); }
  Writer& end_array() { return end(']'); }
  /// The next value belongs to it. Keys are not compared: writing one twice makes a text that parse() refuses.
  Writer& key(std::string_view name);

  Writer& value(std::string_view text);
  Writer& value(const char* text) { return value(std::string_view(text)); }
  Writer& value(const std::string& text) { return value(std::string_view(text)); }
  Writer& value(std::same_as<bool> auto truth) { return raw(truth ? "true" : "false"); }
  /// Every integer type; beyond 2^53 a reader in a browser rounds it.
  Writer& value(std::signed_integral auto number) { return integer(static_cast<std::int64_t>(number)); }
  Writer& value(std::unsigned_integral auto number)
    requires(!std::same_as<decltype(number), bool>)
  {
    return natural(static_cast<std::uint64_t>(number));
  }
  /// The shortest text that gives the same double, as in ECMAScript; what is not finite has no JSON and is null.
  Writer& value(double number);
  Writer& null() { return raw("null"); }
  /// A value of a document, with all below it.
  Writer& value(Value value);

  Writer& field(std::string_view name, const auto& content) { return key(name).value(content); }

  /// What was written. Everything begun must have ended.
  std::string take() &&;

 private:
  Writer& begin(char bracket);
  Writer& end(char bracket);
  Writer& raw(std::string_view text);
  Writer& integer(std::int64_t number);
  Writer& natural(std::uint64_t number);
  void separate();

  std::string text_;
  std::size_t depth_ = 0;
  bool needs_comma_ = false;
};

/// Compact JSON of a value, members in their order.
std::string write(Value value);

/// Appends a text with its quotes, escaped exactly as RFC 8785 section 3.2.2.2 says (U+2028 as it is).
void append_canonical_text(std::string& to, std::string_view text);
/// Appends a number as ECMAScript writes it (RFC 8785 section 3.2.2.3). It must be finite.
void append_canonical_number(std::string& to, double number);

}  // namespace mingchou::json
