#include "client/web/browser_fonts.h"

#include <cstdlib>
#include <string>

extern "C" {
std::uint8_t* fonts_rasterize(const char* text, float em_px, float* metrics);
void fonts_fetch_rest();
}

namespace mingchou::client {

std::optional<GlyphImage> BrowserFonts::rasterize(std::string_view text, float em_px) {
  float metrics[6];
  std::uint8_t* pixels = fonts_rasterize(std::string(text).c_str(), em_px, metrics);
  if (metrics[0] < 0) return std::nullopt;
  GlyphImage image{.width = static_cast<int>(metrics[0]),
                   .height = static_cast<int>(metrics[1]),
                   .left = static_cast<int>(metrics[2]),
                   .top = static_cast<int>(metrics[3]),
                   .advance = metrics[4],
                   .coloured = metrics[5] != 0};
  const auto bytes = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 4;
  if (pixels) image.rgba.assign(pixels, pixels + bytes);
  std::free(pixels);
  return image;
}

void BrowserFonts::fetch_rest_font() { fonts_fetch_rest(); }

}  // namespace mingchou::client
