// Nothing is ever shown as a box. A character that the base font lacks comes, in this order, from
//   1. the rest of the font, fetched when the first such character is drawn,
//   2. the browser's own fonts, as a picture (FontProvider),
//   3. a frame with its code point (substitute_glyph.h).
// While the rest is on its way, or can't be had, its characters come from 2 and 3 too; once it is there they are
// drawn anew. Merged into the text's font as Dear ImGui's last source but the rest.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "client/app/ui/font_provider.h"
#include "client/app/ui/glyph_slots.h"
#include "shared/base/error.h"

struct ImFont;
struct ImFontAtlas;
struct ImFontBaked;
struct ImFontConfig;
struct ImFontGlyph;

namespace mingchou::client {

/// Whether rest.ttf has the character.
bool is_in_rest_font(char32_t code_point);

class GlyphFallback {
 public:
  GlyphFallback() = default;
  GlyphFallback(const GlyphFallback&) = delete;
  GlyphFallback& operator=(const GlyphFallback&) = delete;

  /// Once, when the text's font is there and no other comes after it. Outlives Dear ImGui's context; so does the
  /// provider. Without one, everything is substituted.
  void attach(ImFont* face, float imgui_per_css, FontProvider* provider);

  /// What to give to Dear ImGui instead of this text. Valid until the next call, and as long as the text.
  std::string_view drawable(std::string_view text) { return slots_.drawable(text); }

  /// Around each frame.
  void begin_frame(double now_ms);
  /// Fetches what the frame lacked.
  void end_frame();
  /// The answers to FontProvider::fetch_rest_font(), between frames.
  Result<> add_rest_font(std::span<const std::uint8_t> file);
  void rest_font_failed();
  void network_returned();

 private:
  enum class RestFont { absent, loading, failed, loaded };

  static bool load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, char32_t code_point,
                   ImFontGlyph* glyph, float* advance_only);
  GlyphImage picture(char32_t code_point, std::string_view text, float em_px);
  void draw_anew();

  ImFont* face_ = nullptr;
  float imgui_per_css_ = 1;
  FontProvider* provider_ = nullptr;
  GlyphSlots slots_;
  RestFont rest_ = RestFont::absent;
  bool rest_is_wanted_ = false;
  /// A character of the rest was left blank, because the rest seemed to be near.
  bool left_blank_ = false;
  double now_ms_ = 0;
  double retry_at_ms_ = 0;
};

}  // namespace mingchou::client
