// Canonical JSON (RFC 8785, the strict profile of shared/json) written straight, without a document between: rows come
// by the million. Keys are ASCII and the caller writes them in their order, which asserts in a debug build.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
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
  explicit CanonicalWriter(std::size_t bytes) { text_.reserve(bytes); }

  CanonicalWriter& begin_object() { return begin('{'); }
  CanonicalWriter& end_object() { return end('}'); }
  CanonicalWriter& begin_array() { return begin('['); }
  CanonicalWriter& end_array() { return end(']'); }

  CanonicalWriter& key(std::string_view name) {
#ifndef NDEBUG
    assert(last_keys_.back().empty() || last_keys_.back() < name);
    last_keys_.back() = name;
#endif
    separate();
    append_text(name);
    text_ += ':';
    needs_comma_ = false;
    return *this;
  }
  CanonicalWriter& text(std::string_view text) {
    separate();
    append_text(text);
    return *this;
  }
  /// At most json::safe_integer_max.
  CanonicalWriter& number(std::uint64_t number) {
    assert(number <= json::safe_integer_max);
    separate();
    text_ += std::to_string(number);
    return *this;
  }
  CanonicalWriter& texts(std::span<const std::string> list) {
    begin_array();
    for (const std::string& entry : list) text(entry);
    return end_array();
  }
  /// A text that is canonical JSON already.
  CanonicalWriter& raw(std::string_view json) {
    separate();
    text_ += json;
    return *this;
  }

  std::string take() { return std::move(text_); }

 private:
  CanonicalWriter& begin(char bracket) {
    separate();
    text_ += bracket;
    needs_comma_ = false;
#ifndef NDEBUG
    last_keys_.emplace_back();
#endif
    return *this;
  }
  CanonicalWriter& end(char bracket) {
    text_ += bracket;
    needs_comma_ = true;
#ifndef NDEBUG
    last_keys_.pop_back();
#endif
    return *this;
  }
  /// Nearly every text is plain: nothing in it is escaped.
  void append_text(std::string_view text) {
    const auto is_plain = [](char c) { return c >= ' ' && c < 0x7F && c != '"' && c != '\\'; };
    if (!std::ranges::all_of(text, is_plain)) return json::append_canonical_text(text_, text);
    text_.append(1, '"').append(text).append(1, '"');
  }
  void separate() {
    if (needs_comma_) text_ += ',';
    needs_comma_ = true;
  }

  std::string text_;
  bool needs_comma_ = false;
#ifndef NDEBUG
  std::vector<std::string_view> last_keys_;  // of each object that is open; keys are literals
#endif
};

}  // namespace mingchou::draw
