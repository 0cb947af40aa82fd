#include "shared/json/writer.h"

#include <array>
#include <cassert>
#include <charconv>
#include <cmath>

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

}  // namespace

void append_canonical_text(std::string& to, std::string_view text) { append_text(to, text, false); }

void append_canonical_number(std::string& to, double number) {
  assert(std::isfinite(number));
  if (number == 0) {  // also −0
    to += '0';
    return;
  }
  if (number < 0) to += '-';
  // The shortest digits as d[.ddd]e±x, then laid out as ECMA-262 says in Number::toString.
  std::array<char, 40> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::fabs(number), std::chars_format::scientific).ptr;
  const std::string_view scientific(buffer.data(), end);
  const std::size_t exponent_at = scientific.find('e');
  std::string digits(scientific.substr(0, 1));
  if (exponent_at > 2) digits += scientific.substr(2, exponent_at - 2);
  const std::string_view exponent_text = scientific.substr(exponent_at + 2);  // behind its sign
  int exponent = 0;
  std::from_chars(exponent_text.data(), exponent_text.data() + exponent_text.size(), exponent);
  if (scientific[exponent_at + 1] == '-') exponent = -exponent;

  const int count = static_cast<int>(digits.size()), point = exponent + 1;  // value = 0.digits × 10^point
  if (point > 21 || point <= -6) {
    to += digits[0];
    if (count > 1) to.append(1, '.').append(digits, 1);
    to += exponent < 0 ? "e-" : "e+";
    append_integer(to, std::abs(exponent));
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
