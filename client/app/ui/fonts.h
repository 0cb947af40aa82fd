// The font, and sizes as a browser means them. Later sources (the rest of the Han glyphs, the browser's own
// rasteriser) are merged behind this one.
#pragma once

#include <cstdint>
#include <span>

#include "shared/base/error.h"

struct ImFont;

namespace mingchou::client {

struct Font {
  ImFont* face = nullptr;
  /// Dear ImGui's size is ascent plus descent, CSS's is the em: imgui = css * this.
  float imgui_per_css = 1;
};

/// Adds a TrueType font to the current context's atlas, which owns the copy it makes.
Result<Font> add_font(std::span<const std::uint8_t> file);

/// Adds the icons (client/app/ui/icons.h), a font of its own: their code points mean something else in names.
Result<Font> add_icon_font();

/// Dear ImGui's own small font, for headless tests.
Font add_test_font();

}  // namespace mingchou::client
