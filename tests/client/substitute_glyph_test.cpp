#include "client/app/ui/substitute_glyph.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using namespace mingchou::client;

namespace {

/// Dots as text, one line per row.
std::string picture(const GlyphImage& image, int dot = 1) {
  std::string rows;
  for (int y = 0; y < image.height; y += dot) {
    for (int x = 0; x < image.width; x += dot)
      rows += image.rgba[static_cast<std::size_t>(y * image.width + x) * 4 + 3] > 0 ? '#' : '.';
    rows += '\n';
  }
  return rows;
}

}  // namespace

TEST_CASE("the substitute shows the code point in digits") {
  CHECK(picture(substitute_glyph(0x30EDE, 18)) ==
        "#################\n"
        "#...............#\n"
        "#...............#\n"
        "#......###.###..#\n"
        "#........#.#.#..#\n"
        "#.......##.#.#..#\n"
        "#........#.#.#..#\n"
        "#......###.###..#\n"
        "#...............#\n"
        "#..###.##..###..#\n"
        "#..#...#.#.#....#\n"
        "#..##..#.#.##...#\n"
        "#..#...#.#.#....#\n"
        "#..###.##..###..#\n"
        "#...............#\n"
        "#...............#\n"
        "#################\n");
}

TEST_CASE("no two characters have the same substitute") {
  std::set<std::string> seen;
  for (char32_t c = 0; c < 0x10000; c += 97) CHECK(seen.insert(picture(substitute_glyph(c, 18))).second);
  for (char32_t c = 0; c < 16; ++c) CHECK(seen.insert(picture(substitute_glyph(0x100000 + c, 18))).second);
}

TEST_CASE("the substitute is as large as a character of the text and never overlaps the next") {
  for (const float em : {8.0f, 16.0f, 18.0f, 28.0f, 36.0f, 54.0f, 84.0f}) {
    for (const char32_t c : {0x0007, 0xE815, 0x30EDE, 0x10FFFD}) {
      CAPTURE(em);
      const GlyphImage image = substitute_glyph(c, em);
      CHECK(image.advance >= em);
      CHECK(image.left >= 0);
      CHECK(static_cast<float>(image.left + image.width) <= image.advance);
      CHECK(image.top < 0);
      CHECK(static_cast<float>(image.height) >= 0.6f * em);
      CHECK(static_cast<float>(image.height) <= std::max(17.0f, 1.45f * em));
    }
  }
  CHECK(picture(substitute_glyph(0xE815, 36), 2) == picture(substitute_glyph(0xE815, 18)));
}
