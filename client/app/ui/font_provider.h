// What glyphs there are beyond the font that the app starts with. An interface, because only a browser has them:
// client/web/browser_fonts.h asks it, tests fake it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace mingchou::client {

/// The picture of a piece of text, in device pixels. No pixels (0 x 0) for a blank.
struct GlyphImage {
  int width = 0;
  int height = 0;
  /// The upper left corner, seen from the pen's place on the baseline; y goes down.
  int left = 0;
  int top = 0;
  /// How far the pen moves on.
  float advance = 0;
  /// With colours of its own (most emoji); else white, to be tinted by the text's colour.
  bool coloured = false;
  /// width * height pixels of red, green, blue, alpha; not premultiplied.
  std::vector<std::uint8_t> rgba = {};
};

namespace glyph_limits {
/// Code points of one picture: a family of emoji, a stack of marks, a run of joined letters.
inline constexpr int code_points_max = 32;
inline constexpr int width_px_max = 2048;
inline constexpr int height_px_max = 512;
/// The rest of the font, as a file.
inline constexpr int rest_font_bytes_max = 8 << 20;
/// From a failed download of it to the next try, if the network does not return before.
inline constexpr double rest_font_retry_ms = 60'000;
}  // namespace glyph_limits

class FontProvider {
 public:
  virtual ~FontProvider() = default;
  /// Draws UTF-8 text of at most code_points_max code points as one picture, with whatever fonts there are. Nothing
  /// if they have no glyph for it.
  virtual std::optional<GlyphImage> rasterize(std::string_view text, float em_px) = 0;
  /// Begins to fetch rest.ttf. App::set_rest_font or App::rest_font_failed follows, between frames.
  virtual void fetch_rest_font() = 0;
};

}  // namespace mingchou::client
