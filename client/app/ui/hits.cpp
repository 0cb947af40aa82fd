#include "client/app/ui/hits.h"

#include <imgui.h>

#include <cstdint>

#include "client/app/ui/keyboard.h"

namespace mingchou::client {
namespace {

Rect clip_of_drawing() {
  const ImDrawList* list = ImGui::GetWindowDrawList();
  const ImVec2 from = list->GetClipRectMin(), to = list->GetClipRectMax();
  return {from.x, from.y, to.x - from.x, to.y - from.y};
}

gesture::RegionId region_being_drawn(const Ui& ui) { return ui.open_regions.empty() ? 0 : ui.open_regions.back(); }

}  // namespace

/// FNV-1a. Two nodes of one screen with the same number are as likely as one in a million.
gesture::TargetId target_id(std::string_view id) {
  std::uint32_t hash = 2166136261U;
  for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash == 0 ? 1 : hash;
}

void publish_hit(Ui& ui, std::string_view id, const Rect& rect, const HitOptions& options) {
  const Rect reachable = intersection(rect, clip_of_drawing());
  if (reachable.width <= 0 || reachable.height <= 0) return;
  ui.hits_being_drawn.push_back({std::string(id),
                                 reachable,
                                 {.target = options.target,
                                  .id = target_id(id),
                                  .region = region_being_drawn(ui),
                                  .has_context_action = options.has_context_action,
                                  .drag_axis = options.drag_axis}});
}

void publish_cover(Ui& ui, const Rect& rect) {
  ui.hits_being_drawn.push_back({{}, intersection(rect, clip_of_drawing()), {.region = region_being_drawn(ui)}});
}

bool take_context(Ui& ui, std::string_view id) {
  if (ui.focused_id == id && take_key(ui, "ContextMenu")) return true;
  if (ui.context_id != id) return false;
  ui.context_id.clear();
  return true;
}

}  // namespace mingchou::client
