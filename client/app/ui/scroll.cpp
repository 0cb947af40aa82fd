#include "client/app/ui/scroll.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace mingchou::client {
namespace {

constexpr double line_step_px = 56;
constexpr double glide_ms = 70;  ///< time constant towards the target
constexpr double arrived_px = 0.5;
constexpr float bar_width_px = 8;
constexpr float bar_grip_width_px = 20;
constexpr float thumb_length_px_min = 44;

void advance(Ui& ui, ScrollState& state) {
  state.target_px = std::clamp(state.target_px, 0.0, state.offset_px_max);
  state.offset_px = std::clamp(state.offset_px, 0.0, state.offset_px_max);
  const double way = state.target_px - state.offset_px;
  if (way == 0) return;
  if (ui.reduced_motion || std::abs(way) < arrived_px) {
    state.offset_px = state.target_px;
    return;
  }
  state.offset_px += way * (1 - std::exp(-static_cast<double>(ui.step_ms) / glide_ms));
  ui.animating = true;
}

void draw_bar(Ui& ui, ScrollState& state, std::string_view id, const Rect& viewport) {
  if (state.offset_px_max <= 0) return;
  const float track = viewport.height - 2 * space_px::half;
  const auto shown = static_cast<float>(state.viewport_px / (state.viewport_px + state.offset_px_max));
  const float thumb = std::clamp(track * shown, std::min(thumb_length_px_min, track), track);
  const double px_per_px = state.offset_px_max / static_cast<double>(std::max(1.0f, track - thumb));
  const float start = viewport.y + space_px::half + static_cast<float>(state.offset_px / px_per_px);
  const Rect grip{viewport.right() - bar_grip_width_px, start, bar_grip_width_px, thumb};
  ImGui::SetCursorScreenPos({grip.x, grip.y});
  ImGui::PushID(id.data(), id.data() + id.size());
  ImGui::InvisibleButton("bar", {grip.width, grip.height});
  ImGui::PopID();
  const bool held = ImGui::IsItemActive();
  if (held) {
    if (state.drag_start_px < 0) state.drag_start_px = state.offset_px;
    const double dragged = static_cast<double>(ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0).y) * px_per_px;
    state.jump_to(state.drag_start_px + dragged);
  } else {
    state.drag_start_px = -1;
  }
  const bool lit = held || ImGui::IsItemHovered();
  fill({viewport.right() - bar_width_px - 3, grip.y, bar_width_px, thumb},
       lit ? ui.theme->scrollbar_active : ui.theme->scrollbar, bar_width_px / 2);
}

}  // namespace

bool ScrollState::move_by(double by_px) {
  const double before = offset_px;
  jump_to(offset_px + by_px);
  return offset_px != before;
}

void ScrollState::jump_to(double to_px) { offset_px = target_px = std::clamp(to_px, 0.0, offset_px_max); }

void ScrollState::glide_by(double by_px) { glide_to(target_px + by_px); }

void ScrollState::glide_to(double to_px) { target_px = std::clamp(to_px, 0.0, offset_px_max); }

void apply(ScrollKey key, ScrollState& state) {
  const double page = std::max(line_step_px, state.viewport_px - line_step_px);
  switch (key) {
    case ScrollKey::line_up:
      return state.glide_by(-line_step_px);
    case ScrollKey::line_down:
      return state.glide_by(line_step_px);
    case ScrollKey::page_up:
      return state.glide_by(-page);
    case ScrollKey::page_down:
      return state.glide_by(page);
    case ScrollKey::start:
      return state.glide_to(0);
    case ScrollKey::end:
      return state.glide_to(state.offset_px_max);
  }
}

ScrollArea* area_at(Ui& ui, Point point) {
  for (auto area = ui.scroll_areas.rbegin(); area != ui.scroll_areas.rend(); ++area)
    if (area->rect.contains(point)) return &*area;
  return nullptr;
}

ScrolledContent begin_scroll_area(Ui& ui, ScrollState& state, Node node, double content_height_px) {
  const Rect viewport = node.rect;
  state.viewport_px = static_cast<double>(viewport.height);
  state.offset_px_max = std::max(0.0, std::round(content_height_px - state.viewport_px));
  advance(ui, state);
  ui.scroll_areas_being_drawn.push_back({node.id, viewport, &state});
  node.clips = true;
  // What scrolls must be reachable by keyboard.
  node.focusable = node.focusable || state.offset_px_max > 0;
  ui.semantics.open(std::move(node));
  ImGui::PushClipRect({viewport.x, viewport.y}, {viewport.right(), viewport.bottom()}, true);
  const auto top = static_cast<float>(static_cast<double>(viewport.y) - std::round(state.offset_px));
  return {{viewport.x, top, viewport.width, static_cast<float>(content_height_px)}, viewport};
}

void end_scroll_area(Ui& ui, ScrollState& state, std::string_view id, const Rect& viewport) {
  draw_bar(ui, state, id, viewport);
  draw_focus_ring(ui, id, viewport, 0);
  ImGui::PopClipRect();
  ui.semantics.close();
}

}  // namespace mingchou::client
