// The browser's fonts, as the app asks for them; the JavaScript stands in glyph_library.js.
#pragma once

#include "client/app/ui/font_provider.h"

namespace mingchou::client {

class BrowserFonts : public FontProvider {
 public:
  std::optional<GlyphImage> rasterize(std::string_view text, float em_px) override;
  void fetch_rest_font() override;
};

}  // namespace mingchou::client
