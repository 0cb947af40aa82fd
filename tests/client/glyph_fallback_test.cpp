// Where a character's picture comes from: the base font, its rest, the browser's fonts, the substitute. With the
// real fonts and a browser that is played.
#include "client/app/ui/glyph_fallback.h"

#include <doctest/doctest.h>
#include <imgui.h>
#include <imgui_internal.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "client/app/ui/fonts.h"
#include "tests/client/real_font.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

constexpr const char* gb2312 = "西";
constexpr const char* standard_only = "倓";  // 通用规范汉字表 but not GB 2312
constexpr const char* rest_only = "龘";      // neither, yet in WenQuanYi Micro Hei
constexpr const char* beyond = "𰻞";         // in no font that is shipped
constexpr float size_px = 18;

struct FakeBrowser : FontProvider {
  std::optional<GlyphImage> rasterize(std::string_view text, float em_px) override {
    asked.emplace_back(text);
    em = em_px;
    const auto found = glyphs.find(std::string(text));
    return found == glyphs.end() ? std::nullopt : std::optional(found->second);
  }
  void fetch_rest_font() override { ++fetches; }

  void knows(const std::string& text, bool coloured = false) {
    GlyphImage image{.width = 10, .height = 12, .left = 1, .top = -11, .advance = 20, .coloured = coloured};
    image.rgba.assign(static_cast<std::size_t>(10 * 12 * 4), 0x80);
    glyphs[text] = image;
  }

  std::map<std::string, GlyphImage> glyphs;
  std::vector<std::string> asked;
  float em = 0;
  int fetches = 0;
};

struct FallbackHarness {
  FakeBrowser browser;
  GlyphFallback fallback;
  Font font;
  double now_ms = 1000;
  float density = 1;
  float ascent = 0;

  explicit FallbackHarness(bool with_browser = true) {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    auto added = add_font(real_font());
    REQUIRE(added);
    font = *added;
    fallback.attach(font.face, font.imgui_per_css, with_browser ? &browser : nullptr);
  }
  ~FallbackHarness() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
    ImGui::DestroyContext();
  }
  FallbackHarness(const FallbackHarness&) = delete;
  FallbackHarness& operator=(const FallbackHarness&) = delete;

  /// One frame in which the text is drawn; the glyph of its first character.
  ImFontGlyph draw(std::string_view text) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {400, 400};
    io.DisplayFramebufferScale = {density, density};
    fallback.begin_frame(now_ms += 16);
    ImGui::NewFrame();
    ImGui::SetNextWindowSize({400, 400});
    ImGui::Begin("text");
    const std::string drawn(fallback.drawable(text));
    const float size = size_px * font.imgui_per_css;
    ImGui::GetWindowDrawList()->AddText(font.face, size, {10, 10}, IM_COL32_WHITE, drawn.data(),
                                        drawn.data() + drawn.size());
    unsigned int code_point = 0;
    ImTextCharFromUtf8(&code_point, drawn.data(), drawn.data() + drawn.size());
    ImFontBaked* baked = font.face->GetFontBaked(size);
    const ImFontGlyph glyph = *baked->FindGlyph(code_point);
    ascent = std::round(baked->Ascent);
    ImGui::End();
    ImGui::Render();
    fallback.end_frame();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures)
      if (texture->Status != ImTextureStatus_OK) {
        texture->SetTexID(1);
        texture->SetStatus(texture->Status == ImTextureStatus_WantDestroy ? ImTextureStatus_Destroyed
                                                                          : ImTextureStatus_OK);
      }
    return glyph;
  }
  bool is_fallback_box(const ImFontGlyph& glyph) { return glyph.Codepoint == font.face->FallbackChar; }
};

}  // namespace

TEST_CASE("the base font has GB 2312 and the general standard characters; nobody else is asked") {
  FallbackHarness harness;
  for (const char* text : {gb2312, standard_only, "A", "，", "·", "—", "…", "①", "㎡"}) {
    CAPTURE(text);
    const ImFontGlyph glyph = harness.draw(text);
    CHECK(glyph.Visible);
    CHECK(glyph.SourceIdx == 0);
    CHECK_FALSE(harness.is_fallback_box(glyph));
  }
  CHECK(harness.browser.asked.empty());
  CHECK(harness.browser.fetches == 0);
  CHECK_FALSE(is_in_rest_font(U'西'));
  CHECK_FALSE(is_in_rest_font(U'倓'));
  CHECK(is_in_rest_font(U'龘'));
  CHECK_FALSE(is_in_rest_font(U'\U00030EDE'));
}

TEST_CASE("the rest is fetched once when a character of it is drawn, which is then drawn from it") {
  FallbackHarness harness;
  harness.browser.knows(rest_only);
  const ImFontGlyph before = harness.draw(rest_only);
  CHECK(before.SourceIdx == 1);
  CHECK(harness.browser.fetches == 1);
  harness.draw(std::string(rest_only) + "龖");
  CHECK(harness.browser.fetches == 1);

  REQUIRE(harness.fallback.add_rest_font(real_rest_font()));
  const std::size_t asked = harness.browser.asked.size();
  const ImFontGlyph after = harness.draw(rest_only);
  CHECK(after.SourceIdx == 2);
  CHECK(after.Visible);
  CHECK(after.AdvanceX == doctest::Approx(size_px).epsilon(0.01));
  CHECK(harness.browser.asked.size() == asked);
  CHECK(harness.draw(gb2312).SourceIdx == 0);
  CHECK(harness.browser.fetches == 1);
}

