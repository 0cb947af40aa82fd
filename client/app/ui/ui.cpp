#include "client/app/ui/ui.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "client/app/ui/glyph_fallback.h"
#include "client/app/ui/keyboard.h"

namespace mingchou::client {
namespace {

ImU32 packed(Color color) { return IM_COL32(color.red, color.green, color.blue, color.alpha); }
ImVec2 min_of(const Rect& rect) { return {rect.x, rect.y}; }
ImVec2 max_of(const Rect& rect) { return {rect.right(), rect.bottom()}; }

/// What Dear ImGui is given instead of the text: valid until the next call.
std::string_view drawable(const Ui& ui, std::string_view text) {
  return ui.font.fallback ? ui.font.fallback->drawable(text) : text;
}

float aligned(const Rect& rect, float width, Align align) {
  switch (align) {
    case Align::start:
      return rect.x;
    case Align::center:
      return rect.x + (rect.width - width) / 2;
    case Align::end:
      return rect.right() - width;
  }
  return rect.x;
}

void log_text(const Ui& ui, const Rect& line, std::string_view text, float size_px, Color color) {
  if (text.empty()) return;
  const ImVec4 clip = ImGui::GetWindowDrawList()->_ClipRectStack.back();
  const bool is_clipped = line.x < clip.x - 1 || line.y < clip.y || line.right() > clip.z + 1 || line.bottom() > clip.w;
  ui.text_log->push_back({std::string(text), line, size_px, color, ui.layer, is_clipped});
}

void draw_line(const Ui& ui, const Rect& rect, std::string_view text, float size_px, Color color, Align align) {
  const float imgui_size = size_px * ui.font.imgui_per_css;
  const float width = text_width(ui, text, size_px);
  const float x = aligned(rect, width, align);
  if (ui.text_log) log_text(ui, {x, rect.y + (rect.height - size_px) / 2, width, size_px}, text, size_px, color);
  const float y = rect.y + (rect.height - imgui_size) / 2;
  const std::string_view drawn = drawable(ui, text);
  ImGui::GetWindowDrawList()->AddText(ui.font.face, imgui_size, {std::round(x), std::round(y)}, packed(color),
                                      drawn.data(), drawn.data() + drawn.size());
}

bool is_drawn(const Ui& ui, const std::string& id) {
  return std::ranges::any_of(ui.semantics.entries(), [&](const auto& entry) { return entry.node.id == id; });
}

std::vector<std::string_view> modal_layers(const std::vector<Layer>& layers) {
  std::vector<std::string_view> ids;
  for (const Layer& layer : layers)
    if (layer.modal) ids.push_back(layer.id);
  return ids;
}

/// A layer that was there and is gone had the focus.
void give_focus_back(Ui& ui) {
  std::erase_if(ui.focus_before_layers, [&ui](const auto& entry) {
    if (std::ranges::find(ui.layers_being_drawn, entry.first, &Layer::id) != ui.layers_being_drawn.end()) return false;
    // A sheet that was opened from a menu outlives it, and goes back to where the menu came from.
    for (auto& [id, place] : ui.focus_before_layers)
      if (!is_drawn(ui, place)) place = entry.second;
    if (ui.focus_request.empty() && is_drawn(ui, entry.second)) move_focus(ui, entry.second);
    return true;
  });
}

}  // namespace

void begin_frame(Ui& ui) {
  ui.semantics.begin_frame();
  ui.scroll_areas_being_drawn.clear();
  ui.fields_being_drawn.clear();
  ui.hits_being_drawn.clear();
  ui.open_regions.clear();
  ui.layers_being_drawn.clear();
  ui.own_scrolls_being_drawn.clear();
  ui.layer = 0;
  ui.tooltip.reset();
  ui.wake_in_ms = -1;
  ui.misfits.clear();
  if (ui.text_log) ui.text_log->clear();
  ui.animating = false;
  for (auto& [id, motion] : ui.motions) motion.in_use = false;
}

void end_frame(Ui& ui) {
  give_focus_back(ui);
  // What a layer covered is out of reach in the frame after it, too: one more, or the first tap would find nothing.
  if (modal_layers(ui.layers) != modal_layers(ui.layers_being_drawn)) ui.animating = true;
  ui.scroll_areas.swap(ui.scroll_areas_being_drawn);
  ui.fields.swap(ui.fields_being_drawn);
  ui.hits.swap(ui.hits_being_drawn);
  ui.layers.swap(ui.layers_being_drawn);
  ui.own_scrolls.swap(ui.own_scrolls_being_drawn);
  std::erase_if(ui.motions, [](const auto& entry) { return !entry.second.in_use; });
  ui.edits.clear();
  // What nothing took was not on the screen any more.
  ui.activated_id.clear();
  ui.context_id.clear();
}

float line_height(float size_px) { return std::round(size_px * 1.6f); }

float text_width(const Ui& ui, std::string_view text, float size_px) {
  if (text.empty()) return 0;
  const std::string_view drawn = drawable(ui, text);
  return ui.font.face
      ->CalcTextSizeA(size_px * ui.font.imgui_per_css, INFINITY, 0, drawn.data(), drawn.data() + drawn.size())
      .x;
}

Measure measure(const Ui& ui, float size_px) {
  return [&ui, size_px](std::string_view text) { return text_width(ui, text, size_px); };
}

void draw_text(Ui& ui, const Rect& rect, std::string_view text, float size_px, Color color, Align align, Fit fit) {
  const std::string shown = elide(text, rect.width, measure(ui, size_px));
  if (fit == Fit::whole && shown != text) ui.misfits.push_back({std::string(text), rect});
  draw_line(ui, rect, shown, size_px, color, align);
}

void draw_lines(Ui& ui, const Rect& rect, std::string_view text, float size_px, Color color, int lines_max, Fit fit) {
  std::vector<std::string> lines = wrap(text, rect.width, measure(ui, size_px));
  const auto kept = static_cast<std::size_t>(std::max(1, lines_max));
  for (std::size_t i = kept; i < lines.size(); ++i) lines[kept - 1] += lines[i];
  if (lines.size() > kept) lines.resize(kept);
  const float height = std::round(size_px * 1.4f);
  float y = rect.y + (rect.height - height * static_cast<float>(lines.size())) / 2;
  for (const std::string& line : lines) {
    draw_text(ui, {rect.x, y, rect.width, height}, line, size_px, color, Align::start, fit);
    y += height;
  }
}

float paragraph_height(const Ui& ui, float width, std::string_view text, float size_px) {
  return line_height(size_px) * static_cast<float>(wrap(text, width, measure(ui, size_px)).size());
}

float draw_paragraph(Ui& ui, const Rect& rect, std::string_view text, float size_px, Color color, Align align) {
  float y = rect.y;
  for (const std::string& line : wrap(text, rect.width, measure(ui, size_px))) {
    draw_line(ui, {rect.x, y, rect.width, line_height(size_px)}, line, size_px, color, align);
    y += line_height(size_px);
  }
  return y - rect.y;
}

void disc(Point centre, float radius_px, Color color) {
  ImGui::GetWindowDrawList()->AddCircleFilled({centre.x, centre.y}, radius_px, packed(color), 0);
}

void fill(const Rect& rect, Color color, float corner_px) {
  ImGui::GetWindowDrawList()->AddRectFilled(min_of(rect), max_of(rect), packed(color), corner_px);
}

void outline(const Rect& rect, Color color, float corner_px, float width_px) {
  ImGui::GetWindowDrawList()->AddRect(min_of(rect), max_of(rect), packed(color), corner_px, 0, width_px);
}

void draw_focus_ring(Ui& ui, std::string_view id, const Rect& rect, float corner_px) {
  if (ui.focus_visible && ui.focused_id == id) outline(rect.inset(1.5f), ui.theme->focus, corner_px, 3);
}

}  // namespace mingchou::client
