// Icons drawn headless: each has a picture, in the place and size that were asked for, on whole device pixels.
#include "client/app/ui/icons.h"

#include <doctest/doctest.h>
#include <imgui.h>

#include <cmath>
#include <vector>

#include "client/app/ui/ui.h"

using namespace mingchou;
using namespace mingchou::client;

namespace {

/// One frame of Dear ImGui with nothing but icons in it.
struct IconHarness {
  Ui ui;

  IconHarness() {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    ui.font = add_test_font();
    auto icons = add_icon_font();
    REQUIRE(icons);
    ui.icons = *icons;
  }
  ~IconHarness() {
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) texture->SetStatus(ImTextureStatus_Destroyed);
    ImGui::DestroyContext();
  }
  IconHarness(const IconHarness&) = delete;
  IconHarness& operator=(const IconHarness&) = delete;

  /// The corners of what was drawn, none if nothing was.
  std::vector<ImVec2> drawn(Icon icon, Point centre, float size_px, float density) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = {400, 400};
    io.DisplayFramebufferScale = {density, density};
    std::vector<ImVec2> corners;
    // Dear ImGui draws nothing into a window's first frame.
    for (int frame = 0; frame < 2; ++frame) {
      ImGui::NewFrame();
      ImGui::SetNextWindowPos({0, 0});
      ImGui::SetNextWindowSize({400, 400});
      ImGui::Begin("icons", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoBackground);
      ImDrawList* list = ImGui::GetWindowDrawList();
      const int before = list->VtxBuffer.Size;
      draw_icon(ui, icon, centre, size_px, rgb(0x123456));
      corners.clear();
      for (int i = before; i < list->VtxBuffer.Size; ++i) corners.push_back(list->VtxBuffer[i].pos);
      ImGui::End();
      ImGui::Render();
    }
    return corners;
  }
};

}  // namespace

TEST_CASE("every icon has a picture that stays within its square") {
  IconHarness harness;
  for (std::size_t i = 0; i < icon_count; ++i) {
    CAPTURE(icon_names[i]);
    for (const float size : {icon_px::small, icon_px::normal, icon_px::large}) {
      const auto corners = harness.drawn(static_cast<Icon>(i), {100, 100}, size, 1);
      REQUIRE(corners.size() == 4);
      for (const ImVec2 corner : corners) {
        CHECK(std::abs(corner.x - 100) <= size / 2 + 1);
        CHECK(std::abs(corner.y - 100) <= size / 2 + 1);
      }
      CHECK(corners[2].x - corners[0].x > size / 4);
    }
  }
}

TEST_CASE("an icon is rasterised for the screen's density and lies on its pixels") {
  IconHarness harness;
  for (const float density : {1.0f, 2.0f, 3.0f}) {
    CAPTURE(density);
    for (const ImVec2 corner : harness.drawn(Icon::search, {100.3f, 100.7f}, icon_px::normal, density)) {
      CHECK(corner.x * density == doctest::Approx(std::round(corner.x * density)).epsilon(0.001));
      CHECK(corner.y * density == doctest::Approx(std::round(corner.y * density)).epsilon(0.001));
    }
    CHECK(harness.ui.icons.face->LastBaked->RasterizerDensity == density);
  }
}