TEST_CASE("while the rest is on its way its characters are blank; when it fails they are substituted and tried again") {
  FallbackHarness harness;
  const ImFontGlyph waiting = harness.draw(rest_only);
  CHECK_FALSE(waiting.Visible);
  CHECK(waiting.AdvanceX == doctest::Approx(size_px).epsilon(0.01));
  harness.fallback.rest_font_failed();
  CHECK(harness.draw(rest_only).Visible);
  CHECK(harness.browser.fetches == 1);

  SUBCASE("when the network returns") { harness.fallback.network_returned(); }
  SUBCASE("after a while") { harness.now_ms += glyph_limits::rest_font_retry_ms; }
  harness.draw(rest_only);
  CHECK(harness.browser.fetches == 2);
  REQUIRE(harness.fallback.add_rest_font(real_rest_font()));
  CHECK(harness.draw(rest_only).SourceIdx == 2);
}

TEST_CASE("days without network do not draw everything anew each minute") {
  FallbackHarness harness;
  harness.browser.knows(rest_only);
  for (int failure = 0; failure < 3; ++failure) {
    harness.draw(rest_only);
    harness.fallback.rest_font_failed();
    harness.now_ms += glyph_limits::rest_font_retry_ms;
  }
  CHECK(harness.browser.fetches == 3);
  CHECK(harness.browser.asked.size() == 1);
}

TEST_CASE("a damaged rest is refused and counts as a failed download") {
  FallbackHarness harness;
  harness.draw(rest_only);
  const auto file = real_rest_font();
  CHECK_FALSE(harness.fallback.add_rest_font({}));
  CHECK_FALSE(harness.fallback.add_rest_font(file.first(file.size() / 2)));
  CHECK_FALSE(harness.fallback.add_rest_font(std::vector<std::uint8_t>(100'000, 0x41)));
  CHECK(harness.draw(rest_only).Visible);
  CHECK(harness.browser.fetches == 1);
}

TEST_CASE("what no shipped font has is drawn by the browser, at the screen's density") {
  FallbackHarness harness;
  harness.browser.knows(beyond);
  for (const float density : {1.0f, 2.0f}) {
    CAPTURE(density);
    harness.density = density;
    const ImFontGlyph glyph = harness.draw(beyond);
    CHECK(glyph.SourceIdx == 1);
    CHECK(glyph.Visible);
    CHECK_FALSE(glyph.Colored);
    // Dear ImGui rasterises whole sizes and scales.
    CHECK(harness.browser.em == doctest::Approx(size_px * density).epsilon(0.03));
    CHECK(glyph.AdvanceX == doctest::Approx(20 / density));
    CHECK(glyph.X1 - glyph.X0 == doctest::Approx(10 / density));
    CHECK(glyph.Y1 - glyph.Y0 == doctest::Approx(12 / density));
    CHECK(glyph.Y0 == doctest::Approx(harness.ascent - 11 / density));
  }
  CHECK(harness.browser.asked.size() == 2);
  CHECK(harness.browser.fetches == 0);
}

TEST_CASE("a sign for which the shipped font has an empty drawing is drawn by the browser") {
  FallbackHarness harness;
  for (const char* text : {"℃", "ǎ", "Ⅴ", "∼"}) {
    CAPTURE(text);
    harness.browser.knows(text);
    CHECK(harness.draw(text).Visible);
    CHECK(harness.browser.asked.back() == text);
  }
}

TEST_CASE("emoji keep their colours") {
  FallbackHarness harness;
  harness.browser.knows("👨‍👩‍👧", true);
  CHECK(harness.draw("👨‍👩‍👧").Colored);
}

TEST_CASE("what nobody can draw shows its code point, without a browser too") {
  for (const bool with_browser : {true, false}) {
    FallbackHarness harness(with_browser);
    for (const char* text : {beyond, "\uE815", "\x07", "\U0010FFFD", "ئ"}) {
      CAPTURE(text);
      const ImFontGlyph glyph = harness.draw(text);
      CHECK(glyph.Visible);
      CHECK_FALSE(harness.is_fallback_box(glyph));
      CHECK(glyph.X1 - glyph.X0 >= 13);
    }
    for (const std::string& asked : harness.browser.asked) CHECK(asked != "\x07");
  }
}

TEST_CASE("a picture that breaks the contract is not copied") {
  FallbackHarness harness;
  harness.browser.knows(beyond);
  GlyphImage& image = harness.browser.glyphs[beyond];
  SUBCASE("too few pixels") { image.rgba.pop_back(); }
  SUBCASE("too wide") {
    image.width = glyph_limits::width_px_max + 1;
    image.rgba.assign(static_cast<std::size_t>(image.width * image.height * 4), 1);
  }
  SUBCASE("negative") { image.height = -1; }
  SUBCASE("no number") { image.advance = std::numeric_limits<float>::quiet_NaN(); }
  const ImFontGlyph glyph = harness.draw(beyond);
  CHECK(glyph.X1 - glyph.X0 == doctest::Approx(17));
}

TEST_CASE("rare characters do not make Dear ImGui's tables grow beyond the BMP") {
  FallbackHarness harness;
  harness.draw("王𰻞\U0010FFFD\U000E0101");
  CHECK(harness.font.face->LastBaked->IndexLookup.Size <= 0x10000);
}

TEST_CASE("thousands of rare characters go on being drawn") {
  FallbackHarness harness(false);
  for (int i = 0; i < 70; ++i) {
    std::string text;
    for (int k = 0; k < 100; ++k) {
      char bytes[5];
      text += ImTextCharToUtf8(bytes, static_cast<unsigned>(0x20000 + i * 100 + k));
    }
    const ImFontGlyph glyph = harness.draw(text);
    if (i == 64) continue;  // here the slots run out; the next frame has new ones
    CHECK(glyph.Visible);
    CHECK_FALSE(harness.is_fallback_box(glyph));
  }
}
