// Canonical JSON (RFC 8785, the strict profile of shared/json) written straight, without a document between: rows come
// by the million. Keys are ASCII and the caller writes them in their order, which asserts in a debug build.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/json/canonical.h"
#include "shared/json/writer.h"

namespace mingchou::draw {

/// CanonicalWriter w;
/// w.begin_object().key("count").number(2).key("name").text("x").end_object();
class CanonicalWriter {
 public:
  CanonicalWriter() = default;
  /// With room for a text of about so many bytes.
  explicit CanonicalWriter(std::size_t bytes) { text_.resize(bytes); }

  CanonicalWriter& begin_object() { return begin('{'); }
  CanonicalWriter& end_object() { return end('}'); }
  CanonicalWriter& begin_array() { return begin('['); }
  CanonicalWriter& end_array() { return end(']'); }

  /// A literal that nothing is escaped in.
  template <std::size_t size>
  CanonicalWriter& key(const char (&name)[size]) {
#ifndef NDEBUG
    assert(!needs_escape({name, size - 1}));
    assert(last_keys_.back().empty() || last_keys_.back() < name);
    last_keys_.back() = name;
#endif
    char* at = separated(room(size + 3));
    *at++ = '"';
    std::memcpy(at, name, size - 1);
    at += size - 1;
    *at++ = '"';
    *at++ = ':';
    needs_comma_ = false;
    return wrote(at);
  }
  CanonicalWriter& text(std::string_view text) {
    char* at = separated(room(text.size() + 3));
    *at++ = '"';
    if (!copy_plain(text, at)) return escaped(text);
    at += text.size();
    *at++ = '"';
    needs_comma_ = true;
    return wrote(at);
  }
  /// At most json::safe_integer_max.
  CanonicalWriter& number(std::uint64_t number) {
    assert(number <= json::safe_integer_max);
    return raw(std::to_string(number));
  }
  CanonicalWriter& texts(std::span<const std::string> list) {
    begin_array();
    for (const std::string& entry : list) text(entry);
    return end_array();
  }
  /// A text that is canonical JSON already.
  CanonicalWriter& raw(std::string_view json) {
    char* at = separated(room(json.size() + 1));
    at = std::ranges::copy(json, at).out;
    needs_comma_ = true;
    return wrote(at);
  }

  /// What stands in it, until the next call.
  std::string_view view() const { return std::string_view(text_).substr(0, size_); }
  /// Keeps the memory.
  void clear() {
    size_ = 0;
    needs_comma_ = false;
#ifndef NDEBUG
    last_keys_.clear();
#endif
  }
  std::string take() {
    text_.resize(size_);
    return std::move(text_);
  }

 private:
  /// Copies a text that nothing in is escaped, nor beyond ASCII, as nearly every one; false where it is another. Eight
  /// bytes at a time, the last ones once more with some before them: a call for each would cost more than the copying.
  static bool copy_plain(std::string_view text, char* to) {
    const char* from = text.data();
    const std::size_t size = text.size();
    if (size >= sizeof(std::uint64_t)) {
      for (std::size_t at = 0; at + sizeof(std::uint64_t) < size; at += sizeof(std::uint64_t))
        if (!copy_plain<std::uint64_t>(from + at, to + at)) return false;
      const std::size_t last = size - sizeof(std::uint64_t);
      return copy_plain<std::uint64_t>(from + last, to + last);
    }
    if (size >= sizeof(std::uint32_t)) {
      const std::size_t last = size - sizeof(std::uint32_t);
      return copy_plain<std::uint32_t>(from, to) && copy_plain<std::uint32_t>(from + last, to + last);
    }
    for (std::size_t at = 0; at < size; ++at)
      if (!copy_plain<std::uint8_t>(from + at, to + at)) return false;
    return true;
  }
  template <class Word>
  static bool copy_plain(const char* from, char* to) {
    Word bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    std::memcpy(to, &bytes, sizeof bytes);
    return !has_other(bytes | (sizeof bytes < sizeof(std::uint64_t) ? of_all(' ') << (8 * sizeof bytes % 64) : 0));
  }
  static bool needs_escape(std::string_view text) {
    std::string copy(text.size(), '\0');
    return !copy_plain(text, copy.data());
  }
  CanonicalWriter& escaped(std::string_view text) {
    std::string json;
    json::append_canonical_text(json, text);
    return raw(json);
  }
  static constexpr std::uint64_t of_all(char byte) {
    return std::uint64_t{0x0101'0101'0101'0101} * static_cast<unsigned char>(byte);
  }
  /// Whether a byte is a control character, a quotation mark, a backslash or beyond 0x7E.
  static constexpr bool has_other(std::uint64_t bytes) {
    constexpr std::uint64_t highest = 0x8080'8080'8080'8080;
    const auto below = [](std::uint64_t word, char bound) { return (word - of_all(bound)) & ~word & highest; };
    const auto equal = [&below](std::uint64_t word, char byte) { return below(word ^ of_all(byte), 1); };
    return ((bytes & highest) | below(bytes, ' ') | equal(bytes, '"') | equal(bytes, '\\') | equal(bytes, 0x7F)) != 0;
  }

  /// Where so many bytes can be written; wrote() says how many were. The text is longer than what stands in it: to
  /// append piece by piece costs several times the copying itself.
  char* room(std::size_t bytes) {
    if (text_.size() - size_ < bytes) text_.resize(std::max(2 * text_.size(), size_ + bytes));
    return text_.data() + size_;
  }
  CanonicalWriter& wrote(const char* end) {
    size_ = static_cast<std::size_t>(end - text_.data());
    return *this;
  }
  char* separated(char* at) const {
    if (needs_comma_) *at++ = ',';
    return at;
  }
  CanonicalWriter& begin(char bracket) {
    char* at = separated(room(2));
    *at++ = bracket;
    needs_comma_ = false;
#ifndef NDEBUG
    last_keys_.emplace_back();
#endif
    return wrote(at);
  }
  CanonicalWriter& end(char bracket) {
    char* at = room(1);
    *at++ = bracket;
    needs_comma_ = true;
#ifndef NDEBUG
    last_keys_.pop_back();
#endif
    return wrote(at);
  }

  std::string text_;
  /// Bytes of it that were written.
  std::size_t size_ = 0;
  bool needs_comma_ = false;
#ifndef NDEBUG
  std::vector<std::string_view> last_keys_;  // of each object that is open; keys are literals
#endif
};

}  // namespace mingchou::draw
