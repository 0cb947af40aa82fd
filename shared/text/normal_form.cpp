#include "shared/text/normal_form.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "shared/text/utf8.h"

namespace mingchou::text {
namespace {

const utf8proc_property_t& property_of(char32_t c) { return *utf8proc_get_property(static_cast<utf8proc_int32_t>(c)); }

/// Unicode's White_Space.
bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_variation_selector(char32_t c) {
  return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || (c >= 0x180B && c <= 0x180F && c != 0x180E);
}

bool is_noncharacter(char32_t c) { return (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE; }

/// What a reader can't see and a comparison must not: neither space nor text.
bool is_invisible(char32_t c) {
  if (is_noncharacter(c)) return true;
  const utf8proc_property_t& property = property_of(c);
  return property.category == UTF8PROC_CATEGORY_CC || (property.ignorable && !is_variation_selector(c));
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Only visible ASCII and Han of U+4E00 to U+9FFF, as most text of the registers is: every form of it is itself, and
/// nothing in it composes with a neighbour. Well-formed, too.
bool is_plain(std::string_view text) {
  std::size_t i = 0;
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  const auto continues = [&](std::size_t at) { return (byte(at) & 0xC0) == 0x80; };
  while (i < text.size()) {
    if (byte(i) > 0x20 && byte(i) < 0x7F) {
      ++i;
    } else if (const bool is_han = byte(i) >= 0xE5 ? byte(i) <= 0xE9 : byte(i) == 0xE4 && byte(i + 1) >= 0xB8;
               is_han && continues(i + 1) && continues(i + 2)) {
      i += 3;
    } else {
      return false;
    }
  }
  return true;
}

/// Counts marks as the sorting will meet them, behind the decomposition: U+FF9E is a starter, what NFKC makes of it
/// is none.
Result<> check_marks(std::string_view text, utf8proc_option_t options) {
  constexpr utf8proc_ssize_t decomposed_max = 32;  // Unicode's longest is 18
  utf8proc_int32_t decomposed[decomposed_max];
  std::size_t marks = 0;
  for (const char32_t c : CodePoints(text)) {
    int last_class = UTF8PROC_BOUNDCLASS_START;
    const utf8proc_ssize_t count =
        utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), decomposed, decomposed_max, options, &last_class);
    for (utf8proc_ssize_t i = 0; i < std::min(count, decomposed_max); ++i) {
      marks = property_of(static_cast<char32_t>(decomposed[i])).combining_class == 0 ? 0 : marks + 1;
      if (marks > marks_in_a_row_max)
        return fail(Error("text.too_many_marks").with("marks_max", static_cast<long long>(marks_in_a_row_max)));
    }
  }
  return {};
}

Result<> check_input(std::string_view text) {
  if (text.size() > normalised_bytes_max) {
    return fail(Error("text.too_long")
                    .with("bytes", static_cast<long long>(text.size()))
                    .with("bytes_max", static_cast<long long>(normalised_bytes_max)));
  }
  return check_utf8(text);
}

enum class Form { nfc, nfkc };

/// The text is UTF-8.
Result<std::string> map(std::string_view text, Form form) {
  if (is_ascii(text)) return std::string(text);
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | (form == Form::nfkc ? UTF8PROC_COMPAT : 0));
  MC_TRY(check_marks(text, options));
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t bytes = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                              static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, std::free);
  if (bytes < 0) return fail(Error("text.no_memory").because(utf8proc_errmsg(bytes)));
  return std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(bytes));
}

}  // namespace

Result<std::string> nfc(std::string_view text) {
  MC_TRY(check_input(text));
  if (is_plain(text)) return std::string(text);
  return map(text, Form::nfc);
}

Result<std::string> nfkc(std::string_view text) {
  MC_TRY(check_input(text));
  if (is_plain(text)) return std::string(text);
  return map(text, Form::nfkc);
}

std::string fold_full_width(std::string_view text) {
  constexpr char32_t first = 0xFF01, last = 0xFF5E, first_ascii = '!';
  std::string folded;
  folded.reserve(text.size());
  for (const char32_t c : CodePoints(text)) {
    if (c >= first && c <= last)
      append_code_point(folded, c - first + first_ascii);
    else
      append_code_point(folded, c == 0x3000 ? U' ' : c);
  }
  return folded;
}

Result<std::string> clean_text(std::string_view text) {
  MC_TRY(check_input(text));
  if (is_plain(text)) return std::string(text);
  std::string cleaned;
  cleaned.reserve(text.size());
  bool needs_space = false;
  for (const char32_t c : CodePoints(text)) {
    if (is_space(c)) {
      needs_space = true;
    } else if (!is_invisible(c)) {
      if (needs_space && !cleaned.empty()) cleaned += ' ';
      needs_space = false;
      append_code_point(cleaned, c);
    }
  }
  return map(cleaned, Form::nfc);
}

Result<std::string> normalise_code(std::string_view text) {
  const std::string plain = MC_TRY(nfkc(text));
  std::string code;
  code.reserve(plain.size());
  for (const char32_t c : CodePoints(plain)) {
    if (is_space(c) || is_invisible(c)) continue;
    append_code_point(code, c >= U'a' && c <= U'z' ? c - U'a' + U'A' : c);
  }
  // What went or changed its case may let its neighbours compose.
  return map(code, Form::nfc);
}

}  // namespace mingchou::text
