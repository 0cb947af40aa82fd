#include "client/app/ui/widgets.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace mingchou::client {
namespace {

ImU32 packed(Color color) { return IM_COL32(color.red, color.green, color.blue, color.alpha); }

constexpr float notice_width_px_max = 560;
constexpr float notice_mark_radius_px = 36;

void disc(Ui& ui, std::string_view character, Point centre, float radius_px, float size_px, Color ground, Color ink) {
  ImGui::GetWindowDrawList()->AddCircleFilled({centre.x, centre.y}, radius_px, packed(ground), 0);
  draw_text(ui, {centre.x - radius_px, centre.y - radius_px, 2 * radius_px, 2 * radius_px}, character, size_px, ink,
            Align::center);
}

/// The user activated this node by screen reader or keyboard.
bool take_activation(Ui& ui, const std::string& id) {
  if (ui.activated_id != id) return false;
  ui.activated_id.clear();
  return true;
}

}  // namespace

float button_width(const Ui& ui, std::string_view label) {
  return std::max(120.0f, std::ceil(text_width(ui, label, type_px::body)) + 2 * space_px::four);
}

bool button(Ui& ui, const std::string& id, std::string_view label, const Rect& rect) {
  ImGui::SetCursorScreenPos({rect.x, rect.y});
  ImGui::PushID(id.c_str());
  const bool clicked = ImGui::InvisibleButton("button", {rect.width, rect.height});
  ImGui::PopID();
  const Theme& theme = *ui.theme;
  const Color ground = ImGui::IsItemActive()    ? theme.accent_pressed
                       : ImGui::IsItemHovered() ? theme.accent_hover
                                                : theme.accent;
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  fill(rect, ground, space_px::one);
  draw_text(ui, rect, label, type_px::body, theme.on_accent, Align::center);
  draw_focus_ring(ui, id, rect.inset(-4), space_px::one + 4);
  ui.semantics.add({.role = Role::button, .id = id, .name = std::string(label), .rect = rect, .focusable = true});
  return take_activation(ui, id) || clicked;
}

void heading(Ui& ui, const std::string& id, std::string_view text, const Rect& rect, float size_px, Color color,
             int level) {
  draw_text(ui, rect, text, size_px, color);
  ui.semantics.add({.role = Role::heading, .id = id, .name = std::string(text), .rect = rect, .level = level});
}

float badge_width(const Ui& ui, std::string_view word) {
  return std::ceil(text_width(ui, word, type_px::small)) + 2 * 12;
}

void badge(Ui& ui, std::string_view word, Point at, float height_px) {
  const Rect rect{at.x, at.y, badge_width(ui, word), height_px};
  fill(rect, ui.theme->tint, height_px / 2);
  draw_text(ui, rect, word, type_px::small, ui.theme->on_tint, Align::center);
}

void mark(Ui& ui, std::string_view character, Point centre, float radius_px) {
  disc(ui, character, centre, radius_px, type_px::body, ui.theme->tint, ui.theme->on_tint);
}

bool notice(Ui& ui, const Rect& rect, const Notice& what) {
  const Theme& theme = *ui.theme;
  const float width = std::min(notice_width_px_max, rect.width - 2 * space_px::three);
  const float x = std::round(rect.x + (rect.width - width) / 2);
  const float text_height =
      line_height(type_px::body) * static_cast<float>(wrap(what.advice, width, measure(ui, type_px::body)).size());
  const float height = 2 * notice_mark_radius_px + space_px::three + line_height(type_px::subtitle) + space_px::one +
                       text_height + (what.action.empty() ? 0 : space_px::three + space_px::six);
  // A little above the middle looks like the middle.
  float y = std::round(rect.y + std::max(space_px::three, (rect.height - height) * 0.4f));
  const Rect whole{x, y, width, height};
  ui.semantics.open({.role = what.role, .id = what.id, .name = {}, .rect = whole});
  disc(ui, what.character, {x + width / 2, y + notice_mark_radius_px}, notice_mark_radius_px, type_px::title,
       what.warning ? theme.warning_tint : theme.tint, what.warning ? theme.on_warning_tint : theme.on_tint);
  y += 2 * notice_mark_radius_px + space_px::three;
  const Rect title{x, y, width, line_height(type_px::subtitle)};
  draw_text(ui, title, what.title, type_px::subtitle, theme.text, Align::center);
  ui.semantics.add({.role = Role::text, .id = what.id + ".title", .name = std::string(what.title), .rect = title});
  y += title.height + space_px::one;
  if (!what.advice.empty()) {
    const Rect advice{x, y, width, text_height};
    draw_paragraph(ui, advice, what.advice, type_px::body, theme.text_secondary, Align::center);
    ui.semantics.add({.role = Role::text, .id = what.id + ".advice", .name = std::string(what.advice), .rect = advice});
  }
  ui.semantics.close();
  if (what.action.empty()) return false;
  y += text_height + space_px::three;
  const float action_width = button_width(ui, what.action);
  return button(ui, what.id + ".action", what.action,
                {std::round(x + (width - action_width) / 2), y, action_width, space_px::six});
}

}  // namespace mingchou::client
