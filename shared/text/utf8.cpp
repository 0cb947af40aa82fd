#include "shared/text/utf8.h"

#include <utf8proc.h>

#include "shared/base/utf8.h"

namespace mingchou::text {
namespace {

constexpr char32_t replacement_code_point = 0xFFFD;

/// Decodes a sequence that utf8_sequence_bytes() measured.
char32_t decode(std::string_view sequence) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(sequence[i])); };
  const auto tail = [&](std::size_t i) { return byte(i) & 0x3F; };
  switch (sequence.size()) {
    case 1:
      return byte(0);
    case 2:
      return (byte(0) & 0x1F) << 6 | tail(1);
    case 3:
      return (byte(0) & 0x0F) << 12 | tail(1) << 6 | tail(2);
    default:
      return (byte(0) & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3);
  }
}

/// Calls `on_boundary(offset)` where each grapheme but the first begins, until it returns false.
void for_each_boundary(std::string_view text, auto on_boundary) {
  const CodePoints code_points(text);
  auto at = code_points.begin();
  if (at == code_points.end()) return;
  utf8proc_int32_t state = 0;
  auto before = static_cast<utf8proc_int32_t>(*at);
  for (++at; at != code_points.end(); ++at) {
    const auto now = static_cast<utf8proc_int32_t>(*at);
    if (utf8proc_grapheme_break_stateful(before, now, &state) && !on_boundary(at.offset())) return;
    before = now;
  }
}

}  // namespace

std::optional<std::size_t> find_ill_formed(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = utf8_sequence_bytes(text, at);
    if (bytes == 0) return at;
    at += bytes;
  }
  return std::nullopt;
}

Result<> check_utf8(std::string_view text) {
  if (const auto offset = find_ill_formed(text))
    return fail(Error("text.not_utf8").with("offset", static_cast<long long>(*offset)));
  return {};
}

std::string replace_ill_formed(std::string_view text) {
  std::string replaced;
  replaced.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = utf8_sequence_bytes(text, at);
    replaced += bytes == 0 ? utf8_replacement_character : text.substr(at, bytes);
    at += bytes == 0 ? 1 : bytes;
  }
  return replaced;
}

CodePoints::Iterator::Iterator(std::string_view text, std::size_t at) : text_(text), at_(at) { read(); }

void CodePoints::Iterator::read() {
  if (at_ >= text_.size()) return;
  const std::size_t bytes = utf8_sequence_bytes(text_, at_);
  code_point_ = bytes == 0 ? replacement_code_point : decode(text_.substr(at_, bytes));
  bytes_ = bytes == 0 ? 1 : bytes;
}

CodePoints::Iterator& CodePoints::Iterator::operator++() {
  at_ += bytes_;
  read();
  return *this;
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const std::size_t bytes = utf8_sequence_bytes(text, at);
    at += bytes == 0 ? 1 : bytes;
  }
  return count;
}

std::size_t count_graphemes(std::string_view text) {
  std::size_t count = text.empty() ? 0 : 1;
  for_each_boundary(text, [&](std::size_t) {
    ++count;
    return true;
  });
  return count;
}

std::size_t first_grapheme_bytes(std::string_view text) {
  std::size_t bytes = text.size();
  for_each_boundary(text, [&](std::size_t offset) {
    bytes = offset;
    return false;
  });
  return bytes;
}

void append_code_point(std::string& to, char32_t code_point) {
  utf8proc_uint8_t bytes[4];
  const bool is_valid = code_point <= 0x10FFFF && utf8proc_codepoint_valid(static_cast<utf8proc_int32_t>(code_point));
  const auto value = static_cast<utf8proc_int32_t>(is_valid ? code_point : replacement_code_point);
  const utf8proc_ssize_t count = utf8proc_encode_char(value, bytes);
  to.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
}

std::string_view cut_at_code_point(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  // A sequence that crosses the bound began at most three bytes before it.
  for (std::size_t back = 1; back <= 3 && back <= bytes_max; ++back)
    if (utf8_sequence_bytes(text, bytes_max - back) > back) return text.substr(0, bytes_max - back);
  return text.substr(0, bytes_max);
}

std::string_view cut_at_grapheme(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = 0;
  for_each_boundary(text, [&](std::size_t offset) {
    if (offset > bytes_max) return false;
    end = offset;
    return true;
  });
  return end > 0 ? text.substr(0, end) : cut_at_code_point(text, bytes_max);
}

}  // namespace mingchou::text
