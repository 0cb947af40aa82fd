#include "client/app/ui/substitute_glyph.h"

#include <algorithm>
#include <cmath>

namespace mingchou::client {
namespace {

// In units of one dot; a dot is one or more device pixels.
constexpr int digit_width = 3, digit_height = 5, gap = 1, padding = 2, frame = 1;
/// Digits 0 to F, rows from above, three bits each.
constexpr std::uint16_t digits[16] = {0b111101101101111, 0b010110010010111, 0b111001111100111, 0b111001011001111,
                                      0b101101111001001, 0b111100111001111, 0b111100111101111, 0b111001001010010,
                                      0b111101111101111, 0b111101111001111, 0b010101111101101, 0b110101110101110,
                                      0b111100100100111, 0b110101101101110, 0b111100110100111, 0b111100110100100};
/// A digit's dot is readable from 18 pixels of em on; larger text gets larger dots.
constexpr float em_px_per_dot = 18;
/// The middle of a Chinese character above the baseline, in ems.
constexpr float middle_em = 0.38f;

void fill_dot(GlyphImage& image, int x, int y, int dot) {
  for (int row = y * dot; row < (y + 1) * dot; ++row)
    for (int column = x * dot; column < (x + 1) * dot; ++column)
      image.rgba[static_cast<std::size_t>(row * image.width + column) * 4 + 3] = 255;
}

void draw_digit(GlyphImage& image, int digit, int x, int y, int dot) {
  for (int row = 0; row < digit_height; ++row)
    for (int column = 0; column < digit_width; ++column)
      if (digits[digit] >> (digit_width * digit_height - 1 - row * digit_width - column) & 1)
        fill_dot(image, x + column, y + row, dot);
}

}  // namespace

GlyphImage substitute_glyph(char32_t code_point, float em_px) {
  // Four to six hexadecimal digits, in two rows.
  const int count = code_point > 0xFFFFF ? 6 : code_point > 0xFFFF ? 5 : 4;
  const int columns = (count + 1) / 2;
  const int width = columns * (digit_width + gap) - gap + 2 * (padding + frame);
  const int height = 2 * digit_height + gap + 2 * (padding + frame);
  const int dot = std::max(1, static_cast<int>(std::lround(em_px / em_px_per_dot)));

  GlyphImage image{.width = width * dot, .height = height * dot};
  image.rgba.assign(static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4, 255);
  for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 0;
  for (int x = 0; x < width; ++x)
    for (const int y : {0, height - 1}) fill_dot(image, x, y, dot);
  for (int y = 0; y < height; ++y)
    for (const int x : {0, width - 1}) fill_dot(image, x, y, dot);
  for (int i = 0; i < count; ++i) {
    const auto digit = static_cast<int>(code_point >> 4 * (count - 1 - i) & 0xF);
    // An odd count leaves the first place empty, so that the digits end below on the right.
    const int place = i + count % 2;
    draw_digit(image, digit, frame + padding + place % columns * (digit_width + gap),
               frame + padding + place / columns * (digit_height + gap), dot);
  }
  image.advance = std::max(em_px, static_cast<float>(image.width + 2 * dot));
  image.left = static_cast<int>(std::lround((image.advance - static_cast<float>(image.width)) / 2));
  image.top = -static_cast<int>(std::lround(middle_em * em_px + static_cast<float>(image.height) / 2));
  return image;
}

}  // namespace mingchou::client
