// UTF-8: checking, counting, walking and cutting. Whatever the bytes are, each function ends and stays inside them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/error.h"

namespace mingchou::text {

/// Where the first byte stands that is no part of a well-formed sequence; nothing if the text is UTF-8.
std::optional<std::size_t> find_ill_formed(std::string_view text);
inline bool is_utf8(std::string_view text) { return !find_ill_formed(text); }
/// Error: text.not_utf8 {offset}.
Result<> check_utf8(std::string_view text);
/// The same text with U+FFFD for each byte that is no part of a well-formed sequence.
std::string replace_ill_formed(std::string_view text);

/// `for (const char32_t c : text::CodePoints(name))`. An ill-formed byte is one U+FFFD. Valid as long as the text.
class CodePoints {
 public:
  class Iterator {
   public:
    char32_t operator*() const { return code_point_; }
    Iterator& operator++();
    bool operator==(const Iterator& other) const { return at_ == other.at_; }
    /// Bytes from the beginning of the text.
    std::size_t offset() const { return at_; }

   private:
    friend class CodePoints;
    Iterator(std::string_view text, std::size_t at);
    void read();
    std::string_view text_;
    std::size_t at_;
    std::size_t bytes_ = 0;
    char32_t code_point_ = 0;
  };

  explicit CodePoints(std::string_view text) : text_(text) {}
  Iterator begin() const { return {text_, 0}; }
  Iterator end() const { return {text_, text_.size()}; }

 private:
  std::string_view text_;
};

std::size_t count_code_points(std::string_view text);
/// What a person counts as characters: extended grapheme clusters of UAX #29.
std::size_t count_graphemes(std::string_view text);

/// Bytes of the first grapheme; 0 if the text is empty.
std::size_t first_grapheme_bytes(std::string_view text);

/// U+FFFD for what is no Unicode scalar value.
void append_code_point(std::string& to, char32_t code_point);

/// The longest beginning of at most `bytes_max` bytes that cuts no code point; valid as long as the text.
std::string_view cut_at_code_point(std::string_view text, std::size_t bytes_max);
/// The same that cuts no grapheme (an emoji sequence, a letter with its marks). If not even the first grapheme
/// fits, it is cut at a code point: a text never becomes empty only because of its many marks.
std::string_view cut_at_grapheme(std::string_view text, std::size_t bytes_max);

}  // namespace mingchou::text
