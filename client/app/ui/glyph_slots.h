// Text as Dear ImGui can draw it: one code point of the BMP per glyph, each with a picture.
//
// Dear ImGui knows no shaping, and for each size its tables grow up to the largest code point that is drawn (1.2 MB
// for a rare character of plane 3). So what is not simply a character of the BMP - code points beyond it, emoji
// sequences, letters with marks, runs of joined script - is drawn as one picture, under a code point of the private
// use area that stands for it here, its slot. Characters that data brings from that area get slots too, so they
// never clash. What has no picture by its nature (joiners, variation selectors, marks of direction) is left out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mingchou::client {

class GlyphSlots {
 public:
  static constexpr char32_t first_slot = 0xE000;
  static constexpr char32_t last_slot = 0xF8FF;
  static constexpr std::size_t slots_max = last_slot - first_slot + 1;

  /// What to draw instead: mostly the text itself. Valid until the next call, and as long as the text.
  std::string_view drawable(std::string_view text);
  /// The text that a slot stands for; empty if it is none.
  std::string_view text_of(char32_t slot) const;

  /// No slot is left: further text shows U+FFFD until clear().
  bool is_full() const { return texts_.size() >= slots_max; }
  /// Slots mean something else afterwards: glyphs that were drawn for them have to go.
  void clear();

 private:
  void append_run(std::string_view run);
  void append_slot(std::string_view piece);

  std::vector<std::string> texts_;
  std::unordered_map<std::string, char32_t> slots_;
  std::string drawn_;
};

}  // namespace mingchou::client
