#include "client/app/ui/glyph_slots.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "client/app/ui/font_provider.h"
#include "shared/base/utf8.h"
#include "shared/text/utf8.h"

namespace mingchou::client {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Sorted ranges.
bool is_in(std::span<const Range> ranges, char32_t code_point) {
  const auto after = std::ranges::upper_bound(ranges, code_point, {}, &Range::first);
  return after != ranges.begin() && code_point <= std::prev(after)->last;
}

/// Not simply one glyph: controls, marks, scripts with shaping, surrogates, private use, everything beyond the BMP.
bool is_special(char32_t c) {
  static constexpr Range ranges[] = {
      {0x0000, 0x0008}, {0x000B, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD}, {0x0300, 0x036F},
      {0x0483, 0x0489}, {0x0590, 0x1CFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x202A, 0x202E},
      {0x2060, 0x206F}, {0x20D0, 0x20FF}, {0x302A, 0x302F}, {0x3099, 0x309A}, {0x3164, 0x3164},
      {0xA66F, 0xA67F}, {0xA800, 0xABFF}, {0xD7B0, 0xF8FF}, {0xFB1D, 0xFE0F}, {0xFE20, 0xFE2F},
      {0xFE70, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFC}, {0xFFFE, 0xFFFF}, {0x10000, 0x10FFFF},
  };
  return is_in(ranges, c);
}

/// Default_Ignorable_Code_Point of Unicode: invisible where it is not supported.
bool is_ignorable(char32_t c) {
  static constexpr Range ranges[] = {
      {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x061C, 0x061C},   {0x115F, 0x1160},   {0x17B4, 0x17B5},   {0x180B, 0x180F},
      {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x206F},   {0x3164, 0x3164},   {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
      {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
  };
  return is_in(ranges, c);
}

/// Letters that join their neighbours or run from right to left: drawn as whole runs.
bool joins_run(char32_t c) {
  static constexpr Range ranges[] = {
      {0x0590, 0x08FF}, {0x1800, 0x18AF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFE}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF},
  };
  return is_in(ranges, c);
}

/// Chinese characters first and without decoding: nearly all text is of these.
bool is_plain(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t bytes = utf8_sequence_bytes(text, at);
    if (bytes == 0) return false;
    const bool is_han = lead >= 0xE4 && lead <= 0xE9, is_printable_ascii = lead >= 0x20 && lead < 0x7F;
    if (!is_han && !is_printable_ascii && is_special(*text::CodePoints(text.substr(at, bytes)).begin())) return false;
    at += bytes;
  }
  return true;
}

std::size_t first_code_point_bytes(std::string_view text) {
  return std::max<std::size_t>(1, utf8_sequence_bytes(text, 0));
}

/// The first run of joined letters, with single blanks between them; empty if the text begins with none.
std::string_view joined_run(std::string_view text) {
  std::size_t end = 0;
  int count = 0;
  for (auto at = text::CodePoints(text).begin(); at != text::CodePoints(text).end(); ++at) {
    if (++count > glyph_limits::code_points_max) break;
    const std::size_t next = at.offset() + first_code_point_bytes(text.substr(at.offset()));
    if (joins_run(*at) || (end > 0 && is_special(*at) && is_ignorable(*at)))
      end = next;
    else if (*at != ' ' || end != at.offset() || end == 0)
      break;
  }
  return text.substr(0, end);
}

std::string_view first_piece(std::string_view text) {
  const std::string_view run = joined_run(text);
  return run.empty() ? text.substr(0, text::first_grapheme_bytes(text)) : run;
}

/// A sequence that only asks for the colourful form of a sign, as U+2764 U+FE0F does.
bool asks_for_emoji(std::string_view piece, char32_t visible) {
  const bool is_han = (visible >= 0x2E80 && visible <= 0xA4CF) || (visible >= 0xF900 && visible <= 0xFAFF);
  return !is_han && piece.find("\uFE0F") != std::string_view::npos;
}

}  // namespace

std::string_view GlyphSlots::drawable(std::string_view text) {
  if (is_plain(text)) return text;
  drawn_.clear();
  while (!text.empty()) {
    const std::string_view piece = first_piece(text);
    append_run(piece);
    text.remove_prefix(piece.size());
  }
  return drawn_;
}

void GlyphSlots::append_run(std::string_view run) {
  int visible_count = 0;
  char32_t visible = 0;
  for (const char32_t c : text::CodePoints(run)) {
    // A line feed stays one, with or without a carriage return before it.
    if (is_ignorable(c) || (c == '\r' && run.ends_with('\n'))) continue;
    if (++visible_count == 1) visible = c;
  }
  if (visible_count == 0) return;
  if (visible_count > 1 || asks_for_emoji(run, visible)) return append_slot(run);
  std::string single;
  text::append_code_point(single, visible);
  if (is_special(visible))
    append_slot(single);
  else
    drawn_ += single;
}

void GlyphSlots::append_slot(std::string_view piece) {
  std::size_t end = 0;
  int count = 0;
  for (auto at = text::CodePoints(piece).begin();
       at != text::CodePoints(piece).end() && count < glyph_limits::code_points_max; ++at, ++count)
    end = at.offset() + first_code_point_bytes(piece.substr(at.offset()));
  const std::string key(piece.substr(0, end));
  const auto found = slots_.find(key);
  if (found != slots_.end()) return text::append_code_point(drawn_, found->second);
  if (is_full()) {
    drawn_ += utf8_replacement_character;
    return;
  }
  const char32_t slot = first_slot + static_cast<char32_t>(texts_.size());
  texts_.push_back(key);
  slots_.emplace(key, slot);
  text::append_code_point(drawn_, slot);
}

std::string_view GlyphSlots::text_of(char32_t slot) const {
  const std::size_t place = slot - first_slot;
  return slot >= first_slot && place < texts_.size() ? std::string_view(texts_[place]) : std::string_view();
}

void GlyphSlots::clear() {
  texts_.clear();
  slots_.clear();
}

}  // namespace mingchou::client
