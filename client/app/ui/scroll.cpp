#include "client/app/ui/scroll.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "client/app/ui/hits.h"
#include "client/app/ui/press.h"

namespace mingchou::client {
namespace {

constexpr double line_step_px = 56;
constexpr double glide_ms = 70;  ///< time constant towards the target
constexpr double arrived_px = 0.5;
constexpr float margin_in_view_px = 8;
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

/// The part of the bar that can be gripped, and how far content goes for each pixel of it.
struct Bar {
  Rect grip;
  double px_per_px = 1;
};

Bar bar_of(const ScrollState& state, const Rect& viewport) {
  const float track = viewport.height - 2 * space_px::half;
  const auto shown = static_cast<float>(state.viewport_px / (state.viewport_px + state.offset_px_max));
  const float thumb = std::clamp(track * shown, std::min(thumb_length_px_min, track), track);
  const double px_per_px = state.offset_px_max / static_cast<double>(std::max(1.0f, track - thumb));
  const float start = viewport.y + space_px::half + static_cast<float>(state.offset_px / px_per_px);
  return {{viewport.right() - bar_grip_width_px, start, bar_grip_width_px, thumb}, px_per_px};
}

/// Before the content: of two things in one place Dear ImGui presses the first, and a row may reach below the bar.
void grip_bar(Ui& ui, ScrollState& state, std::string_view id, const Rect& viewport) {
  state.bar_is_lit = false;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (state.offset_px_max <= 0 || !reachable(ui, {mouse.x, mouse.y})) return;
  const Bar bar = bar_of(state, viewport);
  ImGui::SetCursorScreenPos({bar.grip.x, bar.grip.y});
  ImGui::PushID(id.data(), id.data() + id.size());
  ImGui::InvisibleButton("bar", {bar.grip.width, bar.grip.height});
  ImGui::PopID();
  const bool held = ImGui::IsItemActive();
  state.bar_is_lit = held || ImGui::IsItemHovered();
  if (!held) {
    state.drag_start_px = -1;
    return;
  }
  if (state.drag_start_px < 0) state.drag_start_px = state.offset_px;
  const double dragged = static_cast<double>(ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0).y) * bar.px_per_px;
  state.jump_to(state.drag_start_px + dragged);
}

void draw_bar(Ui& ui, const ScrollState& state, std::string_view id, const Rect& viewport) {
  if (state.offset_px_max <= 0) return;
  const Rect grip = bar_of(state, viewport).grip;
  publish_hit(ui, std::string(id) + ".bar", grip, {.target = gesture::Target::drag});
  fill({viewport.right() - bar_width_px - 3, grip.y, bar_width_px, grip.height},
       state.bar_is_lit ? ui.theme->scrollbar_active : ui.theme->scrollbar, bar_width_px / 2);
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

ScrollArea* area_of(Ui& ui, std::string_view node_id) {
  const auto& entries = ui.semantics.entries();
  const auto node = std::ranges::find(entries, node_id, [](const auto& entry) { return entry.node.id; });
  auto index = node == entries.end() ? -1 : static_cast<int>(node - entries.begin());
  for (; index >= 0; index = entries[static_cast<std::size_t>(index)].parent) {
    const std::string& id = entries[static_cast<std::size_t>(index)].node.id;
    const auto area = std::ranges::find(ui.scroll_areas, id, &ScrollArea::id);
    if (area != ui.scroll_areas.end()) return &*area;
  }
  return nullptr;
}

void scroll_into_view(Ui& ui, Rect rect) {
  for (auto region = ui.open_regions.rbegin(); region != ui.open_regions.rend(); ++region) {
    const auto area = std::ranges::find(ui.scroll_areas_being_drawn, *region, &ScrollArea::region);
    if (area == ui.scroll_areas_being_drawn.end()) continue;
    const Rect& view = area->rect;
    const float above = rect.y - margin_in_view_px - view.y, below = rect.bottom() + margin_in_view_px - view.bottom();
    // What is higher than the viewport shows its beginning.
    const float by = above < 0 || above < below ? std::min(above, 0.0f) : 0;
    const float way = by < 0 ? by : std::max(0.0f, std::min(below, above));
    if (way == 0) continue;
    area->state->jump_to(area->state->target_px + static_cast<double>(way));
    rect.y -= way;
    ui.animating = true;
  }
}

void reveal_once(Ui& ui, const std::string& id, std::int64_t occasion, const Rect& rect) {
  const auto [found, is_new] = ui.revealed.try_emplace(id, occasion);
  if (!is_new && found->second == occasion) return;
  found->second = occasion;
  scroll_into_view(ui, rect);
}

ScrolledContent begin_scroll_area(Ui& ui, ScrollState& state, Node node, double content_height_px) {
  const Rect viewport = node.rect;
  state.viewport_px = static_cast<double>(viewport.height);
  state.offset_px_max = std::max(0.0, std::round(content_height_px - state.viewport_px));
  const gesture::RegionId region = target_id(node.id);
  const gesture::RegionId parent = ui.open_regions.empty() ? 0 : ui.open_regions.back();
  ui.scroll_areas_being_drawn.push_back({node.id, viewport, &state, region, parent});
  ui.open_regions.push_back(region);
  grip_bar(ui, state, node.id, viewport);
  advance(ui, state);
  node.clips = true;
  // What scrolls must be reachable by keyboard; end_scroll_area() knows whether something in it is.
  node.focusable = node.focusable || state.offset_px_max > 0;
  ui.semantics.open(std::move(node));
  ImGui::PushClipRect({viewport.x, viewport.y}, {viewport.right(), viewport.bottom()}, true);
  publish_cover(ui, viewport);
  const auto top = static_cast<float>(static_cast<double>(viewport.y) - std::round(state.offset_px));
  return {{viewport.x, top, viewport.width, static_cast<float>(content_height_px)}, viewport};
}

void end_scroll_area(Ui& ui, ScrollState& state, std::string_view id, const Rect& viewport) {
  draw_bar(ui, state, id, viewport);
  draw_focus_ring(ui, id, viewport, 0);
  ImGui::PopClipRect();
  // One stop is enough: from anything inside, keys scroll it too.
  if (ui.semantics.has_stop_inside()) ui.semantics.opened().off_tab_order = true;
  ui.semantics.close();
  ui.open_regions.pop_back();
}

}  // namespace mingchou::client
