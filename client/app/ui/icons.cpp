#include "client/app/ui/icons.h"

#include <imgui.h>

#include <cmath>

#include "client/app/ui/icon_code_points.h"
#include "client/app/ui/ui.h"

namespace mingchou::client {
namespace {

static_assert(icon_code_points.size() == icon_count, "tools/make_icons.py read another list than the compiler");

/// To the nearest device pixel: half pixels blur the strokes.
float on_pixel(float at, float density) { return std::round(at * density) / density; }

}  // namespace

void draw_icon(Ui& ui, Icon icon, Point centre, float size_px, Color color) {
  if (!ui.icons.face) return;
  const float size = size_px * ui.icons.imgui_per_css;
  // Current while it is drawn: Dear ImGui tells only the current font the screen's density.
  ImGui::PushFont(ui.icons.face, size);
  ImFontBaked* baked = ui.icons.face->GetFontBaked(size);
  const ImFontGlyph* glyph = baked->FindGlyphNoFallback(icon_code_points[static_cast<std::size_t>(icon)]);
  ImGui::PopFont();
  if (!glyph) return;
  // As a picture: Dear ImGui moves text to whole CSS pixels, which is half a pixel off on dense screens.
  const ImGuiIO& io = ImGui::GetIO();
  const float density = io.DisplayFramebufferScale.x, scale = size / baked->Size;
  const ImVec2 corner{on_pixel(centre.x - size / 2, density), on_pixel(centre.y - size / 2, density)};
  ImGui::GetWindowDrawList()->AddImage(io.Fonts->TexRef, {corner.x + glyph->X0 * scale, corner.y + glyph->Y0 * scale},
                                       {corner.x + glyph->X1 * scale, corner.y + glyph->Y1 * scale},
                                       {glyph->U0, glyph->V0}, {glyph->U1, glyph->V1},
                                       IM_COL32(color.red, color.green, color.blue, color.alpha));
}

}  // namespace mingchou::client
