#include "client/app/ui/glyph_fallback.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string>

#include "client/app/ui/fonts.h"
#include "client/app/ui/rest_code_points.h"
#include "client/app/ui/substitute_glyph.h"
#include "shared/text/utf8.h"

namespace mingchou::client {
namespace {

static_assert(sizeof(ImWchar) == sizeof(char32_t), "IMGUI_USE_WCHAR32 must be set in every object");

/// Below it stand only ASCII and controls; Dear ImGui looks there for its own fallback and ellipsis.
constexpr char32_t first_fallback = 0xA0;
constexpr char32_t replacement = 0xFFFD;

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

GlyphImage blank(float em_px) { return {.advance = em_px}; }

/// Copies the picture into the atlas. False if the atlas is full.
bool place(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, const GlyphImage& image, float density,
           ImFontGlyph& glyph) {
  if (image.width == 0 || image.height == 0) return true;
  const ImFontAtlasRectId id = ImFontAtlasPackAddRect(atlas, image.width, image.height);
  if (id == ImFontAtlasRectId_Invalid) return false;
  ImTextureRect* rect = ImFontAtlasPackGetRect(atlas, id);
  glyph.X0 = static_cast<float>(image.left) / density;
  glyph.Y0 = std::round(baked->Ascent) + static_cast<float>(image.top) / density;
  glyph.X1 = glyph.X0 + static_cast<float>(image.width) / density;
  glyph.Y1 = glyph.Y0 + static_cast<float>(image.height) / density;
  glyph.Visible = true;
  glyph.Colored = image.coloured;
  glyph.PackId = id;
  ImFontAtlasBakedSetFontGlyphBitmap(atlas, baked, source, &glyph, rect, image.rgba.data(), ImTextureFormat_RGBA32,
                                     image.width * 4);
  return true;
}

/// Whether the provider kept to its contract: pictures are copied into Dear ImGui's atlas.
bool is_sound(const GlyphImage& image) {
  if (image.width < 0 || image.width > glyph_limits::width_px_max) return false;
  if (image.height < 0 || image.height > glyph_limits::height_px_max) return false;
  const auto pixels = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
  return image.rgba.size() == pixels * 4 && std::isfinite(image.advance) && image.advance >= 0;
}

}  // namespace

bool is_in_rest_font(char32_t code_point) {
  const std::uint32_t high = code_point >> 8, low = code_point & 0xFF;
  const auto page = std::ranges::lower_bound(rest_code_points, high, {}, &CodePointPage::high);
  return page != std::end(rest_code_points) && page->high == high && (page->bits[low / 32] >> (low % 32) & 1) != 0;
}

void GlyphFallback::attach(ImFont* face, float imgui_per_css, FontProvider* provider) {
  face_ = face;
  imgui_per_css_ = imgui_per_css;
  provider_ = provider;
  static ImFontLoader loader;
  loader.Name = "mingchou";
  loader.FontSrcInit = [](ImFontAtlas* atlas, ImFontConfig* source) {
    source->FontLoaderData = atlas->UserData;
    return true;
  };
  loader.FontSrcDestroy = [](ImFontAtlas*, ImFontConfig* source) { source->FontLoaderData = nullptr; };
  loader.FontBakedLoadGlyph = [](ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void* data,
                                 ImWchar code_point, ImFontGlyph* glyph, float* advance_only) {
    return load(atlas, source, baked, data, code_point, glyph, advance_only);
  };
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  atlas->UserData = this;
  ImFontConfig config;
  config.MergeMode = true;
  config.DstFont = face;
  config.FontLoader = &loader;
  atlas->AddFont(&config);
}

bool GlyphFallback::load(ImFontAtlas* atlas, ImFontConfig* source, ImFontBaked* baked, void*, char32_t code_point,
                         ImFontGlyph* glyph, float* advance_only) {
  auto& self = *static_cast<GlyphFallback*>(source->FontLoaderData);
  if (code_point < first_fallback || code_point == replacement) return false;
  if (is_in_rest_font(code_point)) {
    // The next source has it.
    if (self.rest_ == RestFont::loaded) return false;
    self.rest_is_wanted_ = true;
  }
  const float density = source->RasterizerDensity * baked->RasterizerDensity;
  const float em_px = baked->Size / self.imgui_per_css_ * density;
  std::string text(self.slots_.text_of(code_point));
  if (text.empty()) text::append_code_point(text, code_point);
  const GlyphImage image = self.picture(*text::CodePoints(text).begin(), text, em_px);
  if (advance_only) {
    *advance_only = image.advance / density;
    return true;
  }
  glyph->Codepoint = code_point;
  glyph->AdvanceX = image.advance / density;
  return place(atlas, source, baked, image, density, *glyph);
}

GlyphImage GlyphFallback::picture(char32_t code_point, std::string_view text, float em_px) {
  if (provider_ && !is_control(code_point)) {
    auto drawn = provider_->rasterize(text, em_px);
    if (drawn && is_sound(*drawn)) return *std::move(drawn);
    // It will be there in a moment.
    if (is_in_rest_font(code_point) && (rest_ == RestFont::absent || rest_ == RestFont::loading)) {
      left_blank_ = true;
      return blank(em_px);
    }
  }
  return substitute_glyph(code_point, em_px);
}

void GlyphFallback::begin_frame(double now_ms) {
  now_ms_ = now_ms;
  if (slots_.is_full()) {
    slots_.clear();
    draw_anew();
  }
  if (rest_ == RestFont::failed && now_ms >= retry_at_ms_) rest_ = RestFont::absent;
}

void GlyphFallback::end_frame() {
  if (rest_ == RestFont::absent && rest_is_wanted_ && provider_) {
    rest_ = RestFont::loading;
    provider_->fetch_rest_font();
  }
}

Result<> GlyphFallback::add_rest_font(std::span<const std::uint8_t> file) {
  if (rest_ == RestFont::loaded) return {};
  if (!face_ || file.size() > glyph_limits::rest_font_bytes_max || !merge_font(face_, file)) {
    rest_font_failed();
    return fail(Error("client.damaged_font"));
  }
  rest_ = RestFont::loaded;
  draw_anew();
  return {};
}

void GlyphFallback::rest_font_failed() {
  rest_ = RestFont::failed;
  retry_at_ms_ = now_ms_ + glyph_limits::rest_font_retry_ms;
  // What was left blank for it is substituted now. Else nothing changes, however often it fails.
  if (left_blank_) draw_anew();
}

void GlyphFallback::network_returned() {
  if (rest_ == RestFont::failed) rest_ = RestFont::absent;
}

/// Dear ImGui remembers for each size what it found and what it did not.
void GlyphFallback::draw_anew() {
  left_blank_ = false;
  if (face_) ImFontAtlasFontDiscardBakes(ImGui::GetIO().Fonts, face_, 0);
}

}  // namespace mingchou::client
