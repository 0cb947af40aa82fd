#include "shared/json/writer.h"

#include <yyjson.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>

#include "shared/base/utf8.h"

namespace mingchou::json {
namespace {

void append_escaped_ascii(std::string& to, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  switch (c) {
    case '"':
      to += "\\\"";
      return;
    case '\\':
      to += "\\\\";
      return;
    case '\b':
      to += "\\b";
      return;
    case '\f':
      to += "\\f";
      return;
    case '\n':
      to += "\\n";
      return;
    case '\r':
      to += "\\r";
      return;
    case '\t':
      to += "\\t";
      return;
    default:
      break;
  }
  if (static_cast<unsigned char>(c) >= 0x20) {
    to += c;
    return;
  }
  to += "\\u00";
  to += digits[static_cast<unsigned char>(c) >> 4];
  to += digits[static_cast<unsigned char>(c) & 15];
}

void append_text(std::string& to, std::string_view text, bool escapes_line_separators) {
  to += '"';
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      append_escaped_ascii(to, text[i++]);
      continue;
    }
    const std::size_t length = utf8_sequence_bytes(text, i);
    const std::string_view sequence = length == 0 ? utf8_replacement_character : text.substr(i, length);
    if (escapes_line_separators && sequence == "\u2028")
      to += "\\u2028";
    else if (escapes_line_separators && sequence == "\u2029")
      to += "\\u2029";
    else
      to += sequence;
    i += length == 0 ? 1 : length;
  }
  to += '"';
}

template <class Integer>
void append_integer(std::string& to, Integer number) {
  std::array<char, 24> buffer;
  to.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr);
}

/// A number as 0.digits × 10^point.
struct Decimal {
  std::string digits;
  int point = 0;
};

/// The shortest digits that are read back as this number, which is finite and above zero. yyjson's, because they are
/// linked anyway: std::to_chars brings 100 KB of tables to every browser.
Decimal shortest_decimal(double number) {
  yyjson_mut_val value{};
  yyjson_mut_set_real(&value, number);
  const std::unique_ptr<char, decltype(&std::free)> written(yyjson_mut_val_write(&value, YYJSON_WRITE_NOFLAG, nullptr),
                                                            &std::free);
  if (!written) std::abort();  // no memory for 30 bytes
  const std::string_view text(written.get());
  const std::size_t exponent_at = std::min(text.find_first_of("eE"), text.size());
  Decimal decimal;
  if (exponent_at < text.size())
    std::from_chars(text.data() + exponent_at + (text[exponent_at + 1] == '+' ? 2 : 1), text.data() + text.size(),
                    decimal.point);
  bool is_behind_point = false;
  for (const char c : text.substr(0, exponent_at)) {
    if (c == '.') {
      is_behind_point = true;
    } else if (c == '0' && decimal.digits.empty()) {
      if (is_behind_point) --decimal.point;
    } else {
      decimal.digits += c;
      if (!is_behind_point) ++decimal.point;
    }
  }
  decimal.digits.resize(decimal.digits.find_last_not_of('0') + 1);
  return decimal;
}

}  // namespace

void append_canonical_text(std::string& to, std::string_view text) { append_text(to, text, false); }

void append_canonical_number(std::string& to, double number) {
  assert(std::isfinite(number));
  if (number == 0) {  // also −0
    to += '0';
    return;
  }
  if (number < 0) to += '-';
  // Laid out as ECMA-262 says in Number::toString.
  const auto [digits, point] = shortest_decimal(std::fabs(number));
  const int count = static_cast<int>(digits.size());
  if (point > 21 || point <= -6) {
    to += digits[0];
    if (count > 1) to.append(1, '.').append(digits, 1);
    to += point < 1 ? "e-" : "e+";
    append_integer(to, std::abs(point - 1));
  } else if (point <= 0) {
    to.append("0.").append(static_cast<std::size_t>(-point), '0').append(digits);
  } else if (count <= point) {
    to.append(digits).append(static_cast<std::size_t>(point - count), '0');
  } else {
    to.append(digits, 0, static_cast<std::size_t>(point))
        .append(1, '.')
        .append(digits, static_cast<std::size_t>(point));
  }
}

void Writer::separate() {
  if (needs_comma_) text_ += ',';
  needs_comma_ = true;
}

Writer& Writer::begin(char bracket) {
  separate();
  text_ += bracket;
  needs_comma_ = false;
  ++depth_;
  return *this;
}

Writer& Writer::end(char bracket) {
  assert(depth_ > 0);
  text_ += bracket;
  needs_comma_ = true;
  --depth_;
  return *this;
}

Writer& Writer::key(std::string_view name) {
  assert(depth_ > 0);
  separate();
  append_text(text_, name, true);
  text_ += ':';
  needs_comma_ = false;
  return *this;
}

Writer& Writer::value(std::string_view text) {
  separate();
  append_text(text_, text, true);
  return *this;
}

Writer& Writer::raw(std::string_view text) {
  separate();
  text_ += text;
  return *this;
}

Writer& Writer::integer(std::int64_t number) {
  separate();
  append_integer(text_, number);
  return *this;
}

Writer& Writer::natural(std::uint64_t number) {
  separate();
  append_integer(text_, number);
  return *this;
}

Writer& Writer::value(double number) {
  if (!std::isfinite(number)) return null();
  separate();
  append_canonical_number(text_, number);
  return *this;
}

Writer& Writer::value(Value from) {
  switch (from.type()) {
    case Type::null:
      return null();
    case Type::boolean:
      return value(*from.boolean());
    case Type::integer:
      return from.uint64() ? natural(*from.uint64()) : integer(*from.int64());
    case Type::real:
      return value(*from.number());
    case Type::text:
      return value(*from.text());
    case Type::array:
      begin_array();
      for (const Value item : from.items()) value(item);
      return end_array();
    case Type::object:
      begin_object();
      for (const auto& [name, content] : from.members()) key(name).value(content);
      return end_object();
  }
  return *this;
}

std::string Writer::take() && {
  assert(depth_ == 0 && "something that was begun has not ended");
  return std::move(text_);
}

std::string write(Value value) {
  Writer writer;
  writer.value(value);
  return std::move(writer).take();
}

}  // namespace mingchou::json
