#include "client/app/ui/press.h"

#include <imgui.h>

#include "client/app/ui/hits.h"
#include "client/app/ui/keyboard.h"

namespace mingchou::client {
namespace {

bool below_modal(const Ui& ui) {
  for (std::size_t i = ui.layer; i < ui.layers.size(); ++i)
    if (ui.layers[i].modal) return true;
  return false;
}

/// The user activated this node by screen reader or keyboard.
bool take_activation(Ui& ui, const std::string& id) {
  if (ui.activated_id != id || below_modal(ui)) return false;
  ui.activated_id.clear();
  return true;
}

}  // namespace

bool reachable(const Ui& ui, Point at) {
  if (below_modal(ui)) return false;
  for (std::size_t i = ui.layer; i < ui.layers.size(); ++i)
    if (ui.layers[i].rect.contains(at)) return false;
  return true;
}

Press pressable(Ui& ui, const std::string& id, const Rect& rect, bool has_context_action) {
  Press press;
  keep_focus_in_view(ui, id, rect);
  if (!below_modal(ui)) publish_hit(ui, id, rect, {.has_context_action = has_context_action});
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  if (rect.width > 0 && rect.height > 0 && reachable(ui, {mouse.x, mouse.y})) {
    ImGui::SetCursorScreenPos({rect.x, rect.y});
    ImGui::PushID(id.c_str());
    press.activated = ImGui::InvisibleButton("press", {rect.width, rect.height});
    ImGui::PopID();
    press.hovered = ImGui::IsItemHovered();
    press.held = press.hovered && ImGui::IsItemActive();
    if (press.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  }
  press.activated |= take_activation(ui, id);
  press.context = has_context_action && take_context(ui, id);
  return press;
}

std::optional<Color> pressed_ground(const Theme& theme, const Press& press) {
  if (press.held) return theme.surface_pressed;
  if (press.hovered) return theme.surface_hover;
  return std::nullopt;
}

}  // namespace mingchou::client
