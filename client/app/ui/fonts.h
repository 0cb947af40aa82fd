// The font, and sizes as a browser means them. What it lacks is merged behind it (glyph_fallback.h).
#pragma once

#include <cstdint>
#include <span>

#include "shared/base/error.h"

struct ImFont;

namespace mingchou::client {

class GlyphFallback;

struct Font {
  ImFont* face = nullptr;
  /// Dear ImGui's size is ascent plus descent, CSS's is the em: imgui = css * this.
  float imgui_per_css = 1;
  /// Draws what the face lacks; none in icons and some tests.
  GlyphFallback* fallback = nullptr;
};

/// Adds a TrueType font to the current context's atlas, which owns the copy it makes.
Result<Font> add_font(std::span<const std::uint8_t> file);

/// Adds the glyphs of a further TrueType file behind those of the face. Between frames; the caller has what was drawn
/// before discarded.
Result<> merge_font(ImFont* face, std::span<const std::uint8_t> file);

/// Adds the icons (client/app/ui/icons.h), a font of its own: their code points mean something else in names.
Result<Font> add_icon_font();

/// Dear ImGui's own small font, for headless tests.
Font add_test_font();

}  // namespace mingchou::client
